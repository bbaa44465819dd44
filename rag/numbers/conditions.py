"""The conditions that a question puts on a set of indicators: met, doubled, in a unit, of a value, starred."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from corpus.indicators import Figure, Operator
from corpus.indicators.merging import scaled
from corpus.indicators.quantities import Quantity
from rag.numbers.entries import Entry
from rag.numbers.points import Role
from rag.numbers.request import Aspect, Request
from rag.numbers.words import WORDS

Condition = tuple[str, Callable[[Entry], bool]]

_DOUBLED = WORDS["doubled"]
_RATE_BOUND = re.compile(r"完成(?:率|度)?(?P<word>低于|不到|小于|不足|高于|超过|大于|达到)\s*(?P<value>\d+(?:\.\d+)?)%")
_TIMES = re.compile(r"([三四五六七八九3-9])倍(?:以上)?")
_EXCEEDED_TWICE = WORDS["exceeded_twice"]
_MISSED = WORDS["missed"]
_EXCEEDED = re.compile("超额|超过目标|超出目标")
_MET = WORDS["met"]
_OF_PAST = re.compile("达标|完成(?:情况|值|了)")
_OTHER_YEAR = WORDS["other_year"]
_EQUAL = WORDS["equal"]
_OPEN = WORDS["open"]
_NEGATIVE = re.compile("负(?:的|数|值|增长)|是负")
_IN_UNIT = re.compile(
    r"(?:单位(?:是|为|用)|以|用)[“\"]?(%|百分比|百分数|亿元|万元|家|个|件|人年|人)[”\"]?|(百分比|比重|比例|占比)类?的?指标"
)
_NO_VALUES = ("指标", "目标", "数", "工程", "项目")


def conditions_of(request: Request, past: bool) -> list[Condition]:
    """The conditions of a question, each with its words."""
    question = request.question
    found = [*_in_unit(question), *_reached(question, past)]
    if _OTHER_YEAR.search(question):
        found.append(("标*（不是当年数据）", lambda entry: any(f.has_other_year for f in entry.shown(past))))
    if _NEGATIVE.search(question):
        found.append(("为负", lambda entry: any((f.value or 0) < 0 for f in entry.shown(past))))
    if _EQUAL.search(question):
        found.append(("目标与实际相同", lambda entry: entry.unchanged))
    if _OPEN.search(question):
        found.append(("只给下限", lambda entry: any(f.is_open for f in entry.shown(past))))
    found += [(f"为{claim.text}", _has_value(claim, request, past)) for claim in values_sought(request)]
    found += [(f"为{number}", _has_number(number, _role(request, past))) for number in request.numbers]
    return found


def speaks_of_past(question: str) -> bool:
    """Whether a question's words (达标, 没完成) are about goals whose time is over."""
    return any(pattern.search(question) for pattern in (_MISSED, _EXCEEDED, _OF_PAST))


def shows_ratio(request: Request) -> bool:
    """Whether multiples belong into the list: a question about doubling and the like."""
    question = request.question
    return "倍" in question or any(p.search(question) for p in (_DOUBLED, _TIMES, _EXCEEDED_TWICE))


def values_sought(request: Request) -> list[Quantity]:
    """The quantities that are sought among the indicators: 12家, not the 15 of 15个指标."""
    if _RATE_BOUND.search(request.question):
        return []
    return [claim for claim in request.claims if claim.unit not in ("", "倍") and not _counts(request, claim)]


def _counts(request: Request, claim: Quantity) -> bool:
    after = request.question[claim.end : claim.end + 2]
    return claim.unit in ("个", "项") and after.startswith(_NO_VALUES)


def _in_unit(question: str) -> list[Condition]:
    match = _IN_UNIT.search(question)
    if match is None:
        return []
    unit = "%" if match[2] or match[1].startswith(("百分", "%")) else match[1]
    return [(f"单位为{unit}", lambda entry: entry.row.unit == unit)]


def _reached(question: str, past: bool) -> list[Condition]:
    if _EXCEEDED_TWICE.search(question):
        return [("超额一倍以上完成", _at_least(Decimal(2)))]
    if _DOUBLED.search(question):
        return [("翻一番以上", _at_least(Decimal(2)))]
    if times := _TIMES.search(question):
        least = Decimal("三四五六七八九".find(times[1]) + 3) if times[1] in "三四五六七八九" else Decimal(times[1])
        return [(f"达到{least}倍以上", _at_least(least))]
    if bound := _RATE_BOUND.search(question):
        least = Decimal(bound["value"]) / 100
        below = bound["word"] in ("低于", "不到", "小于", "不足")
        return [(f"完成率{bound['word']}{bound['value']}%", _below(least) if below else _at_least(least))]
    if past and _MISSED.search(question):
        return [("没有完成", lambda entry: entry.met is False)]
    if past and _EXCEEDED.search(question):
        return [("超额完成", lambda entry: entry.exceeded)]
    if past and _MET.search(question):
        return [("已完成", lambda entry: entry.met is True)]
    return []


def _at_least(least: Decimal) -> Callable[[Entry], bool]:
    return lambda entry: entry.ratio is not None and entry.ratio >= least


def _below(bound: Decimal) -> Callable[[Entry], bool]:
    """Below a ratio; a start that has no ratio to its end (0 of 1) is below any."""
    return lambda entry: entry.comparison is not None and (entry.ratio is None or entry.ratio < bound)


def _has_value(claim: Quantity, request: Request, past: bool) -> Callable[[Entry], bool]:
    role = _role(request, past)

    def keep(entry: Entry) -> bool:
        figures = [figure for point in entry.points if point.role is role for figure in point.figures]
        return any(fulfils(claim, figure) for figure in figures if figure.in_table)

    return keep


def _role(request: Request, past: bool) -> Role:
    if Aspect.STATE in request.aspects and Aspect.GOAL not in request.aspects:
        return Role.STATE
    return Role.PAST_GOAL if past else Role.GOAL


def _has_number(number: Decimal, role: Role) -> Callable[[Entry], bool]:
    def keep(entry: Entry) -> bool:
        figures = [figure for point in entry.points if point.role is role for figure in point.figures]
        return any(figure.value == number for figure in figures if figure.in_table)

    return keep


def fulfils(claim: Quantity, figure: Figure) -> bool:
    """Whether a figure is what a quantity asks for: equal, or on the named side of it (100家以上)."""
    if claim.value is None or figure.value is None or figure.operator is Operator.RANK:
        return False
    value, unit = scaled(claim.value, claim.unit)
    own, own_unit = scaled(figure.value, figure.unit)
    if unit != own_unit:
        return False
    tests = {
        Operator.MORE: own > value,
        Operator.AT_LEAST: own >= value,
        Operator.LESS: own < value,
        Operator.AT_MOST: own <= value,
    }
    return tests.get(claim.operator, own == value)
