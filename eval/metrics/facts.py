"""What an answer must hold, and must not."""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics.text import contains, without_references


def facts_found(text: str, facts: Sequence[Sequence[str]]) -> list[bool]:
    """For each group, whether one of its alternatives stands in the text."""
    plain = without_references(text)
    return [any(contains(plain, fact) for fact in group) for group in facts]


def fact_coverage(text: str, facts: Sequence[Sequence[str]]) -> float | None:
    """Share of the groups found in the text; None without groups."""
    found = facts_found(text, facts)
    return sum(found) / len(found) if found else None


def wrong_found(text: str, wrong: Sequence[str]) -> list[str]:
    """The strings that make the text wrong and stand in it."""
    plain = without_references(text)
    return [string for string in wrong if contains(plain, string)]
