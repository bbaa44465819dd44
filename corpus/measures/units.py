"""Sentences cut into units: the clauses that state one thing each.

A clause with a head verb of its own and something given opens a unit; openings (依托…，) belong to the
clause behind them, purposes and results (提升…，) to the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.measures.heads import Head, find_head
from corpus.measures.kinds import audiences_of, kinds_of
from corpus.measures.records import Kind, Strength
from corpus.measures.words import words
from corpus.sentences import clauses

# Heads that state a measure at the front of a sentence, and what it leads to behind another.
_MOSTLY_RESULTS = ("打造", "构建", "促进", "开展")


# "以…等方式，做…": the clause behind says what for all of it is.
_MEANS = ("方式", "形式", "模式", "途径")
_GOVERNING = (Strength.SUPPORT, Strength.ENCOURAGE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a sentence with its head. ``kinds`` are those of its head clause; ``governed``: its head and
    recipients are those of the unit before."""

    start: int
    end: int
    head: Head
    kinds: tuple[Kind, ...]
    governed: bool = False


def units(sentence: str) -> list[Unit]:
    """The units of a sentence, in order, as ranges of it."""
    found: list[Unit] = []
    opening: int | None = None
    spans = clauses(sentence)
    texts = [sentence[span.start : span.end] for span in spans]
    for at, (clause, text) in enumerate(zip(spans, texts, strict=True)):
        head = find_head(text)
        if head is None:
            following = texts[at + 1] if at + 1 < len(texts) else ""
            if found and opening is None and not _opens(text, following):
                found[-1] = _joined(found[-1], clause.end, ())
            elif opening is None:
                opening = clause.start
            continue
        start = clause.start if opening is None else opening
        opening = None
        _add(found, Unit(start, clause.end, head, kinds_of(sentence[start : clause.end])), sentence)
    if opening is not None and found:
        found[-1] = replace(found[-1], end=spans[-1].end)
    return found


def _opens(clause: str, following: str) -> bool:
    """Whether a clause without a head belongs to the clause behind it."""
    return bool(words().preposition.match(clause)) or clause.endswith(("的", "中")) or following.startswith("可")


def _add(found: list[Unit], unit: Unit, sentence: str) -> None:
    last = found[-1] if found else None
    if last is None:
        found.append(unit)
    elif last.kinds and (_says_what_for(unit.head) or not unit.kinds):
        found[-1] = _joined(last, unit.end, ())
    elif last.kinds and sentence[: last.end].endswith(_MEANS):
        found[-1] = replace(last, end=unit.end, kinds=kinds_of(sentence[last.start : unit.end]))
    elif not last.kinds:
        found[-1] = _led_by(last, unit)
    else:
        found.append(_governed(unit, last, sentence))


def _says_what_for(head: Head) -> bool:
    return head.strength is None or (head.verb in _MOSTLY_RESULTS and not head.of_place)


def _joined(unit: Unit, end: int, kinds: tuple[Kind, ...]) -> Unit:
    return replace(unit, end=end, kinds=unit.kinds or kinds)


def _led_by(last: Unit, unit: Unit) -> Unit:
    """A unit that gives nothing yet and the clause that says what it gives: supporting verbs govern what follows,
    others only lead up to it."""
    leads = last.head.strength in (*_GOVERNING, Strength.EXPLORE) or not unit.kinds
    head = last.head if leads and last.head.strength else unit.head
    return Unit(last.start, unit.end, head, unit.kinds)


def _governed(unit: Unit, last: Unit, sentence: str) -> Unit:
    """In "支持A打造X，B打造Y" and "支持A做X，设立Y" the second clause is governed by the first one's verb."""
    if (
        last.head.strength not in _GOVERNING
        or last.head.verb.startswith("加大")
        or unit.head.strength is not Strength.ESTABLISH
    ):
        return unit
    own_recipient = bool(audiences_of(sentence[unit.start : unit.end])[0])
    if own_recipient and not unit.head.of_place:
        return unit
    return replace(unit, head=replace(last.head, of_place=unit.head.of_place), governed=not own_recipient)
