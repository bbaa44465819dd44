"""References by name: 新材料专栏, 发展目标那一节, 组织保障那章, the chapter on talent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Document
from rag.query import Query
from rag.understanding.terms import TermWeights, coverage

_HEADINGS = (BlockKind.CHAPTER, BlockKind.SECTION, BlockKind.ITEM)
# What each word may stand for, the likeliest kind first.
_KINDS: dict[str, tuple[BlockKind, ...]] = {
    "章": (BlockKind.CHAPTER,),
    "节": (BlockKind.SECTION, BlockKind.ITEM),
    "小节": (BlockKind.SECTION, BlockKind.ITEM),
    "章节": _HEADINGS,
    "部分": _HEADINGS,
    "板块": _HEADINGS,
    "专栏": (BlockKind.BOX, BlockKind.BOX_ITEM),
    "表": (BlockKind.TABLE,),
    "表格": (BlockKind.TABLE,),
    "条": (BlockKind.ITEM, BlockKind.BULLET, BlockKind.BOX_ITEM),
    "chapter": (BlockKind.CHAPTER, BlockKind.SECTION),
    "section": (BlockKind.SECTION, BlockKind.ITEM, BlockKind.CHAPTER),
    "box": (BlockKind.BOX,),
    "table": (BlockKind.TABLE,),
}
_UNIT = re.compile(
    r"专栏|章节|章|小节|节(?![能点约水奏日目])|部分|板块|表格|表(?![示明达现述彰率态])|条(?=$|[，,。？?！!的里中讲说写提列要是有怎])"
)
_POINTING = re.compile(r"(?:里面?的?|的|那|这|该|一|个|张|之|[”\"》」\s])+$")
_MARKS = '“”"《》「」 '
_LONGEST_NAME = 24
_ENGLISH = re.compile(
    r"\b(?P<unit>chapter|section|box|table)\b (?:titled |called |named )?"
    r"(?:on|about|for|covering|dealing with) (?P<name>[^?.,;]{3,60})|"
    r"\bthe (?P<name2>[a-z][a-z &-]{2,40}) (?P<unit2>chapter|section|box|table)\b",
    re.IGNORECASE,
)
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Named:
    """A block that a question names by words of its title, and where in the question it does."""

    block: Block
    start: int
    end: int


def named(document: Document, query: Query, weights: TermWeights) -> tuple[Named, ...]:
    """The blocks named in a question together with what they are; what fits two titles alike names neither."""
    text = query.text.lower()
    found = [hit for unit in _UNIT.finditer(text) if (hit := _chinese(document, text, unit))]
    return tuple(found) or tuple(filter(None, (_english(document, query, m, weights) for m in _ENGLISH.finditer(text))))


def _chinese(document: Document, text: str, unit: re.Match[str]) -> Named | None:
    before = text[max(0, unit.start() - _LONGEST_NAME) : unit.start()]
    name = before[: -len(m[0])] if (m := _POINTING.search(before)) else before
    for kind in _KINDS[unit[0]]:
        blocks = [block for block in document.blocks if block.kind is kind and block.title]
        block, length = _longest(blocks, name)
        if block is not None:
            start = unit.start() - len(before) + len(name) - length
            return Named(block, start, unit.end())
    return None


def _longest(blocks: Iterable[Block], name: str) -> tuple[Block | None, int]:
    """The one block whose title holds the longest end of a name (two characters or more)."""
    fits = [(length, block) for block in blocks if (length := _shared_end(name, block.title.lower())) >= 2]
    best = max((length for length, _ in fits), default=0)
    winners = [block for length, block in fits if length == best]
    if len(winners) > 1:
        # 人才那一节: a title that begins with the name is meant rather than one that mentions it.
        winners = [b for b in winners if b.title.lower().startswith(name[len(name) - best :])] or winners
    return (winners[0], best) if len(winners) == 1 else (None, 0)


def _shared_end(name: str, title: str) -> int:
    plain = "".join(char for char in title if char not in _MARKS)
    return next((len(name) - at for at in range(len(name)) if name[at:] in plain), 0)


def _english(document: Document, query: Query, match: re.Match[str], weights: TermWeights) -> Named | None:
    name, unit = match["name"] or match["name2"], match["unit"] or match["unit2"]
    words = [word for word in query.words if word in name]
    if not words:
        return None
    block = _covered(document, words, query, _KINDS[unit.lower()], weights)
    return Named(block, *match.span()) if block else None


def _covered(
    document: Document, words: Sequence[str], query: Query, kinds: Sequence[BlockKind], weights: TermWeights
) -> Block | None:
    for kind in kinds:
        rated = [
            (coverage(words, block.title.lower(), weights, query.synonyms), block)
            for block in document.blocks
            if block.kind is kind and block.title
        ]
        best = max((share for share, _ in rated), default=0.0)
        winners = [block for share, block in rated if share == best]
        if best >= _ENOUGH and len(winners) == 1:
            return winners[0]
    return None
