"""Logistic regression (Cox 1958) over the signals and the question's meaning: Newton's method, L2 penalty."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from rag.refusal.signals import NAMES

SIGNAL_PENALTY = 5.0
# Unit vectors of questions differ by little; scaled so, one penalty suits them and the signals.
MEANING_SCALE = 6.0
WEIGHTS_FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class Logistic:
    """The probability of a yes, from signals and the question's meaning.

    ``direction`` is a weight for every number of the question's vector, of the model that it was fitted with;
    empty for any other embedder.
    """

    weights: dict[str, float]
    direction: tuple[float, ...] = ()

    @cached_property
    def _vector(self) -> np.ndarray:
        return np.array([self.weights.get(name, 0.0) for name in NAMES])

    @cached_property
    def _direction(self) -> np.ndarray:
        return np.array(self.direction)

    def probability(self, signals: np.ndarray, meaning: np.ndarray) -> float:
        """1 / (1 + exp(−(w·x + d·v)))."""
        score = float(signals @ self._vector)
        if self.direction:
            score += float(meaning @ self._direction)
        return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def load_models(embedder: str, path: Path = WEIGHTS_FILE) -> tuple[Logistic, Logistic]:
    """The models of "the plan answers it" and, if not, "it is about the plan's subject".

    ``embedder`` names the embeddings; questions' meaning counts only with those the models were fitted on.
    """
    raw = json.loads(path.read_text(encoding="utf-8"))
    kind = "with_meaning" if raw["embedder"] in embedder else "without_meaning"
    models = [raw[kind][name] for name in ("answered", "on_topic")]
    answered, on_topic = (Logistic(model["weights"], tuple(model.get("direction", ()))) for model in models)
    return answered, on_topic


def fit(
    signals: np.ndarray, labels: np.ndarray, meanings: np.ndarray | None, penalty: float = SIGNAL_PENALTY
) -> Logistic:
    """A model of 0 or 1 ``labels`` from signals, shape (cases, signals), and the questions' vectors if given.

    Signals are scaled to deviation 1 for the penalty's sake; the weights are given for the signals as they are.
    """
    centre, spread = signals[:, 1:].mean(axis=0), signals[:, 1:].std(axis=0) + 1e-6
    scaled = np.column_stack([np.ones(len(signals)), (signals[:, 1:] - centre) / spread])
    if meanings is None:
        fitted, direction, offset = _newton(scaled, labels, penalty), np.empty(0), 0.0
    else:
        middle = meanings.mean(axis=0)
        fitted = _newton(np.column_stack([scaled, (meanings - middle) * MEANING_SCALE]), labels, penalty)
        direction = fitted[scaled.shape[1] :] * MEANING_SCALE
        offset = float(middle @ direction)
    plain = fitted[1 : scaled.shape[1]] / spread
    constant = fitted[0] - float(centre @ plain) - offset
    weights = dict(zip(NAMES, [constant, *plain], strict=True))
    return Logistic({name: round(float(w), 4) for name, w in weights.items()}, tuple(direction.round(3).tolist()))


def _newton(rows: np.ndarray, labels: np.ndarray, penalty: float, steps: int = 30) -> np.ndarray:
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], penalty)
    ridge[0] = 1e-6
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (p - labels) + ridge * weights
        curvature = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(ridge)
        weights = weights - np.linalg.solve(curvature, gradient)
    return weights
