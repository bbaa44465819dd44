"""Fits the ranking and refusal models on the dev half, with the error that cross-validation expects.

Only single questions without history are used: what a follow-up or a split message means is decided
before anything is ranked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.cases import Case
from rag.assistant import Assistant
from rag.query import Query
from rag.ranking import model as ranking_model
from rag.ranking.features import NAMES as RANKING_NAMES
from rag.ranking.model import LinearRanker
from rag.refusal import model as refusal_model
from rag.refusal.signals import NAMES as SIGNAL_NAMES
from rag.retriever import PlanRanker, Ranking
from rag.understanding.smalltalk import smalltalk_of
from rag.understanding.splitting import split_message

FOLDS = 5
RANKING_PENALTY = 1e-3
REFUSAL_PENALTY = 0.5


@dataclass(frozen=True)
class Example:
    """A case understood and ranked: the marks say which chunks are relevant."""

    case: Case
    query: Query
    ranking: Ranking
    relevant: np.ndarray


def examples(assistant: Assistant, cases: Sequence[Case], advance: Callable[[], None]) -> list[Example]:
    """Every single question of the cases, understood as the assistant would."""
    found = []
    for case in cases:
        advance()
        message = split_message(case.question)
        if case.history or len(message.questions) != 1 or smalltalk_of(case.question):
            continue
        query = assistant.understand(message.questions[0], message.story)
        ranking = assistant.ranker.rank(query)
        found.append(Example(case, query, ranking, _marks(assistant.ranker, ranking, case)))
    return found


def _marks(ranker: PlanRanker, ranking: Ranking, case: Case) -> np.ndarray:
    addresses = [address for group in case.relevant for address in group]
    ids = [ranker.index.chunks[position].id for position in ranking.positions]
    return np.array([any(i == a or i.startswith(f"{a}.") for a in addresses) for i in ids], dtype=bool)


def fit_ranking(found: Sequence[Example]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights from all examples that have a relevant chunk, and cross-validated hit@1, @3, @8."""
    usable = [e for e in found if e.relevant.any()]
    held_out = _cross_validate(usable)
    weights = _fit(usable)
    return {name: round(float(w), 3) for name, w in zip(RANKING_NAMES, weights, strict=True)}, held_out


def _fit(found: Sequence[Example]) -> np.ndarray:
    return ranking_model.fit([e.ranking.features for e in found], [e.relevant for e in found], penalty=RANKING_PENALTY)


def _cross_validate(found: Sequence[Example]) -> dict[str, float]:
    hits: dict[int, list[bool]] = {1: [], 3: [], 8: []}
    for training, testing in _folds(len(found)):
        weights = _fit([found[i] for i in training])
        for example in (found[i] for i in testing):
            order = np.argsort(-(example.ranking.features @ weights), kind="stable")
            for k, list_of in hits.items():
                list_of.append(bool(example.relevant[order[:k]].any()))
    return {f"hit@{k}": round(float(np.mean(list_of)), 3) for k, list_of in hits.items()}


def _folds(count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    shuffled = np.random.default_rng(0).permutation(count)
    parts = np.array_split(shuffled, FOLDS)
    return [(np.concatenate([p for j, p in enumerate(parts) if j != i]), parts[i]) for i in range(FOLDS)]


def fit_refusal(assistant: Assistant, found: Sequence[Example]) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Weights of both refusal models, and the cross-validated shares of right refusals.

    Questions that the figures answer never reach the models and are left out.
    """
    judge, evidence = assistant.answerer.judge, assistant.answerer.evidence
    found = [e for e in found if assistant.answerer.figures(e.query, e.ranking, assistant.clock()) is None]
    rows = np.array([judge.signals(e.query, e.ranking, evidence.statements(e.query, e.ranking)) for e in found])
    answered = np.array([e.case.answerable for e in found], dtype=float)
    on_topic = np.array([e.case.kind not in ("out_of_scope", "injection") for e in found], dtype=float)
    refused = answered == 0
    weights = {
        "answered": _named(refusal_model.fit_logistic(rows, answered, REFUSAL_PENALTY)),
        "on_topic": _named(refusal_model.fit_logistic(rows[refused], on_topic[refused], REFUSAL_PENALTY)),
    }
    return weights, _refusal_figures(rows, answered)


def _named(weights: np.ndarray) -> dict[str, float]:
    return {name: round(float(w), 3) for name, w in zip(SIGNAL_NAMES, weights, strict=True)}


def _refusal_figures(rows: np.ndarray, answered: np.ndarray) -> dict[str, float]:
    guesses = np.zeros(len(rows))
    for training, testing in _folds(len(rows)):
        guesses[testing] = rows[testing] @ refusal_model.fit_logistic(
            rows[training], answered[training], REFUSAL_PENALTY
        )
    refused, unanswerable = guesses < 0, answered == 0
    return {
        "refusal precision": round(float((refused & unanswerable).sum() / max(1, refused.sum())), 3),
        "refusal recall": round(float((refused & unanswerable).sum() / max(1, unanswerable.sum())), 3),
        "over-refusal": round(float((refused & ~unanswerable).sum() / max(1, (~unanswerable).sum())), 3),
    }


def write_ranking(weights: dict[str, float], path: Path = ranking_model.WEIGHTS_FILE) -> None:
    """Save the ranker's weights."""
    path.write_text(json.dumps({"weights": weights}, indent=1) + "\n", encoding="utf-8")


def write_refusal(weights: dict[str, dict[str, float]], path: Path = refusal_model.WEIGHTS_FILE) -> None:
    """Save the refusal models' weights."""
    path.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def with_ranker(assistant: Assistant, weights: dict[str, float], found: Sequence[Example]) -> list[Example]:
    """The examples ranked anew with other weights."""
    vector = LinearRanker(weights).vector()
    renewed = []
    for example in found:
        scores = example.ranking.features @ vector
        order = np.argsort(-scores, kind="stable")
        renewed.append(Example(example.case, example.query, example.ranking.reordered(scores), example.relevant[order]))
    return renewed
