"""Indicators as members of a set, each with the comparison that the set is about, and how they are measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.indicators import Figure, Indicator
from rag.numbers import arithmetic
from rag.numbers.points import Point, Role, points_of
from rag.numbers.request import Request
from rag.numbers.selection import Comparison, Period, compare
from rag.numbers.sums import is_growth_rate, verdict


@dataclass(frozen=True)
class Entry:
    """An indicator of a set with its points and, where both ends are known, its comparison."""

    indicator: Indicator
    points: tuple[Point, ...]
    comparison: Comparison | None

    @property
    def row(self) -> Figure:
        """The figure whose row proves the entry."""
        return self.comparison.end if self.comparison else self.points[-1].lead

    def shown(self, past: bool) -> list[Figure]:
        """The figures of tables that a set speaks of: goals and states, of before the plan or of the plan."""
        goal = Role.PAST_GOAL if past else Role.GOAL
        points = [point for point in self.points if point.role in (goal, Role.STATE)]
        return [figure for point in points for figure in point.figures if figure.in_table]

    @property
    def ratio(self) -> Decimal | None:
        """How many times the start the end is; None where that means nothing."""
        pair = self.comparison
        if pair is None or pair.start.value is None or pair.end.value is None or is_growth_rate(pair.end):
            return None
        return arithmetic.multiple(pair.start.value, pair.end.value)

    @property
    def met(self) -> bool | None:
        """Whether a goal before the plan was reached; None if the entry has none."""
        return verdict(self.comparison) if self.comparison and self.comparison.past else None

    @property
    def exceeded(self) -> bool:
        """Whether the end lies above the start."""
        pair = self.comparison
        values = (pair.start.value, pair.end.value) if pair else (None, None)
        return values[0] is not None and values[1] is not None and values[1] > values[0]

    @property
    def unchanged(self) -> bool:
        """Whether start and end are the same number."""
        return self.comparison is not None and self.comparison.end.value == self.comparison.start.value

    def measure(self, by: str) -> Decimal | None:
        """What entries are ranked by ("points": how far apart in per cent points; "goal", "state": that
        side's value; else how many times);
        None for those that have no such measure."""
        pair = self.comparison
        if pair is None:
            return self.row.value
        if by in ("goal", "state"):
            goal_first = pair.past
            return (pair.start if (by == "goal") == goal_first else pair.end).value
        if by != "points":
            return self.ratio
        if pair.start.value is None or pair.end.value is None or pair.end.unit != "%":
            return None
        return pair.end.value - pair.start.value


def entries_of(indicators: Sequence[Indicator], request: Request, period: Period, past: bool) -> list[Entry]:
    """The rows of the tables that hold goals of one era; rows of a table without goals where the
    question names their column."""
    goals: list[Entry] = []
    amounts: list[Entry] = []
    for record in indicators:
        if not record.in_table:
            continue
        # A total in brackets beside a rate is no row of its own.
        points = points_of(replace(record, figures=tuple(f for f in record.figures if not f.is_aside)), period.start)
        roles = {point.role for point in points if point.lead.in_table}
        if (Role.PAST_GOAL if past else Role.GOAL) in roles:
            other = Role.GOAL if past else Role.PAST_GOAL
            era = tuple(point for point in points if point.role is not other)
            goals.append(Entry(record, points, compare(era, request, period)))
        elif not roles & {Role.GOAL, Role.PAST_GOAL} and _names_column(request.question, points):
            amounts.append(Entry(record, points, None))
    return amounts or goals


def _names_column(question: str, points: tuple[Point, ...]) -> bool:
    """Whether a question names the column that a row's only figure stands in; sums of rows are left out."""
    figure = next((point.lead for point in points if point.lead.in_table), None)
    if figure is None or figure.stated_name.endswith(("合计", "总计", "小计", "总和")):
        return False
    column = figure.column.split("（")[0]
    return any(column[at:] in question for at in range(len(column) - 1))
