"""What was found for one question, before it is written up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.answer import Calculation, Missing, Status
from rag.quotes import Quote, Statement


@dataclass(frozen=True)
class Reply:
    """The outcome for one stand-alone question.

    ``confidence`` (0 to 1) says how sure it is that the statements answer it; ``related`` are the
    nearest clauses where they do not. ``spent`` are seconds by step.
    """

    status: Status
    statements: tuple[Statement, ...] = ()
    missing: tuple[Missing, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    related: tuple[Quote, ...] = ()
    confidence: float = 0.0
    read_as: str | None = None
    spent: Mapping[str, float] = field(default_factory=dict)

    @property
    def cited_ids(self) -> tuple[str, ...]:
        """Addresses that the statements cite, each once, in order."""
        return tuple(dict.fromkeys(quote.block_id for statement in self.statements for quote in statement.quotes))
