"""Figures that follow from two stated ones, where a question asks for what the plan leaves unsaid: the
province's from the difference to it, a whole from its share, a value carried on at a rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.document import Document
from corpus.indicators import Figure, FigureKind, Indicator, Operator
from corpus.indicators.decimals import plain
from corpus.indicators.merging import core_name
from rag.answer import Calculation
from rag.numbers.evidence import operand, quote_figure
from rag.numbers.matching import Match
from rag.numbers.phrases import amount, number, short_name
from rag.numbers.points import is_number
from rag.numbers.reply import NumberReply
from rag.numbers.request import Request
from rag.numbers.words import WORDS
from rag.quotes import Statement

_LEAST_SURE, _CONFIDENCE = 0.35, 0.9
_COMPARED = re.compile("^(?P<name>.+?)(?P<word>高于|低于)(?P<other>.+?)(?:水平)?$")
_SHARE_OF = re.compile("^(?P<part>.+)占(?P<whole>[^占]+?)的?(?:比重|比例)$")
_WHOLE_ASKED = WORDS["whole_asked"]
_OTHER_ASKED = re.compile("全省|全国|全市|周边|平均")
_DIFFERENCE_ASKED = WORDS["difference_asked"]
_BEFORE_DOUBLING, _ESTIMATED = WORDS["before_doubling"], WORDS["estimated"]
_PER = re.compile("^每(?P<scale>[百千万]?)(?P<counter>[家人名户])(?P<of>[^中]{2,})中")
_COMPOUNDED = WORDS["compounded"]
_FIELD = re.compile(r"(\d+)[个家]")
_AMONG_FIRST = re.compile("前(?:百分之|多少%|百分比)|前.{0,3}百分之")


def reference_value(
    document: Document, request: Request, indicators: Sequence[Indicator], ranked: Sequence[Match]
) -> NumberReply | None:
    """The other side of a stated difference: 高于全省2.57个百分点 and 22.56% give the province's 19.99%."""
    if (
        request.wish.ranked
        or request.asserted
        or not _OTHER_ASKED.search(request.question)
        or _DIFFERENCE_ASKED.search(request.question)
    ):
        return None
    for match in ranked:
        if match.score < _LEAST_SURE:
            break
        stated = _COMPARED.match(match.name)
        if stated is None:
            continue
        gap = match.indicator.figures[0]
        asked = re.search("全省|全国|全市|周边", request.question)
        if asked and asked[0] not in stated["other"]:
            continue
        base = _same_sentence(indicators, gap, stated["name"])
        if base is None or base.value is None or gap.value is None:
            continue
        value = base.value - gap.value if stated["word"] == "高于" else base.value + gap.value
        sign = "−" if stated["word"] == "高于" else "+"
        result = f"{plain(value)}{base.unit}"
        apart = f"{stated['word']}{stated['other']}{gap.text}"
        words = f"{stated['other']}为{result}（推算）：{short_name(base.stated_name)}{amount(base)}，{apart}。"
        sum_ = Calculation(f"{plain(base.value)} {sign} {plain(gap.value)}", (operand(base), operand(gap)), result)
        return NumberReply((Statement(words, (quote_figure(document, gap),)),), (sum_,), (), _CONFIDENCE)
    return None


def _same_sentence(indicators: Sequence[Indicator], gap: Figure, name: str) -> Figure | None:
    for record in indicators:
        for figure in record.figures:
            if figure.clause == gap.clause and core_name(figure.stated_name) == core_name(name) and figure is not gap:
                return figure
    return None


def whole_from_share(document: Document, request: Request, indicators: Sequence[Indicator]) -> NumberReply | None:
    """The whole that a part and its share give: 370.2亿元 at 22.56% of GDP is a GDP of about 1640.96亿元."""
    if not _WHOLE_ASKED.search(request.question):
        return None
    for record in indicators:
        for share in record.figures:
            stated = _SHARE_OF.match(share.stated_name)
            if stated is None or stated["whole"] not in request.question or share.unit != "%" or not is_number(share):
                continue
            part = _same_sentence(indicators, share, stated["part"])
            if part is None or part.value is None or not share.value:
                continue
            result = f"{number(part.value / share.value * 100)}{part.unit}"
            year = f"{part.year}年" if part.year else ""
            held = f"{short_name(part.stated_name)}{amount(part)}，占{stated['whole']}的{amount(share)}"
            words = f"{year}{stated['whole']}约{result}（推算）：{held}。"
            sum_ = Calculation(f"{plain(part.value)} ÷ {plain(share.value)}%", (operand(part), operand(share)), result)
            return NumberReply((Statement(words, (quote_figure(document, share),)),), (sum_,), (), _CONFIDENCE)
    return None


def before_doubling(
    document: Document, request: Request, indicators: Sequence[Indicator], ranked: Sequence[Match]
) -> NumberReply | None:
    """What something was before it doubled (三年倍增): half of what it is in the same paragraph."""
    if not _BEFORE_DOUBLING.search(request.question):
        return None
    for match in ranked:
        doubled = match.indicator.figures[0]
        if match.indicator.unit != "倍" or doubled.value is None or match.score < _LEAST_SURE / 2:
            continue
        core = core_name(doubled.stated_name)
        stated = (figure for record in indicators for figure in record.figures if figure.block == doubled.block)
        now = next((f for f in stated if core_name(f.stated_name) == core and f is not doubled), None)
        if now is None or now.value is None:
            continue
        result = f"{plain(now.value / doubled.value)}{now.unit}"
        words = f"约{result}（推算）：{short_name(now.stated_name)}{amount(now)}，{doubled.text}。"
        sum_ = Calculation(f"{plain(now.value)} ÷ {plain(doubled.value)}", (operand(now), operand(doubled)), result)
        quotes = (quote_figure(document, now), quote_figure(document, doubled))
        return NumberReply((Statement(words, quotes),), (sum_,), (), _CONFIDENCE)
    return None


def base_of_rate(document: Document, request: Request, indicators: Sequence[Indicator]) -> NumberReply | None:
    """What a rate is per, from the rate and the total beside it: 700 at 140 per 万家 are 5万家."""
    if not _ESTIMATED.search(request.question):
        return None
    for record in indicators:
        stated = _PER.match(record.name)
        if stated is None or stated["of"] not in request.question:
            continue
        totals = [f for other in indicators for f in other.figures if f.is_aside and f.block in record.sources]
        pairs = [(rate, total) for rate in record.figures for total in totals if rate.column == total.column]
        numbers = {claim.value for claim in request.claims}
        years = {mention.end for mention in request.years}
        named = [p for p in pairs if {p[0].value, p[1].value} & numbers or p[0].column_year in years]
        if not pairs:
            continue
        rate, total = (named or pairs)[-1]
        if not rate.value or total.value is None:
            continue
        result = f"{number(total.value / rate.value)}{stated['scale']}{stated['counter']}"
        per = f"每{stated['scale']}{stated['counter']}{amount(rate)}"
        words = f"{stated['of']}约{result}（推算）：总数{amount(total)}，{per}。"
        sum_ = Calculation(f"{plain(total.value)} ÷ {plain(rate.value)}", (operand(total), operand(rate)), result)
        return NumberReply((Statement(words, (quote_figure(document, rate),)),), (sum_,), (), _CONFIDENCE)
    return None


def compounded(
    document: Document, request: Request, indicators: Sequence[Indicator], ranked: Sequence[Match]
) -> NumberReply | None:
    """What a stated value comes to at a stated yearly rate: 370.2亿元 at 12% a year over five years."""
    if not _COMPOUNDED.search(request.question):
        return None
    match = next((m for m in ranked if m.indicator.unit == "%" and m.score >= _LEAST_SURE), None)
    goal = match and next((f for f in match.indicator.figures if f.kind is FigureKind.TARGET and f.value), None)
    start = match and next((f.column_year for f in match.indicator.figures if f.kind is FigureKind.BASELINE), None)
    if goal is None or start is None or goal.year is None or "增" not in goal.stated_name or goal.value is None:
        return None
    years = goal.year - start
    factor = (1 + goal.value / 100) ** years
    core = core_name(goal.stated_name).removesuffix("增长率").removesuffix("年均")
    base = next(
        (f for r in indicators for f in r.figures if core_name(f.stated_name) == core and f.year == start and f.value),
        None,
    )
    quotes = [quote_figure(document, goal), *([quote_figure(document, base)] if base else [])]
    times = f"{number(factor)}倍"
    words = f"按年均{plain(goal.value)}%算，{years}年后至少是{start}年的约{times}"
    sums = [Calculation(f"(1 + {plain(goal.value)}%)^{years}", (operand(goal),), times)]
    if base is not None and base.value is not None:
        result = f"{number(base.value * factor)}{base.unit}"
        words = f"{goal.year}年至少约{result}（推算）：{short_name(base.stated_name)}{amount(base)}，{words}"
        sums.append(
            Calculation(
                f"{plain(base.value)} × (1 + {plain(goal.value)}%)^{years}", (operand(base), operand(goal)), result
            )
        )
    return NumberReply((Statement(f"{words}。", tuple(quotes)),), tuple(sums), (), _CONFIDENCE)


def place_in_field(document: Document, request: Request, ranked: Sequence[Match]) -> NumberReply | None:
    """A place in a field of known size as a percentage: 95th of 289 is among the first 32.87%."""
    if not _AMONG_FIRST.search(request.question):
        return None
    for match in ranked:
        field = _FIELD.search(match.name)
        figure = match.indicator.figures[0]
        if field is None or figure.operator is not Operator.RANK or figure.value is None:
            continue
        result = f"{number(figure.value / Decimal(field[1]) * 100)}%"
        words = f"相当于前{result}：{match.name}{amount(figure)}。"
        sum_ = Calculation(f"{plain(figure.value)} ÷ {field[1]} × 100%", (operand(figure),), result)
        return NumberReply((Statement(words, (quote_figure(document, figure),)),), (sum_,), (), _CONFIDENCE)
    return None
