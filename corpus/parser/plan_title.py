"""Which of a plan's first lines are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.parser.markers import Style, read_bare_number
from corpus.parser.regions import Region, TextRegion
from corpus.parser.titles import looks_like_heading

_KINDS = re.compile(
    r"(?:规划|计划|纲要|方案|意见|办法|通知|措施|决定|报告|条例|细则|规定|公告|通告|行动|政策|指南|清单)[》”]?(?:[（(][^）)]*[）)])?$"
)
_PARENTHESIS = re.compile(r"[（(].*[）)]")
_MAX_LINES = 4
# A document number, an addressee or "附件" may stand above the title.
_MAX_LEAD = 6


@dataclass(frozen=True, slots=True)
class TitlePlace:
    """Where the title stands: regions ``start`` to ``end`` (equal: the text has no title)."""

    start: int
    end: int


def find_title(regions: Sequence[Region]) -> TitlePlace:
    """The title among the first lines: the first one that ends in a word like 规划, else the first line."""
    lead = next((n for n, r in enumerate(regions) if not isinstance(r, TextRegion) or not r.listed), len(regions))
    best = TitlePlace(lead, lead)
    for start in range(lead, min(lead + _MAX_LEAD, len(regions))):
        if not _may_open(regions, start):
            break
        end, named = _title_from(regions, start)
        if named:
            return TitlePlace(start, end)
        if start == lead:
            best = TitlePlace(lead, lead + 1)
    return best


def _title_from(regions: Sequence[Region], start: int) -> tuple[int, bool]:
    """Where a title that begins here ends, and whether it comes to a word like 规划."""
    end, words = start + 1, _words(regions[start])
    while end < min(len(regions), start + _MAX_LINES) and _goes_on(regions, end, words):
        words += _words(regions[end])
        end += 1
    return end, _KINDS.search(words) is not None


def _may_open(regions: Sequence[Region], at: int) -> bool:
    first = regions[at]
    if not isinstance(first, TextRegion) or first.listed or not looks_like_heading(first.line.text):
        return False
    if first.marker is None:
        return read_bare_number(first.line.text) is None
    others = (r.marker for r in islice(regions, at + 1, None) if isinstance(r, TextRegion))
    return first.marker.style is Style.MARKDOWN1 and all(m is None or m.style is not Style.MARKDOWN1 for m in others)


def _goes_on(regions: Sequence[Region], at: int, words: str) -> bool:
    region = regions[at]
    if not isinstance(region, TextRegion) or region.gap or region.listed or region.marker is not None:
        return False
    text = region.line.text.strip()
    if _PARENTHESIS.fullmatch(text):
        return len(text) <= 30
    return looks_like_heading(text) and _KINDS.search(words) is None


def _words(region: Region) -> str:
    return region.line.text.strip() if isinstance(region, TextRegion) else ""
