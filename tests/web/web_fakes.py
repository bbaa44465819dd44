"""A small true plan and assistant: blocks that really stand in the text, answers cited from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.chunk import Chunk
from corpus.document import Block, BlockKind, Cell, Document, Row, Span
from corpus.lexicon import Lexicon
from index.results import SearchResult
from rag.answer import Answer, Citation, Missing, Status

SOURCE = """云岚市制造业规划
[bookmark: _1]一、总体要求
（一）发展目标
到2027年，研发投入强度达到3.1%。
表1 主要指标
	指标名称
	单位
	2027年

	研发投入
	%
	3.1

	<b>企业&数</b>
	家
	500

备注：均为预期值。
1.培育企业。支持企业建设研发机构，补助最高
50万元。
专栏1 重点工程
1.铸链工程。补齐关键环节。
2.强基工程。夯实基础能力。
二、保障措施
"""

_KINDS = BlockKind
_LINES = [
    ("c0", _KINDS.TITLE, None, "云岚市制造业规划", "", "云岚市制造业规划"),
    ("c1", _KINDS.CHAPTER, None, "一、总体要求", "一", "总体要求"),
    ("c1.s1", _KINDS.SECTION, "c1", "（一）发展目标", "（一）", "发展目标"),
    ("c1.s1.p1", _KINDS.PARAGRAPH, "c1.s1", "到2027年，研发投入强度达到3.1%。", "", ""),
    ("c1.s1.t1", _KINDS.TABLE, "c1.s1", "表1 主要指标", "表1", "主要指标"),
    ("c1.s1.t1.r1", _KINDS.ROW, "c1.s1.t1", ("研发投入", "%", "3.1"), "", ""),
    ("c1.s1.t1.r2", _KINDS.ROW, "c1.s1.t1", ("<b>企业&数</b>", "家", "500"), "", ""),
    ("c1.s1.t1.note", _KINDS.NOTE, "c1.s1.t1", "备注：均为预期值。", "", ""),
    ("c1.s1.i1", _KINDS.ITEM, "c1.s1", "1.培育企业。支持企业建设研发机构，补助最高\n50万元。", "1.", "培育企业"),
    ("c1.s1.i1.box1", _KINDS.BOX, "c1.s1.i1", "专栏1 重点工程", "专栏1", "重点工程"),
    ("c1.s1.i1.box1.1", _KINDS.BOX_ITEM, "c1.s1.i1.box1", "1.铸链工程。补齐关键环节。", "1.", "铸链工程"),
    ("c1.s1.i1.box1.2", _KINDS.BOX_ITEM, "c1.s1.i1.box1", "2.强基工程。夯实基础能力。", "2.", "强基工程"),
    ("c2", _KINDS.CHAPTER, None, "二、保障措施", "二", "保障措施"),
]


def make_document() -> Document:
    """The plan above with every block located in its text."""
    at, blocks = 0, []
    for block_id, kind, parent, text, label, title in _LINES:
        cells = []
        for words in (text,) if isinstance(text, str) else text:
            at = SOURCE.index(words, at)
            cells.append(Cell(words, Span(at, at + len(words))))
            at += len(words)
        row = None
        if kind is BlockKind.ROW:
            row = Row(int(block_id[-1]), "", ("指标名称", "单位", "2027年"), tuple(cells))
        whole = " | ".join(cell.text for cell in cells)
        spans = (Span(cells[0].span.start, cells[-1].span.end),)
        blocks.append(Block(block_id, kind, whole, spans, parent, label, title, row=row))
    return Document("yunlan", SOURCE, tuple(blocks))


@dataclass(frozen=True)
class FakePlan:
    id: str
    title: str
    document: Document
    chunks: tuple[Chunk, ...]
    path: Path
    period_start: int = 2023
    period_end: int = 2027
    lexicon: Lexicon = Lexicon()


class FakeAssistant:
    """Answers with the first block that shares a word of two characters with the question."""

    def __init__(self) -> None:
        document = make_document()
        chunks = tuple(Chunk(b.id, "yunlan", b.kind, b.text, (), b.start, b.end) for b in document.blocks)
        self.plan = FakePlan("yunlan", "云岚市制造业规划", document, chunks, Path(__file__).with_name("plan"))
        self.asked: list[tuple[str, list]] = []

    def ask(self, question: str, history: Sequence = (), plan: str | None = None) -> Answer:
        self.asked.append((question, list(history)))
        if "崩溃" in question:
            raise RuntimeError("a fault inside, with a secret path")
        found = self.search(question, 1)
        if not found:
            return self._refusal(question)
        cited = self.cite(found[0].chunk.id, 1)
        return Answer(
            "a1", question, question, Status.ANSWERED, f"{cited.quote}[1]", "yunlan", "sha256:0", citations=(cited,)
        )

    def search(self, q: str, k: int) -> list[SearchResult]:
        pairs = {q[i : i + 2] for i in range(len(q) - 1)}
        scored = [(sum(pair in c.text for pair in pairs), c) for c in self.plan.chunks]
        best = sorted((s for s in scored if s[0]), key=lambda s: -s[0])[:k]
        return [SearchResult(c, float(score), n) for n, (score, c) in enumerate(best, 1)]

    def cite(self, block_id: str, n: int) -> Citation:
        block = self.plan.document.by_id[block_id]
        return Citation(
            n, "yunlan", block_id, "一", "总体要求", f"第一章 {block_id}", block.text.replace("\n", ""),
            block.start, block.end, f"/plan#{block_id}",
        )  # fmt: skip

    def _refusal(self, question: str) -> Answer:
        return Answer(
            "a2", question, question, Status.NOT_IN_PLAN, "规划没有写到这一点。", "yunlan", "sha256:0",
            missing=(Missing("indicator", question),),
            related=(self.cite("c1.s1.p1", 1),), suggestions=("研发投入是多少？",),
        )  # fmt: skip
