"""Claims about figures: said to be right, or put right with the plan's figure."""

from __future__ import annotations

from corpus.indicators.merging import scaled
from corpus.indicators.quantities import Quantity
from rag.numbers.matching import unit_base
from rag.numbers.points import Point, Role, is_number


def claimed(claims: tuple[Quantity, ...], point: Point) -> Quantity | None:
    """The quantity that is claimed for a point: the first of its kind of unit."""
    return next((claim for claim in claims if unit_base(claim.unit) == unit_base(point.lead.unit)), None)


def agrees(claim: Quantity, point: Point) -> bool:
    """Whether a point has the claimed value."""
    if claim.value is None:
        return False
    return scaled(claim.value, claim.unit)[0] in point.values


def stated_elsewhere(claim: Quantity, points: tuple[Point, ...]) -> Point | None:
    """Another point of the indicator that has the claimed value."""
    return next((point for point in points if is_number(point.lead) and agrees(claim, point)), None)


def side(point: Point) -> str:
    """What a point is in a correction: 目标 or 实际."""
    return "目标" if point.role is not Role.STATE else "实际"
