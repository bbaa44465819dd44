"""Logistic regression (Cox 1958) over the signals, fitted by Newton's method with an L2 penalty."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from rag.refusal.signals import NAMES

WEIGHTS_FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class Logistic:
    """The probability of a yes, from signals."""

    weights: dict[str, float]

    @cached_property
    def _vector(self) -> np.ndarray:
        return np.array([self.weights.get(name, 0.0) for name in NAMES])

    def probability(self, signals: np.ndarray) -> float:
        """1 / (1 + exp(−w·x))."""
        return float(1 / (1 + np.exp(-np.clip(signals @ self._vector, -30, 30))))


def load_models(path: Path = WEIGHTS_FILE) -> tuple[Logistic, Logistic]:
    """The models of "the plan answers it" and, if not, "it is about the plan's subject"."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Logistic(raw["answered"]), Logistic(raw["on_topic"])


def fit_logistic(signals: np.ndarray, labels: np.ndarray, penalty: float = 1.0, steps: int = 40) -> np.ndarray:
    """Weights that maximise the penalised likelihood; the constant is not penalised.

    ``signals`` has shape (cases, signals), ``labels`` are 0 or 1.
    """
    weights = np.zeros(signals.shape[1])
    ridge = np.full(signals.shape[1], penalty)
    ridge[NAMES.index("constant")] = 1e-6
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(signals @ weights, -30, 30)))
        gradient = signals.T @ (p - labels) + ridge * weights
        curvature = (signals * (p * (1 - p))[:, None]).T @ signals + np.diag(ridge)
        weights = weights - np.linalg.solve(curvature, gradient)
    return weights
