"""Chunks from a Document: one for each block, so that everything can be found and cited.

Blocks that are only a heading (a chapter, a whole-line item title, a box title, a table's caption)
are chunks too, with ``heading`` set; all others carry text of the plan.
"""

from __future__ import annotations

import re

from corpus.chunk import Chunk
from corpus.document import Block, BlockKind, Document, Row

CHUNKER_VERSION = "1"
"""Part of an index's manifest; raise it when ids, texts or headings of chunks change."""

_UNIT_COLUMN = re.compile(r"(?:计量|指标)?单位")
_ALWAYS_HEADING = frozenset((BlockKind.TITLE, BlockKind.BOX, BlockKind.TABLE))
_CAN_HEAD = frozenset((BlockKind.CHAPTER, BlockKind.SECTION, BlockKind.ITEM, BlockKind.BULLET))


def chunk(document: Document) -> tuple[Chunk, ...]:
    """All chunks of a document in reading order; ids are the blocks' addresses."""
    return tuple(
        Chunk(
            id=block.id,
            plan_id=document.plan_id,
            kind=block.kind,
            text=block.text,
            headings=headings(document, block.id),
            start=block.start,
            end=block.end,
            embed_text=row_sentence(block.row) if block.row else "",
            heading=is_heading(document, block),
        )
        for block in document.blocks
    )


def is_heading(document: Document, block: Block) -> bool:
    """Whether a block is only a title, caption or heading and says nothing of its own.

    A whole-line item with nothing under it is an entry of a list, not a heading.
    """
    if block.kind in _ALWAYS_HEADING:
        return True
    if block.kind not in _CAN_HEAD or not block.title or not block.text.rstrip("* ").endswith(block.title):
        return False
    return block.kind in (BlockKind.CHAPTER, BlockKind.SECTION) or bool(document.children(block.id))


def headings(document: Document, block_id: str) -> tuple[str, ...]:
    """The titles above an address, outermost first."""
    titles = (_heading(block) for block in document.ancestors(block_id))
    return tuple(title for title in titles if title)


def _heading(block: Block) -> str:
    if block.kind is BlockKind.BOX:
        return block.text
    if block.kind is BlockKind.TABLE:
        return f"{block.label} {block.title}".strip()
    return block.title


def row_sentence(row: Row) -> str:
    """A table row as words: "group · name（unit）：column value，column value"."""
    pairs = list(zip(row.columns, (cell.text for cell in row.cells), strict=True))[1:]
    unit = next((text for column, text in pairs if text and _UNIT_COLUMN.fullmatch(column)), "")
    values = [f"{column}{text}" if column else text for column, text in pairs if text and not _is_unit(column)]
    name = f"{row.name}（{unit}）" if unit else row.name
    head = f"{row.group} · {name}" if row.group else name
    return f"{head}：{'，'.join(values)}" if values else head


def _is_unit(column: str) -> bool:
    return _UNIT_COLUMN.fullmatch(column) is not None
