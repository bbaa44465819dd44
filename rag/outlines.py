"""What stands under a heading: the list of its parts, each with the words that name it."""

from __future__ import annotations

import re

from corpus.document import Block, BlockKind, Document, Span
from corpus.sentences import sentences
from rag.quotes import Quote, Statement, quote_row, quote_text

_NUMBERING = re.compile(
    r"^(?:——|[\d.]+[.、．]?|[（(][^）)]{1,3}[）)]|[①-⑳]|第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]+、)\s*"
)


def title_span(block: Block) -> Span:
    """The stretch of a block's text that names it: its number and title, or its first sentence."""
    if block.title and block.title in block.text:
        return Span(0, block.text.index(block.title) + len(block.title))
    if block.kind is BlockKind.BOX_ITEM:
        head = re.match(r"[^：:。]{2,40}(?=[：:。])", block.text)
        if head:
            return Span(0, head.end())
    spans = sentences(block.text)
    return spans[0] if spans else Span(0, len(block.text))


def name_of(block: Block) -> str:
    """The block's name without its number."""
    if block.row is not None:
        return block.row.name
    span = title_span(block)
    return _NUMBERING.sub("", block.text[span.start : span.end]).rstrip("：:。")


def parts_of(document: Document, block: Block) -> tuple[Block, ...]:
    """The parts that a heading is made of: its titled children, else its paragraphs."""
    children = document.children(block.id)
    titled = tuple(b for b in children if b.kind not in (BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.TABLE))
    return titled or children


def is_outlined(document: Document, block: Block) -> bool:
    """Whether a heading has parts worth listing: more than one, or titled ones."""
    parts = parts_of(document, block)
    return len(parts) > 1 or any(part.title for part in parts)


def outline(document: Document, block: Block) -> list[Statement]:
    """A heading and the list of its parts, every part cited; tables and boxes too."""
    parts = parts_of(document, block)
    if not parts:
        return []
    lead = Statement(f"{_full_title(block)}：", (_title_quote(document, block),))
    lines = [_line(document, part, number) for number, part in enumerate(parts, start=1)]
    return [lead, *lines]


def _full_title(block: Block) -> str:
    if block.kind in (BlockKind.BOX, BlockKind.TABLE):
        return block.text.split("\n")[0]
    return f"{block.label}{block.title}" if block.title else block.text


def _title_quote(document: Document, block: Block) -> Quote:
    first_line = block.text.split("\n")[0]
    return quote_text(document, block, Span(0, len(first_line)))


def _line(document: Document, part: Block, number: int) -> Statement:
    if part.kind is BlockKind.ROW:
        return Statement(f"{number}. {part.row.name if part.row else part.text}", (quote_row(part),))
    return Statement(f"{number}. {name_of(part)}", (quote_text(document, part, title_span(part)),))
