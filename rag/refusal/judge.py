"""The verdict on a question: answered, partly, not in the plan, or off the topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rag.answer import Missing, Status
from rag.query import Query
from rag.quotes import Statement
from rag.ranking.features import FeatureExtractor, title_mentioned
from rag.refusal.checks import Evidence, leaves_open, missing_parts
from rag.refusal.model import Logistic
from rag.refusal.signals import signals
from rag.retriever import Ranking

_SUPPORT_TALK = re.compile(
    r"支持|补贴|补助|奖励|奖金|优惠|扶持|资助|减免|报销|政策|\b(?:support|subsid|grant|fund)", re.I
)
ANSWERED_FROM = 0.5
ON_TOPIC_FROM = 0.5
# What is missing of these kinds is no matter of degree: a figure of another year or place is a wrong answer.
DECISIVE = frozenset({"year", "place", "person", "contact", "procedure"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question ends, how sure that is (0 to 1: the probability that the plan answers it), and what is missing."""

    status: Status
    confidence: float
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True)
class Judge:
    """Decides whether evidence answers a question."""

    answered: Logistic
    on_topic: Logistic
    features: FeatureExtractor
    positions: dict[str, int]
    off_topic_vectors: np.ndarray

    def evidence_of(self, statements: Sequence[Statement]) -> Evidence:
        """What statements show, with the headings above the quoted clauses."""
        quotes = [quote for statement in statements for quote in statement.quotes]
        facts = [self.features.facts[self.positions[quote.block_id]] for quote in quotes]
        shown = " ".join([*(statement.text for statement in statements), *(quote.text for quote in quotes)])
        first = " ".join(_said_by_first(statements))
        return Evidence(
            shown=shown,
            first=f"{first} {facts[0].headings}" if facts else first,
            context=" ".join(f"{fact.headings} {fact.text}" for fact in facts),
            years=frozenset(year for fact in facts for year in fact.years),
            plan_years=self._plan_years,
        )

    @cached_property
    def _plan_years(self) -> frozenset[str]:
        return frozenset(year for facts in self.features.facts for year in facts.years)

    def missing(self, query: Query, statements: Sequence[Statement]) -> tuple[Missing, ...]:
        """All that the question demands and the statements do not hold."""
        return missing_parts(query, self.evidence_of(statements))

    def signals(self, query: Query, ranking: Ranking, statements: Sequence[Statement]) -> np.ndarray:
        """The signals that the verdict rests on."""
        evidence = self.evidence_of(statements)
        return self._signals(query, ranking, evidence, missing_parts(query, evidence))

    def _signals(self, query: Query, ranking: Ranking, evidence: Evidence, missing: tuple[Missing, ...]) -> np.ndarray:
        off_topic = float((self.off_topic_vectors @ query.vector).max())
        named = title_mentioned(self.features.facts[ranking.positions[0]].title, query.plan_text.lower())
        return signals(query, ranking, evidence, missing, self.features.weights, off_topic, named)

    def judge(self, query: Query, ranking: Ranking, statements: Sequence[Statement]) -> Verdict:
        """The verdict on a question and what would be shown for it."""
        evidence = self.evidence_of(statements)
        missing = missing_parts(query, evidence)
        values = self._signals(query, ranking, evidence, missing)
        probability = self.answered.probability(values, query.vector)
        if any(m.kind in DECISIVE for m in missing):
            return Verdict(Status.NOT_IN_PLAN, min(probability, 1 - ANSWERED_FROM), missing)
        left_open = tuple(m for m in missing if leaves_open(m.kind, query.words, evidence))
        if left_open:
            return Verdict(Status.PARTIAL, max(probability, ANSWERED_FROM), left_open)
        if any(m.kind == "deadline" for m in missing):
            return Verdict(Status.NOT_IN_PLAN, min(probability, 1 - ANSWERED_FROM), missing)
        if probability < ANSWERED_FROM:
            return self._refusal(query, values, probability, missing)
        return Verdict(Status.ANSWERED, probability)

    def _refusal(self, query: Query, values: np.ndarray, probability: float, missing: tuple[Missing, ...]) -> Verdict:
        if not missing and self.on_topic.probability(values, query.vector) < ON_TOPIC_FROM:
            return Verdict(Status.OUT_OF_SCOPE, probability)
        return Verdict(Status.NOT_IN_PLAN, probability, missing or (self._subject(query),))

    def _subject(self, query: Query) -> Missing:
        """Names the part of the question that the plan knows least about."""
        kind = "support" if _SUPPORT_TALK.search(query.text) else "indicator"
        words = [
            w for w in query.words if len(w) > 1 and not self.features.weights.knows(w) and w not in query.synonyms
        ]
        telling = max(words or query.words, key=self.features.weights.idf, default=query.text[:20])
        return Missing(kind, telling)


def _said_by_first(statements: Sequence[Statement]) -> list[str]:
    """What the statements say that quote the best clause."""
    quoted = [(statement, statement.quotes) for statement in statements if statement.quotes]
    best = quoted[0][1][0].block_id if quoted else None
    return [part for s, quotes in quoted if quotes[0].block_id == best for part in (s.text, *(q.text for q in quotes))]
