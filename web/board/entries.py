"""Indicators as rows of the board: a goal beside where things stood, before the plan or in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from corpus.document import Document
from corpus.indicators import Figure, FigureKind, Indicator, read_indicators
from corpus.indicators.merging import scaled
from rag.numbers import arithmetic
from rag.numbers.points import Point, Role, is_number, pick, points_of
from rag.numbers.sums import is_growth_rate


class Era(StrEnum):
    """What a row is about: a goal of the plan, a goal before it, or a plain fact."""

    CURRENT = "current"
    PAST = "past"
    FACT = "fact"


@dataclass(frozen=True)
class Entry:
    """A row of the board.

    ``state`` is the baseline of a goal of the plan, what was reached of a goal before it, or the fact itself;
    ``interim`` are goals of the plan for earlier years than that of ``goal``.
    ``differing`` are figures of the same year whose values differ, where the plan contradicts itself.
    """

    indicator: Indicator
    era: Era
    goal: Figure | None
    state: Figure | None
    interim: tuple[Figure, ...] = ()
    differing: tuple[Figure, ...] = ()

    @property
    def lead(self) -> Figure:
        """The figure that names the row."""
        figure = self.goal or self.state
        assert figure is not None
        return figure

    @property
    def name(self) -> str:
        """The quantity's name where the row stands."""
        return self.lead.stated_name or self.indicator.name

    @property
    def unit(self) -> str:
        """The unit of the row's numbers."""
        return self.lead.unit

    @property
    def group(self) -> str:
        """The group of the table that the row stands in; "" in running text."""
        return self.lead.group

    @property
    def in_table(self) -> bool:
        """Whether the row comes out of a table."""
        return self.lead.in_table

    @cached_property
    def pair(self) -> tuple[Decimal, Decimal] | None:
        """State and goal as numbers of one unit; None unless both are numbers."""
        if self.goal is None or self.state is None or not (is_number(self.goal) and is_number(self.state)):
            return None
        (state, unit), (goal, wanted) = (_scaled(self.state), _scaled(self.goal))
        factor = scaled(Decimal(1), self.goal.unit)[0]
        return (state / factor, goal / factor) if unit == wanted else None

    @property
    def change(self) -> Decimal | None:
        """How far the goal lies above the state, or the state above a goal of before."""
        if self.pair is None:
            return None
        state, goal = self.pair
        return state - goal if self.era is Era.PAST else goal - state

    @property
    def multiple(self) -> Decimal | None:
        """How many times the baseline a goal of the plan is; None where that means nothing."""
        if self.pair is None or self.era is not Era.CURRENT or is_growth_rate(self.lead):
            return None
        return arithmetic.multiple(*self.pair)

    @property
    def met(self) -> bool | None:
        """Whether a goal of before was reached; None for other rows."""
        if self.pair is None or self.goal is None or self.era is not Era.PAST:
            return None
        state, goal = self.pair
        return arithmetic.met(goal, self.goal.operator, state)

    @property
    def completion(self) -> Decimal | None:
        """What was reached as a percentage of a goal of before."""
        if self.pair is None or self.met is None:
            return None
        state, goal = self.pair
        return state / goal * 100 if goal > 0 and state >= 0 else None


def read_entries(document: Document, period_start: int) -> tuple[Entry, ...]:
    """All rows of a plan's board: goals of the plan, then those before it, then facts; tables first."""
    found = [entry for record in read_indicators(document) for entry in _entries(record, period_start)]
    order = list(Era)
    at = {block.id: number for number, block in enumerate(document.blocks)}
    return tuple(sorted(found, key=lambda e: (order.index(e.era), not e.in_table, at[e.lead.block], e.lead.span.start)))


def _entries(record: Indicator, period_start: int) -> Iterator[Entry]:
    points = points_of(record, period_start)
    goals = [point for point in points if point.role is Role.GOAL]
    past = pick(points, Role.PAST_GOAL)
    if goals:
        goal = _latest(goals)
        baseline = _state(points, FigureKind.BASELINE)
        interim = tuple(point.lead for point in goals if point is not goal and point.year is not None)
        figure = _figure(baseline, FigureKind.BASELINE)
        yield Entry(record, Era.CURRENT, goal.lead, figure, interim, _differing(goal, baseline))
    if past:
        reached = _state([p for p in points if p.year in (past.year, None)], FigureKind.ACTUAL)
        yield Entry(record, Era.PAST, past.lead, _figure(reached, FigureKind.ACTUAL), (), _differing(past, reached))
    if not goals and not past:
        yield Entry(record, Era.FACT, None, points[-1].lead)


def _latest(goals: Sequence[Point]) -> Point:
    # Undated goals sort first; a dated one says more.
    return max(goals, key=lambda point: (point.year or 0, point.lead.in_table))


def _state(points: Sequence[Point], kind: FigureKind) -> Point | None:
    """The latest point of how things stood that has a figure of a kind, else the latest of a table, else any."""
    states = [point for point in points if point.role is Role.STATE and is_number(point.lead)]
    of_kind = [point for point in states if any(figure.kind is kind for figure in point.figures)]
    tabled = [point for point in states if point.lead.in_table]
    return (of_kind or tabled or states or [None])[-1]


def _figure(point: Point | None, kind: FigureKind) -> Figure | None:
    if point is None:
        return None
    return next((figure for figure in point.figures if figure.kind is kind), point.lead)


def _differing(*points: Point | None) -> tuple[Figure, ...]:
    """One figure for each value of a point that has several."""
    found: list[Figure] = []
    for point in points:
        if point is not None and len(point.values) > 1:
            by_value = {_scaled(f)[0]: f for f in reversed(point.figures) if f.value is not None}
            found += reversed(by_value.values())
    return tuple(found)


def _scaled(figure: Figure) -> tuple[Decimal, str]:
    assert figure.value is not None
    return scaled(figure.value, figure.unit)
