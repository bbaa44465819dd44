"""Sums over two points of one indicator, worded with the result first."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.document import Document
from corpus.indicators import Figure
from corpus.indicators.decimals import plain
from rag.answer import Calculation
from rag.numbers import arithmetic
from rag.numbers.evidence import operand, quote_figure
from rag.numbers.phrases import amount, figure_label, label, noted, number, short_name
from rag.numbers.points import Point
from rag.numbers.reply import NumberReply
from rag.numbers.request import Request, Sum
from rag.numbers.selection import Comparison
from rag.numbers.words import WORDS
from rag.quotes import Statement

Worked = tuple[list[Statement], list[Calculation]]
_DOUBLED = re.compile("翻(?:了)?(?:一)?(?:番|倍)")
_YEARLY_RATE = WORDS["yearly_rate"]
_RATES = ("增速", "增长率", "增幅", "增长速度")


def is_growth_rate(figure: Figure) -> bool:
    """Whether a figure is itself a rate of growth, so that multiples of it mean nothing."""
    return any(word in figure.stated_name for word in _RATES)


def work_out(document: Document, comparison: Comparison, request: Request) -> Worked | None:
    """The sum that a question asks for over a comparison; None if it cannot be reckoned."""
    if comparison.start.value is None or comparison.end.value is None:
        return None
    maker = {
        Sum.MULTIPLE: _multiple,
        Sum.GROWTH: _growth,
        Sum.PER_YEAR: _per_year,
        Sum.RATE: _rate,
        Sum.MET: _met,
    }.get(request.sum, _difference)
    if maker is _per_year and comparison.end.unit != "%" and _YEARLY_RATE.search(request.question):
        return _yearly_rate(document, comparison)
    if maker is _multiple:
        return _multiple(document, comparison, bool(_DOUBLED.search(request.question)))
    return maker(document, comparison)


def calculation(expression: str, result: str, *figures: Figure) -> Calculation:
    """A sum with the figures it used."""
    return Calculation(expression, tuple(operand(figure) for figure in figures), result)


def _values(comparison: Comparison) -> tuple[Decimal, Decimal]:
    start, end = comparison.start.value, comparison.end.value
    assert start is not None and end is not None  # noqa: S101 - work_out has checked both
    return start, end


def _name(comparison: Comparison) -> str:
    figure = comparison.end if comparison.end.in_table else comparison.start
    return short_name(figure.stated_name)


def _end_words(figure: Figure, point: Point) -> str:
    return figure_label(figure, point) + noted(figure)


def _statement(document: Document, comparison: Comparison, words: str) -> Statement:
    start = _end_words(comparison.start, comparison.start_point)
    text = f"{words}：{_name(comparison)}{start}，{_end_words(comparison.end, comparison.end_point)}。"
    quotes = (quote_figure(document, comparison.end), quote_figure(document, comparison.start))
    return Statement(text, tuple(dict.fromkeys(quotes)))


def _at_least(comparison: Comparison) -> str:
    return "至少" if comparison.end.is_open and not comparison.past else ""


def _difference(document: Document, comparison: Comparison) -> Worked:
    start, end = _values(comparison)
    change = end - start
    unit = arithmetic.difference_unit(comparison.end.unit)
    result = f"{plain(abs(change))}{unit}"
    if comparison.past:
        verb = "比目标高" if change > 0 else "比目标低" if change < 0 else "与目标持平，相差"
        verb = verb if unit == "个百分点" else verb.replace("高", "多").replace("低", "少")
        words = f"{verb}{result}" + ("（未完成）" if change < 0 else "")
    else:
        verb = "需提高" if unit == "个百分点" else "需增加"
        words = f"{_at_least(comparison)}{verb if change >= 0 else '需降低'}{result}"
    expression = expression_of(comparison)
    return [_statement(document, comparison, words)], [
        calculation(expression, result, comparison.end, comparison.start)
    ]


def change_words(comparison: Comparison) -> tuple[str, list[Calculation]]:
    """How far the goal lies from the start, as the end of a look-up's sentence, with its sum."""
    start, end = _values(comparison)
    unit = arithmetic.difference_unit(comparison.end.unit)
    result = f"{plain(abs(end - start))}{unit}"
    more = ("提高", "降低") if unit == "个百分点" else ("增加", "减少")
    if comparison.past:
        more = ("比目标高", "比目标低") if unit == "个百分点" else ("比目标多", "比目标少")
    words = f"，{_at_least(comparison)}{more[end < start]}{result}" if end != start else ""
    return words, [calculation(expression_of(comparison), result, comparison.end, comparison.start)]


def expression_of(comparison: Comparison) -> str:
    """The subtraction, with the year of a figure that is not of its column's year."""
    start, end = _values(comparison)
    notes = [f"（{figure.note}）" if figure.has_other_year else "" for figure in (comparison.end, comparison.start)]
    return f"{plain(end)}{notes[0]} − {_bracketed(start)}{notes[1]}"


def _notes(comparison: Comparison) -> str:
    """The years of figures that are not of their column's year, behind an expression."""
    notes = [figure.note for figure in (comparison.end, comparison.start) if figure.has_other_year]
    return f"（{'，'.join(notes)}）" if notes else ""


def across(document: Document, one: Figure, other: Figure, request: Request) -> NumberReply | None:
    """How two indicators' figures of one unit lie apart."""
    if one.value is None or other.value is None or one.unit != other.unit:
        return None
    gap = one.value - other.value
    result = f"{plain(abs(gap))}{arithmetic.difference_unit(one.unit)}"
    expression = f"{plain(one.value)} − {_bracketed(other.value)}"
    words = f"前者{'多' if gap > 0 else '少'}{result}" if gap else "两者相同"
    times = arithmetic.multiple(other.value, one.value)
    if request.sum is Sum.MULTIPLE and times is not None:
        words, result = f"前者是后者的{number(times)}倍", f"{number(times)}倍"
        expression = f"{plain(one.value)} ÷ {plain(other.value)}"
    names = "，".join(
        f"{short_name(figure.stated_name)}{figure.column if figure.column_year else ''}{noted(figure)}"
        for figure in (one, other)
    )
    quotes = tuple(dict.fromkeys(quote_figure(document, figure) for figure in (one, other)))
    sum_ = calculation(expression, result, one, other)
    return NumberReply((Statement(f"{words}：{names}。", quotes),), (sum_,), (), 0.9)


def _bracketed(value: Decimal) -> str:
    return f"({plain(value)})" if value < 0 else plain(value)


def _multiple(document: Document, comparison: Comparison, asks_doubling: bool = False) -> Worked | None:
    start, end = _values(comparison)
    times = arithmetic.multiple(start, end)
    if times is None or is_growth_rate(comparison.end):
        statements, sums = _difference(document, comparison)
        reason = Statement("增速和非正数之间不算倍数，只比较相差多少。")
        return [*statements, reason], sums
    doubled = "翻一番（2倍）以上，" if times >= 2 else "不到翻一番（2倍），"
    exact = "" if plain(times) == number(times) else "约"
    result = f"{number(times)}倍"
    base = "目标" if comparison.past else label(comparison.start_point)
    lead = f"{doubled if asks_doubling else ''}{_at_least(comparison)}{exact}是{base}的{result}"
    expression = f"{plain(end)} ÷ {plain(start)}{_notes(comparison)}"
    return [_statement(document, comparison, lead)], [calculation(expression, result, comparison.end, comparison.start)]


def _growth(document: Document, comparison: Comparison) -> Worked | None:
    start, end = _values(comparison)
    rate = arithmetic.growth(start, end)
    if rate is None or is_growth_rate(comparison.end):
        return _difference(document, comparison)
    if comparison.end.unit == "%":
        statements, sums = _difference(document, comparison)
        result = f"{number(rate)}%"
        more = Statement(f"按相对增幅算约为{result}。")
        expression = f"({plain(end)} − {plain(start)}) ÷ {plain(start)} × 100%{_notes(comparison)}"
        return [*statements, more], [*sums, calculation(expression, result, comparison.end, comparison.start)]
    result = f"{number(abs(rate))}%"
    more = ("比目标多", "比目标少") if comparison.past else ("增长", "下降")
    words = f"{_at_least(comparison)}{more[rate < 0]}{result}"
    expression = f"({plain(end)} − {plain(start)}) ÷ {plain(start)} × 100%{_notes(comparison)}"
    return [_statement(document, comparison, words)], [
        calculation(expression, result, comparison.end, comparison.start)
    ]


def _per_year(document: Document, comparison: Comparison) -> Worked | None:
    start, end = _values(comparison)
    if comparison.past or comparison.end_point.year is None or comparison.start_point.year is None:
        return _difference(document, comparison)
    unit = arithmetic.difference_unit(comparison.end.unit)
    spans = list(dict.fromkeys((comparison.start.year or comparison.start_point.year, comparison.start_point.year)))
    parts, sums = [], []
    for first in spans:
        years = comparison.end_point.year - first
        result = f"{number((end - start) / years, 3)}{unit}"
        parts.append((first, years, result))
        expression = f"({expression_of(comparison)}) ÷ ({comparison.end_point.year} − {first} = {years})"
        sums.append(calculation(expression, result, comparison.end, comparison.start))
    first, years, result = parts[0]
    verb = "提高" if unit == "个百分点" else "增加"
    lead = f"年均{_at_least(comparison)}{verb}约{result}（从{first}年起算，{years}年）"
    statements = [_statement(document, comparison, lead)]
    for other, count, value in parts[1:]:
        statements.append(
            Statement(
                f"基数栏写的是{other}年，若从{other}年起按{count}年算，年均{_at_least(comparison)}{verb}约{value}。"
            )
        )
    return statements, sums


def _yearly_rate(document: Document, comparison: Comparison) -> Worked | None:
    start, end = _values(comparison)
    years = (comparison.end_point.year or 0) - (comparison.start.year or comparison.start_point.year or 0)
    times = arithmetic.multiple(start, end)
    if comparison.past or times is None or years <= 0:
        return _difference(document, comparison)
    result = f"{number((times ** (1 / Decimal(years)) - 1) * 100)}%"
    words = f"年均{_at_least(comparison)}增长约{result}（复合增长，{years}年）"
    expression = f"({plain(end)} ÷ {plain(start)})^(1/{years}) − 1{_notes(comparison)}"
    return [_statement(document, comparison, words)], [
        calculation(expression, result, comparison.end, comparison.start)
    ]


def _rate(document: Document, comparison: Comparison) -> Worked | None:
    start, end = _values(comparison)
    part, whole = (end, start) if comparison.past else (start, end)
    if whole <= 0 or part < 0:
        return _difference(document, comparison)
    share = part / whole * 100
    result = f"{number(share)}%"
    words = f"完成率{result}" if comparison.past else f"{label(comparison.start_point)}相当于目标的{result}"
    if comparison.past and share > 100:
        words += f"，超额{number(share - 100)}%"
    over = [calculation(f"{result} − 100%", f"{number(share - 100)}%")] if comparison.past and share > 100 else []
    expression = f"{plain(part)} ÷ {plain(whole)} × 100%{_notes(comparison)}"
    return [_statement(document, comparison, words)], [
        calculation(expression, result, comparison.end, comparison.start),
        *over,
    ]


def verdict(comparison: Comparison) -> bool:
    """Whether the goal of a past comparison was met."""
    start, end = _values(comparison)
    return arithmetic.met(start, comparison.start.operator, end)


def _met(document: Document, comparison: Comparison) -> Worked:
    statements, sums = _difference(document, comparison)
    if not comparison.past:
        return statements, sums
    start, end = _values(comparison)
    gap = sums[0].result
    words = f"{'已完成' if verdict(comparison) else '没有完成'}，实际{amount(comparison.end)}"
    if end != start:
        words += f"，{'超过目标' if end > start else '比目标少'}{gap}"
    return [_statement(document, comparison, words)], sums


__all__ = ["amount", "calculation", "is_growth_rate", "verdict", "work_out"]
