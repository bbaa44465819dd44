"""What stands in a chapter, section, item, box or table: its parts, as fully as the space allows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.chunker import is_heading
from corpus.document import Block, BlockKind, Document, Span
from corpus.sentences import sentences
from rag.answer import Calculation, Operand
from rag.excerpts import row_statement, whole_block
from rag.navigation.places import place_words, title_quote
from rag.outlines import name_of, parts_of, title_span
from rag.phrases import in_language
from rag.quotes import MAX_QUOTE, Quote, Statement, quote_row, quote_text
from rag.understanding.language import Language

_COUNTED = {
    BlockKind.CHAPTER: ("章", "chapters"),
    BlockKind.SECTION: ("节", "sections"),
    BlockKind.ITEM: ("条", "items"),
    BlockKind.BULLET: ("条", "points"),
    BlockKind.BOX_ITEM: ("条", "entries"),
    BlockKind.ROW: ("行", "rows"),
    BlockKind.BOX: ("个专栏", "boxes"),
    BlockKind.TABLE: ("张表", "tables"),
    BlockKind.PARAGRAPH: ("段", "paragraphs"),
}
_LEAF_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.NOTE})


@dataclass(frozen=True, slots=True)
class Outline:
    """Lines to show and the counts that they state."""

    statements: tuple[Statement, ...]
    calculations: tuple[Calculation, ...] = ()


def contents(document: Document, block: Block, language: Language, budget: int) -> Outline:
    """The place of a block and what is in it, within about ``budget`` characters."""
    place = place_words(document, block)
    if block.row is not None:
        return Outline((row_statement(document, block),))
    parts = _parts(document, block)
    if not parts or all(part.kind in _LEAF_KINDS for part in parts):
        return Outline(tuple(_running_text(document, block, parts, f"{place}：", budget)))
    counts = Counter(_COUNTED.get(part.kind, ("条", "items")) for part in parts)
    stated = "、".join(f"{number}{unit}" for (unit, _), number in counts.items())
    english = ", ".join(f"{number} {unit}" for (_, unit), number in counts.items())
    lead = in_language(f"{place}，共{stated}：", f"{place} has {english}:", language)
    lines = _fullest(document, parts, budget - len(lead))
    return Outline((Statement(lead, (title_quote(document, block),)), *lines), counted(parts))


def counted(parts: Sequence[Block]) -> tuple[Calculation, ...]:
    """The counts of some blocks by kind, each with the blocks it counts."""
    units = dict.fromkeys(_COUNTED.get(part.kind, ("条", "items"))[0] for part in parts)
    groups = [(unit, [part for part in parts if _COUNTED.get(part.kind, ("条", ""))[0] == unit]) for unit in units]
    return tuple(
        Calculation(
            " + ".join("1" for _ in group) if len(group) <= 3 else f"1 × {len(group)}",
            tuple(Operand(part.id, "1", unit, None) for part in group),
            f"{len(group)}{unit}",
        )
        for unit, group in groups
    )


def _parts(document: Document, block: Block) -> tuple[Block, ...]:
    """What a block is made of: its titled parts, tables among them, else its paragraphs or rows."""
    parts = parts_of(document, block)
    if block.kind is BlockKind.TABLE:
        return tuple(part for part in parts if part.kind is BlockKind.ROW)
    tables = [child for child in document.children(block.id) if child.kind is BlockKind.TABLE]
    return (*parts, *(table for table in tables if table not in parts))


def _running_text(
    document: Document, block: Block, parts: Sequence[Block], lead: str, budget: int
) -> Iterable[Statement]:
    """The heading, then the first sentences under it while there is room for them."""
    heading = is_heading(document, block) or (parts and block.title)
    if heading:
        yield Statement(lead, (title_quote(document, block),))
    else:
        yield Statement(lead, tuple(whole_block(document, block)[0].quotes[:1]))
    used = len(lead)
    for source in parts if heading else (block, *parts):
        for span in sentences(source.text):
            if used > len(lead) and used + span.end - span.start > budget:
                return
            used += span.end - span.start
            yield _sentence(document, source, span)


def _sentence(document: Document, block: Block, span: Span) -> Statement:
    text = block.text[span.start : span.end]
    if block.title and span.start == 0 and name_of(block) in text:
        text = text[text.index(name_of(block)) :]
    return Statement(text, _quotes(document, block, span))


def _quotes(document: Document, block: Block, span: Span) -> tuple[Quote, ...]:
    return tuple(
        quote_text(document, block, Span(at, min(at + MAX_QUOTE, span.end)))
        for at in range(span.start, span.end, MAX_QUOTE)
    )


def _fullest(document: Document, parts: Sequence[Block], budget: int) -> list[Statement]:
    """One line for each part: in full, else its first sentence, else its name, as far as all lines fit."""
    lines: list[Statement] = []
    for detail in (_whole, _first_sentence, _name):
        lines = numbered(document, parts, detail)
        if sum(len(line.text) for line in lines) <= budget:
            return lines
    return _grouped(parts) or lines


def _grouped(parts: Sequence[Block]) -> list[Statement]:
    """Table rows by group, one line each; empty if they have no groups."""
    rows = [(part.row.group, part) for part in parts if part.row is not None and part.row.group]
    if len(rows) < len(parts):
        return []
    groups = {group: [part for own, part in rows if own == group] for group, _ in rows}
    return [
        Statement(f"{group}：{'、'.join(_short_name(part) for part in members)}", tuple(map(quote_row, members)))
        for group, members in groups.items()
    ]


def _short_name(part: Block) -> str:
    """A row's name without what it explains in brackets."""
    return re.sub(r"[（(][^）)]*[）)]", "", name_of(part)) or name_of(part)


def numbered(
    document: Document, parts: Sequence[Block], detail: Callable[[Document, Block], Statement]
) -> list[Statement]:
    """A numbered line for each part."""
    lines = [detail(document, part) for part in parts]
    return [Statement(f"{number}. {line.text}", line.quotes) for number, line in enumerate(lines, start=1)]


def _name(document: Document, part: Block) -> Statement:
    numbered_title = part.kind in (BlockKind.BOX, BlockKind.TABLE)
    text = part.text.split("\n")[0] if numbered_title else name_of(part)
    return Statement(text, (title_quote(document, part),))


def _first_sentence(document: Document, part: Block) -> Statement:
    """A part's name and its first sentence; of a heading with paragraphs the first sentence under it."""
    name = _name(document, part)
    if part.kind in (BlockKind.ROW, BlockKind.BOX, BlockKind.TABLE):
        return name
    children = document.children(part.id)
    if is_heading(document, part):
        body = children[0] if children and children[0].kind is BlockKind.PARAGRAPH else None
        return _with_body(document, name, body, 0) if body else name
    return _with_body(document, name, part, title_span(part).end)


def _with_body(document: Document, name: Statement, body: Block, start: int) -> Statement:
    span = next((s for s in sentences(body.text) if s.end > start + 1), None)
    if span is None:
        return name
    begin = max(span.start, start)
    begin += len(body.text[begin : span.end]) - len(body.text[begin : span.end].lstrip("：:。 "))
    said = body.text[begin : span.end]
    quotes = _quotes(document, body, Span(begin, span.end))
    return Statement(f"{name.text}：{said}", (*name.quotes, *quotes)) if said else name


def _whole(document: Document, part: Block) -> Statement:
    """A part with everything under it."""
    name = _name(document, part)
    if part.row is not None:
        return row_statement(document, part)
    texts = [block for block in (part, *document.descendants(part.id)) if not is_heading(document, block)]
    said = [statement for block in texts for statement in whole_block(document, block)]
    quotes = tuple(quote for statement in said for quote in statement.quotes)
    text = " ".join(statement.text for statement in said)
    if not is_heading(document, part):
        return Statement(text, quotes)
    return Statement(f"{name.text}：{text}" if text else name.text, (*name.quotes, *quotes))
