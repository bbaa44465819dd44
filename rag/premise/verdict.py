"""Holds a claim against the evidence: yes, no, not said, or no verdict where it is not sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rag.premise import words as said
from rag.premise.areas import Areas
from rag.premise.form import Claim, Form, claim_of, parts_of
from rag.premise.slots import Slots, bare_numbers, plain, read_slots
from rag.premise.windows import Window, span_of, windows_of, windows_of_plan
from rag.query import Query
from rag.quotes import Statement
from rag.understanding.language import Language
from rag.understanding.places import Gazetteer
from rag.understanding.terms import TermWeights

# Shares of the claim's weight that a sentence must hold for a yes, and a clause for a no.
YES_FROM = 0.85
CLAUSE_FROM = 0.5
NO_FROM = 0.7
NO_FROM_STATED = 0.8
NOT_SAID_FROM = 0.35
WITHIN = 3
LANGUAGES = (Language.CHINESE, Language.TRADITIONAL, Language.ENGLISH)


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
class Case:
    """A claim with all that it is compared by."""

    query: Query
    claim: Claim
    words: tuple[str, ...]
    slots: Slots
    weights: TermWeights

    def cover(self, text: str) -> float:
        """The share of the claim's words that a text holds."""
        return said.cover(self.words, plain(text), self.query, self.weights)


@dataclass(frozen=True)
class PremiseChecker:
    """Gives verdicts on claims about one plan.

    Args:
        plan_text: the whole plan, so that nothing is denied that it says elsewhere.
        weights: how much each word tells.
        gazetteer: names of places.
    """

    plan_text: str
    weights: TermWeights
    gazetteer: Gazetteer

    @cached_property
    def areas(self) -> Areas:
        """Finds places."""
        return Areas(self.plan_text, self.gazetteer)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """All clauses of the plan."""
        return windows_of_plan(self.plan_text, self.areas.find)

    def lead(self, query: Query, statements: Sequence[Statement]) -> Premise | None:
        """The verdict on what a question claims or asks to have confirmed; None where nothing is sure.

        Args:
            query: the question.
            statements: the plan's sentences found for it, best first.
        """
        claim = claim_of(query) if query.language in LANGUAGES else None
        if claim is None:
            return None
        case = self._case(query, claim)
        if not case.words or said.unread_latin(query, case.words):
            return None
        windows = [
            (n, w)
            for n, s in enumerate(statements[:WITHIN])
            if _is_running(s)
            for w in windows_of(s.text, self.areas.find)
        ]
        parts = [case, *(self._case(query, part) for part in parts_of(claim))]
        refuted = (self._refuted(part, windows) for part in parts if part.words)
        return next(filter(None, refuted), None) or _confirmed(case, windows) or _unsaid(case, windows)

    def _case(self, query: Query, claim: Claim) -> Case:
        slots = read_slots(claim.text, self.areas.find)
        own = {place.name for place in query.places}
        words = said.claim_words(query, claim.text)
        kept = tuple(w for w in words if w not in own and not any(w in place for place in slots.places))
        return Case(query, claim, kept, slots, self.weights)

    def _refuted(self, case: Case, windows: Sequence[tuple[int, Window]]) -> Premise | None:
        """不是 where the clause that the claim is about has another value, and no clause of the plan its own."""
        least = NO_FROM_STATED if case.claim.form is Form.STATED else NO_FROM
        best = max(((case.cover(w.text), n, w) for n, w in windows), key=lambda r: r[0], default=None)
        if best is None or best[0] < least or said.denies(case.claim.text) or not _tells(case, best[2].text):
            return None
        share, position, window = best
        if not _conflicts(case, window) or self._said_elsewhere(case, window, share - 0.15):
            return None
        return Premise(Kind.NO, window.text, position, share)

    def _said_elsewhere(self, case: Case, window: Window, least: float) -> bool:
        """Whether some clause of the plan bears the claim out."""
        full = _full_name(case.claim.text, window.text)
        if full:
            return full in self.plan_text
        agreeing = (w for w in self.windows if not _conflicts(case, w) and _agrees(case, w))
        return any(case.cover(w.text) >= least for w in agreeing)


def _is_running(statement: Statement) -> bool:
    """Whether a statement is running text of the plan: table rows are for those who read figures."""
    return bool(statement.quotes) and not any(" | " in quote.text for quote in statement.quotes)


def _tells(case: Case, text: str) -> bool:
    """Whether a clause shares something telling with the claim: two words, or one long one."""
    matched = [word for word in case.words if said.best_match(word, plain(text), case.query) >= 0.99]
    return len(matched) > 1 or any(len(word) > 3 for word in matched)


def _conflicts(case: Case, window: Window) -> bool:
    claim, have = case.slots, window.slots
    return (
        _others(claim.places, window.places)
        or _others(claim.often, have.often)
        or _others(claim.years, have.years)
        or _other_number(claim, have)
        or _other_level(claim, have)
        or bool(_full_name(case.claim.text, window.text))
    )


def _others(claimed: frozenset[str], there: frozenset[str]) -> bool:
    """Whether a value is claimed that is not there while another is."""
    return bool(claimed - there) and bool(there - claimed)


def _other_number(claim: Slots, have: Slots) -> bool:
    if len(claim.numbers) > 1:
        # Which number is claimed of what, cannot be told.
        return False
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


def _full_name(claim: str, text: str) -> str:
    """What a claim makes in full of a thing that a clause calls 副 (deputy, sub-); empty if it does not."""
    at = text.find("副")
    before, head = text[max(at - 2, 0) : at], text[at + 1 : at + 3]
    said_full = re.search(f"{re.escape(before)}的?{re.escape(head)}", plain(claim)) if len(before + head) == 4 else None
    return before + head if said_full and "副" not in claim else ""


def _agrees(case: Case, window: Window) -> bool:
    """Whether a clause, its subject and its sentence hold all that the claim's slots hold."""
    claim, have = case.slots, window.slots
    return (
        claim.places <= window.places
        and claim.often <= have.often
        and claim.levels <= have.levels
        and claim.numbers <= have.numbers
        and all(year in window.sentence for year in claim.years)
    )


def _confirmed(case: Case, windows: Sequence[tuple[int, Window]]) -> Premise | None:
    """是 where one sentence holds all of a question's claim and nothing in the claim goes beyond it."""
    if case.claim.form is Form.STATED or said.denies(case.claim.text):
        return None
    rated = [(case.cover(w.sentence) + case.cover(w.text), -n, w) for n, w in windows]
    best = max(rated, key=lambda r: r[:2], default=None)
    if best is None:
        return None
    position, window = -best[1], best[2]
    whole = case.cover(window.sentence)
    if whole < YES_FROM or case.cover(window.text) < CLAUSE_FROM or not _tells(case, window.sentence):
        return None
    if _goes_beyond(case, window) or _conflicts(case, window) or not _agrees(case, window):
        return None
    clause = span_of(window.sentence, case.cover)
    return Premise(Kind.YES, clause, position, whole, case.claim.form is Form.EXISTS)


def _goes_beyond(case: Case, window: Window) -> bool:
    text = case.claim.text
    return bool(
        said.unshared_exclusive(text, window.sentence)
        or said.unshared_forcing(text, window.sentence)
        or said.only_planned(text, window.sentence)
        or not bare_numbers(text) <= bare_numbers(window.sentence)
    )


def _unsaid(case: Case, windows: Sequence[tuple[int, Window]]) -> Premise | None:
    """规划没有这样说 where the nearest clause lacks what the claim forces."""
    best = max(((case.cover(w.sentence), n, w) for n, w in windows), key=lambda r: r[0], default=None)
    if best is None or case.claim.form is Form.STATED:
        return None
    share, position, window = best
    if said.unshared_forcing(case.claim.text, window.sentence) and share >= NOT_SAID_FROM:
        return Premise(Kind.NOT_SAID, window.text, position, share)
    return None
