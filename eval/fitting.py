"""Fits the ranking and refusal models on the dev half, with the error that cross-validation expects.

Only single questions without history are used: what a follow-up or a split message means is decided
before anything is ranked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.cases import Case
from rag.assistant import Assistant
from rag.query import Query
from rag.ranking import model as ranking_model
from rag.ranking.features import NAMES as RANKING_NAMES
from rag.ranking.model import LinearRanker
from rag.refusal import model as refusal_model
from rag.retriever import PlanRanker, Ranking
from rag.understanding.smalltalk import smalltalk_of
from rag.understanding.splitting import split_message

TRAINING = Path(__file__).with_name("refusal_training.jsonl")
FOLDS = 5
RANKING_PENALTY = 1e-2
# The weights of meaning hold for embedders whose identity names this model.
EMBEDDER = "e5"


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
        query, _ = assistant.repairer.corrected(
            assistant.repairer.from_pinyin(message.questions[0]).text,
            lambda text, story=message.story: assistant.understand(text, story),
        )
        ranking = assistant.ranker.rank(query)
        found.append(Example(case, query, ranking, _marks(assistant.ranker, ranking, case)))
    return found


def training_cases(path: Path = TRAINING) -> list[Case]:
    """Questions written for the refusal models alone: what the plan answers, leaves out, or has no part in."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Case(
            id=f"train-{number}",
            kind="not_in_plan" if row["topic"] == "on" else "out_of_scope",
            persona="training",
            question=row["question"],
            answerable=row["answerable"],
            missing=row["missing"],
        )
        for number, row in enumerate(rows, start=1)
        if not row["history"]
    ]


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


def fit_refusal(assistant: Assistant, found: Sequence[Example]) -> tuple[dict[str, Any], dict[str, float]]:
    """What the refusal models' file holds, and the cross-validated shares of right refusals on the dev half.

    Questions that the figures answer never reach the models and are left out.
    """
    judge, evidence = assistant.answerer.judge, assistant.answerer.evidence
    found = [e for e in found if not _answered_before(assistant, e)]
    rows = np.array([judge.signals(e.query, e.ranking, evidence.statements(e.query, e.ranking)) for e in found])
    meanings = np.array([e.query.vector for e in found])
    answered = np.array([e.case.answerable for e in found], dtype=float)
    on_topic = np.array([e.case.kind not in ("out_of_scope", "injection") for e in found], dtype=float)
    measured = np.array([e.case.persona != "training" for e in found])
    models: dict[str, Any] = {"embedder": EMBEDDER}
    figures: dict[str, float] = {}
    for kind, meant in (("without_meaning", None), ("with_meaning", meanings)):
        guesses = _held_out(rows, answered, meant)
        shift = _best_shift(guesses[measured], answered[measured])
        models[kind] = _fit_both(rows, answered, on_topic, meant, shift)
        figures = _refusal_figures(guesses[measured] + shift, answered[measured])
    return models, figures


def _fit_both(
    rows: np.ndarray, answered: np.ndarray, on_topic: np.ndarray, meanings: np.ndarray | None, shift: float
) -> dict[str, Any]:
    refused = answered == 0
    first = refusal_model.fit(rows, answered, meanings)
    first.weights["constant"] = round(first.weights["constant"] + shift, 4)
    second = refusal_model.fit(rows[refused], on_topic[refused], None if meanings is None else meanings[refused])
    return {"answered": asdict(first), "on_topic": asdict(second)}


def _held_out(rows: np.ndarray, answered: np.ndarray, meanings: np.ndarray | None) -> np.ndarray:
    """The log odds of each example by a model that has not seen it."""
    guesses = np.zeros(len(rows))
    for training, testing in _folds(len(rows)):
        model = refusal_model.fit(rows[training], answered[training], None if meanings is None else meanings[training])
        for i in testing:
            p = model.probability(rows[i], np.zeros(0) if meanings is None else meanings[i])
            guesses[i] = np.log(p / (1 - p)) if 0 < p < 1 else 30 * (p - 0.5)
    return guesses


def _best_shift(guesses: np.ndarray, answered: np.ndarray) -> float:
    """What to add to the scores so that most dev questions fall on the right side of 0.

    The training questions hold more that the plan does not answer than people ask.
    """
    shifts = np.arange(-2.0, 3.01, 0.1)
    right = [float((((guesses + shift) >= 0) == (answered == 1)).mean()) for shift in shifts]
    smooth = np.convolve(right, np.ones(5) / 5, mode="same")[2:-2]
    return float(shifts[2:-2][int(np.argmax(smooth))])


def _answered_before(assistant: Assistant, example: Example) -> bool:
    answerer = assistant.answerer
    if answerer.navigator.answer(example.query, example.ranking, assistant.ranker) is not None:
        return True
    return answerer.figures(example.query, example.ranking, assistant.clock()) is not None


def _refusal_figures(guesses: np.ndarray, answered: np.ndarray) -> dict[str, float]:
    refused, unanswerable = guesses < 0, answered == 0
    return {
        "refusal precision": round(float((refused & unanswerable).sum() / max(1, refused.sum())), 3),
        "refusal recall": round(float((refused & unanswerable).sum() / max(1, unanswerable.sum())), 3),
        "over-refusal": round(float((refused & ~unanswerable).sum() / max(1, (~unanswerable).sum())), 3),
    }


def write_ranking(weights: dict[str, float], path: Path = ranking_model.WEIGHTS_FILE) -> None:
    """Save the ranker's weights."""
    path.write_text(json.dumps({"weights": weights}, indent=1) + "\n", encoding="utf-8")


def write_refusal(weights: dict[str, Any], path: Path = refusal_model.WEIGHTS_FILE) -> None:
    """Save the refusal models' weights."""
    path.write_text(json.dumps(weights) + "\n", encoding="utf-8")


def with_ranker(assistant: Assistant, weights: dict[str, float], found: Sequence[Example]) -> list[Example]:
    """The examples ranked anew with other weights."""
    vector = LinearRanker(weights).vector()
    renewed = []
    for example in found:
        scores = example.ranking.features @ vector
        order = np.argsort(-scores, kind="stable")
        renewed.append(Example(example.case, example.query, example.ranking.reordered(scores), example.relevant[order]))
    return renewed
