"""Where a block stands, in the words people use: 第三章（一）1.新材料 · 专栏1 第3条."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.chunker import is_heading
from corpus.document import Block, BlockKind, Document
from corpus.numerals import chinese_numeral

_STRIPPED = " 、.．()（）\t"
_STOPS = " 、.．\t"


@dataclass(frozen=True, slots=True)
class Place:
    """The parts of an address as a citation shows them; None for what the block does not stand in.

    ``chapter`` and ``section`` are Chinese numerals whatever the plan's style ("序" before the first
    chapter, "正文" in a document without chapters), ``item`` is the number as written without its brackets
    ("1", "1.1", "①" as "1").
    """

    chapter: str
    chapter_title: str
    label: str
    section: str | None = None
    section_title: str | None = None
    item: str | None = None
    item_title: str | None = None
    bullet: int | None = None
    bullet_title: str | None = None
    column: int | None = None
    column_title: str | None = None
    column_item: int | None = None
    table: int | None = None
    table_title: str | None = None
    row: str | None = None


def locate(document: Document, block_id: str) -> Place:
    """The place of a block.

    Raises:
        KeyError: the document has no such address.
    """
    block = document.by_id[block_id]
    above = {b.kind: b for b in (*document.ancestors(block_id), block)}
    chapter = above.get(BlockKind.CHAPTER)
    section = above.get(BlockKind.SECTION)
    item = above.get(BlockKind.ITEM)
    bullet = above.get(BlockKind.BULLET)
    box = above.get(BlockKind.BOX)
    table = above.get(BlockKind.TABLE)
    return Place(
        chapter=_numeral(chapter) if chapter else _outside(document),
        chapter_title=chapter.title if chapter else "",
        label=_label(document, block, above),
        section=_numeral(section) if section else None,
        section_title=section.title if section else None,
        item=_item_number(item) if item else None,
        item_title=item.title or None if item else None,
        bullet=bullet.number if bullet else None,
        bullet_title=bullet.title or None if bullet else None,
        column=box.number if box else None,
        column_title=box.title if box else None,
        column_item=block.number if block.kind is BlockKind.BOX_ITEM else None,
        table=table.number if table else None,
        table_title=table.title if table else None,
        row=block.row.name if block.row else None,
    )


def _numeral(block: Block) -> str:
    return chinese_numeral(block.number or 0)


def _item_number(block: Block) -> str:
    written = block.label.strip(_STRIPPED)
    return written if written and written[0].isdecimal() else str(block.number)


def _label(document: Document, block: Block, above: dict[BlockKind, Block]) -> str:
    parts = [_heading_label(document, above, block)]
    if table := above.get(BlockKind.TABLE):
        parts.append(table.label.replace(" ", "") or f"表「{table.title}」" if table.label or table.title else "表格")
    if box := above.get(BlockKind.BOX):
        entry = f" 第{block.number}条" if block.kind is BlockKind.BOX_ITEM else ""
        parts.append(_box_label(box) + entry)
    return " · ".join(part for part in parts if part)


def _box_label(box: Block) -> str:
    label = box.label.replace(" ", "")
    return label if label[-1:] != "栏" else f"{label}「{box.title}」"


def _heading_label(document: Document, above: dict[BlockKind, Block], block: Block) -> str:
    chapter, section, item = (above.get(kind) for kind in (BlockKind.CHAPTER, BlockKind.SECTION, BlockKind.ITEM))
    if chapter is None and section is None and item is None:
        return _outside_label(document, block)
    label = (_chapter_label(chapter) if chapter else "") + (_section_label(section) if section else "")
    if item is not None:
        gap = " " if label.endswith("节") else ""
        return f"{label}{gap}{_item_label(document, item)}"
    return label + (section or chapter or block).title


def _outside(document: Document) -> str:
    return "序" if any(block.kind is BlockKind.CHAPTER for block in document.blocks) else "正文"


def _outside_label(document: Document, block: Block) -> str:
    if block.kind is BlockKind.TITLE:
        return "标题"
    name = {"序": "序言"}.get(_outside(document), "正文")
    return f"{name}第{block.number}段" if block.kind is BlockKind.PARAGRAPH else name


def _chapter_label(chapter: Block) -> str:
    return chapter.label.replace(" ", "") if chapter.label.startswith("第") else f"第{_numeral(chapter)}章"


def _section_label(section: Block) -> str:
    return section.label.replace(" ", "") if section.label.strip(_STRIPPED) else f"第{_numeral(section)}节"


def _item_label(document: Document, item: Block) -> str:
    """The number with the title of a whole line; a number alone where the title opens a paragraph."""
    written = item.label if item.label.strip(_STRIPPED) else f"第{item.number}项"
    return written + item.title if is_heading(document, item) else written.rstrip(_STOPS)
