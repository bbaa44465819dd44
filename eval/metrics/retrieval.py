"""Ranked retrieval against groups of alternative addresses.

A ranked list holds one entry a result; an entry is the addresses that the result covers (a chunk of
our own covers one, a window of plain text may cover several).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from eval.metrics.citation import supports

Ranked = Sequence[Sequence[str]]
Groups = Sequence[Sequence[str]]


def recall_at_k(ranked: Ranked, groups: Groups, k: int) -> float | None:
    """Share of the groups with a right entry among the first k; None without groups."""
    if not groups:
        return None
    return sum(any(_hits(entry, group) for entry in ranked[:k]) for group in groups) / len(groups)


def reciprocal_rank(ranked: Ranked, groups: Groups) -> float | None:
    """1 / rank of the first entry that is right for any group, 0 if none is; None without groups."""
    if not groups:
        return None
    for rank, entry in enumerate(ranked, start=1):
        if any(_hits(entry, group) for group in groups):
            return 1 / rank
    return 0.0


def ndcg_at_k(ranked: Ranked, groups: Groups, k: int) -> float | None:
    """Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002); None without groups.

    An entry gains 1 if it is right for a group that no entry before it was right for, so that saying
    the same thing twice gains nothing.
    """
    if not groups:
        return None
    waiting = list(groups)
    gain = 0.0
    for rank, entry in enumerate(ranked[:k], start=1):
        met = [group for group in waiting if _hits(entry, group)]
        if met:
            gain += 1 / math.log2(rank + 1)
            waiting = [group for group in waiting if group not in met]
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(groups), k) + 1))
    return gain / ideal


def _hits(entry: Sequence[str], group: Sequence[str]) -> bool:
    return any(supports(address, group) for address in entry)
