"""The tree of addressed blocks, built from regions in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document
from corpus.parser.blocks import Builder
from corpus.parser.levels import find_levels, settle_markers
from corpus.parser.lines import Line, Source, ends_sentence
from corpus.parser.markers import Marker
from corpus.parser.plan_title import find_title
from corpus.parser.regions import BoxRegion, Region, TableRegion, TextRegion, read_regions
from corpus.parser.titles import split_title

PARSER_VERSION = "1"
# Shorter lines without a stop are titles or signatures rather than wrapped text.
_MIN_WRAPPED = 30


def parse(source: str, plan_id: str) -> Document:
    """The Document of a plan's text. Never fails: text without any structure becomes paragraphs.

    A text whose first line can be its title has it as ``c0`` and what follows up to the first chapter
    as ``c0.p1`` …; what stands above the title, or all of it in a text without one, is ``p1`` …
    """
    text = Source(source)
    regions = list(read_regions(text.lines))
    builder = Builder(text)
    title = find_title(regions)
    _add_regions(builder, regions[: title.start])
    if title.end > title.start:
        lines = [region.line for region in regions[title.start : title.end] if isinstance(region, TextRegion)]
        builder.add_title(lines)
    _add_regions(builder, regions[title.end :])
    return Document(plan_id, source, tuple(builder.blocks))


@dataclass(slots=True)
class _Passage:
    """A numbered line or paragraph: its physical lines and its marker."""

    lines: list[Line]
    marker: Marker | None
    complete: bool


def _add_regions(builder: Builder, regions: Sequence[Region]) -> None:
    plain = [region for region in regions if isinstance(region, TextRegion)]
    markers = settle_markers(plain)
    builder.levels = find_levels(regions, markers)
    for part in _passages(regions, iter(markers)):
        if isinstance(part, TableRegion):
            builder.add_table(part)
        elif isinstance(part, BoxRegion):
            builder.add_box(part.box)
        else:
            builder.add_line(part.lines, part.marker)


def _passages(regions: Sequence[Region], markers: Iterator[Marker | None]) -> list[_Passage | TableRegion | BoxRegion]:
    """The regions with lines that only go on with a sentence put together with its beginning."""
    parts: list[_Passage | TableRegion | BoxRegion] = []
    for region in regions:
        if not isinstance(region, TextRegion):
            parts.append(region)
            continue
        marker = next(markers)
        last = parts[-1] if parts else None
        if isinstance(last, _Passage) and marker is None and _goes_on(last, region):
            last.lines.append(region.line)
        else:
            titled = marker is not None and split_title(region.line.text[marker.rest :]).whole_line
            parts.append(_Passage([region.line], marker, complete=titled or region.listed))
    return parts


def _goes_on(passage: _Passage, region: TextRegion) -> bool:
    text = passage.lines[-1].text
    if passage.complete or region.gap or region.listed or text.startswith("\t"):
        return False
    return len(text.strip()) >= _MIN_WRAPPED and not ends_sentence(text)
