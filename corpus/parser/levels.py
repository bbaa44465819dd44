"""Which style of numbering is chapter, section or item in this plan, and how the styles nest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.parser.markers import STRONG, Marker, Style, read_bare_number
from corpus.parser.regions import Region, TextRegion
from corpus.parser.titles import looks_like_heading, split_title

_MAX_BARE = 30
_DECIMALS = frozenset((Style.DECIMAL2, Style.DECIMAL3, Style.DECIMAL4))
_TITLES_ONLY = frozenset((Style.PART, Style.CHAPTER, Style.SECTION))


@dataclass(frozen=True, slots=True)
class Levels:
    """The rank of each style in use (0 is outermost) and the styles that chapters and sections wear."""

    ranks: dict[Style, int]
    chapter: Style | None
    section: Style | None


def settle_markers(regions: Sequence[TextRegion]) -> list[Marker | None]:
    """The markers of the lines, without those that only look like one.

    第一节 must head a line of its own, and 1.1 must be the first of its kind or follow its forerunner.
    """
    seen: set[tuple[int, ...]] = set()
    markers = [_settle(region, seen) for region in regions]
    chapters = {path[0] for path in seen}
    for place, region in enumerate(regions):
        bare = None if region.listed or region.marker or not chapters else read_bare_number(region.line.text)
        if bare and bare.number in chapters and looks_like_heading(region.line.text, _MAX_BARE):
            markers[place] = bare
    return markers


def _settle(region: TextRegion, seen: set[tuple[int, ...]]) -> Marker | None:
    marker = region.marker
    if marker is None or region.listed:
        return None
    words = region.line.text[marker.rest :]
    if marker.style in _TITLES_ONLY and not looks_like_heading(words):
        return None
    if marker.style in _DECIMALS:
        if marker.path[-1] != 1 and (*marker.path[:-1], marker.path[-1] - 1) not in seen:
            return None
        seen.add(marker.path)
    return marker


def find_levels(regions: Sequence[Region], markers: Sequence[Marker | None]) -> Levels:
    """How the plan nests its styles; ``markers`` are the settled ones of its text regions."""
    titled: Counter[Style] = Counter()
    total: Counter[Style] = Counter()
    first: dict[Style, int] = {}
    settled = iter(markers)
    lines = [(region, next(settled)) if isinstance(region, TextRegion) else None for region in regions]
    for place, (line, follower) in enumerate(pairwise([*lines, None])):
        if line is None or line[1] is None:
            continue
        region, marker = line
        first.setdefault(marker.style, place)
        total[marker.style] += 1
        # An entry that the next one follows at once heads nothing.
        heads = follower is None or follower[1] is None or follower[1].style is not marker.style
        titled[marker.style] += heads and split_title(region.line.text[marker.rest :], colon_ends=False).whole_line
    order = sorted(total, key=lambda style: _sort_key(style, first))
    numbered = [style for style in order if not style.is_bullet]
    headings = [style for style in numbered if style in STRONG or titled[style] * 2 > total[style]]
    chapter = numbered[0] if numbered and numbered[0] in headings else None
    section = numbered[1] if chapter is not None and len(numbered) > 1 and numbered[1] in headings else None
    return Levels({style: rank for rank, style in enumerate(order)}, chapter, section)


def _sort_key(style: Style, first: dict[Style, int]) -> float:
    # "1." stands above "1.1" where it opens chapters (1. → 1.1), below it in 第一章 → 1.1 → 1.
    if style is Style.ARABIC and any(first[style] > first[d] for d in _DECIMALS if d in first):
        return Style.DECIMAL4 + 0.5
    return float(style)
