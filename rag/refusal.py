"""Whether what was found answers the question, and what the plan leaves out if it does not."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer import Missing, Status
from rag.query import Query
from rag.quotes import Statement
from rag.retriever import Ranking


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question ends."""

    status: Status
    confidence: float
    missing: tuple[Missing, ...] = ()


def judge(query: Query, ranking: Ranking, statements: tuple[Statement, ...]) -> Verdict:
    """Decide on a question's status."""
    return Verdict(Status.ANSWERED, 1.0)
