"""The document model: a plan as an ordered tree of addressed, located blocks.

A block's address (``id``) is read off the structure and stays stable between versions of the parser:

==================  =====================================================================
``c0``              the plan's title; ``c0.p1`` its preamble
``c3``              heading of chapter 三; ``c3.p1`` the first plain paragraph right under it
``c3.s1``           heading of section （一） of chapter 三
``c3.s1.i1``        its item 1; where the title is a whole line, the block is that line alone and
                    the item's paragraphs are ``c3.s1.i1.p1`` …; where the title is the first
                    sentence of a paragraph, the block is the whole paragraph
``c3.s1.i1.b2``     the item's second "——" bullet
``c3.s1.i1.box1``   title line of 专栏1 (hangs on the item it follows); ``….box1.3`` its line 3
``c1.s4.t2``        caption and header of 表2 (hangs on its section); ``….t2.r5`` its fifth row,
                    ``….t2.note`` the note under it
``pN``              the N-th plain paragraph of its parent
==================  =====================================================================

Levels that a plan leaves out are left out of the address (``c1.i2``: an item right under its chapter),
deeper ones nest bullets (``c1.s1.i1.b1.b1``). Without chapters everything hangs on ``c0``, without a
title it stands alone (``p1``). Where a plan gives one number twice, the second gets "-2" (``c1-2``).

All offsets are code points into ``plan.txt``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class BlockKind(StrEnum):
    """What a block is in the plan's structure."""

    TITLE = "title"
    CHAPTER = "chapter"
    SECTION = "section"
    ITEM = "item"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    BOX = "box"
    BOX_ITEM = "box_item"
    TABLE = "table"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in ``plan.txt``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: its text (lines of a cell joined without blank) and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a table row beside the columns they stand under.

    ``group`` is the text of the merged first column, repeated for each row it covers ("" if the table
    has none). ``columns`` and ``cells`` have the same length and leave the group column out.
    """

    number: int
    group: str
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The text of the first cell, which names the row."""
        return self.cells[0].text


@dataclass(frozen=True, slots=True)
class Block:
    """One addressed piece of the plan.

    ``text`` is verbatim but for bookmark marks (left out) and table cells (joined by " | ").
    ``spans`` are the pieces of ``plan.txt`` it stands for, in order; more than one only where a
    bookmark mark cuts it. ``label`` is the number as the plan writes it ("三", "（一）", "1."), ``title``
    the heading's words without number ("" for blocks that have none); for a title that is the first
    sentence of a paragraph it is that sentence without its full stop.
    """

    id: str
    kind: BlockKind
    text: str
    spans: tuple[Span, ...]
    parent: str | None
    label: str = ""
    title: str = ""
    number: int | None = None
    row: Row | None = None

    @property
    def start(self) -> int:
        """Offset of the first code point."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Offset behind the last code point."""
        return self.spans[-1].end


@dataclass(frozen=True)
class Document:
    """A parsed plan: its source text and its blocks in reading order."""

    plan_id: str
    source: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)

    @cached_property
    def by_id(self) -> dict[str, Block]:
        """Blocks by address."""
        return {block.id: block for block in self.blocks}

    @cached_property
    def _children(self) -> dict[str | None, tuple[Block, ...]]:
        grouped: dict[str | None, list[Block]] = {}
        for block in self.blocks:
            grouped.setdefault(block.parent, []).append(block)
        return {parent: tuple(blocks) for parent, blocks in grouped.items()}

    def children(self, block_id: str | None) -> tuple[Block, ...]:
        """Blocks directly under an address, in reading order (None: the top level)."""
        return self._children.get(block_id, ())

    def descendants(self, block_id: str) -> Iterator[Block]:
        """All blocks under an address, in reading order."""
        for child in self.children(block_id):
            yield child
            yield from self.descendants(child.id)

    def ancestors(self, block_id: str) -> tuple[Block, ...]:
        """The blocks above an address, outermost first, without the block itself."""
        above: list[Block] = []
        parent = self.by_id[block_id].parent
        while parent is not None:
            block = self.by_id[parent]
            above.append(block)
            parent = block.parent
        return tuple(reversed(above))

    def nearest(self, block_id: str, kind: BlockKind) -> Block | None:
        """The block itself or the nearest one above it that is of a kind."""
        for block in (self.by_id[block_id], *reversed(self.ancestors(block_id))):
            if block.kind is kind:
                return block
        return None
