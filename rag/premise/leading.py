"""Words a verdict and puts it before the plan's sentences."""

from __future__ import annotations

from collections.abc import Sequence

from rag import phrases
from rag.premise.verdict import Kind, Premise
from rag.quotes import Statement
from rag.understanding.language import Language

_WORDS = {
    Kind.YES: ("是，规划写明：", "Yes, the plan says: "),
    Kind.NO: ("不是，规划写的是：", "No, the plan says: "),
    Kind.NOT_SAID: ("规划没有这样说，写的是：", "The plan does not say so; it says: "),
}
_THERE_IS = ("有，规划写明：", "Yes, the plan says: ")


def with_lead(premise: Premise, statements: Sequence[Statement], language: Language) -> tuple[Statement, ...]:
    """The statements with the verdict first, and behind it the clause that decides it."""
    decisive = statements[premise.position]
    there_is = premise.exists and premise.kind is Kind.YES
    frame = phrases.in_language(*(_THERE_IS if there_is else _WORDS[premise.kind]), language)
    clause = premise.clause.strip("。；， ")
    first = Statement(f"{frame}{clause}。", decisive.quotes)
    # A statement that says no more than the lead is not repeated.
    rest = [s for s in statements if s is not decisive or len(s.text.strip("。； ")) > len(clause) + 2]
    return (first, *rest)
