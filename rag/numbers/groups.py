"""The groups and tables that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.indicators import Indicator

_TABLE = re.compile(r"表\s*([0-9一二三四五六七八九])")
_NUMERALS = "一二三四五六七八九"
_GROUP_END = re.compile(r"(?:类|这组|那组|组|板块|这类|那类|一类|大类)(?!织|合|建)|指标")
_LEAST_ALIKE = 0.6


def table_of(question: str) -> int | None:
    """The number of the table that a question names (表2, 表二)."""
    match = _TABLE.search(question)
    return (_NUMERALS.find(match[1]) + 1 or int(match[1])) if match else None


def group_of(question: str, indicators: Sequence[Indicator]) -> str:
    """The group that a question names: as it is, or with characters left out before 类 or 组; else ""."""
    groups = dict.fromkeys(f.group for record in indicators for f in record.figures if f.group)
    end = _GROUP_END.search(question)
    if end is None:
        return ""
    exact = [group for group in groups if group in question]
    if exact:
        return max(exact, key=len)
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
