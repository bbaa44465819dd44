"""The plan as a whole: its table of contents, how many chapters, boxes and tables it has, and which."""

from __future__ import annotations

import re

from corpus.document import Block, BlockKind, Document
from rag.navigation.contents import Outline, counted
from rag.navigation.places import heading_words, title_quote
from rag.navigation.resolving import of_kind
from rag.phrases import in_language
from rag.quotes import Statement
from rag.understanding.language import Language

_COUNT = r"(?<!第)(?:几|多少|哪些|哪几)\s*(?:个|张|大)?"
_ALL = r"(?:所有|全部|各)(?:的)?"
_WHICH_EN = r"\b(?:how many|which|what|list|all)\b.{0,12}\b"
_ASKED: tuple[tuple[BlockKind, str], ...] = (
    (
        BlockKind.BOX,
        rf"{_COUNT}专栏|{_ALL}专栏|专栏(?:一共|总共|共)?有?(?:几个|多少个?|哪些|哪几个|清单|目录)|专栏总数|"
        rf"{_WHICH_EN}(?:boxes|columns)\b",
    ),
    (
        BlockKind.TABLE,
        rf"{_COUNT}表(?![示现达])|{_ALL}表|表格?(?:一共|总共|共)?有?(?:几张|几个|多少张|哪些|哪几张|清单|目录)|"
        rf"{_WHICH_EN}tables\b",
    ),
    (BlockKind.SECTION, rf"{_COUNT}小?节(?![能点约])|{_WHICH_EN}sections\b"),
    (
        BlockKind.CHAPTER,
        rf"{_COUNT}(?:章|部分|板块)|目录|大纲|提纲|{_ALL}章|章节(?:结构|安排|标题|有哪些)|"
        r"(?:整体|总体|篇章|文件|规划)的?(?:结构|框架)|"
        rf"{_WHICH_EN}(?:chapters|parts)\b|\b(?:table of contents|outline|structure)\b",
    ),
)
_COMPILED = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKED]
_WORDS = {
    BlockKind.BOX: ("个专栏", "boxes"),
    BlockKind.TABLE: ("张表", "tables"),
    BlockKind.CHAPTER: ("章", "chapters"),
    BlockKind.SECTION: ("节", "sections"),
}


def asked_kind(text: str) -> tuple[BlockKind, int, int] | None:
    """Which kind of heading a question wants counted or listed over the whole plan, and where it says so."""
    for kind, pattern in _COMPILED:
        if match := pattern.search(text):
            return kind, *match.span()
    return None


def overview(document: Document, kind: BlockKind, language: Language, in_full: bool) -> Outline | None:
    """All blocks of a kind, one a line; sections are counted by chapter, and listed if ``in_full``."""
    shown = BlockKind.CHAPTER if kind is BlockKind.SECTION else kind
    blocks = of_kind(document, shown)
    if not blocks:
        return None
    sections = of_kind(document, BlockKind.SECTION) if shown is BlockKind.CHAPTER else []
    chinese = f"规划共{len(blocks)}{_WORDS[shown][0]}" + (f"、{len(sections)}节" if sections else "") + "："
    english = f"The plan has {len(blocks)} {_WORDS[shown][1]}" + (f", {len(sections)} sections" if sections else "")
    lead = Statement(in_language(chinese, f"{english}:", language))
    lines = [line for block in blocks for line in _lines(document, block, in_full)]
    return Outline((lead, *lines), counted((*blocks, *sections)))


def _lines(document: Document, block: Block, in_full: bool) -> list[Statement]:
    line = Statement(heading_words(block), (title_quote(document, block),))
    if block.kind is not BlockKind.CHAPTER or not in_full:
        return [line]
    sections = [child for child in document.children(block.id) if child.kind is BlockKind.SECTION]
    return [line, *(Statement(f"　{heading_words(s)}", (title_quote(document, s),)) for s in sections)]
