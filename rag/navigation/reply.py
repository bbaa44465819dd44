"""What the answerer for questions of structure gives back."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer import Calculation, Missing, Status
from rag.quotes import Statement


@dataclass(frozen=True, slots=True)
class NavigationReply:
    """Statements, the lead (the place, the count of its parts) first; the counts behind it; what the plan lacks.

    ``confidence`` is 0 to 1: how surely the question is about the structure, and about this piece of it.
    ``locates``: the statements say where something stands that the question also says something of.
    """

    statements: tuple[Statement, ...]
    confidence: float
    calculations: tuple[Calculation, ...] = ()
    missing: tuple[Missing, ...] = ()
    status: Status = Status.ANSWERED
    locates: bool = False
