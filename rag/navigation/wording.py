"""The words in which structure is asked about, and what a question holds beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import BlockKind

# Words (or words run together by the cutter) that say nothing but "what is in it, how many, in what form".
_STRUCTURAL = re.compile(
    r"(?:"
    r"章节|章|小节|节|条|款|点|项|行|列|栏|专栏|表格|表|张|页|段落?|部分|板块|方向|领域|方面|样|层级?|级|标题|"
    r"题目|名称|名字|名|内容|大意|概要|概括|概述|总结|归纳|梳理|要点|重点|任务|指标|主题|核心|结构|框架|目录|"
    r"大纲|提纲|清单|全文|原文|整体|总体|简要|简单|简述|一共|总共|共|总|各|每|几|多少|哪些?|啥|什么|有|分|是|"
    r"的|了|都|到|里面?|里头|里边|中|下面?|头|讲|讲述|说|写|谈|列出|列举|罗列|提|介绍|一句话|一句|段话|话|意思|"
    r"怎么|如何|关于|第|个|给|我|看|看看|念|读|下设|设|规划|本规划|文件|全部|所有|完整|详细|具体|逐条|逐项|\d+|"
    r"[一二三四五六七八九十两]|在|从|和|与|呢|吗|总数|数量|数目|起|那|这|打开|跳到|翻到|转到|找|查|出处|位置|"
    r"地方|对应|出自|哪里|哪儿|写着|写进|写到|讲到|说到|提到|提及|规定|涉及|专门|最|细|多|细致|排|排在|放|放在|"
    r"列在|归|归入|属于|编号|序号|文中|文里"
    r")+"
)
_STRUCTURAL_EN = frozenset(
    re.findall(
        r"\S+",
        "chapter chapters section sections box boxes column columns table tables row rows item items part "
        "parts contents content outline structure title titles heading headings list summary summarise "
        "summarize summarizing overview cover covers covered covering talk talks talking discuss discusses "
        "discussed deal deals number total called name names include includes included contain contains "
        "written mention mentions mentioned describe describes described plan's entry entries topic topics "
        "there main point points clause find found read address addresses ",
    )
)


@dataclass(frozen=True, slots=True)
class Where:
    """That a question asks where something stands: in blocks of what kind (None: any), in how many places."""

    kind: BlockKind | None
    plural: bool
    start: int
    end: int


_KINDS = {
    "章": BlockKind.CHAPTER,
    "节": BlockKind.SECTION,
    "专栏": BlockKind.BOX,
    "栏": BlockKind.BOX,
    "表": BlockKind.TABLE,
    "条": BlockKind.ITEM,
    "chapter": BlockKind.CHAPTER,
    "section": BlockKind.SECTION,
    "box": BlockKind.BOX,
    "column": BlockKind.BOX,
    "table": BlockKind.TABLE,
}
_ORDER: dict[BlockKind | None, int] = {BlockKind.CHAPTER: 1, BlockKind.SECTION: 2, BlockKind.ITEM: 3}
_SAYS = "(?:专门)?(?:讲|说|写|谈|提|规定|涉及|列|放|排|对应|出自|出现|介绍)"
_WHERE = (
    r"(?:哪(?P<few>几|些)?一?[个张]?|第几[个张]?|什么)(?P<unit>章|小?节(?![能点约])|专栏|表(?![示现达])|页)节?",
    r"(?P<unit>专栏|表)第?几(?![个条项张行])(?:里|中)?",
    rf"哪(?P<few>几|些)?一?个?(?P<unit>条|部分|段|板块|地方|位置)(?:里面?|中)?(?={_SAYS})",
    rf"(?:{_SAYS}(?:在|到)?|排|是|在)(?:第几|哪(?P<few>几)?一?)(?:个)?(?P<unit>条|部分|段|板块|地方|位置)",
    rf"(?:在哪|哪里|哪儿|哪几处)(?:里|儿)?(?:有)?{_SAYS}(?:到|了|过|的)*|{_SAYS}(?:的|到|了)?在哪(?:里|儿)?(?=$|[?？])",
    r"的?出处(?:(?:是|在)?(?:哪里?|哪儿|什么)|(?=[?？]?\s*$))",
    r"\b(?:in )?(?:which|what) (?P<unit>chapter|section|box|column|table|part|clause|paragraph)(?P<few>s)?\b",
    r"\bwhere (?:in|does) (?:the|this) (?:plan|document)\b",
    r"\bwhere (?:is|are)\b(?=.*\b(?:mentioned|discussed|covered|described|written)\b)",
)
_COMPILED = [re.compile(pattern, re.IGNORECASE) for pattern in _WHERE]


def asks_where(text: str) -> Where | None:
    """Whether a question asks in which chapter, section, box, table or clause something stands."""
    for pattern in _COMPILED:
        if matches := list(pattern.finditer(text)):
            # 第几章第几节: the innermost piece is wanted.
            read = [_where(text, match) for match in matches]
            deepest = max(read, key=lambda where: _ORDER.get(where.kind, 0))
            return Where(deepest.kind, any(where.plural for where in read), read[0].start, read[-1].end)
    return None


def _where(text: str, match: re.Match[str]) -> Where:
    groups = match.groupdict()
    unit = (groups.get("unit") or "").lower().removeprefix("小")
    # 专栏里哪条: a line of a box, not any clause.
    kind = BlockKind.BOX if unit == "条" and "专栏" in text[: match.start()] else _KINDS.get(unit)
    return Where(kind, bool(groups.get("few")), *match.span())


def left_over(text: str, spans: Iterable[tuple[int, int]], words: Sequence[str], known: str = "") -> tuple[str, ...]:
    """The content words of a question outside some spans that are not about structure.

    Args:
        text: the question.
        spans: stretches already understood.
        words: its content words.
        known: words in this text (titles) say nothing new.
    """
    chars = list(text.lower())
    for start, end in spans:
        chars[start:end] = [" "] * (end - start)
    rest = "".join(chars)
    return tuple(word for word in words if word in rest and word not in known and not _is_structural(word))


def _is_structural(word: str) -> bool:
    if word.isascii():
        return word.isdecimal() or word.lower() in _STRUCTURAL_EN or len(word) == 1
    return len(word) == 1 or _STRUCTURAL.fullmatch(word) is not None
