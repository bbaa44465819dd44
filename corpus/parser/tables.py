"""Tables as plain text carries them: cells on lines of their own, tab-separated lines, Markdown.

Each form gives the same thing: rows of raw cells, the first row being the header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Cell, Span
from corpus.parser.lines import Line, join_cell
from corpus.parser.markers import STRONG, read_marker
from corpus.parser.titles import looks_like_heading

# Bounds that keep running text which happens to be indented from being read as a table.
_MAX_CELLS = 40
_MAX_CELL = 200
_MAX_HEADER = 40
_MAX_CELL_LINES = 6
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_NOTE = re.compile(r"\s*[（(*＊]?\s*(?:备注|附注|注释|注解|注|说明|数据来源|资料来源)\s*\d*\s*[：:]")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its cells from left to right and the source range of the whole row."""

    cells: tuple[Cell, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table's rows, header first, and the index of the line behind it."""

    rows: tuple[RawRow, ...]
    after: int


def is_note(text: str) -> bool:
    """Whether a line is the remark under a table (备注：…)."""
    return _NOTE.match(text) is not None


def read_table(lines: Sequence[Line], at: int) -> RawTable | None:
    """The table that begins at a line, in whatever form, or None."""
    text = lines[at].text
    if "|" in text or "｜" in text:
        return _markdown(lines, at)
    if "\t" not in text:
        return None
    return _tab_lines(lines, at) or _cell_lines(lines, at)


def _row(cells: list[Cell]) -> RawRow | None:
    visible = [cell.span for cell in cells if cell.text]
    return RawRow(tuple(cells), visible[0].start, visible[-1].end) if visible else None


def _cell(line: Line, start: int, end: int) -> Cell:
    span = line.span(start, end)
    if span is None:
        offset = line.offset(start)
        return Cell("", Span(offset, offset))
    return Cell(line.text[start:end].strip(), span)


def _split(line: Line, separator: str) -> list[Cell]:
    cells: list[Cell] = []
    start = 0
    for part in line.text.split(separator):
        cells.append(_cell(line, start, start + len(part)))
        start += len(part) + len(separator)
    return cells


def _table(rows: list[RawRow | None], after: int) -> RawTable | None:
    seen = tuple(row for row in rows if row is not None)
    return RawTable(seen, after) if len(seen) >= 2 else None


def _markdown(lines: Sequence[Line], at: int) -> RawTable | None:
    if at + 1 >= len(lines) or "-" not in lines[at + 1].text or not _RULE.fullmatch(lines[at + 1].text):
        return None
    header = _markdown_row(lines[at], lines[at + 1])
    if header is None:
        return None
    rows: list[RawRow | None] = [header]
    after = at + 2
    while after < len(lines) and "|" in lines[after].text:
        row = _markdown_row(lines[after])
        if row is None:
            break
        rows.append(row)
        after += 1
    return _table(rows, after)


def _markdown_row(line: Line, rule: Line | None = None) -> RawRow | None:
    cells = _split(line, "|")
    stripped = line.text.strip()
    cells = cells[1 if stripped.startswith("|") else 0 : -1 if stripped.endswith("|") and len(cells) > 1 else None]
    whole, under = line.span(), rule.span() if rule else None
    if whole is None or not cells:
        return None
    return RawRow(tuple(cells), whole.start, under.end if under else whole.end)


def _tab_lines(lines: Sequence[Line], at: int) -> RawTable | None:
    header = lines[at].text.rstrip()
    columns = header.count("\t") + 1
    if columns < 2 or (columns == 2 and header.startswith("\t")):
        return None
    rows: list[RawRow | None] = []
    after = at
    while after < len(lines) and _is_tab_row(lines[after].text, columns):
        rows.append(_row(_split(lines[after], "\t")[:columns]))
        after += 1
    # One inner tab is also how a table of contents sets its page numbers.
    if columns == 2 and len(rows) < 3:
        return None
    return _table(rows, after) if _heads_columns(_split(lines[at], "\t")) else None


def _is_tab_row(text: str, columns: int) -> bool:
    tabs = text.count("\t")
    return bool(text.strip()) and tabs > 0 and tabs + 1 >= max(2, columns - 1) and text.rstrip().count("\t") < columns


def _cell_lines(lines: Sequence[Line], at: int) -> RawTable | None:
    header, after = _read_cell_row(lines, at)
    if len(header) < 2 or after >= len(lines) or not _heads_columns(header):
        return None
    rows = [_row(header)]
    while after < len(lines) and lines[after].text.startswith("\t"):
        cells, next_row = _read_cell_row(lines, after)
        if not 2 <= len(cells) <= len(header):
            break
        # A cell merged with the one above is at times not written at all.
        missing = [Cell("", Span(lines[after].offset(0), lines[after].offset(0)))] * (len(header) - len(cells))
        rows.append(_row(missing + cells))
        after = next_row
    return _table(rows, after)


def _read_cell_row(lines: Sequence[Line], at: int) -> tuple[list[Cell], int]:
    """Cells from a line that begins with a tab up to the blank line behind the row (skipped, one of them)."""
    cells: list[Cell] = []
    while at < len(lines) and lines[at].text.startswith("\t") and len(cells) < _MAX_CELLS:
        group = [lines[at]]
        at += 1
        while at < len(lines) and len(group) < _MAX_CELL_LINES and _continues_cell(lines[at].text, group[0]):
            group.append(lines[at])
            at += 1
        cells.append(_joined(group))
    if any(len(cell.text) > _MAX_CELL for cell in cells):
        return [], at
    ends = at < len(lines) and lines[at].blank and "\t" not in lines[at].text
    return cells, at + 1 if ends else at


def _heads_columns(cells: list[Cell]) -> bool:
    """Whether cells can be a header: indented paragraphs and headings cannot."""
    for text in (cell.text for cell in cells if cell.text):
        marker = read_marker(text)
        if not looks_like_heading(text, _MAX_HEADER) or (marker is not None and marker.style in STRONG):
            return False
    return True


def _continues_cell(text: str, first: Line) -> bool:
    if not text.strip() or text.startswith("\t") or first.blank or len(text) > _MAX_CELL or is_note(text):
        return False
    marker = read_marker(text)
    return marker is None or marker.style not in STRONG


def _joined(group: list[Line]) -> Cell:
    spans = [span for line in group if (span := line.span())]
    if not spans:
        offset = group[0].offset(0)
        return Cell("", Span(offset, offset))
    return Cell(join_cell([line.text.strip() for line in group]), Span(spans[0].start, spans[-1].end))
