"""Who asks, and what for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody says of themselves; every field may be empty.

    ``text`` is free: a whole message. ``industry``, ``stage``, ``size``, ``place``, ``ownership`` are in
    one's own words ("PCB", "刚成立", "30人", "某区", "民营"); ``needs`` are names of needs (``money``,
    ``people`` …, see ``needs()``) or words for them (缺钱).
    """

    text: str = ""
    industry: str = ""
    stage: str = ""
    size: str = ""
    needs: tuple[str, ...] = ()
    place: str = ""
    ownership: str = ""

    @property
    def words(self) -> str:
        """Everything said, as one text."""
        parts = (self.text, self.industry, self.stage, self.size, *self.needs, self.place, self.ownership)
        return "，".join(part for part in parts if part)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {**asdict(self), "needs": list(self.needs)}
