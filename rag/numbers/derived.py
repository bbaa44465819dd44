"""Sums over several figures: their total, the share of one in another, a yearly sum over years, a percentage
applied to an amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.document import Document
from corpus.indicators import Figure, FigureKind
from corpus.indicators.decimals import plain, to_decimal
from corpus.indicators.merging import scaled
from rag.answer import Calculation
from rag.numbers.evidence import operand, quote_figure
from rag.numbers.matching import Match, unit_base
from rag.numbers.phrases import amount, number, short_name
from rag.numbers.points import is_number
from rag.numbers.reply import NumberReply
from rag.numbers.request import Request
from rag.quotes import Statement

_CONFIDENCE = 0.9
_TEN_THOUSAND = Decimal(10_000)
_YEARS = re.compile(r"(\d+|[二两三四五六七八九十])年")
_APPLIED = re.compile("补偿|补贴|补助|贴息|奖励|补(?:多少|几)|赔")


def total(document: Document, figures: Sequence[Figure]) -> NumberReply | None:
    """The sum of figures of one kind of unit, in the largest of their units."""
    usable = [figure for figure in figures if is_number(figure) and figure.value is not None]
    if len(usable) < 2 or len({unit_base(figure.unit) for figure in usable}) != 1:
        return None
    unit = max((figure.unit for figure in usable), key=lambda unit: scaled(Decimal(1), unit)[0])
    factor = scaled(Decimal(1), unit)[0]
    values = [scaled(figure.value, figure.unit)[0] / factor for figure in usable if figure.value is not None]
    result = f"{plain(sum(values, Decimal(0)))}{unit}"
    parts = "，".join(f"{short_name(figure.stated_name)}{amount(figure)}" for figure in usable)
    sum_ = Calculation(" + ".join(plain(value) for value in values), tuple(operand(f) for f in usable), result)
    quotes = tuple(dict.fromkeys(quote_figure(document, figure) for figure in usable))
    return NumberReply((Statement(f"合计{result}：{parts}。", quotes),), (sum_,), (), _CONFIDENCE)


def over_years(document: Document, request: Request, figure: Figure) -> NumberReply | None:
    """A sum that the plan gives for each year, over the years that a question names (五年)."""
    years = _YEARS.search(request.question)
    clause = document.source[figure.clause.start : figure.span.start]
    if years is None or not clause.endswith(("每年", "年均", "每年安排")) or figure.value is None:
        return None
    count = to_decimal(years[1])
    result = _readable(figure.value * count, figure.unit)
    words = f"{years[0]}合计{result}：{short_name(figure.stated_name)}每年{amount(figure)}。"
    sum_ = Calculation(f"{plain(figure.value)} × {plain(count)}", (operand(figure),), result)
    return NumberReply((Statement(words, (quote_figure(document, figure),)),), (sum_,), (), _CONFIDENCE)


def _readable(value: Decimal, unit: str) -> str:
    """Ten thousand 万元 and more as 亿元."""
    if unit == "万元" and value >= _TEN_THOUSAND:
        return f"{plain(value / _TEN_THOUSAND)}亿元"
    return f"{plain(value)}{unit}"


def share_of(document: Document, part: Figure, whole: Figure) -> NumberReply | None:
    """What share of one figure another is, in per cent."""
    if part.value is None or not whole.value or unit_base(part.unit) != unit_base(whole.unit):
        return None
    share = scaled(part.value, part.unit)[0] / scaled(whole.value, whole.unit)[0] * 100
    result = f"{number(share)}%"
    bound = "至少" if part.is_open else ""
    parts = "，".join(short_name(figure.stated_name) + amount(figure) for figure in (part, whole))
    words = f"占{bound}{result}：{parts}。"
    sum_ = Calculation(f"{plain(part.value)} ÷ {plain(whole.value)} × 100%", (operand(part), operand(whole)), result)
    quotes = tuple(dict.fromkeys((quote_figure(document, part), quote_figure(document, whole))))
    return NumberReply((Statement(words, quotes),), (sum_,), (), _CONFIDENCE)


def applied(document: Document, request: Request, matches: Sequence[Match]) -> NumberReply | None:
    """A stated percentage of an amount that the question names: 40% of a loss of 500万元."""
    if request.asserted or not re.search("多少|几", request.question) or not _APPLIED.search(request.question):
        return None
    amounts = [claim for claim in request.claims if claim.unit.endswith("元") and claim.value is not None]
    rates = [
        (match, figure)
        for match in matches
        for figure in match.indicator.figures
        if figure.unit == "%" and figure.kind in (FigureKind.FACT, FigureKind.MONEY) and is_number(figure)
    ]
    if not amounts or not rates:
        return None
    match, rate = rates[0]
    claim = amounts[0]
    if claim.value is None or rate.value is None:
        return None
    result = f"{plain(claim.value * rate.value / 100)}{claim.unit}"
    held = f"{short_name(rate.stated_name)}的比例为{amount(rate)}，{claim.text} × {amount(rate)}"
    words = f"按{amount(rate)}计算为{result}：{held}。"
    sum_ = Calculation(f"{plain(claim.value)} × {plain(rate.value)}%", (operand(rate),), result)
    return NumberReply((Statement(words, (quote_figure(document, rate),)),), (sum_,), (), _CONFIDENCE)
