"""What a question wants to know about figures: which sum, which point in time, which claim it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from corpus.indicators import Operator
from corpus.indicators.quantities import Quantity, find_quantities
from rag.numbers.matching import BLANK, LEVELS, Wish, unit_base
from rag.numbers.spelled import in_digits
from rag.numbers.words import WORDS
from rag.understanding.asks import Ask
from rag.understanding.years import YearMention


class Sum(StrEnum):
    """What is to be done with the figures."""

    LOOK_UP = "look_up"
    UNIT = "unit"
    DATA_YEAR = "data_year"
    GROUP = "group"
    RATE = "rate"
    MULTIPLE = "multiple"
    PER_YEAR = "per_year"
    GROWTH = "growth"
    DIFFERENCE = "difference"
    MET = "met"
    TOTAL = "total"
    SHARE = "share"
    SAME = "same"


class Aspect(StrEnum):
    """Which side of an indicator a question means."""

    GOAL = "goal"
    STATE = "state"


_COMPILED = tuple((Sum(key.removeprefix("sum_")), pattern) for key, pattern in WORDS.items() if key.startswith("sum_"))
_GOAL = WORDS["goal"]
_STATE = WORDS["state"]
_NOT_MET = WORDS["not_met"]
_IS_MET = WORDS["is_met"]
_BARE_MONEY = re.compile(r"(?<=\d)\s*个?(亿|万)(?!元|人|家|个|件|项|吨|户|亩|千|次|平)")
_POINTS = re.compile(r"(?<=\d)\s*个点(?!位)")
_ASSERTED = WORDS["asserted"]


_BARE_NUMBER = re.compile(
    r"(?<![\d.])(\d+\.\d+)(?![\d.%])|(?:为|是|等于|同为|都是|均为)\s*(\d+)(?=的|[?？]|$)|(?<![\d.])(\d{1,3})这(?:个|一)?(?:数|目标|值)"
)
_ASKED_UNITS = tuple(
    (re.compile(pattern), unit)
    for pattern, unit in (
        (r"翻(?:了)?(?:一)?(?:番|倍)|倍增", "倍"),
        (r"(?:多少|几)个?(?:百分)?点(?!位)|百分之(?:几|多少)|多少%|比例|比重|占比|覆盖率|费率", "%"),
        (r"(?:多少|几个?)(?:亿|万|钱|元)|多大的?(?:基金|资金|盘子)", "元"),
        (r"(?:多少|几个?)人年", "人年"),
        (r"(?:多少|几)(?:家|个|户|所)", "家"),
        (r"(?:多少|几)(?:件)", "件"),
        (r"(?:多少|几)(?:项)", "项"),
        (r"(?:多少|几)(?:人|名|位)(?!年)", "人"),
        (r"(?:连续|过去)?(?:多少|几)年", "年"),
    )
)
_GOAL_NAMED = WORDS["goal_named"]
_NUMBER_ASKED = WORDS["number_asked"]
_GROWS_YEARLY = re.compile("(?:每年|年年|一年)(?:得|要|需|至少|平均)*(?:增长|增速)")
# 年均提高多少 asks for a sum; 年均增长率 and 年均增速 are names.
_AVERAGED = re.compile("年均(?=(?:要|需|得|应|至少|大约|约)*(?:提高|提升|增加|新增))")
_SHARE_NAMED = re.compile("占比|比重|比例")
_PLACES = ((re.compile("几强|多少强|百强|榜"), "强"), (re.compile("第几|几位|几名|名次|位次|排名"), "位"))
_RANKED = WORDS["ranked"]


@dataclass(frozen=True)
class Request:
    """A question about figures, taken apart.

    ``text`` is the question without its quantities, years and question words, for matching. ``sum`` is
    what is to be done, ``further`` are sums asked for beside it. ``claims`` are the quantities it names,
    ``numbers`` those without a unit. ``asserted`` is whether it wants a yes or no, ``presumed`` whether it
    takes for granted what it says (吧, 对吗); ``denies`` and ``affirms`` whether it takes a goal to be missed
    or met. ``wish`` is the kind of figure asked for.
    """

    question: str
    text: str
    sum: Sum
    further: tuple[Sum, ...]
    aspects: frozenset[Aspect]
    years: tuple[YearMention, ...]
    claims: tuple[Quantity, ...]
    asserted: bool
    presumed: bool
    denies: bool
    affirms: bool
    wish: Wish
    asks_number: bool = False
    names_goal: bool = False
    numbers: tuple[Decimal, ...] = ()


def parse_request(question: str, asks: frozenset[Ask], years: tuple[YearMention, ...]) -> Request:
    """Take a question apart; nothing is looked up yet."""
    question = _POINTS.sub("个百分点", _BARE_MONEY.sub(r"\1元", in_digits(question)))
    claims = tuple(quantity for quantity in find_quantities(question) if _is_claim(quantity))
    aspects = {aspect for aspect, pattern in ((Aspect.GOAL, _GOAL), (Aspect.STATE, _STATE)) if pattern.search(question)}
    kind = next((kind for kind, pattern in _COMPILED if pattern.search(question)), Sum.LOOK_UP)
    return Request(
        question=question,
        text=_named_rate(_bare(question, claims, years)),
        sum=kind,
        further=_further(question, kind),
        aspects=frozenset(aspects),
        years=years,
        claims=claims,
        asserted=Ask.YESNO in asks or bool(_ASSERTED.search(question)),
        presumed=bool(_ASSERTED.search(question)),
        denies=bool(_NOT_MET.search(question)),
        affirms=bool(_IS_MET.search(question)),
        wish=replace(_wish(question, claims, kind), levels=_levels(question)),
        names_goal=bool(_GOAL_NAMED.search(question)),
        asks_number=bool(_NUMBER_ASKED.search(question)),
        numbers=tuple(Decimal("".join(match)) for match in _BARE_NUMBER.findall(question)),
    )


def _further(question: str, first: Sum) -> tuple[Sum, ...]:
    """The other sums that a question asks for with words of their own (差多少，完成率多少)."""
    taken = next((m.span() for kind, pattern in _COMPILED if kind is first and (m := pattern.search(question))), (0, 0))
    found = []
    for kind, pattern in _COMPILED:
        spans = [match.span() for match in pattern.finditer(question)]
        if kind is not first and any(end <= taken[0] or start >= taken[1] for start, end in spans):
            found.append(kind)
    return tuple(found)


def _levels(question: str) -> frozenset[str]:
    return frozenset(level for level in LEVELS if level in question)


def _is_claim(quantity: Quantity) -> bool:
    """Whether a quantity may be a claim: 两个 and 四项 in a question count what is asked for."""
    counted = quantity.operator is not Operator.RANK and not any(char.isdecimal() for char in quantity.text)
    return quantity.value is not None and not (counted and quantity.unit in ("个", "项", "件", "家"))


def _wish(question: str, claims: tuple[Quantity, ...], kind: Sum) -> Wish:
    ranked = bool(_RANKED.search(question)) or any(claim.operator is Operator.RANK for claim in claims)
    claimed = {unit_base(claim.unit) for claim in claims if claim.unit}
    if not ranked and kind not in (Sum.LOOK_UP, Sum.SHARE, Sum.TOTAL) and _SHARE_NAMED.search(question):
        return Wish("%", apart=kind is Sum.DIFFERENCE)
    if ranked or kind is not Sum.LOOK_UP:
        place = next((unit for pattern, unit in _PLACES if pattern.search(question)), "") if ranked else ""
        place = next((claim.unit for claim in claims if claim.operator is Operator.RANK), place)
        return Wish(place, bool(place), ranked, kind is Sum.DIFFERENCE)
    if len(claimed) == 1:
        return Wish(claimed.pop(), certain=True)
    return Wish(next((unit for pattern, unit in _ASKED_UNITS if pattern.search(question)), ""))


def _named_rate(text: str) -> str:
    """每年增长多少 names a growth rate as well."""
    return text + "␣年均增长率" if _GROWS_YEARLY.search(text) else text


def _bare(question: str, claims: tuple[Quantity, ...], years: tuple[YearMention, ...]) -> str:
    """The question with its numbers and years blanked, so that only names are left to match."""
    for quantity in claims:
        # 三个100 and the like are names.
        if quantity.unit:
            question = question[: quantity.start] + BLANK * (quantity.end - quantity.start) + question[quantity.end :]
    question = _AVERAGED.sub(BLANK * 2, question)
    for mention in years:
        question = question.replace(mention.text, BLANK * len(mention.text))
    return question
