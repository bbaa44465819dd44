"""Which of a plan's first lines are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.parser.markers import Style, read_bare_number
from corpus.parser.regions import Region, TextRegion
from corpus.parser.titles import looks_like_heading

_KINDS = re.compile(
    r"(?:规划|计划|纲要|方案|意见|办法|通知|措施|决定|报告|条例|细则|规定|公告|通告|行动|政策|指南|清单)[》”]?(?:[（(][^）)]*[）)])?$"
)
_PARENTHESIS = re.compile(r"[（(].*[）)]")
_MAX_LINES = 4


def title_length(regions: Sequence[Region]) -> int:
    """How many of the first regions are lines of the title (0: the text begins without one)."""
    if not regions or not _may_open(regions):
        return 0
    length, words = 1, _words(regions[0])
    while length < min(len(regions), _MAX_LINES) and _goes_on(regions, length, words):
        words += _words(regions[length])
        length += 1
    # Short lines that never come to a word like 规划 are not parts of one title.
    return length if length == 1 or _KINDS.search(words) else 1


def _may_open(regions: Sequence[Region]) -> bool:
    first = regions[0]
    if not isinstance(first, TextRegion) or first.listed or not looks_like_heading(first.line.text):
        return False
    if first.marker is None:
        return read_bare_number(first.line.text) is None
    others = (r.marker for r in regions[1:] if isinstance(r, TextRegion))
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
