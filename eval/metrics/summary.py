"""Many values as one: mean, percentile, bootstrap interval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

Value = float | bool | None


def mean(values: Iterable[Value]) -> float | None:
    """The mean of the values that are due; None if none is."""
    due = [float(value) for value in values if value is not None]
    return sum(due) / len(due) if due else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """Nearest-rank percentile: the smallest value that ``share`` of the values do not exceed."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def bootstrap_interval(
    values: Iterable[Value], confidence: float = 0.95, draws: int = 1000, seed: int = 0
) -> tuple[float, float] | None:
    """Percentile bootstrap interval of the mean (Efron 1979); None if no value is due."""
    due = np.array([float(value) for value in values if value is not None])
    if not due.size:
        return None
    picks = np.random.default_rng(seed).integers(0, due.size, (draws, due.size))
    means = due[picks].mean(axis=1)
    tail = (1 - confidence) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return float(low), float(high)
