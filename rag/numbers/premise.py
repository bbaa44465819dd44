"""Claims about figures: said to be right, or put right with the plan's figure."""

from __future__ import annotations

from decimal import Decimal

from corpus.indicators.merging import scaled
from corpus.indicators.quantities import Quantity
from rag.numbers.points import Point, Role, is_number
from rag.numbers.request import Request


def claimed(request: Request, point: Point) -> Quantity | None:
    """The quantity that a question claims for a point: the first of its kind of unit."""
    return next((claim for claim in request.claims if _comparable(claim, point)), None)


def _comparable(claim: Quantity, point: Point) -> bool:
    if claim.value is None:
        return False
    return _base(claim.unit) == _base(point.lead.unit)


def _base(unit: str) -> str:
    unit = {"百分点": "%", "个百分点": "%", "名": "人", "位": "强"}.get(unit, unit)
    return scaled(Decimal(1), unit)[1]


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
