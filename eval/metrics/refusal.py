"""Saying no to the right questions, and only to them. Each function takes (refused, answerable) pairs."""

from __future__ import annotations

from collections.abc import Iterable

Pairs = Iterable[tuple[bool, bool]]


def refusal_precision(pairs: Pairs) -> float | None:
    """Share of the refusals that were due; None without refusals."""
    return _share(not answerable for refused, answerable in pairs if refused)


def refusal_recall(pairs: Pairs) -> float | None:
    """Share of the unanswerable questions that were refused; None without unanswerable ones."""
    return _share(refused for refused, answerable in pairs if not answerable)


def over_refusal(pairs: Pairs) -> float | None:
    """Share of the answerable questions that were refused; None without answerable ones."""
    return _share(refused for refused, answerable in pairs if answerable)


def _share(outcomes: Iterable[bool]) -> float | None:
    values = list(outcomes)
    return sum(values) / len(values) if values else None
