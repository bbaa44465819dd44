"""What clients send, checked."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from web.assistant import Turn
from web.text import checked_text, shown

MAX_TURNS = 200
MAX_ANSWER = 8000


class TurnIn(BaseModel):
    """An earlier turn: the question, and the answer that was given with the addresses it cited."""

    question: str
    answer: str | None = None
    citations: list[str] = Field(default=[], max_length=50)

    @field_validator("question", mode="before")
    @classmethod
    def _question(cls, value: Any) -> str:
        return checked_text(value, "history question")

    @field_validator("answer", mode="before")
    @classmethod
    def _answer(cls, value: Any) -> str | None:
        return None if value is None or value == "" else checked_text(value, "history answer", MAX_ANSWER)

    @field_validator("citations", mode="before")
    @classmethod
    def _citations(cls, value: Any) -> list[str]:
        if not isinstance(value, list):
            raise ValueError(f"history citations: expected a list of addresses, got {shown(value)}")
        return [checked_text(address, "history citation", 100) for address in value]


class AskRequest(BaseModel):
    """A question, the turns before it (oldest first), and the plan it is about (null: the shipped one)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"question": "全社会研发经费投入占GDP比重的目标？", "history": [], "plan": None}]
        }
    )

    question: str = Field(min_length=1, max_length=2000)
    history: list[str | TurnIn] = []
    plan: str | None = None

    @field_validator("question", mode="before")
    @classmethod
    def _question(cls, value: Any) -> str:
        return checked_text(value, "question")

    @field_validator("history", mode="before")
    @classmethod
    def _history(cls, value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValueError(f"history: expected a list of earlier questions, got {shown(value)}")
        if len(value) > MAX_TURNS:
            raise ValueError(f"history: expected at most {MAX_TURNS} turns, got {len(value)}")
        return [_turn(turn) for turn in value]

    @field_validator("plan", mode="before")
    @classmethod
    def _plan(cls, value: Any) -> str | None:
        return None if value is None else checked_text(value, "plan", 100)

    def turns(self) -> list[Turn]:
        """The earlier turns as the assistant takes them, oldest first."""
        return [turn if isinstance(turn, str) else turn.model_dump() for turn in self.history]


def _turn(value: Any) -> Any:
    if isinstance(value, str):
        return checked_text(value, "history question")
    if isinstance(value, dict):
        return value
    raise ValueError(f"history: expected strings or objects with a question, got {shown(value)}")
