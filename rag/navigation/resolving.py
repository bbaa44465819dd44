"""From a reference by number to the block it names."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Block, BlockKind, Document
from rag.navigation.references import LAST, Level, Reference, Step

_ENTRY_KINDS = frozenset({BlockKind.SECTION, BlockKind.ITEM, BlockKind.BULLET, BlockKind.BOX_ITEM, BlockKind.ROW})
_ANYWHERE = {Level.CHAPTER: BlockKind.CHAPTER, Level.BOX: BlockKind.BOX, Level.TABLE: BlockKind.TABLE}


def of_kind(document: Document, kind: BlockKind) -> list[Block]:
    """All blocks of a kind, in reading order."""
    return [block for block in document.blocks if block.kind is kind]


def resolve(document: Document, reference: Reference) -> tuple[Block | None, bool]:
    """The block that a reference names, and whether the reference can be read in this plan at all.

    (None, True) is a place that the plan does not have (its ninth chapter of eight); (None, False) a
    reference without an anchor (第二节 in a plan whose every chapter has one).
    """
    block: Block | None = None
    for step in reference.steps:
        anchored = block is not None or step.level in _ANYWHERE
        candidates = _candidates(document, block, step)
        if not anchored and len(candidates) != 1:
            return None, False
        if not candidates:
            return None, bool(block) or bool(of_kind(document, _ANYWHERE[step.level]))
        block = candidates[0]
    return block, True


def _candidates(document: Document, above: Block | None, step: Step) -> Sequence[Block]:
    if step.level in _ANYWHERE:
        return _numbered(of_kind(document, _ANYWHERE[step.level]), step.number)
    if above is None:
        return _numbered(of_kind(document, BlockKind.SECTION), step.number) if step.level is Level.SECTION else ()
    children = document.children(above.id)
    if step.level is Level.PARAGRAPH:
        return _numbered([b for b in children if b.kind is BlockKind.PARAGRAPH], step.number)
    wanted = {BlockKind.SECTION} if step.level is Level.SECTION else _ENTRY_KINDS
    return _numbered([b for b in children if b.kind in wanted], step.number) or _numbered(
        [b for b in children if b.kind in _ENTRY_KINDS], step.number
    )


def _numbered(blocks: Sequence[Block], number: int) -> Sequence[Block]:
    """The blocks with a number as the plan writes it, else the one at that position."""
    if number == LAST:
        return blocks[-1:]
    exact = [block for block in blocks if (block.row.number if block.row else block.number) == number]
    unnumbered = all(block.number is None and block.row is None for block in blocks)
    return exact or (blocks[number - 1 : number] if unnumbered else ())
