"""One stand-alone question to a Reply: figures first, then the ranked clauses, then whether they answer at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rag.answer import Status
from rag.evidence import EvidenceFinder
from rag.query import Query
from rag.refusal import Judge
from rag.reply import Reply
from rag.retriever import PlanRanker


@dataclass(frozen=True)
class Answerer:
    """Answers stand-alone questions about one plan."""

    ranker: PlanRanker
    evidence: EvidenceFinder
    judge: Judge

    def answer(self, query: Query, today: date, skip: tuple[str, ...] = ()) -> Reply:
        """What the plan says to a question; ``skip`` are addresses already shown."""
        ranking = self.ranker.rank(query)
        statements = tuple(self.evidence.statements(query, ranking, skip))
        verdict = self.judge.judge(query, ranking, statements)
        if verdict.status in (Status.ANSWERED, Status.PARTIAL) and statements:
            return Reply(verdict.status, statements, verdict.missing, confidence=verdict.confidence)
        related = () if verdict.status is Status.OUT_OF_SCOPE else self.evidence.nearest(ranking)
        return Reply(verdict.status, (), verdict.missing, related=related, confidence=verdict.confidence)

    def show(self, block_id: str, query: Query) -> Reply:
        """One clause in full, for a reader who asks for it by number."""
        statements = tuple(self.evidence.whole(block_id))
        return Reply(Status.ANSWERED, statements, confidence=1.0)
