"""Whether the right places were cited, at every level of the plan's structure.

A citation is right if its address equals or lies under one of a group's addresses. At a coarser level
it is also right if both lie in the same chapter, section, item, box or table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LEVELS = ("chapter", "section", "item", "box", "table")
_LEVEL_PART = {"chapter": r"c\d+", "section": r"s\d+", "item": r"i\d+", "box": r"box\d+", "table": r"t\d+"}

Groups = Sequence[Sequence[str]]


def lies_under(address: str, above: str) -> bool:
    """Whether an address is another one or stands under it."""
    return address == above or address.startswith(f"{above}.")


def at_level(address: str, level: str) -> str | None:
    """The part of an address down to a level; None if it does not reach it ("c3.p1" has no section)."""
    parts = address.split(".")
    for position, part in enumerate(parts):
        if re.fullmatch(_LEVEL_PART[level], part):
            return ".".join(parts[: position + 1])
    return None


def supports(address: str, group: Sequence[str], level: str | None = None) -> bool:
    """Whether a cited address is right for a group, exactly or at a level."""
    if any(lies_under(address, gold) for gold in group):
        return True
    if level is None:
        return False
    place = at_level(address, level)
    return place is not None and any(at_level(gold, level) == place for gold in group)


def citation_precision(cited: Sequence[str], groups: Groups, level: str | None = None) -> float | None:
    """Share of the citations that are right for a group; None without citations or groups, or where no
    gold address reaches the level."""
    due = groups_at(groups, level)
    if not cited or not due:
        return None
    return sum(any(supports(address, group, level) for group in due) for address in cited) / len(cited)


def citation_recall(cited: Sequence[str], groups: Groups, level: str | None = None) -> float | None:
    """Share of the groups with a right citation; None without groups that reach the level."""
    due = groups_at(groups, level)
    if not due:
        return None
    return sum(any(supports(address, group, level) for address in cited) for group in due) / len(due)


def first_right(cited: Sequence[str], groups: Groups) -> bool | None:
    """Whether the first citation is right for a group; None without groups, false without citations."""
    if not groups:
        return None
    return bool(cited) and any(supports(cited[0], group) for group in groups)


def groups_at(groups: Groups, level: str | None) -> list[Sequence[str]]:
    """The groups that have an address reaching a level (all of them for None)."""
    if level is None:
        return list(groups)
    return [group for group in groups if any(at_level(gold, level) for gold in group)]
