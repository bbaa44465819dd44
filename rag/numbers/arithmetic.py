"""Sums over two figures, exact until they are worded."""

from __future__ import annotations

from decimal import Decimal

from corpus.indicators import Operator

HUNDRED = Decimal(100)


def growth(start: Decimal, end: Decimal) -> Decimal | None:
    """Growth from start to end in per cent; None where the start is not positive."""
    return (end - start) / start * HUNDRED if start > 0 else None


def multiple(start: Decimal, end: Decimal) -> Decimal | None:
    """How many times the start the end is; None unless both are positive."""
    return end / start if start > 0 and end > 0 else None


def met(goal: Decimal, operator: Operator, reached: Decimal) -> bool:
    """Whether a value reaches a goal, by the goal's operator."""
    if operator is Operator.MORE:
        return reached > goal
    if operator is Operator.LESS:
        return reached < goal
    if operator is Operator.AT_MOST:
        return reached <= goal
    return reached >= goal


def difference_unit(unit: str) -> str:
    """The unit of a difference: percentages differ by points."""
    return "个百分点" if unit == "%" else unit
