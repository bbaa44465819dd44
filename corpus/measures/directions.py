"""Directions: what each industry, and each field of public need, shall develop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chunker import is_heading
from corpus.document import Block, BlockKind, Document, Span
from corpus.measures.records import Direction
from corpus.measures.words import words

_TECHNICAL = re.compile("研究开发|开发|突破|研发|攻关|研制|发展|做强|技术|应用|产品|装备|材料")
# An item that only lists techniques to be worked on, and supports nobody, is a direction too.
_TECHNIQUES = re.compile("技术(?!工人|学院|职业)|研究与?示范|研发")
_SUPPORTING = re.compile("支持|鼓励|引导|给予|扶持|设立|布局|引入|普及")
_MANY = 4
_BOX = re.compile("主攻方向|攻关|技术|研发|产业|方向|清单")
_NOT_INDUSTRY = re.compile("园区|平台|人才|工程$|保障")
# A box on several industries: each of its lines names its own.
_SEVERAL = re.compile("(?:主导|重点|特色|优势|新兴|支柱)*")
_BOX_SUFFIX = re.compile("(?:产业)?(?:科技创新)?(?:主攻方向|关键?技术.*|重点方向.*|攻关清单)$")


def read_directions(document: Document) -> tuple[Direction, ...]:
    """Every direction of a plan, in reading order."""
    return tuple(_directions(document))


def _directions(document: Document) -> Iterator[Direction]:
    for block in document.blocks:
        if block.kind is BlockKind.BOX_ITEM:
            industry = _of_box(document, block)
        elif _is_direction(document, block):
            industry = _of_heading(document, block)
        else:
            continue
        if industry:
            yield Direction(
                block.id, block.id, industry, block.title or industry, block.text, Span(block.start, block.end)
            )


def _is_direction(document: Document, block: Block) -> bool:
    if block.kind is BlockKind.BULLET:
        return bool(_TECHNICAL.search(block.text))
    return block.kind is BlockKind.ITEM and not is_heading(document, block) and _is_all_technique(block.text)


def _is_all_technique(text: str) -> bool:
    return len(_TECHNIQUES.findall(text)) >= _MANY and not _SUPPORTING.search(text)


def _of_box(document: Document, block: Block) -> str:
    box = document.by_id[block.parent or ""]
    if not _BOX.search(box.title) or _NOT_INDUSTRY.search(box.title):
        return ""
    item = document.nearest(box.id, BlockKind.ITEM)
    name = _BOX_SUFFIX.sub("", box.title)
    if _SEVERAL.fullmatch(name) and block.title:
        return block.title
    return name if 2 <= len(name) <= 8 else (item.title if item else name)


def _of_heading(document: Document, block: Block) -> str:
    """The item that the bullet stands under, unless a heading above says that the plan only sets out its aims."""
    item = document.nearest(block.id, BlockKind.ITEM)
    if item is None or _NOT_INDUSTRY.search(item.title):
        return ""
    above = [*document.ancestors(block.id)]
    return "" if any(words().headings.search(heading.title) for heading in above) else item.title
