"""A run for a terminal: tables of systems side by side, and failing cases one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from eval.cases import Case
from eval.figures import LATENCIES, NAMES, SMALL_GROUP, Figure, figure, grouped
from eval.run import Run, Scored

# Widths in terminal cells; a Chinese character takes two.
LINE, ANSWER = 148, 420
_PLAIN = {"length", *LATENCIES}


def show_value(found: Figure | None, with_interval: bool = False) -> str:
    """A figure as text: a share as per cent, or as a count where the group is small; "–" for none."""
    if found is None:
        return "–"
    if found.name in _PLAIN:
        return f"{found.value:.0f}"
    if found.n < SMALL_GROUP:
        return f"{found.value * found.n:g}/{found.n}" if found.name == "correct" else f"{found.value:.2f} ({found.n})"
    text = f"{found.value * 100:.1f}"
    if with_interval and found.interval:
        text += f" [dim]{found.interval[0] * 100:.0f}–{found.interval[1] * 100:.0f}[/dim]"
    return text


def overview(run: Run) -> Table:
    """Every figure (rows) of every system (columns), with 95 % intervals; per cent but for length and ms."""
    table = Table(title=f"{len(run.cases)} cases, %, 95 % bootstrap intervals")
    table.add_column("figure")
    for name in run.scored:
        table.add_column(name, justify="right")
    for name in NAMES:
        found = [figure(name, scored, run.case_of) for scored in run.scored.values()]
        if any(found):
            table.add_row(name, *(show_value(one, with_interval=True) for one in found))
    return table


def by_group(run: Run, title: str, key: Callable[[Case], Iterable[str]], name: str = "correct") -> Table:
    """One figure of every system for each group of cases."""
    table = Table(title=f"{name} by {title} (counts under {SMALL_GROUP} cases)")
    table.add_column(title)
    table.add_column("n", justify="right")
    columns = {system: grouped(scored, run.case_of, key) for system, scored in run.scored.items()}
    for system in columns:
        table.add_column(system, justify="right")
    for group in sorted({group for column in columns.values() for group in column}):
        found = [figure(name, column.get(group, []), run.case_of) for column in columns.values()]
        if any(found):
            n = max(len(column.get(group, [])) for column in columns.values())
            table.add_row(group, str(n), *(show_value(one, with_interval=True) for one in found))
    return table


def by_kind_in_depth(run: Run, system: str) -> Table:
    """One system's main figures for each kind of question, to see which part fails."""
    names = ("correct", "all_facts", "cited", "citation_precision", "lead", "missing_named")
    table = Table(title=f"{system} by kind")
    for column in ("kind", "n", *names, "refused"):
        table.add_column(column, justify="left" if column == "kind" else "right")
    for kind, scored in grouped(run.scored[system], run.case_of, lambda case: [case.kind]).items():
        found = [figure(name, scored, run.case_of) for name in names]
        refused = sum(one.refused for one in scored)
        table.add_row(kind, str(len(scored)), *map(show_value, found), str(refused))
    return table


def failing(case: Case, one: Scored, number: int, total: int) -> RenderableType:
    """A failing case as a few lines: question, answer, first citation, what was expected, what is wrong."""
    answer = one.answer
    lines = [Text(f"── {number}/{total}  {case.id}  {case.kind} · {case.persona} · {case.split}", style="bold cyan")]
    lines += [_line("  … ", _turn(turn), "dim") for turn in case.history]
    lines.append(_line("  Q ", case.question, "bold"))
    if answer["standalone_question"] != case.question:
        lines.append(_line("  ≈ ", answer["standalone_question"], "dim"))
    lines.append(_line("  A ", f"[{answer['status']}] {answer['answer']}", cells=ANSWER))
    for cite in answer["citations"][:3]:
        lines.append(_line(f" [{cite['n']}] ", f"{cite['id']}  {cite['label']} | {cite['quote']}", "dim"))
    lines += _expected(case)
    lines += [_line("  ✗ ", fault, "red") for fault in one.faults]
    return Group(*lines)


def _expected(case: Case) -> list[Text]:
    if not case.answerable:
        return [_line("  = ", f"refusal ({case.missing or case.kind})", "green")]
    facts = " ＋ ".join(" / ".join(group[:4]) for group in case.facts)
    return [_line("  = ", f"{facts}   @ {_addresses(case.relevant)}", "green")]


def _addresses(groups: Iterable[Iterable[str]]) -> str:
    return " ＋ ".join(" / ".join(group) for group in groups)


def _turn(turn: str | Mapping[str, str]) -> str:
    return turn if isinstance(turn, str) else str(turn.get("question", ""))


def _line(mark: str, text: str, style: str = "", cells: int = LINE) -> Text:
    line = Text(mark + " ".join(text.split()), style=style)
    line.truncate(cells, overflow="ellipsis")
    return line


def changes(before: Run, after: Run, system: str) -> Table:
    """What changed between two runs of a system, case by case: mended first, then broken, then moved."""
    table = Table(title=f"{system}: {before.made_by['time']} → {after.made_by['time']}")
    for column in ("", "case", "kind", "question", "before", "after"):
        table.add_column(column)
    old = {one.case: one for one in before.scored.get(system, ())}
    for mark, one in _changed(old, after.scored[system]):
        case, was = after.case_of[one.case], old[one.case]
        table.add_row(mark, case.id, case.kind, escape(case.question[:40]), _state(was), _state(one))
    return table


def _changed(old: Mapping[str, Scored], new: Sequence[Scored]) -> list[tuple[str, Scored]]:
    marked = []
    for one in new:
        was = old.get(one.case)
        if was is None or (was.figures["correct"], was.faults) == (one.figures["correct"], one.faults):
            continue
        gain = int(bool(one.figures["correct"])) - int(bool(was.figures["correct"]))
        marked.append(({1: "[green]mended", -1: "[red]broken", 0: "[dim]moved"}[gain], one))
    return sorted(marked, key=lambda pair: (pair[0], pair[1].case))


def _state(one: Scored) -> str:
    return escape("; ".join(one.faults)[:70] or "right")
