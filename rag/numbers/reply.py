"""What the answerer for figures gives back."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer import Calculation, Missing, Status
from rag.quotes import Statement


@dataclass(frozen=True, slots=True)
class NumberReply:
    """Sentences in readable order (the figure first), with their quotes; the sums behind them; what the
    plan does not say. ``confidence`` is 0 to 1: how surely the question is about the records used."""

    sentences: tuple[Statement, ...]
    calculations: tuple[Calculation, ...] = ()
    missing: tuple[Missing, ...] = ()
    confidence: float = 0.0
    status: Status = Status.ANSWERED
