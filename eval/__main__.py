"""Command line: ``python -m eval`` asks the gold cases; its subcommands fit models and measure the rest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.errors import PlanQAError
from eval import tables
from eval.beir import SentenceExtractor, index_dataset, measure
from eval.beir_files import load_dataset
from eval.beir_table import beir_table
from eval.bench import bench
from eval.cases import Case, load_cases, select
from eval.errors import EvalError
from eval.figures import worst
from eval.fitting import examples, fit_ranking, fit_refusal, training_cases, with_ranker, write_ranking, write_refusal
from eval.gate import load_thresholds, shortfalls
from eval.merge import kind_counts, median_overlap, merge_parts, write_gold
from eval.provenance import index_of, provenance
from eval.report import html_report
from eval.run import Run, Scored, evaluate, load_run, save_run
from eval.support_command import support
from eval.systems import COMPARED, GOLD_DAY, SYSTEMS, Workbench
from rag.building import build_assistant
from rag.settings import load_settings

HERE = Path(__file__).parent
GOLD, PARTS, RUNS, THRESHOLDS = HERE / "gold.jsonl", HERE / "gold_parts", HERE / "runs", HERE / "thresholds.toml"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help=__doc__)
app.command()(support)
app.command()(bench)
console = Console(width=None if sys.stdout.isatty() else 150)


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    system: Annotated[list[str] | None, typer.Option(help=f"one or more of {', '.join(SYSTEMS)}")] = None,
    split: Annotated[str, typer.Option(help="dev, test or all")] = "all",
    kind: Annotated[list[str] | None, typer.Option(help="only these kinds")] = None,
    persona: Annotated[list[str] | None, typer.Option(help="only these personas")] = None,
    match: Annotated[str, typer.Option(help="only cases whose id contains this")] = "",
    failures: Annotated[int, typer.Option(help="list this many failing cases of the last system")] = 0,
    compare: Annotated[Path | None, typer.Option(help="an earlier run record: show what changed")] = None,
    gate: Annotated[bool, typer.Option(help="exit 1 where a threshold is not held")] = False,
    report: Annotated[bool, typer.Option(help="write the HTML report beside the run record")] = True,
    gold: Annotated[Path, typer.Option(help="the gold file")] = GOLD,
) -> None:
    """Ask the gold cases of some systems, print tables, and keep a run record under eval/runs/."""
    if context.invoked_subcommand:
        return
    names = system or (["assistant"] if gate else list(COMPARED))
    chosen = [case for case in select(load_cases(gold), split, kind or [], persona or []) if match in case.id]
    if not chosen:
        raise EvalError(
            f"No case of split {split!r}, kind {kind}, persona {persona} in {gold}; `merge` makes the file."
        )
    options = {"systems": names, "split": split, "kind": kind, "persona": persona, "match": match}
    run = _run(names, chosen, gold, options)
    path = save_run(run, RUNS)
    _show(run, failures)
    if report:
        path.with_suffix(".html").write_text(html_report(run), encoding="utf-8")
    if compare:
        before = load_run(compare)
        for name in names:
            console.print(tables.changes(before, run, name))
    console.print(f"run record: {path}")
    if gate and not _holds(run):
        raise typer.Exit(1)


@app.command()
def merge(parts: Path = PARTS, gold: Path = GOLD) -> None:
    """Merge the gold set's parts into one file, with halves; refused lines are named and left out."""
    cases, refused = merge_parts(parts, load_cases(gold) if gold.exists() else ())
    write_gold(cases, gold)
    for line in refused:
        console.print(f"refused  {line}", style="red", markup=False)
    console.print(
        f"{len(cases)} cases, {len(refused)} refused, {sum(not case.answerable for case in cases)} unanswerable"
    )
    for name, total, dev, test in kind_counts(cases):
        console.print(f"{name:24} {total:4}   dev {dev:3}   test {test:3}", markup=False)
    _show_overlap(cases)
    if refused:
        raise typer.Exit(1)


@app.command()
def fit(gold: Path = GOLD) -> None:
    """Fit the ranking and refusal models on the dev half and write their weights."""
    cases = select(load_cases(gold), "dev")
    assistant = build_assistant(load_settings(), clock=lambda: GOLD_DAY)
    with _progress() as progress:
        task = progress.add_task("ranking", total=len(cases))
        found = examples(assistant, cases, lambda: progress.advance(task))
        ranking, hits = fit_ranking(found)
        write_ranking(ranking)
        more = training_cases()
        task = progress.add_task("refusals", total=len(more))
        found += examples(assistant, more, lambda: progress.advance(task))
    refusal, figures = fit_refusal(assistant, with_ranker(assistant, ranking, found))
    write_refusal(refusal)
    console.print(f"{len(found)} dev questions; cross-validated {hits | figures}", markup=False)


@app.command()
def beir(
    folder: Annotated[Path, typer.Argument(help="folder with corpus.jsonl, queries.jsonl, qrels/*.tsv")],
    answers: Annotated[bool, typer.Option(help="also whether the extracted sentence holds an answer")] = False,
    split: Annotated[str, typer.Option(help="name of the file under qrels/ (test, else dev, train)")] = "",
    limit: Annotated[int, typer.Option(help="only the first so many questions")] = 0,
) -> None:
    """Measure dense, bm25 and hybrid retrieval on a dataset in BEIR's format; its index is kept."""
    dataset = load_dataset(folder, split)
    queries = dataset.queries[: limit or None]
    settings = load_settings()
    workbench = Workbench(settings)
    with _progress() as progress:
        task = progress.add_task("indexing", total=None)
        index = index_dataset(
            dataset,
            workbench.embeddings,
            settings.data_dir / "beir",
            lambda done, total: progress.update(task, completed=done, total=total),
        )
        progress.update(task, completed=len(index), total=len(index))
        task = progress.add_task("asking", total=len(queries))
        results = measure(
            queries, dataset.qrels, index, SentenceExtractor(index) if answers else None, lambda: progress.advance(task)
        )
    console.print(beir_table(f"{dataset.name}: {len(dataset.passages)} passages, {len(queries)} questions", results))


def _progress() -> Progress:
    columns = (TextColumn("{task.description:>12}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))


def _show_overlap(cases: list[Case]) -> None:
    texts = {block.id: block.text for block in Workbench(load_settings()).plan.document.blocks}
    for name in sorted({case.persona for case in cases}):
        share = median_overlap(select(cases, personas=[name]), texts)
        console.print(f"median share of the question's bigrams in its clause, {name}: {share}")


def _run(names: list[str], chosen: list[Case], gold: Path, options: dict[str, object]) -> Run:
    workbench = Workbench(load_settings())
    scored: dict[str, tuple[Scored, ...]] = {}
    with _progress() as progress:
        for name in names:
            system = workbench.system(name)
            task = progress.add_task(name, total=len(chosen))
            scored[name] = evaluate(system, chosen, workbench.source, lambda task=task: progress.advance(task))
    made_by = provenance(HERE.parent, gold, options)
    made_by["index"] = {name: index_of([one.answer for one in many]) for name, many in scored.items()}
    return Run(made_by, tuple(chosen), scored)


def _show(run: Run, failures: int) -> None:
    last = list(run.scored)[-1]
    console.print(tables.overview(run))
    if len(run.scored) > 1:
        console.print(tables.by_group(run, "kind", lambda case: [case.kind]))
    console.print(tables.by_group(run, "persona", lambda case: [case.persona]))
    console.print(tables.by_kind_in_depth(run, last))
    wrong = worst(run.scored[last])
    for number, one in enumerate(wrong[:failures], start=1):
        console.print(tables.failing(run.case_of[one.case], one, number, len(wrong)))


def _holds(run: Run) -> bool:
    system = list(run.scored)[-1]
    falls = shortfalls(run, load_thresholds(THRESHOLDS), system)
    for fall in falls:
        console.print(f"falls short: {fall}", style="bold red", markup=False)
    console.print(f"gate, {system}: " + (f"{len(falls)} figures fall short" if falls else "all thresholds hold"))
    return not falls


if __name__ == "__main__":
    try:
        app()
    except PlanQAError as error:
        Console(stderr=True).print(f"{error}", style="red", markup=False)
        sys.exit(2)
