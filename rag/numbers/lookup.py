"""Look-ups: a figure, its unit, its group, the year of its data, and years that the plan is silent about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import BlockKind, Document
from corpus.indicators import Figure, Indicator
from corpus.indicators.decimals import narrow
from rag.answer import Calculation, Missing, Status
from rag.numbers.evidence import quote_figure, quotes_of
from rag.numbers.matching import Match
from rag.numbers.phrases import amount, figure_label, label, noted, short_name
from rag.numbers.points import Point, Role, nominal_year, same_value
from rag.numbers.reply import NumberReply
from rag.numbers.selection import Comparison, Selection
from rag.quotes import Quote, Statement, quote_block


def point_words(point: Point) -> str:
    """A point in words: 2025年目标值为2.6%."""
    named = label(point)
    return f"{named}为{noted(point.lead)}" if named else f"为{noted(point.lead)}"


@dataclass(frozen=True)
class Change:
    """The words of the change between two points, and the sums behind them."""

    words: str = ""
    calculations: tuple[Calculation, ...] = ()


def look_up(
    document: Document,
    indicator: Indicator,
    points: Sequence[Point],
    companion: Point | None,
    pair: Comparison | None,
    change: str,
    further: Sequence[Point] = (),
) -> list[Statement]:
    """The points asked for in one sentence, then their companion in brackets (the other end of ``pair``)
    and ``further`` goals, and the words of the change between the two."""
    lead = points[0]
    if not lead.lead.in_table:
        found = [_from_text(document, point) for point in points]
        return [*found, *_differences(document, lead)]
    quotes = [quote for point in points for quote in quotes_of(document, point)]
    beside = ""
    if companion is not None and pair is not None:
        figure = pair.start if companion is pair.start_point else pair.end
        beside = f"{figure_label(figure, companion)}{noted(figure, '，')}"
        beside = "，".join([beside, *(label(point) + noted(point.lead, "，") for point in further)])
        quotes.append(quote_figure(document, figure))
    words = "，".join(point_words(point) for point in points)
    if len(points) == 1:
        words = f"{label(lead)}为{amount(lead.lead)}"
        beside = "；".join(filter(None, (_note(lead.lead), beside)))
    beside = f"（{beside}）" if beside else ""
    sentence = Statement(f"{_name(lead, indicator)}{words}{beside}{change}。", _unique(quotes))
    return [sentence, *(gap for point in points for gap in _differences(document, point))]


def _note(figure: Figure) -> str:
    return figure.note if figure.has_other_year else ""


def compare_places(document: Document, indicator: Indicator, points: Sequence[Point]) -> list[Statement]:
    """Whether the plan's places agree on an indicator: the differences, or that there are none."""
    found = [statement for point in points for statement in _differences(document, point)]
    if found:
        return found
    if len({figure.block for point in points for figure in point.figures}) < 2:
        return []
    point = max(points, key=lambda point: len({place(document, figure) for figure in point.figures}))
    words = f"一致：{_name(point, indicator)}{point_words(point)}，规划各处没有不同的数。"
    return [Statement(words, quotes_of(document, point))]


def _name(point: Point, indicator: Indicator) -> str:
    return short_name(point.lead.stated_name or indicator.name)


def _from_text(document: Document, point: Point) -> Statement:
    figure = point.lead
    quote = quote_figure(document, figure)
    year = (
        f"到{point.year}年，"
        if point.role is not Role.STATE and point.year and str(point.year) in narrow(quote.text)
        else ""
    )
    further = [
        quote_figure(document, f) for f in point.figures[1:2] if same_value(f, figure) and f.block != figure.block
    ]
    return Statement(f"{year}{short_name(figure.stated_name)}：{amount(figure)}。", _unique([quote, *further]))


def _unique(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(quotes))


def _differences(document: Document, point: Point) -> list[Statement]:
    """A sentence on the plan's places giving different numbers for one thing; empty if they agree."""
    if len(point.values) < 2:
        return []
    distinct: list[Figure] = []
    for figure in point.figures:
        if not any(same_value(figure, other) for other in distinct):
            distinct.append(figure)
    words = "，".join(f"{place(document, figure)}为{amount(figure)}" for figure in distinct)
    quotes = _unique([quote_figure(document, figure) for figure in distinct])
    return [Statement(f"规划两处数字不一致：{words}。", quotes)]


def place(document: Document, figure: Figure) -> str:
    """Where a figure stands, as a reader says it: 表1, 正文."""
    table = document.nearest(figure.block, BlockKind.TABLE)
    if table is None:
        return "正文"
    return f"表{table.number}" if table.number else "表格"


def _beside(point: Point) -> str:
    """A point in brackets, its year left out: the row's quote does not show it."""
    return f"（{re.sub(r'[0-9]{4}年', '', label(point))}{amount(point.lead)}）"


def unit_of(document: Document, indicator: Indicator, point: Point) -> list[Statement]:
    """The unit, with the figure that shows it."""
    unit = indicator.unit or "无"
    words = f"{_name(point, indicator)}的单位是“{unit}”{_beside(point)}。"
    return [Statement(words, quotes_of(document, point, with_text=False))]


def group_of(document: Document, indicator: Indicator, point: Point) -> list[Statement]:
    """The group that the table files the indicator under; empty if it has none."""
    figure = next((figure for figure in point.figures if figure.group), None)
    if figure is None:
        return []
    words = f"属于“{figure.group}”类：{_name(point, indicator)}{_beside(point)}。"
    return [Statement(words, (quote_figure(document, figure),))]


def data_year(document: Document, indicator: Indicator, point: Point) -> list[Statement]:
    """The year that a figure is of, with the table's note where that says so."""
    figure = point.lead
    if figure.has_other_year:
        table = document.nearest(figure.block, BlockKind.TABLE)
        notes = [b for b in document.children(table.id) if b.kind is BlockKind.NOTE] if table else []
        quotes = (quote_figure(document, figure), *(quote_block(document, note) for note in notes))
        column = f"，虽列在“{figure.column}”栏，" if figure.column_year != figure.year else ""
        return [
            Statement(
                f"{figure.year}年的数：{_name(point, indicator)}{amount(figure)}{column}标*，按备注为{figure.note}。",
                quotes,
            )
        ]
    year = nominal_year(figure)
    words = f"{year}年的数：{_name(point, indicator)}{label(point)}为{amount(figure)}。"
    return [Statement(words, quotes_of(document, point))] if year else []


def silent_about(
    document: Document, indicator: Indicator, points: Sequence[Point], selection: Selection, score: float
) -> NumberReply:
    """The reply where the indicator is known but not for the year asked: says so, and what there is."""
    names = "、".join(f"{m.end}年" if not m.is_period else m.text for m in selection.missing)
    given = [point for point in points if point.year]
    words = "，".join(point_words(point) for point in given)
    name = _name(points[-1], indicator)
    quotes = _unique([quote_figure(document, point.lead) for point in given])
    known = [Statement(f"规划给出的是：{name}{words}。", quotes)] if given else []
    missing = tuple(Missing("year", f"{m.end}年") for m in selection.missing)
    first = Statement(f"规划没有给出{name}{names}的数。")
    return NumberReply((first, *known), (), missing, score, Status.NOT_IN_PLAN)


def silent_about_place(place: str, match: Match) -> NumberReply:
    """The reply where a figure is asked for a place that the plan gives none for."""
    words = f"规划没有给出{place}的{short_name(match.indicator.name)}。"
    return NumberReply((Statement(words),), (), (Missing("place", place),), min(1.0, match.score), Status.NOT_IN_PLAN)


__all__ = [
    "data_year",
    "figure_label",
    "group_of",
    "look_up",
    "place",
    "point_words",
    "silent_about",
    "silent_about_place",
    "unit_of",
]
