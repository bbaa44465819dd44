"""Questions about many indicators at once: which of them a question means, and what it wants of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from corpus.indicators import Figure, Indicator, Operator
from corpus.indicators.merging import scaled
from corpus.indicators.quantities import Quantity
from rag.numbers import arithmetic
from rag.numbers.matching import unit_base
from rag.numbers.points import Point, Role, is_number, pick, points_of
from rag.numbers.request import Aspect, Request
from rag.numbers.selection import Comparison, Period, compare
from rag.numbers.sums import is_growth_rate, verdict


class Want(StrEnum):
    """What is wanted of the indicators that remain."""

    LIST = "list"
    COUNT = "count"
    RANK = "rank"


_WHICH = "哪些|哪几|哪个|哪一个|哪项|几个|多少个|几项|多少项|有几"
_SET = re.compile(
    rf"(?:{_WHICH}|所有|全部|各项|各个|整组|整张|这组|那组)[^，。；]{{0,14}}(?:指标|目标(?!值?是)|数据?(?:是|用))|"
    rf"指标[^，。；]{{0,12}}(?:{_WHICH}|列|有哪|排|最)|目标(?:里|中|值)?[^，。；]{{0,12}}(?:有(?:哪|几|多少)|哪些|哪几|最)|"
    r"(?:表|指标)(?:列|给|整|全)|列(?:个|成|一下)?表|整张表|整组|(?:类|组)(?:的|里的|有哪些)?(?:指标|目标)|"
    rf"(?:达标|完成|翻番|翻一番|超额|没达成|落空)[^，。；]{{0,14}}的?(?:有|是)?(?:{_WHICH})|(?:达标|完成)了(?:几|多少)|(?:几|多少)(?:个|项)?(?:指标)?(?:没|未)?(?:达标|完成)|"
    r"(?:最|排名?|前)(?:大|多|快|高|低|小|少|慢|三|几)[^，。；]{0,8}(?:指标|的是)|\bwhich (?:indicators|targets)|\bhow many (?:indicators|targets)|\ball (?:the )?(?:indicators|targets)"
)
_CERTAIN = re.compile("指标|哪些|哪几|所有|全部|各项|整张|整组|列表|列个")
_COUNT = re.compile(r"几个|多少个|几项|多少项|(?:达标|完成)了(?:几|多少)|共(?:有)?多少|有几|how many")
_RANK = re.compile(
    r"(?P<least>最(?:小|少|低|慢))|(?P<most>最(?:大|多|高|快)|排序|排个?序|从高到低|排名|前(?:三|3|五|5|几))"
)
_RANKED_BY = (
    (re.compile("完成率|完成度|完成得|超额"), "rate"),
    (re.compile("倍"), "multiple"),
    (re.compile("百分点|点"), "points"),
    (re.compile("增幅|涨幅|增长|增速|提高|提升|增加|变化|翻"), "growth"),
    (re.compile("."), "growth"),
)
_TABLE = re.compile(r"表\s*([0-9一二三四五六七八九])")
_DOUBLED = re.compile(r"翻(?:了)?(?:一)?(?:番|倍)|(?:增长|增加|提高)(?:了)?一倍|(?:两|二|2)倍(?:以上)?")
_TIMES = re.compile(r"([三四五六七八九十3-9]|10)倍(?:以上)?")
_EXCEEDED_TWICE = re.compile(r"超额(?:完成)?(?:了)?(?:一|1)倍|超(?:目标|过目标)(?:一|1)倍|(?:超额|超)(?:完成)?100%")
_MISSED = re.compile(r"(?:没有?|未)(?:能)?(?:完成|达标|达成|达到|实现)|不达标|欠账|落空")
_MET = re.compile(r"超额|完成(?!情况|值|率)|达标|达成|实现")
_EXCEEDED = re.compile("超额|超过目标|超出目标")
_OTHER_YEAR = re.compile(r"标\*|星号|打星|带\*|(?:19|20)\d{2}年?(?:的)?数据|用.{0,8}年(?:的)?数")
_NEGATIVE = re.compile("负(?:的|数|值|增长)|是负")
_OPEN_END = re.compile("上不封顶|只给下限|没有上限|下限")
_IN_UNIT = re.compile(
    r"(?:单位(?:是|为|用)|以|用)[“\"]?(%|百分比|百分数|亿元|万元|家|个|件|人年|人)[”\"]?|(百分比|比重|比例|占比)类?的?指标"
)
_GROUP_END = re.compile(r"(?:类|这组|那组|组|板块|这类|那类|一类|大类)(?!织|合|建)|指标")
_LEAST_ALIKE = 0.6
_PER_SHOWN = 1


@dataclass(frozen=True)
class Entry:
    """An indicator of a set with its points and, where both ends are known, its comparison."""

    indicator: Indicator
    points: tuple[Point, ...]
    comparison: Comparison | None

    @property
    def row(self) -> Figure:
        """The figure whose row proves the entry."""
        return self.comparison.end if self.comparison else self.points[-1].lead


@dataclass(frozen=True)
class Chosen:
    """The entries that a question means, what it wants of them, and the conditions they were chosen by."""

    entries: tuple[Entry, ...]
    want: Want
    by: str
    ascending: bool
    past: bool
    conditions: tuple[str, ...]
    # Whether the words leave no doubt that a set is meant, even if one indicator is named in them.
    certain: bool
    apart: tuple[Figure, ...] = ()


def choose(request: Request, indicators: Sequence[Indicator], period: Period) -> Chosen | None:
    """The set of indicators that a question means; None if it does not ask about a set."""
    question = request.question
    group = _group(question, indicators)
    table = _TABLE.search(question)
    if not (_SET.search(question) or (group and _GROUP_END.search(question))):
        return None
    past = _is_past(request, period)
    entries = [_entry(record, request, period, past) for record in indicators if record.in_table]
    entries = [entry for entry in entries if entry is not None and _in_table(entry, table, past)]
    conditions: list[str] = []
    if group:
        entries = [entry for entry in entries if any(f.group == group for f in _shown(entry, past))]
        conditions.append(f"“{group}”类")
    filters = _filters(request, past)
    for words, keep in filters:
        entries = [entry for entry in entries if keep(entry)]
        conditions.append(words)
    wanted = Want.COUNT if _COUNT.search(question) else Want.RANK if _RANK.search(question) else Want.LIST
    rank = _RANK.search(question)
    by = next(name for pattern, name in _RANKED_BY if pattern.search(question))
    ascending = bool(rank and rank["least"])
    entries.sort(key=lambda entry: entry.row.span.start)
    certain = bool(group or table or _CERTAIN.search(question))
    apart = _apart(request, indicators, entries, period) if values_sought(request) else ()
    return Chosen(tuple(entries), wanted, by, ascending, past, tuple(conditions), certain, apart)


def _apart(
    request: Request, indicators: Sequence[Indicator], chosen: Sequence[Entry], period: Period
) -> tuple[Figure, ...]:
    """Goals with the number sought that were not chosen: in another unit, or stated outside the tables."""
    known = {entry.indicator.id for entry in chosen}
    numbers = {claim.value for claim in values_sought(request)}
    found = [
        point.lead
        for record in indicators
        if record.id not in known
        for point in points_of(record, period.start)
        if point.role is Role.GOAL and point.lead.value in numbers and is_number(point.lead)
    ]
    return tuple(found)


def shows_ratio(request: Request) -> bool:
    """Whether the multiples belong into the list: a question about doubling, or about the largest rise."""
    question = request.question
    return any(pattern.search(question) for pattern in (_DOUBLED, _TIMES, _EXCEEDED_TWICE)) or "倍" in question


def _shown(entry: Entry, past: bool) -> list[Figure]:
    roles = (Role.PAST_GOAL, Role.STATE) if past else (Role.GOAL, Role.STATE)
    return [figure for point in entry.points if point.role in roles for figure in point.figures if figure.in_table]


def _is_past(request: Request, period: Period) -> bool:
    if any(m.end >= period.start for m in request.years):
        return False
    if any(m.is_period and m.end < period.start for m in request.years):
        return True
    question = request.question
    met = _MISSED.search(question) or _EXCEEDED.search(question) or re.search("达标|完成情况|完成值|完成了", question)
    return bool(met) or bool(re.search(r"表\s*[1一]", question) and "基数" not in question)


def _entry(record: Indicator, request: Request, period: Period, past: bool) -> Entry | None:
    points = points_of(replace(record, figures=tuple(f for f in record.figures if not f.is_aside)), period.start)
    roles = {point.role for point in points if point.lead.in_table}
    needed = Role.PAST_GOAL if past else Role.GOAL
    if needed not in roles:
        # Tables without goals (sums of money by project) are sets too.
        if Role.GOAL in roles or Role.PAST_GOAL in roles:
            return None
        return None if past else Entry(record, points, None)
    era = [p for p in points if past != (p.role is Role.GOAL)]
    return Entry(record, points, compare(tuple(era) if past else points, request, period))


def _in_table(entry: Entry, table: re.Match[str] | None, past: bool) -> bool:
    if table is None:
        return True
    number = "一二三四五六七八九".find(table[1]) + 1 or int(table[1])
    return any(f".t{number}." in f.block for f in _shown(entry, past))


def _group(question: str, indicators: Sequence[Indicator]) -> str:
    """The group that a question names: as it is, or with characters left out before 类 or 组."""
    groups = dict.fromkeys(f.group for record in indicators for f in record.figures if f.group)
    exact = [group for group in groups if group in question]
    if exact:
        return max(exact, key=len)
    end = _GROUP_END.search(question)
    if end is None:
        return ""
    run = re.split(r"[，。；、的“”\s]", question[: end.start()])[-1]
    best = max(groups, key=lambda group: _common(group, run) / len(group), default="")
    return best if best and _common(best, run) >= _LEAST_ALIKE * len(best) else ""


def _common(one: str, other: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for char in one:
        previous = 0
        for at, against in enumerate(other, start=1):
            previous, row[at] = row[at], previous + 1 if char == against else max(row[at], row[at - 1])
    return row[-1]


Filter = tuple[str, Callable[[Entry], bool]]


def _filters(request: Request, past: bool) -> list[Filter]:
    question = request.question
    found: list[Filter] = []
    unit = _IN_UNIT.search(question)
    if unit:
        wanted = "%" if (unit[1] or unit[2]).startswith(("百分", "比", "占", "%")) else unit[1]
        found.append((f"单位为{wanted}", lambda entry: entry.row.unit == wanted))
    if _EXCEEDED_TWICE.search(question):
        found.append(("超额一倍以上完成", lambda entry: _ratio_at_least(entry, Decimal(2))))
    elif _DOUBLED.search(question):
        found.append(("翻一番以上", lambda entry: _ratio_at_least(entry, Decimal(2))))
    elif times := _TIMES.search(question):
        least = Decimal("三四五六七八九十".find(times[1]) + 3 if times[1] in "三四五六七八九十" else int(times[1]))
        found.append((f"达到{least}倍", lambda entry: _ratio_at_least(entry, least)))
    elif past and _MISSED.search(question):
        found.append(("没有完成", lambda entry: entry.comparison is not None and not verdict(entry.comparison)))
    elif past and _EXCEEDED.search(question):
        found.append(("超额完成", _exceeded))
    elif past and _MET.search(question):
        found.append(("已完成", lambda entry: entry.comparison is not None and verdict(entry.comparison)))
    if _OTHER_YEAR.search(question):
        found.append(("标*（不是当年数据）", lambda entry: any(f.note.endswith("数据") for f in _shown(entry, past))))
    if _NEGATIVE.search(question):
        found.append(("为负", lambda entry: any((f.value or 0) < 0 for f in _shown(entry, past))))
    values = [
        claim
        for claim in request.claims
        if claim.unit and claim.unit not in ("倍", "个", "项") or _is_value(request, claim)
    ]
    for claim in values:
        found.append((f"为{claim.text}", _has_value(claim, request, past)))
    return found


def _is_value(request: Request, claim: Quantity) -> bool:
    """Whether 12个 is a value sought (目标是12个的) and not a count of indicators (15个指标)."""
    after = request.question[claim.end : claim.end + 2]
    return claim.unit in ("个", "项") and not after.startswith(("指标", "目标", "数", "工程"))


def _has_value(claim: Quantity, request: Request, past: bool) -> Callable[[Entry], bool]:
    state = Aspect.STATE in request.aspects and Aspect.GOAL not in request.aspects
    role = Role.STATE if state else Role.PAST_GOAL if past else Role.GOAL

    def keep(entry: Entry) -> bool:
        return any(
            _fulfils(claim, figure)
            for point in entry.points
            if point.role is role
            for figure in point.figures
            if figure.in_table
        )

    return keep


def _fulfils(claim: Quantity, figure: Figure) -> bool:
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


def _exceeded(entry: Entry) -> bool:
    pair = entry.comparison
    return (
        pair is not None
        and pair.end.value is not None
        and pair.start.value is not None
        and pair.end.value > pair.start.value
    )


def _ratio_at_least(entry: Entry, least: Decimal) -> bool:
    times = ratio(entry)
    return (
        times is not None
        and times >= least
        and not (entry.comparison and entry.comparison.end.is_open and times < least)
    )


def ratio(entry: Entry) -> Decimal | None:
    """How many times the start the end is; None where that means nothing."""
    pair = entry.comparison
    if pair is None or pair.start.value is None or pair.end.value is None or is_growth_rate(pair.end):
        return None
    return arithmetic.multiple(pair.start.value, pair.end.value)


def measure(entry: Entry, by: str) -> Decimal | None:
    """What entries are ranked by; None for those that have no such measure."""
    pair = entry.comparison
    if pair is None:
        return entry.row.value
    if pair.start.value is None or pair.end.value is None:
        return None
    if by == "points":
        return pair.end.value - pair.start.value if pair.end.unit == "%" else None
    return ratio(entry)


__all__ = ["Chosen", "Entry", "Want", "choose", "is_number", "measure", "pick", "ratio", "unit_base"]
