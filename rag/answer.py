"""The answer object: one, through every door (Python, CLI, REST, SSE, widget).

Names and types are a contract that other programs rely on; ``to_dict`` is what they receive.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_IN_PLAN = "not_in_plan"
    OUT_OF_SCOPE = "out_of_scope"
    SMALLTALK = "smalltalk"
    NEEDS_CLARIFICATION = "needs_clarification"

    @property
    def answerable(self) -> bool:
        """Whether the user was given what was asked for, at least in part."""
        return self in (Status.ANSWERED, Status.PARTIAL, Status.SMALLTALK)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands. ``quote`` is verbatim (cells joined by " | "), offsets are code points."""

    n: int
    plan: str
    id: str
    chapter: str
    chapter_title: str
    label: str
    quote: str
    start: int
    end: int
    url: str
    section: str | None = None
    section_title: str | None = None
    item: str | None = None
    bullet: int | None = None
    column: int | None = None
    column_title: str | None = None
    column_item: int | None = None
    table: int | None = None
    row: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What the plan does not say. Kinds: year, place, indicator, amount, deadline, procedure, person,
    contact, support."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that a calculation used, and the address it stands at."""

    id: str
    value: str
    unit: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Calculation:
    """Arithmetic shown with its operands."""

    expression: str
    operands: tuple[Operand, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole reply to one question."""

    id: str
    question: str
    standalone_question: str
    status: Status
    answer: str
    plan: str
    index: str
    read_as: str | None = None
    mode: str = "extractive"
    citations: tuple[Citation, ...] = ()
    missing: tuple[Missing, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    verdicts: tuple[dict[str, Any], ...] = ()
    related: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)

    @property
    def answerable(self) -> bool:
        """Derived from the status, never stored."""
        return self.status.answerable

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, in the contract's names."""
        return {**asdict(self), "status": self.status.value, "answerable": self.answerable}
