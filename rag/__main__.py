"""Command line: ``python -m rag ask "问题"`` and ``python -m rag support "我们是谁，需要什么"``."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from corpus.errors import PlanQAError
from index.store import Progress
from rag.answer import Answer, Citation
from rag.settings import SettingsError
from rag.support.cli import support
from rag.text import checked_text

FAILED, WRONG_USE = 1, 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Ask a plan, or find the support measures in it that fit you.",
)
app.command()(support)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="1–2,000 characters, in any language")],
    history: Annotated[
        list[str] | None, typer.Option(help="an earlier question; give it once for each, oldest first")
    ] = None,
    plan: Annotated[str | None, typer.Option(help="the plan's id; the first of the corpus by default")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print the whole answer object")] = False,
) -> None:
    """Answer one question with citations. What the plan does not say is an answer too: exit code 0."""
    question = _checked(question, "question")
    earlier = [_checked(turn, "--history") for turn in history or ()]
    # Imported here: FAISS, jieba and LangChain take seconds, which a mistyped command should not cost.
    from rag.building import build_assistant

    with _building() as progress:
        assistant = build_assistant(plan_id=plan, progress=progress)
    answer = assistant.ask(question, earlier)
    written = json.dumps(answer.to_dict(), ensure_ascii=False, indent=2) if as_json else as_text(answer)
    sys.stdout.write(written + "\n")


def as_text(answer: Answer) -> str:
    """An answer for people: the text, its sources, the nearest clauses."""
    parts = [answer.answer, _listed("出处", answer.citations), _listed("相关条款（不是直接回答）", answer.related)]
    return "\n\n".join(part for part in parts if part)


def _listed(title: str, citations: tuple[Citation, ...]) -> str:
    lines = (f"[{citation.n}] {citation.label}：“{citation.quote}”" for citation in citations)
    return "\n".join([title, *lines]) if citations else ""


def _checked(text: str, name: str) -> str:
    try:
        return checked_text(text, name)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


@contextlib.contextmanager
def _building() -> Iterator[Progress]:
    """A progress bar on stderr that appears only if an index has to be built."""
    columns = (TextColumn("building the index"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("index", total=None)

    def progress(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield progress
    finally:
        if bar.live.is_started:
            bar.stop()


def main() -> None:
    """Run a command. A known error is one line on stderr: exit code 2 for a wrong setting, else 1."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except PlanQAError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(WRONG_USE if isinstance(error, SettingsError) else FAILED) from error


if __name__ == "__main__":
    main()
