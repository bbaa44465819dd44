"""The plan's lines sorted into plain text, tables with their captions and notes, and boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.numerals import CHINESE_NUMERAL, parse_numeral
from corpus.parser.boxes import RawBox, read_box
from corpus.parser.lines import Line
from corpus.parser.markers import Marker, read_marker
from corpus.parser.tables import RawTable, is_note, read_table
from corpus.parser.titles import looks_like_heading

_CAPTION = re.compile(
    rf"\W*(?P<label>附?表\s?(?P<number>\d{{1,3}}|[{CHINESE_NUMERAL}]{{1,4}})(?:[-—－.]\d+)?)[\s：:、．.]*(?P<title>.*)"
)
_UNIT = re.compile(r"\s*[（(]?\s*(?:计量)?单位\s*[：:]")
_CONTENTS = re.compile(r"\W*目\s*[录次]\W*")
_AFTER_COLON = re.compile(r"^[^：:]{0,12}[：:]")
_LEADER = re.compile(r"(?:\.{3,}|…+|·{3,}|\t)\s*\d{1,3}\s*$")


@dataclass(frozen=True, slots=True)
class TextRegion:
    """A plain line. ``listed`` marks a line of the table of contents; ``gap`` a blank line above it."""

    line: Line
    marker: Marker | None
    listed: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class TableRegion:
    """A table with the lines of its caption (title, unit) and its notes."""

    caption: tuple[Line, ...]
    label: str
    number: int | None
    title: str
    table: RawTable
    notes: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BoxRegion:
    """A box."""

    box: RawBox


Region = TextRegion | TableRegion | BoxRegion


def read_regions(lines: Sequence[Line]) -> Iterator[Region]:
    """All visible lines in reading order, each in exactly one region."""
    listed = _contents(lines)
    outer: Marker | None = None
    at, gap = 0, True
    while at < len(lines):
        if lines[at].blank:
            at, gap = at + 1, True
            continue
        region, after = _read_region(lines, at, outer, listed, gap=gap)
        if isinstance(region, TextRegion) and region.marker and not region.marker.style.is_bullet:
            outer = region.marker
        yield region
        at, gap = after, not isinstance(region, TextRegion)


def _read_region(
    lines: Sequence[Line], at: int, outer: Marker | None, listed_lines: frozenset[int], *, gap: bool
) -> tuple[Region, int]:
    line = lines[at]
    if at in listed_lines:
        return TextRegion(line, None, True, gap), at + 1
    if box := read_box(lines, at, outer):
        return BoxRegion(box), box.after
    if found := _read_table_region(lines, at, listed_lines):
        return found
    return TextRegion(line, read_marker(line.text), False, gap), at + 1


def _read_table_region(lines: Sequence[Line], at: int, listed: frozenset[int]) -> tuple[TableRegion, int] | None:
    start = at
    caption: list[Line] = []
    if _is_caption(lines[at].text):
        caption.append(lines[at])
        start = _next_visible(lines, at + 1)
    if start < len(lines) and _UNIT.match(lines[start].text):
        caption.append(lines[start])
        start = _next_visible(lines, start + 1)
    table = read_table(lines, start) if start < len(lines) and start not in listed else None
    if table is None:
        return None
    notes, after = _notes(lines, table.after)
    match = _CAPTION.match(caption[0].text) if caption else None
    label = match["label"].strip() if match else ""
    number = parse_numeral(match["number"]) if match else None
    title = match["title"] if match else caption[0].text if caption and not _UNIT.match(caption[0].text) else ""
    return TableRegion(tuple(caption), label, number, title.strip(" *　"), table, notes), after


def _is_caption(text: str) -> bool:
    if "\t" in text.strip() or "|" in text or not looks_like_heading(text, 60):
        return False
    return _CAPTION.match(text) is not None or (read_marker(text) is None and not text.startswith("\t"))


def _next_visible(lines: Sequence[Line], at: int) -> int:
    # More than two blank lines part a heading from a table that is not its own.
    for index in range(at, min(at + 3, len(lines))):
        if not lines[index].blank:
            return index
    return len(lines)


def _notes(lines: Sequence[Line], at: int) -> tuple[tuple[Line, ...], int]:
    notes: list[Line] = []
    while (index := _next_visible(lines, at)) < len(lines) and is_note(lines[index].text):
        notes.append(lines[index])
        at = index + 1
        last = read_marker(_AFTER_COLON.sub("", lines[index].text))
        while last and at < len(lines) and _follows(marker := read_marker(lines[at].text), last):
            notes.append(lines[at])
            at, last = at + 1, marker
    return tuple(notes), at


def _follows(marker: Marker | None, last: Marker) -> bool:
    """Whether a line is the next of a numbered note (注：1.… then 2.…)."""
    return marker is not None and marker.style is last.style and marker.number == (last.number or 0) + 1


def _contents(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of a table of contents: dotted or tabbed page numbers, or titles that come again later."""
    visible = [index for index, line in enumerate(lines) if not line.blank]
    listed = {i for i in visible if _LEADER.search(lines[i].text[-40:]) and read_marker(lines[i].text)}
    start = next((n for n, i in enumerate(visible[:60]) if _CONTENTS.fullmatch(lines[i].text[:12])), None)
    if start is None:
        return frozenset(listed)
    counts = Counter(_title_key(lines[index].text) for index in visible)
    listed.add(visible[start])
    for index in visible[start + 1 :]:
        key = _title_key(lines[index].text)
        counts[key] -= 1
        if not counts[key] and index not in listed:
            break
        listed.add(index)
    return frozenset(listed)


def _title_key(text: str) -> str:
    return "".join(_LEADER.sub("", text[-200:]).split())
