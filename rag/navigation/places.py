"""How the place of a block is said in a sentence, and the words that prove it."""

from __future__ import annotations

from corpus.document import Block, BlockKind, Document
from corpus.numerals import chinese_numeral
from rag.outlines import name_of, title_span
from rag.quotes import Quote, quote_row, quote_text

_NAMED = frozenset({BlockKind.CHAPTER, BlockKind.SECTION, BlockKind.ITEM, BlockKind.BOX, BlockKind.TABLE})

_SET_APART = frozenset({BlockKind.BOX, BlockKind.TABLE})


def title_quote(document: Document, block: Block) -> Quote:
    """The words that name a block: its number and title, its first sentence, or its row."""
    return quote_row(block) if block.row is not None else quote_text(document, block, title_span(block))


def heading_words(block: Block) -> str:
    """A heading as a sentence names it: 第七章“…”, （三）…, 专栏9“…”."""
    if block.kind is BlockKind.CHAPTER:
        label = block.label if block.label.startswith("第") else f"第{chinese_numeral(block.number or 0)}章"
        return f"{label.strip()}“{block.title}”"
    if block.kind in (BlockKind.BOX, BlockKind.TABLE):
        label = block.label.replace(" ", "") or ("专栏" if block.kind is BlockKind.BOX else "表")
        return f"{label}“{block.title}”" if block.title else label
    if block.kind is BlockKind.SECTION:
        gap = " " if block.label.strip().endswith("节") else ""
        return f"{block.label.strip()}{gap}{block.title}"
    return f"{block.label.strip().rstrip('.、．')} {name_of(block)}" if block.kind is BlockKind.ITEM else name_of(block)


def place_words(document: Document, block: Block) -> str:
    """Where a block stands: 第七章“…”（三）加强科技金融服务供给, or 专栏9“…”第3条（第六章“…”（三）…）."""
    path = [b for b in (*document.ancestors(block.id), block) if b.kind in _NAMED]
    outer = ""
    for above in (b for b in path if b.kind not in _SET_APART):
        outer += (" " if above.kind is BlockKind.ITEM and outer else "") + heading_words(above)
    apart = "".join(heading_words(b) for b in path if b.kind in _SET_APART)
    if apart and block.kind is BlockKind.BOX_ITEM and block.number:
        apart += f"第{block.number}条"
    if apart:
        return f"{apart}（{outer}）" if outer else apart
    return outer or ("标题" if block.kind is BlockKind.TITLE else "开头部分")
