"""Sentences cut into units: the clauses that state one thing each.

A clause with a head verb of its own and something given opens a unit; openings (依托…，) belong to the
clause behind them, purposes and results (提升…，) to the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.document import Span
from corpus.measures.heads import Head, find_head
from corpus.measures.kinds import kinds_of
from corpus.measures.records import Kind, Strength
from corpus.measures.words import words
from corpus.sentences import clauses

# Heads that state a measure at the front of a sentence, and what it leads to behind another.
_MOSTLY_RESULTS = ("打造", "构建", "促进")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a sentence with its head. ``kinds`` are those of its head clause."""

    start: int
    end: int
    head: Head
    kinds: tuple[Kind, ...]


def units(sentence: str) -> list[Unit]:
    """The units of a sentence, in order, as ranges of it."""
    found: list[Unit] = []
    opening: int | None = None
    for clause in clauses(sentence):
        text = sentence[clause.start : clause.end]
        head = find_head(text)
        start = clause.start if opening is None else opening
        if head is None:
            opening = _opening(found, clause, start, text)
            continue
        opening = None
        unit = Unit(start, clause.end, head, kinds_of(sentence[start : clause.end]))
        _add(found, unit)
    if opening is not None and found:
        found[-1] = replace(found[-1], end=len(sentence.rstrip("。；;")))
    return found


def _opening(found: list[Unit], clause: Span, start: int, text: str) -> int | None:
    """Where the pending opening starts, if the headless clause is one; else it joins the unit before."""
    if not found or start != clause.start or words().preposition.match(text) or text.endswith(("的", "中")):
        return start
    found[-1] = _joined(found[-1], clause.end, ())
    return None


def _add(found: list[Unit], unit: Unit) -> None:
    last = found[-1] if found else None
    if last and (unit.head.strength is None or unit.head.verb in _MOSTLY_RESULTS):
        found[-1] = _joined(last, unit.end, unit.kinds)
    elif last and not unit.kinds:
        found[-1] = _joined(last, unit.end, ())
    elif last and not last.kinds:
        found[-1] = _joined(last, unit.end, unit.kinds)
    else:
        found.append(_inheriting(unit, last))


def _joined(unit: Unit, end: int, kinds: tuple[Kind, ...]) -> Unit:
    return replace(unit, end=end, kinds=unit.kinds or kinds)


def _inheriting(unit: Unit, last: Unit | None) -> Unit:
    """In "支持A区打造X，B区打造Y" the second clause is governed by the first one's verb."""
    if last and unit.head.of_place and last.head.strength in (Strength.SUPPORT, Strength.ENCOURAGE, Strength.PROMOTE):
        return replace(unit, head=replace(last.head, of_place=True))
    return unit
