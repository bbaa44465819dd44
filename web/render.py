"""The plan's text as safe HTML, with ranges of its source marked.

Offsets are code points into the plan's source, so a citation's ``start`` and ``end`` mark exactly the
words that it quotes, whatever block or table cell they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from corpus.document import Block, BlockKind, Cell, Document, Span

MAX_RANGES = 12
_RANGES = re.compile(r"\d{1,8}-\d{1,8}(,\d{1,8}-\d{1,8})*", re.ASCII)
_LAYOUT = re.compile(r"[\t\r\n]+")
_HOP = Markup('<a href="#hit-{}" title="{}">{}</a>')


def parse_ranges(text: str | None) -> tuple[Span, ...]:
    """Ranges written ``12-40`` or ``12-40,50-60``; anything else is no range."""
    if not text or not _RANGES.fullmatch(text):
        return ()
    pairs = (part.split("-") for part in text.split(",")[:MAX_RANGES])
    return tuple(Span(int(start), int(end)) for start, end in pairs if int(start) < int(end))


class BlockRenderer:
    """Turns blocks of one document into HTML with some ranges marked.

    ``numbered`` gives every mark an anchor ``hit-1`` … and links to the one before and after it.
    """

    def __init__(self, document: Document, ranges: Sequence[Span] = (), *, numbered: bool = False) -> None:
        self.document = document
        self.ranges = tuple(ranges)
        self.numbered = numbered

    def text(self, block: Block) -> Markup:
        """A block's words; the title that opens a paragraph is set strong."""
        return self._marked(block.spans, self._opening_title(block))

    def cell(self, cell: Cell) -> Markup:
        """A table cell's words."""
        return self._marked((cell.span,))

    def caption(self, table: Block) -> Markup:
        """A table's caption, without the header cells that belong to the same block."""
        line_end = self.document.source.find("\n", table.start, table.end)
        return self._marked((Span(table.start, line_end if line_end >= 0 else table.end),))

    def is_cited(self, block: Block) -> bool:
        """Whether a marked range touches the block."""
        return any(r.start < span.end and span.start < r.end for r in self.ranges for span in block.spans)

    def is_heading(self, block: Block) -> bool:
        """Whether the block is a title and nothing else."""
        return bool(block.title) and block.text.rstrip("。：:").endswith(block.title.rstrip("。：:"))

    def _opening_title(self, block: Block) -> tuple[Span, ...]:
        if not block.title or block.kind not in (BlockKind.ITEM, BlockKind.BULLET) or self.is_heading(block):
            return ()
        at = self.document.source.find(block.title, block.start, block.end)
        return (Span(block.start, at + len(block.title)),) if at >= 0 else ()

    def _marked(self, spans: Iterable[Span], strong: Sequence[Span] = ()) -> Markup:
        return Markup("").join(self._pieces(span, strong) for span in spans)

    def _pieces(self, span: Span, strong: Sequence[Span]) -> Markup:
        edges = {edge for r in (*self.ranges, *strong) for edge in (r.start, r.end) if span.start < edge < span.end}
        cuts = sorted({span.start, span.end, *edges})
        return Markup("").join(self._piece(start, end, strong) for start, end in pairwise(cuts))

    def _piece(self, start: int, end: int, strong: Sequence[Span]) -> Markup:
        html = escape(_LAYOUT.sub("", self.document.source[start:end]))
        if html and _inside(start, strong):
            html = Markup("<strong>{}</strong>").format(html)
        if html and _inside(start, self.ranges):
            html = self._mark(start, html)
        return html

    def _mark(self, start: int, html: Markup) -> Markup:
        number = next((n for n, r in enumerate(self.ranges, 1) if r.start == start), 0) if self.numbered else 0
        if not number:
            return Markup("<mark>{}</mark>").format(html)
        hops = Markup("").join(
            _HOP.format(to, label, arrow)
            for to, label, arrow in ((number - 1, "上一处", "↑"), (number + 1, "下一处", "↓"))
            if 1 <= to <= len(self.ranges)
        )
        return Markup('<mark id="hit-{}">{}</mark><span class="hops">{}</span>').format(number, html, hops)


def group_sizes(rows: Sequence[Block]) -> dict[str, int]:
    """How many rows the merged first cell covers, by the address of the row that it begins at."""
    sizes: dict[str, int] = {}
    first, group = "", None
    for block in rows:
        assert block.row is not None
        if block.row.group != group:
            first, group = block.id, block.row.group
        sizes[first] = sizes.get(first, 0) + 1
    return sizes


def group_column(table: Block, columns: Sequence[str]) -> str:
    """What the merged first column is called: the header cell that stands before the other columns."""
    header = table.text.rpartition("\n")[2].split(" | ")
    return header[0] if len(header) == len(columns) + 1 else ""


def _inside(offset: int, ranges: Sequence[Span]) -> bool:
    return any(r.start <= offset < r.end for r in ranges)
