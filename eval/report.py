"""A run as one HTML page that stands alone: figures, charts, failing cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from eval.cases import Case
from eval.charts import grouped_bars, heat_map, latency_strips
from eval.figures import LATENCIES, NAMES, Figure, figure, grouped, worst
from eval.run import Run, Scored

FAILURES_SHOWN = 120
_STYLE = """
:root { color-scheme: light dark; --ink: #1c2530; --soft: #5c6a79; --line: #d8dee6; --page: #fdfdfc; --bad: #b3261e }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7ebf0; --soft: #9aa7b5; --line: #36414d; --page: #14191f; --bad: #ff8a80 } }
body { font: 15px/1.55 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; color: var(--ink);
  background: var(--page); max-width: 980px; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2.2rem }
table { border-collapse: collapse } th, td { padding: .2rem .8rem; border-bottom: 1px solid var(--line);
  text-align: right; font-variant-numeric: tabular-nums } th:first-child, td:first-child { text-align: left }
small, .soft { color: var(--soft) } svg { max-width: 100%; height: auto; display: block }
svg text { font-size: 11px; fill: var(--ink) } svg .small { font-size: 9px; fill: var(--soft) }
svg .cell { fill: #111 } .grid { stroke: var(--line) } .tick { stroke: #6a8caf; stroke-opacity: .18 }
.mark { stroke: #c0392b; stroke-width: 2 } .legend span { margin-right: 1.2rem }
.legend i { display: inline-block; width: .8rem; height: .8rem; margin-right: .35rem; border-radius: 2px }
details { border-top: 1px solid var(--line); padding: .45rem 0 } summary { cursor: pointer }
.fault { color: var(--bad) } .scroll { overflow-x: auto } dd { margin: 0 0 .3rem 1.2rem }
"""


def html_report(run: Run) -> str:
    """The page of a run; the last system is the one whose failures and chapters are shown."""
    last = list(run.scored)[-1]
    made = run.made_by
    versions = ", ".join(f"{name} {number}" for name, number in made["versions"].items())
    sections = [
        f"<h1>Evaluation · {escape(made['time'])}</h1>",
        f'<p class="soft">{len(run.cases)} cases · commit {escape(str(made["commit"])[:10])}'
        f" · {made['changed_files']} changed files · {escape(versions)} · {escape(made['machine'])}</p>",
        "<h2>Figures</h2><p class='soft'>Per cent with 95 % bootstrap intervals; length in characters, times in ms."
        f"</p><div class='scroll'>{_figures(run)}</div>",
        f"<h2>Right, by kind of question</h2>{_bars(run, lambda case: [case.kind])}",
        f"<h2>Right, by persona</h2>{_bars(run, lambda case: [case.persona])}",
        f"<h2>Right, by chapter and kind: {escape(last)}</h2><div class='scroll'>{_chapters(run, last)}</div>",
        f"<h2>Time to answer</h2>{_latency(run)}",
        f"<h2>What went wrong: {escape(last)}</h2>{_failures(run, last)}",
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Evaluation</title><style>{_STYLE}</style></head><body>{''.join(sections)}</body></html>"
    )


def _figures(run: Run) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in run.scored)
    rows = []
    for name in NAMES:
        found = [figure(name, scored, run.case_of) for scored in run.scored.values()]
        if any(found):
            rows.append(f"<tr><td>{escape(name)}</td>{''.join(f'<td>{_value(one)}</td>' for one in found)}</tr>")
    return f"<table><tr><th>figure</th>{head}</tr>{''.join(rows)}</table>"


def _value(found: Figure | None) -> str:
    if found is None:
        return "–"
    if found.name in LATENCIES or found.name == "length":
        return f"{found.value:.0f}"
    low, high = found.interval or (found.value, found.value)
    return f"{found.value * 100:.1f} <small>{low * 100:.0f}–{high * 100:.0f}</small>"


def _bars(run: Run, key: Callable[[Case], Iterable[str]]) -> str:
    groups: dict[str, dict[str, float | None]] = {}
    for system, scored in run.scored.items():
        for group, many in grouped(scored, run.case_of, key).items():
            found = figure("correct", many, run.case_of)
            groups.setdefault(f"{group} ({len(many)})", {})[system] = found.value if found else None
    return grouped_bars(groups, list(run.scored))


def _chapters(run: Run, system: str) -> str:
    chapters = sorted({chapter for case in run.cases for chapter in case.chapters})
    rows: dict[str, dict[str, tuple[float, int] | None]] = {}
    answerable = [one for one in run.scored[system] if run.case_of[one.case].answerable]
    for kind, many in grouped(answerable, run.case_of, lambda case: [case.kind]).items():
        by_chapter = grouped(many, run.case_of, lambda case: case.chapters)
        rows[kind] = {chapter: _share(by_chapter.get(chapter, [])) for chapter in chapters}
    by_chapter = grouped(answerable, run.case_of, lambda case: case.chapters)
    rows["all"] = {chapter: _share(by_chapter.get(chapter, [])) for chapter in chapters}
    return heat_map(rows, chapters)


def _share(scored: list[Scored]) -> tuple[float, int] | None:
    if not scored:
        return None
    return sum(bool(one.figures["correct"]) for one in scored) / len(scored), len(scored)


def _latency(run: Run) -> str:
    return latency_strips({name: [one.milliseconds for one in scored] for name, scored in run.scored.items()})


def _failures(run: Run, system: str) -> str:
    wrong = worst(run.scored[system])
    shown = "".join(_failure(run.case_of[one.case], one) for one in wrong[:FAILURES_SHOWN])
    return f"<p>{len(wrong)} of {len(run.cases)} cases.</p>{shown}"


def _failure(case: Case, one: Scored) -> str:
    answer = one.answer
    wanted = " ＋ ".join(" / ".join(group) for group in case.facts) or f"refusal ({case.missing or case.kind})"
    places = " ＋ ".join(" / ".join(group) for group in case.relevant)
    cites = "; ".join(f"{cite['id']} {cite['label']}" for cite in answer["citations"])
    rows = {"answer": f"[{answer['status']}] {answer['answer']}", "cites": cites, "expected": f"{wanted} @ {places}"}
    listed = "".join(f"<dt><small>{name}</small></dt><dd>{escape(text)}</dd>" for name, text in rows.items())
    return (
        f"<details><summary>{escape(case.question)} <small>{escape(case.id)} · {escape(case.kind)} · {case.split}"
        f"</small><br><span class='fault'>{escape('; '.join(one.faults))}</span></summary><dl>{listed}</dl></details>"
    )
