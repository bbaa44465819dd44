"""The tree of addressed blocks, built from regions in reading order."""

from __future__ import annotations

from corpus.document import Document
from corpus.parser.blocks import Builder
from corpus.parser.levels import find_levels, settle_markers
from corpus.parser.lines import Line, Source, ends_sentence
from corpus.parser.markers import Marker
from corpus.parser.plan_title import title_length
from corpus.parser.regions import BoxRegion, Region, TableRegion, TextRegion, read_regions
from corpus.parser.titles import split_title

PARSER_VERSION = "1"
# Shorter lines without a stop are titles or signatures rather than wrapped text.
_MIN_WRAPPED = 30


def parse(source: str, plan_id: str) -> Document:
    """The Document of a plan's text. Never fails: text without any structure becomes paragraphs.

    A text whose first line can be its title has it as ``c0`` and what follows up to the first chapter
    as ``c0.p1`` …; without a title line these paragraphs are ``p1`` …
    """
    text = Source(source)
    regions = list(read_regions(text.lines))
    builder = Builder(text)
    title = title_length(regions)
    if title:
        builder.add_title([region.line for region in regions[:title] if isinstance(region, TextRegion)])
    _add_regions(builder, regions[title:])
    return Document(plan_id, source, tuple(builder.blocks))


def _add_regions(builder: Builder, regions: list[Region]) -> None:
    plain = [region for region in regions if isinstance(region, TextRegion)]
    markers = settle_markers(plain)
    builder.levels = find_levels(plain, markers)
    settled = iter(markers)
    at = 0
    while at < len(regions):
        region = regions[at]
        at += 1
        if isinstance(region, TableRegion):
            builder.add_table(region)
        elif isinstance(region, BoxRegion):
            builder.add_box(region.box)
        else:
            marker = next(settled)
            lines = _with_wrapped(regions, at - 1, marker)
            for _ in lines[1:]:
                next(settled)
            at += len(lines) - 1
            builder.add_line(lines, marker)


def _with_wrapped(regions: list[Region], at: int, marker: Marker | None) -> list[Line]:
    """A line and those after it that only go on with its sentence."""
    first = regions[at]
    assert isinstance(first, TextRegion)
    lines = [first.line]
    if first.listed or (marker and split_title(first.line.text[marker.rest :]).whole_line):
        return lines
    for region in regions[at + 1 :]:
        if not isinstance(region, TextRegion) or region.gap or region.listed or region.marker is not None:
            break
        width = len(lines[-1].text.strip())
        if width < _MIN_WRAPPED or ends_sentence(lines[-1].text) or lines[-1].text.startswith("\t"):
            break
        lines.append(region.line)
    return lines
