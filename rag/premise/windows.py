"""Stretches of sentences that a claim is held against: clauses, with the subject they carry on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.sentences import clauses, sentences
from rag.premise.slots import Slots, place_finder, read_slots

# Elements of a list stand for themselves only where each is long enough to be a clause of its own.
_ELEMENT = 8
_SUBJECT_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Window:
    """A clause: its words, its sentence, the places that it or the subject before it names, and its slots."""

    text: str
    sentence: str
    slots: Slots
    carried: frozenset[str]

    @property
    def places(self) -> frozenset[str]:
        """Places of the clause, else of its subject."""
        return self.slots.places or self.carried


def windows_of(text: str, places: Callable[[str], Iterable[str]]) -> Iterator[Window]:
    """The clauses of a text, in order."""
    for span in sentences(text):
        sentence = text[span.start : span.end]
        carried: frozenset[str] = frozenset()
        for clause in clauses(sentence):
            for piece in _elements(sentence[clause.start : clause.end]):
                slots = read_slots(piece, places)
                yield Window(piece, sentence, slots, carried)
                carried = frozenset(places(piece[:_SUBJECT_WITHIN])) or carried


def _elements(clause: str) -> list[str]:
    pieces = [clause[span.start : span.end] for span in clauses(clause, "、")]
    return pieces if all(len(piece) >= _ELEMENT for piece in pieces) else [clause]


@lru_cache(maxsize=4)
def windows_of_plan(plan_text: str) -> tuple[Window, ...]:
    """All clauses of a plan's text."""
    lines = (re.sub(r"^\[[^\]]*\]", "", line) for line in plan_text.splitlines())
    return tuple(window for line in lines for window in windows_of(line, place_finder(plan_text)))
