"""The profile that clients send, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from web.text import MAX_QUESTION, checked_text, shown

if TYPE_CHECKING:
    from rag.support import Profile

MAX_FIELD = 200
MAX_NEEDS = 20


class SupportRequest(BaseModel):
    """Who asks and what for, every field optional: ``text`` is a free sentence, ``needs`` names of needs or words
    for them; ``plan`` is the plan it is about (null: the shipped one)."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "我们做PCB的，30人，缺钱也缺人", "needs": [], "plan": None}]}
    )

    text: str = Field(default="", max_length=MAX_QUESTION)
    industry: str = Field(default="", max_length=MAX_FIELD)
    stage: str = Field(default="", max_length=MAX_FIELD)
    size: str = Field(default="", max_length=MAX_FIELD)
    needs: list[str] = Field(default=[], max_length=MAX_NEEDS)
    place: str = Field(default="", max_length=MAX_FIELD)
    ownership: str = Field(default="", max_length=MAX_FIELD)
    plan: str | None = None

    @field_validator("text", "industry", "stage", "size", "place", "ownership", mode="before")
    @classmethod
    def _words(cls, value: Any, info: ValidationInfo) -> str:
        return _optional(value, str(info.field_name), MAX_QUESTION if info.field_name == "text" else MAX_FIELD)

    @field_validator("needs", mode="before")
    @classmethod
    def _needs(cls, value: Any) -> list[str]:
        if not isinstance(value, list):
            raise ValueError(f"needs: expected a list of needs, got {shown(value)}")
        if len(value) > MAX_NEEDS:
            raise ValueError(f"needs: expected at most {MAX_NEEDS}, got {len(value)}")
        return [checked_text(need, "needs", MAX_FIELD).strip() for need in value]

    @field_validator("plan", mode="before")
    @classmethod
    def _plan(cls, value: Any) -> str | None:
        return None if value is None or value == "" else checked_text(value, "plan", 100)

    @property
    def given(self) -> dict[str, str | list[str]]:
        """What was said, by field."""
        return {name: value for name, value in self.model_dump(exclude={"plan"}).items() if value}

    def profile(self) -> Profile:
        """The profile as the finder takes it."""
        from rag.support import Profile

        return Profile(
            text=self.text,
            industry=self.industry,
            stage=self.stage,
            size=self.size,
            needs=tuple(self.needs),
            place=self.place,
            ownership=self.ownership,
        )


def _optional(value: Any, name: str, limit: int) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    return checked_text(value, name, limit).strip()
