"""How figures, points and names are worded."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from corpus.indicators import Figure, Operator
from corpus.indicators.decimals import narrow, plain
from rag.numbers.points import Point, Role

_BRACKETS = re.compile("（[^（）]{4,}）$")
_LEADING = {
    Operator.MORE: "超过",
    Operator.AT_LEAST: "不少于",
    Operator.LESS: "低于",
    Operator.AT_MOST: "不超过",
    Operator.ABOUT: "约",
}


def short_name(name: str) -> str:
    """A name without the list in brackets behind it."""
    return _BRACKETS.sub("", name) or name


def amount(figure: Figure) -> str:
    """The number with its bound and unit: 超过8%, 2-3个, 前四位."""
    if figure.value is None or not figure.in_table:
        return narrow(figure.text)
    if figure.operator is Operator.RANGE:
        return figure.text + figure.unit
    return f"{_LEADING.get(figure.operator, '')}{plain(figure.value)}{figure.unit}"


def number(value: Decimal, places: int = 2) -> str:
    """A result rounded half up, without zeros at its end."""
    return plain(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def label(point: Point) -> str:
    """What a point is called: 2025年目标值, 2020年基数 – the column's words where there is one."""
    return figure_label(point.lead, point)


def figure_label(figure: Figure, point: Point) -> str:
    """What one figure of a point is called."""
    if figure.in_table and figure.column_year:
        return figure.column
    year = f"{point.year}年" if point.year else ""
    return f"{year}目标" if point.role is not Role.STATE else year


def noted(figure: Figure, joined: str = "") -> str:
    """The number, and the year of its data where a note says that it is another's: in brackets, or joined
    by a mark."""
    if not figure.has_other_year:
        return amount(figure)
    return amount(figure) + (f"{joined}{figure.note}" if joined else f"（{figure.note}）")
