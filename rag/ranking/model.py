"""A linear model over the features, fitted by listwise softmax regression (Cao et al. 2007, ListNet's top-one loss)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rag.ranking.features import NAMES

WEIGHTS_FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class LinearRanker:
    """Scores chunks by a weighted sum of their features."""

    weights: dict[str, float]

    @classmethod
    def load(cls, path: Path = WEIGHTS_FILE) -> LinearRanker:
        """Read the fitted weights; a feature without one counts nothing."""
        return cls(json.loads(path.read_text(encoding="utf-8"))["weights"])

    def vector(self) -> np.ndarray:
        """The weights in the order of the features."""
        return np.array([self.weights.get(name, 0.0) for name in NAMES], dtype=np.float32)

    def scores(self, features: np.ndarray) -> np.ndarray:
        """One score a row; higher is better."""
        return features @ self.vector()


def fit(
    matrices: Sequence[np.ndarray],
    relevant: Sequence[np.ndarray],
    penalty: float = 1e-3,
    steps: int = 600,
    rate: float = 0.05,
) -> np.ndarray:
    """Weights that raise the softmax share of the relevant chunks; Adam on the mean loss plus an L2 penalty.

    ``relevant`` marks the relevant rows of each matrix with True; questions without one are left out.
    """
    pairs = [(m.astype(np.float64), r) for m, r in zip(matrices, relevant, strict=True) if r.any()]
    weights = np.zeros(len(NAMES))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        gradient = sum(_gradient(features, marks, weights) for features, marks in pairs) / len(pairs)
        gradient = gradient + 2 * penalty * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def _gradient(features: np.ndarray, marks: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Gradient of −log Σ softmax(relevant): the model's mean feature less that among the relevant."""
    scores = features @ weights
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    among = np.where(marks, shares, 0.0)
    return features.T @ shares - features.T @ (among / max(among.sum(), 1e-12))
