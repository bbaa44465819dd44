"""An indicator as points in time: what was aimed at and reached before the plan, and what the plan aims at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.indicators import Figure, FigureKind, Indicator, Operator
from corpus.indicators.merging import scaled
from corpus.indicators.quantities import Quantity


class Role(StrEnum):
    """GOAL: a target within the plan's period; PAST_GOAL: one before it; STATE: how things stood or
    stand, and every plain fact."""

    GOAL = "goal"
    PAST_GOAL = "past_goal"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Point:
    """The figures of one role and year, those of tables first; more than one value means that the
    plan's places differ."""

    role: Role
    year: int | None
    figures: tuple[Figure, ...]

    @property
    def lead(self) -> Figure:
        """The figure to speak of: the first one."""
        return self.figures[0]

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The different values, in the plan's order."""
        found = (scaled(figure.value, figure.unit)[0] for figure in self.figures if figure.value is not None)
        return tuple(dict.fromkeys(found))


def nominal_year(figure: Figure) -> int | None:
    """The year that the plan files a figure under: its column's, else its own."""
    return figure.column_year or figure.year


def role_of(figure: Figure, period_start: int) -> Role:
    """The role of a figure in a plan whose period starts in a given year."""
    if figure.kind is not FigureKind.TARGET:
        return Role.STATE
    year = nominal_year(figure)
    return Role.PAST_GOAL if year is not None and year < period_start else Role.GOAL


def points_of(indicator: Indicator, period_start: int) -> tuple[Point, ...]:
    """An indicator's points, the earliest first; undated figures join the point with their value."""
    grouped: dict[tuple[Role, int | None], list[Figure]] = {}
    ordered = sorted(indicator.figures, key=lambda figure: (nominal_year(figure) is None, not figure.in_table))
    for figure in ordered:
        role, year = role_of(figure, period_start), nominal_year(figure)
        key = (role, year) if year is not None else _undated_key(grouped, role, figure)
        grouped.setdefault(key, []).append(figure)
    points = [Point(role, year, tuple(figures)) for (role, year), figures in grouped.items()]
    return tuple(sorted(points, key=lambda point: (point.year or 0, point.role is not Role.STATE)))


def _undated_key(
    grouped: dict[tuple[Role, int | None], list[Figure]], role: Role, figure: Figure
) -> tuple[Role, int | None]:
    for key, figures in grouped.items():
        if key[0] is role and any(same_value(figure, other) for other in figures):
            return key
    return (role, None)


def same_value(one: Figure, other: Figure) -> bool:
    """Whether two figures state the same number, whatever their unit's scale."""
    if one.value is None or other.value is None:
        return one.text == other.text
    return scaled(one.value, one.unit) == scaled(other.value, other.unit)


def same_number(claim: Quantity, figure: Figure) -> bool:
    """Whether a quantity has a figure's number and kind of unit, whatever its scale."""
    if claim.value is None or figure.value is None:
        return False
    return scaled(claim.value, claim.unit) == scaled(figure.value, figure.unit)


def pick(points: Iterable[Point], role: Role, year: int | None = None) -> Point | None:
    """The latest point of a role, or that of a year."""
    found = [point for point in points if point.role is role and year in (None, point.year)]
    return found[-1] if found else None


def is_number(figure: Figure) -> bool:
    """Whether a figure can be reckoned with: one number, no rank and no range."""
    return figure.value is not None and figure.operator not in (Operator.RANK, Operator.RANGE, Operator.SOME)
