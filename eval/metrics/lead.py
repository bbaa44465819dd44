"""Whether an answer comes to the point."""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics.facts import facts_found
from eval.metrics.text import without_references

LEAD_LENGTH = 60


def answer_length(text: str) -> int:
    """Characters of an answer, without citation marks and outer blanks."""
    return len(without_references(text).strip())


def lead_has_fact(text: str, facts: Sequence[Sequence[str]], length: int = LEAD_LENGTH) -> bool | None:
    """Whether a fact stands in the first characters of an answer; None without facts."""
    if not facts:
        return None
    plain = without_references(text).strip()
    return any(facts_found(_cut(plain, length), facts))


def _cut(text: str, length: int) -> str:
    """The first characters; a number that the cut would halve is left out, for half a number is another."""
    if len(text) > length and text[length].isdigit():
        return text[:length].rstrip("0123456789.,")
    return text[:length]
