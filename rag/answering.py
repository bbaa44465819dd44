"""One stand-alone question to a Reply: figures first, then the ranked clauses, then whether they answer at all."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date

from rag.answer import Status
from rag.evidence import EvidenceFinder
from rag.navigation import NavigationReply, Navigator
from rag.numbers import NumberAnswerer, NumberReply
from rag.premise import Kind, PremiseChecker, with_lead
from rag.query import Query
from rag.quotes import Statement
from rag.refusal import Judge, Verdict
from rag.refusal.judge import DECISIVE
from rag.reply import Reply
from rag.retriever import PlanRanker, Ranking

# What the figures do not decide: who asks about another place or person gets no figure of ours.
_STILL_MISSING = DECISIVE - {"year"} | {"deadline"}
# Figures are taken where they stand in the clause that ranks first, or where their name is matched surely.
NUMBERS_FROM = 0.5
NUMBERS_SURE = 0.85


@dataclass(frozen=True)
class Answerer:
    """Answers stand-alone questions about one plan."""

    ranker: PlanRanker
    evidence: EvidenceFinder
    judge: Judge
    numbers: NumberAnswerer
    navigator: Navigator
    premises: PremiseChecker

    def answer(self, query: Query, today: date, skip: tuple[str, ...] = ()) -> Reply:
        """What the plan says to a question; ``skip`` are addresses already shown."""
        started = time.perf_counter()
        ranking = self.ranker.rank(query)
        spent = {"retrieve": time.perf_counter() - started}
        return replace(self._answer(query, ranking, today, skip), spent=spent)

    def _answer(self, query: Query, ranking: Ranking, today: date, skip: tuple[str, ...]) -> Reply:
        structure = None if skip else self.navigator.answer(query, ranking, self.ranker)
        if structure is not None and not structure.locates:
            return _about_structure(structure)
        figures = None if skip else self.figures(query, ranking, today)
        if structure is not None:
            return self._located(query, ranking, structure, figures)
        if figures is not None:
            return self._with_figures(query, ranking, figures)
        scope = self.navigator.scope(query)
        if scope is not None:
            confined = self._from_clauses(query, self.ranker.rank(query, self._inside(scope)), skip)
            if confined.status in (Status.ANSWERED, Status.PARTIAL):
                return confined
        return self._from_clauses(query, ranking, skip)

    def _located(
        self, query: Query, ranking: Ranking, structure: NavigationReply, figures: NumberReply | None
    ) -> Reply:
        """Where something stands; before it the figure, which may set right what the question takes for granted."""
        place = _about_structure(structure)
        if figures is None or figures.status is Status.NOT_IN_PLAN:
            return place
        reply = self._with_figures(query, ranking, figures)
        if reply.status is Status.NOT_IN_PLAN:
            return place
        return replace(reply, statements=(*figures.sentences, *place.statements))

    def _inside(self, address: str) -> frozenset[str]:
        blocks = self.evidence.document.descendants(address)
        return frozenset((address, *(block.id for block in blocks)))

    def _from_clauses(self, query: Query, ranking: Ranking, skip: tuple[str, ...]) -> Reply:
        statements = tuple(self.evidence.statements(query, ranking, skip))
        verdict = self.judge.judge(query, ranking, statements)
        premise = None if skip else self.premises.lead(query, statements)
        if premise is not None and _is_settled(premise.kind, verdict):
            led = with_lead(premise, statements, query.language)
            return Reply(Status.ANSWERED, led, confidence=max(verdict.confidence, premise.confidence / 2))
        if verdict.status in (Status.ANSWERED, Status.PARTIAL) and statements:
            return Reply(verdict.status, statements, verdict.missing, confidence=verdict.confidence)
        related = () if verdict.status is Status.OUT_OF_SCOPE else self.evidence.nearest(ranking)
        return Reply(verdict.status, (), verdict.missing, related=related, confidence=verdict.confidence)

    def figures(self, query: Query, ranking: Ranking, today: date) -> NumberReply | None:
        """What the plan's figures say to a question; None if it is not surely about one of them."""
        reply = self.numbers.answer(query.text, query.asks, query.years, today)
        if reply is None or reply.confidence < NUMBERS_FROM:
            return None
        cited = {quote.block_id for sentence in reply.sentences for quote in sentence.quotes}
        agreed = self.ranker.chunk_at(ranking, 0).id in cited
        return reply if agreed or reply.confidence >= NUMBERS_SURE else None

    def show(self, block_id: str, query: Query) -> Reply:
        """One clause in full, for a reader who asks for it by number."""
        statements = tuple(self.evidence.whole(block_id))
        return Reply(Status.ANSWERED, statements, confidence=1.0)

    def _with_figures(self, query: Query, ranking: Ranking, figures: NumberReply) -> Reply:
        missing = tuple(m for m in self.judge.missing(query, figures.sentences) if m.kind in _STILL_MISSING)
        if missing or figures.status is Status.NOT_IN_PLAN:
            related = tuple(quote for sentence in figures.sentences for quote in sentence.quotes)[:2]
            return Reply(
                Status.NOT_IN_PLAN,
                (),
                missing or figures.missing,
                related=related or self.evidence.nearest(ranking),
                confidence=figures.confidence,
            )
        return Reply(
            figures.status,
            (*figures.sentences, *self._in_context(figures)),
            figures.missing,
            figures.calculations,
            confidence=figures.confidence,
        )

    def _in_context(self, figures: NumberReply) -> tuple[Statement, ...]:
        """The sentences that figures from running text stand in: the bare figure says too little."""
        quotes = list(dict.fromkeys(quote for sentence in figures.sentences for quote in sentence.quotes))
        if len(quotes) > 2 or any(self.evidence.is_row(quote.block_id) for quote in quotes):
            return ()
        said = " ".join(sentence.text for sentence in figures.sentences)
        return tuple(Statement(quote.text, (quote,)) for quote in quotes if quote.text not in said)


def _about_structure(reply: NavigationReply) -> Reply:
    return Reply(reply.status, reply.statements, reply.missing, reply.calculations, confidence=reply.confidence)


def _is_settled(kind: Kind, verdict: Verdict) -> bool:
    """Whether a verdict on a claim stands: what puts it right always does; else nothing decisive may be missing."""
    return kind is Kind.NO or not any(missing.kind in DECISIVE for missing in verdict.missing)
