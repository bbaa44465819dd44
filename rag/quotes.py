"""Verbatim quotes: pieces of a block's text tied to their offsets in ``plan.txt``."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Block, BlockKind, Document, Span

MAX_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the plan: the block they stand in, the words, and their place in ``plan.txt``."""

    block_id: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer and the quotes that support it (none for what the assistant says itself)."""

    text: str
    quotes: tuple[Quote, ...] = ()


def source_offsets(block: Block, source: str) -> list[int]:
    """For each character of a block's text its offset in the source.

    Blanks, and bars between cells, that the text does not share with the source take the offset of the
    character before them.
    """
    places = [i for span in block.spans for i in range(span.start, span.end) if not source[i].isspace()]
    offsets: list[int] = []
    last, at = block.start, 0
    for char in block.text:
        if not char.isspace():
            found = next((n for n in range(at, len(places)) if source[places[n]] == char), None)
            if found is not None:
                last, at = places[found], found + 1
        offsets.append(last)
    return offsets


def quote_text(document: Document, block: Block, span: Span) -> Quote:
    """A stretch of a block's text as a quote."""
    text = block.text[span.start : span.end]
    left = len(text) - len(text.lstrip())
    text = text.strip()
    offsets = source_offsets(block, document.source)
    start = offsets[span.start + left]
    return Quote(block.id, text, start, offsets[span.start + left + len(text) - 1] + 1)


def quote_row(block: Block) -> Quote:
    """A table row as a quote: its cells joined by " | ", the merged group cell left out."""
    if block.row is None:
        return Quote(block.id, block.text, block.start, block.end)
    cells = block.row.cells
    shown = [cell for cell in cells if cell.text]
    return Quote(block.id, " | ".join(cell.text for cell in shown), shown[0].span.start, shown[-1].span.end)


def quote_block(document: Document, block: Block) -> Quote:
    """The whole block as a quote, whatever its length."""
    if block.kind is BlockKind.ROW:
        return quote_row(block)
    return quote_text(document, block, Span(0, len(block.text)))
