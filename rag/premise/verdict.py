"""Holds a claim against the evidence: yes, no, not said, or no verdict where it is not sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.premise import words as said
from rag.premise.form import Claim, Form, claim_of
from rag.premise.slots import Slots, place_finder, plain, read_slots
from rag.premise.windows import Window, windows_of, windows_of_plan
from rag.query import Query
from rag.quotes import Statement
from rag.understanding.terms import TermWeights

# Shares of the claim's weight that a sentence must hold for a yes, and a clause for a no.
YES_FROM = 0.8
NO_FROM = 0.7
NO_FROM_STATED = 0.8
NOT_SAID_FROM = 0.7
WITHIN = 3


class Kind(StrEnum):
    """What the plan says to a claim."""

    YES = "yes"
    NO = "no"
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Premise:
    """A verdict on a claim, the clause of a statement that decides it, and the statement's position.

    ``exists`` says that the question was whether there is something.
    """

    kind: Kind
    clause: str
    position: int
    confidence: float
    exists: bool = False


@dataclass(frozen=True)
class _Case:
    """A claim with all that it is compared by."""

    query: Query
    claim: Claim
    words: tuple[str, ...]
    slots: Slots
    weights: TermWeights

    def cover(self, text: str) -> float:
        return said.cover(self.words, plain(text), self.query, self.weights)


def lead(
    query: Query, statements: Sequence[Statement], weights: TermWeights, plan_text: str
) -> Premise | None:
    """The verdict on what a question claims or asks to be confirmed.

    Args:
        query: the question.
        statements: the plan's sentences found for it, best first.
        weights: how much each word tells.
        plan_text: the whole plan, so that nothing is denied that it says elsewhere.
    """
    claim = claim_of(query)
    if claim is None:
        return None
    finder = place_finder(plan_text)
    found = read_slots(claim.text, finder)
    own = {place.name for place in query.places} - {place.name for place in query.foreign_places}
    slots = Slots(found.years, found.often, found.levels, found.numbers, found.places - own)
    words = tuple(word for word in said.claim_words(query, claim.text) if word not in slots.places and word not in own)
    case = _Case(query, claim, words, slots, weights)
    if not words:
        return None
    windows = [(n, w) for n, s in enumerate(statements[:WITHIN]) if s.quotes for w in windows_of(s.text, finder)]
    return _refuted(case, windows, plan_text) or _confirmed(case, windows) or _unsaid(case, windows, plan_text)


def _refuted(case: _Case, windows: Sequence[tuple[int, Window]], plan_text: str) -> Premise | None:
    """不是 where the clause that the claim is about has another value, and no clause of the plan has the claimed one."""
    least = NO_FROM_STATED if case.claim.form is Form.STATED else NO_FROM
    rated = [(case.cover(w.text), n, w) for n, w in windows]
    best = max(rated, key=lambda r: r[0], default=None)
    if best is None or best[0] < least or said.denies(case.claim.text) or not _tells(case, best[2].text):
        return None
    share, position, window = best
    if not _conflicts(case, window):
        return None
    agreeing = (w for w in windows_of_plan(plan_text) if not _conflicts(case, w) and _agrees(case, w))
    if any(case.cover(w.text) >= share - 0.15 for w in agreeing):
        return None
    return Premise(Kind.NO, window.text, position, share)


def _tells(case: _Case, text: str) -> bool:
    """Whether a clause shares something telling with the claim: two words, or one long one."""
    matched = [word for word in case.words if said.best_match(word, plain(text), case.query) >= 0.99]
    return len(matched) > 1 or any(len(word) > 3 for word in matched)


def _conflicts(case: _Case, window: Window) -> bool:
    claim, have = case.slots, window.slots
    return (
        _others(claim.places, window.places)
        or _others(claim.often, have.often)
        or _others(claim.years, have.years)
        or _other_number(claim, have)
        or _other_level(claim, have)
        or _is_deputy(case, window.text)
    )


def _others(claimed: frozenset[str], there: frozenset[str]) -> bool:
    """Whether a value is claimed that is not there while another is."""
    return bool(claimed - there) and bool(there - claimed)


def _other_number(claim: Slots, have: Slots) -> bool:
    for unit, value in claim.numbers:
        values = {other for kind, other in have.numbers if kind == unit}
        if len(values) == 1 and value not in values:
            return True
    return False


def _other_level(claim: Slots, have: Slots) -> bool:
    for level, noun in claim.levels:
        levels = {other for other, said_of in have.levels if said_of == noun}
        if levels and level not in levels:
            return True
    return False


def _is_deputy(case: _Case, text: str) -> bool:
    """Whether a clause says 副 (deputy, sub-) of what the claim says in full."""
    claim = plain(case.claim.text)
    at = text.find("副")
    head = text[at + 1 : at + 3]
    return at > 0 and len(head) == 2 and "副" not in claim and head in claim and text[at - 2 : at] in claim


def _agrees(case: _Case, window: Window) -> bool:
    """Whether a clause, its subject and its sentence hold all that the claim's slots hold."""
    claim, have = case.slots, window.slots
    return (
        claim.places <= window.places | have.places
        and claim.often <= have.often
        and claim.levels <= have.levels | {(level, noun) for level, noun in claim.levels if noun in ()}
        and claim.numbers <= have.numbers
        and all(year in window.sentence for year in claim.years)
    )


def _confirmed(case: _Case, windows: Sequence[tuple[int, Window]]) -> Premise | None:
    """是 where one sentence holds all of a question's claim and nothing in the claim goes beyond it."""
    claim = case.claim
    if claim.form is Form.STATED or said.denies(claim.text):
        return None
    for share, position, window in sorted(
        ((case.cover(w.text), n, w) for n, w in windows), key=lambda r: (-r[0], r[1])
    ):
        whole = case.cover(window.sentence)
        if whole < YES_FROM or not _tells(case, window.sentence):
            continue
        beyond = (
            said.unshared_exclusive(claim.text, window.sentence)
            or said.unshared_forcing(claim.text, window.sentence)
            or said.only_planned(claim.text, window.sentence)
        )
        if beyond or not _agrees(case, window) or share < whole / 2:
            return None
        return Premise(Kind.YES, window.text, position, whole, claim.form is Form.EXISTS)
    return None


def _unsaid(case: _Case, windows: Sequence[tuple[int, Window]], plan_text: str) -> Premise | None:
    """规划没有这样说 where the nearest clause lacks what the claim forces, or the plan names nothing of what is asked for."""
    best = max(((case.cover(w.sentence), n, w) for n, w in windows), key=lambda r: r[0], default=None)
    if best is None or case.claim.form is Form.STATED:
        return None
    share, position, window = best
    if said.unshared_forcing(case.claim.text, window.sentence) and share >= NOT_SAID_FROM / 2:
        return Premise(Kind.NOT_SAID, window.text, position, share)
    return None
