"""Making one ranking of several: pure functions of score arrays, higher is better throughout."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

RRF_K = 60


def z_scores(scores: np.ndarray) -> np.ndarray:
    """Standard scores: mean 0, deviation 1; all 0 where the scores do not differ."""
    deviation = float(scores.std())
    if deviation < 1e-9:
        return np.zeros_like(scores, dtype=np.float32)
    return ((scores - scores.mean()) / deviation).astype(np.float32)


def min_max(scores: np.ndarray) -> np.ndarray:
    """Scores moved to 0–1; all 0 where the scores do not differ."""
    low, high = float(scores.min()), float(scores.max())
    if high - low < 1e-9:
        return np.zeros_like(scores, dtype=np.float32)
    return ((scores - low) / (high - low)).astype(np.float32)


def ranks(scores: np.ndarray) -> np.ndarray:
    """Rank of each score from 1 for the best; ties share the better rank."""
    ordered = np.sort(-scores)
    return np.searchsorted(ordered, -scores, side="left") + 1


def top_positions(scores: np.ndarray, n: int) -> np.ndarray:
    """Where the n highest positive scores stand, best first; of equals the earlier one leads."""
    positive = np.flatnonzero(scores > 0)
    if len(positive) > n:
        positive = np.sort(positive[np.argpartition(-scores[positive], n - 1)[:n]])
    return positive[np.argsort(-scores[positive], kind="stable")]


def reciprocal_rank_fusion(rankings: Sequence[np.ndarray], k: int = RRF_K) -> np.ndarray:
    """Sum of 1/(k + rank) over rankings of the same chunks (Cormack, Clarke, Büttcher 2009)."""
    return np.sum([1.0 / (k + ranks(scores)) for scores in rankings], axis=0).astype(np.float32)


def z_score_sum(parts: Sequence[tuple[np.ndarray, float]]) -> np.ndarray:
    """Weighted sum of the standard scores of each (scores, weight)."""
    return np.sum([weight * z_scores(scores) for scores, weight in parts], axis=0).astype(np.float32)


def lexical_weight(has_han: bool, terms: int, known: int) -> float:
    """How far word matches may be trusted, from 0 to 1.

    The terms of a question in another language hardly ever stand in a Chinese text, and one that does by
    chance is rare there, so BM25 weighs it most: it then counts only by the share of terms that match.
    """
    if has_han:
        return 1.0
    return known / terms if terms else 0.0
