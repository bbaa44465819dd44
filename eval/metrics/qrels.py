"""Ranked retrieval against graded judgements (BEIR's and TREC's), where a document is itself the answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def graded_ndcg(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float | None:
    """nDCG@k with linear gain, as trec_eval computes it; None without a relevant document."""
    ideal = _discounted(sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:k])
    return _discounted([max(0, grades.get(docid, 0)) for docid in ranked[:k]]) / ideal if ideal else None


def qrels_recall(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float | None:
    """Share of the relevant documents among the first k; None without any."""
    relevant = {docid for docid, grade in grades.items() if grade > 0}
    return len(relevant & set(ranked[:k])) / len(relevant) if relevant else None


def qrels_reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float | None:
    """1 / rank of the first relevant document among the first k, 0 if none is; None without any."""
    if not any(grade > 0 for grade in grades.values()):
        return None
    return next((1 / rank for rank, docid in enumerate(ranked[:k], start=1) if grades.get(docid, 0) > 0), 0.0)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
