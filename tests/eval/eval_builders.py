"""Small true cases, answers and systems for the tests of the evaluation."""

from corpus.document import Block, BlockKind, Document, Span
from eval.cases import Case
from eval.figures import SMALL_GROUP
from eval.run import Run, evaluate
from eval.score import Outcome, Source
from rag.answer import Answer, Citation, Missing, Status

TEXT = "一、目标\n到2025年达到2.6%。\n基数为1.79%。\n二、人才\n引进博士。\n"
SOURCE = Source(TEXT)


def document():
    """Two chapters with two and one paragraphs."""
    rows = [
        ("c1", BlockKind.CHAPTER, "一、目标", None, "一", "目标"),
        ("c1.p1", BlockKind.PARAGRAPH, "到2025年达到2.6%。", "c1", "", ""),
        ("c1.p2", BlockKind.PARAGRAPH, "基数为1.79%。", "c1", "", ""),
        ("c2", BlockKind.CHAPTER, "二、人才", None, "二", "人才"),
        ("c2.p1", BlockKind.PARAGRAPH, "引进博士。", "c2", "", ""),
    ]
    blocks = tuple(
        Block(id_, kind, text, (Span(TEXT.index(text), TEXT.index(text) + len(text)),), parent, label, title)
        for id_, kind, text, parent, label, title in rows
    )
    return Document("made-up", TEXT, blocks)


def case(case_id="t-1", **changes):
    fields = {
        "id": case_id,
        "kind": "figure",
        "persona": "staff",
        "question": "目标多少",
        "answerable": True,
        "facts": (("2.6",),),
        "relevant": (("c1.p1",),),
        "evidence": ("达到2.6%",),
        "split": "test",
    }
    return Case(**{**fields, **changes})


def unanswerable(case_id="u-1", **changes):
    fields = {"kind": "not_in_plan", "answerable": False, "facts": (), "relevant": (), "missing": "year"}
    return case(case_id, **{**fields, "evidence": (), **changes})


def cite(address, quote="到2025年达到2.6%。", n=1):
    start = TEXT.find(quote)
    return Citation(n, "made-up", address, "一", "目标", "第一章", quote, start, start + len(quote), f"/plan#{address}")


FIRST = (cite("c1.p1"),)


def answer(text="目标是2.6%。[1]", citations=FIRST, status=Status.ANSWERED, **more):
    return Answer("", "目标多少", "目标多少", status, text, "made-up", "sha256:0", citations=tuple(citations), **more)


def refusal(status=Status.NOT_IN_PLAN, kind="year"):
    return answer("规划没有这样的内容。", (), status, missing=(Missing(kind, "2030年"),))


class Canned:
    """Gives each question the answer it was given for it, in order."""

    def __init__(self, answers, name="assistant"):
        self.name = name
        self._answers = iter(answers)
        self.asked = []

    def ask(self, question, history):
        self.asked.append((question, tuple(history)))
        return Outcome(next(self._answers))


def run_of(cases, answers, name="assistant"):
    made_by = {"time": "2026-01-01T00:00:00", "commit": "0" * 40, "changed_files": 0, "versions": {}, "machine": "x"}
    return Run(made_by, tuple(cases), {name: evaluate(Canned(answers, name), cases, SOURCE)})


def many(n=SMALL_GROUP):
    """As many answerable and unanswerable cases as a threshold needs."""
    return [case(f"t-{i}") for i in range(n)] + [unanswerable(f"u-{i}") for i in range(n)]
