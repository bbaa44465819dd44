"""专栏 boxes: where one begins, which lines are its entries, where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.numerals import CHINESE_NUMERAL, parse_numeral
from corpus.parser.lines import INVISIBLE, Line, ends_sentence
from corpus.parser.markers import Marker, read_marker
from corpus.parser.tables import read_table
from corpus.parser.titles import looks_like_heading

_TITLE = re.compile(
    rf"[\s{INVISIBLE}>]*(?:#{{1,6}}\s+)?(?:\*\*)?[【\[]?\s*"
    rf"(?P<label>专\s?栏(?:\s?(?P<number>\d{{1,3}}|[{CHINESE_NUMERAL}]{{1,4}}|[①-⑳])(?![\d]))?)"
    r"[】\]]?(?P<gap>[\s：:、．.—-]*)(?P<title>.*)"
)


@dataclass(frozen=True, slots=True)
class BoxTitle:
    """A box's title line taken apart; ``number`` is None where the plan gives none."""

    label: str
    number: int | None
    title: str


@dataclass(frozen=True, slots=True)
class BoxEntry:
    """One entry of a box: its lines, and its number or bullet (None for plain lines)."""

    lines: tuple[Line, ...]
    marker: Marker | None


@dataclass(frozen=True, slots=True)
class RawBox:
    """A box: title line, entries, and the index of the line behind it."""

    title: BoxTitle
    title_line: Line
    entries: tuple[BoxEntry, ...]
    after: int


def read_box_title(text: str) -> BoxTitle | None:
    """The title of the box that a line opens, or None ("专栏1提出了……。" is running text)."""
    match = _TITLE.match(text)
    if match is None or not looks_like_heading(text, 60):
        return None
    title = match["title"].strip().removesuffix("**").rstrip("】] ")
    # Without number and without gap it is a word of a sentence (专栏内容…), not a label.
    if match["number"] is None and title and not match["gap"] and "【" not in text:
        return None
    return BoxTitle(match["label"], parse_numeral(match["number"] or ""), title)


def read_box(lines: Sequence[Line], at: int, outer: Marker | None) -> RawBox | None:
    """The box that begins at a line, or None. ``outer`` is the last numbered line before it."""
    title = read_box_title(lines[at].text)
    if title is None:
        return None
    body, after = _body(lines, at + 1, outer, in_cell=lines[at].text.startswith("\t"))
    return RawBox(title, lines[at], tuple(_entries(body)), after)


@dataclass
class _Reading:
    """What is known of a box's body while its lines are read."""

    outer: Marker | None
    in_cell: bool
    lines: list[Line] = field(default_factory=list)
    first: Marker | None = None
    last: Marker | None = None
    spread: bool = False

    def add(self, line: Line, marker: Marker | None, gap: int) -> None:
        self.spread = self.spread or gap > 0
        if marker and (self.first is None or marker.style is self.first.style):
            self.first, self.last = self.first or marker, marker
        self.lines.append(line)

    def stops_at(self, line: Line, marker: Marker | None, gap: int) -> bool:
        """Whether a line stands behind the box, by its number and the blank lines above it."""
        if self.in_cell and gap >= 2:
            return True
        in_same_cell = self.in_cell and line.text.startswith("\t")
        if marker is None:
            return gap > 0 and not in_same_cell
        if self.first is None or self.last is None:
            return _resumes(marker, self.outer)
        if marker.style is not self.first.style:
            return marker.style < self.first.style or (gap > 0 and not in_same_cell)
        return not _follows(marker, self.last) or (gap > 0 and not self.spread and self._other_list(marker))

    def _other_list(self, marker: Marker) -> bool:
        return len(self.lines) > 1 if marker.style.is_bullet else _resumes(marker, self.outer)


def _body(lines: Sequence[Line], at: int, outer: Marker | None, *, in_cell: bool) -> tuple[list[Line], int]:
    reading = _Reading(outer, in_cell)
    blanks, after = 0, at
    for index in range(at, len(lines)):
        line = lines[index]
        if line.blank:
            blanks += 1
            continue
        marker = read_marker(line.text)
        gap = blanks if reading.lines else 0
        if _opens_other(lines, index) or reading.stops_at(line, marker, gap):
            break
        reading.add(line, marker, gap)
        blanks, after = 0, index + 1
    return reading.lines, after


def _opens_other(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if read_box_title(text) is not None or "\t" in text.strip():
        return True
    return "|" in text and read_table(lines, index) is not None


def _follows(marker: Marker, last: Marker) -> bool:
    return marker.number is None or last.number is None or marker.number == last.number + 1


def _resumes(marker: Marker, outer: Marker | None) -> bool:
    """Whether a numbered line goes on counting where the text before the box stopped."""
    if outer is None or marker.style.is_bullet or (marker.number or 0) <= 1:
        return False
    return marker.style < outer.style or (marker.style is outer.style and _follows(marker, outer))


def _entries(body: list[Line]) -> list[BoxEntry]:
    """Lines grouped to entries: a number or bullet opens one, what does not belongs to the one before."""
    markers = [read_marker(line.text) for line in body]
    style = next((marker.style for marker in markers if marker), None)
    entries: list[BoxEntry] = []
    for line, marker in zip(body, markers, strict=True):
        opens = marker is not None and marker.style is style
        if not opens and entries and _joins(entries[-1], numbered=style is not None):
            last = entries[-1]
            entries[-1] = BoxEntry((*last.lines, line), last.marker)
        else:
            entries.append(BoxEntry((line,), marker if opens else None))
    return entries


def _joins(last: BoxEntry, *, numbered: bool) -> bool:
    return (numbered and last.marker is not None) or not ends_sentence(last.lines[-1].text)
