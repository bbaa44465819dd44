"""Questions about many indicators at once: which of them a question means, and what it wants of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.indicators import Figure, Indicator
from rag.numbers.conditions import conditions_of, speaks_of_past, values_sought
from rag.numbers.entries import Entry, entries_of
from rag.numbers.groups import group_of, table_of
from rag.numbers.points import Role, is_number, points_of
from rag.numbers.request import Request
from rag.numbers.selection import Period
from rag.numbers.words import WORDS


class Want(StrEnum):
    """What is wanted of the indicators that remain."""

    LIST = "list"
    COUNT = "count"
    RANK = "rank"
    SHARE = "share"


_SET = WORDS["set"]
_CERTAIN = WORDS["set_certain"]
_COUNT = WORDS["set_count"]
_RANK = re.compile(
    r"(?P<least>最(?:小|少|低|慢|接近))|(?P<most>最(?:大|多|高|快)|排序|排个?序|从高到低|排名|前(?P<top>[三3五5十]|10|几)(?:名|位|个|项|的)?)"
)
_SHARE = WORDS["set_share"]
_BY_VALUE = re.compile("(目标|基数|基期|实际|现状)(?:值|数)?(?:里|中)?最(?:大|高|多|小|低|少)")
_TOPS = {"三": 3, "3": 3, "五": 5, "5": 5, "十": 10, "10": 10}
_TOP = 5


@dataclass(frozen=True)
class Chosen:
    """The entries that a question means, what it wants of them, and the conditions they were chosen by.

    ``certain`` is whether the words leave no doubt that a set is meant, even if one indicator is named in
    them; ``apart`` are figures with the number sought that are no entries; ``everything`` are the
    entries before the conditions.
    """

    entries: tuple[Entry, ...]
    want: Want
    by: str
    ascending: bool
    past: bool
    conditions: tuple[str, ...]
    certain: bool
    top: int = _TOP
    apart: tuple[Figure, ...] = ()
    everything: tuple[Entry, ...] = ()


def choose(request: Request, indicators: Sequence[Indicator], period: Period) -> Chosen | None:
    """The set of indicators that a question means; None if it does not ask about a set."""
    question = request.question
    group, table = group_of(question, indicators), table_of(question)
    if not (_SET.search(question) or group):
        return None
    past = _is_past(request, indicators, table, period) if not group else _is_past_group(group, indicators, period)
    conditions = conditions_of(request, past)
    if group:
        conditions.insert(0, (f"“{group}”类", lambda entry: any(f.group == group for f in entry.shown(past))))
    entries = [e for e in entries_of(indicators, request, period, past) if _in_table(e, table, past)]
    everything = tuple(entries)
    entries = [entry for entry in entries if all(keep(entry) for _, keep in conditions)]
    rank = _RANK.search(question)
    names = tuple(words for words, _ in conditions)
    return Chosen(
        entries=tuple(sorted(entries, key=lambda entry: entry.row.span.start)),
        want=_want(question),
        by=_measure(question, names),
        ascending=bool(rank and rank["least"]),
        past=past,
        conditions=names,
        certain=bool(group or table or _CERTAIN.search(question)),
        top=_TOPS.get(rank["top"] or "", _TOP) if rank else _TOP,
        apart=_apart(request, indicators, entries, period),
        everything=everything,
    )


def _measure(question: str, conditions: Sequence[str]) -> str:
    """What entries are ranked by: a side's value, how far apart in points, or how many times."""
    if match := _BY_VALUE.search(question):
        return "state" if match[1][:2] in ("基数", "基期", "实际", "现状") else "goal"
    return "points" if re.search("百分点|几个点|个点", question) or "单位为%" in conditions else "times"


def _want(question: str) -> Want:
    if _SHARE.search(question):
        return Want.SHARE
    if _COUNT.search(question):
        return Want.COUNT
    return Want.RANK if _RANK.search(question) else Want.LIST


def _apart(
    request: Request, indicators: Sequence[Indicator], chosen: Sequence[Entry], period: Period
) -> tuple[Figure, ...]:
    """Goals with a number sought that were not chosen: in another unit, or stated outside the tables."""
    known = {entry.indicator.id for entry in chosen}
    numbers = {claim.value for claim in values_sought(request)}
    points = [point for record in indicators if record.id not in known for point in points_of(record, period.start)]
    found = [point.lead for point in points if point.role is Role.GOAL and is_number(point.lead)]
    return tuple(figure for figure in found if figure.value in numbers)


def _is_past_group(group: str, indicators: Sequence[Indicator], period: Period) -> bool:
    years = [f.column_year for record in indicators for f in record.figures if f.group == group and f.column_year]
    return bool(years) and max(years) < period.start


def _is_past(request: Request, indicators: Sequence[Indicator], table: int | None, period: Period) -> bool:
    """Whether a set is about goals of before the plan: by the years named, the table, or words like 达标."""
    if any(mention.end >= period.start for mention in request.years):
        return False
    if any(mention.is_period for mention in request.years):
        return True
    if table is not None:
        held = [f for record in indicators for f in record.figures if f".t{table}." in f.block and f.column_year]
        return bool(held) and all((figure.column_year or 0) < period.start for figure in held)
    return speaks_of_past(request.question)


def _in_table(entry: Entry, table: int | None, past: bool) -> bool:
    return table is None or any(f".t{table}." in figure.block for figure in entry.shown(past))
