"""Stretches of sentences that a claim is held against: clauses, with the subject they carry on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.sentences import clauses, sentences
from rag.premise.slots import Slots, read_slots

# Elements of a list stand for themselves only where each is long enough to be a clause of its own.
_ELEMENT = 8
_SUBJECT_WITHIN = 10
_ADVERBIAL = re.compile("(?:\\d+[.．、])?(?:对(?!接)|按照?|根据)")


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
        for clause in _whole_clauses(sentence):
            for piece in _elements(clause):
                slots = read_slots(piece, places)
                yield Window(piece, sentence, slots, carried)
                carried = frozenset(places(piece[:_SUBJECT_WITHIN])) or carried


def _whole_clauses(sentence: str) -> Iterator[str]:
    """The clauses of a sentence; one that only says of whom (对…的损失) belongs to the next."""
    start = None
    for span in clauses(sentence):
        start = span.start if start is None else start
        if _ADVERBIAL.match(sentence[start:]) and start == span.start and span.end < len(sentence.rstrip("。；！？")):
            continue
        yield sentence[start : span.end]
        start = None


def _elements(clause: str) -> list[str]:
    pieces = [clause[span.start : span.end] for span in clauses(clause, "、")]
    return pieces if all(len(piece) >= _ELEMENT for piece in pieces) else [clause]


def windows_of_plan(plan_text: str, places: Callable[[str], Iterable[str]]) -> tuple[Window, ...]:
    """All clauses of a plan's text."""
    lines = (re.sub(r"^\[[^\]]*\]", "", line) for line in plan_text.splitlines())
    return tuple(window for line in lines for window in windows_of(line, places))


def span_of(sentence: str, covered: Callable[[str], float]) -> str:
    """The shortest run of a sentence's clauses that holds as much as the whole sentence."""
    spans = clauses(sentence)
    whole = covered(sentence)
    runs = [(first.start, last.end) for i, first in enumerate(spans) for last in spans[i:]]
    for start, end in sorted(runs, key=lambda run: run[1] - run[0]):
        if covered(sentence[start:end]) >= whole - 1e-9:
            return sentence[start:end]
    return sentence
