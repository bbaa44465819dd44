"""What kind of thing a question asks for, read from its question words.

The words lie in ``asks.toml``; which kinds a question has is evidence for ranking,
composing and refusing, never an answer by itself.
"""

from __future__ import annotations

from enum import StrEnum

from rag.understanding.patterns import load_patterns


class Ask(StrEnum):
    """Kinds of thing asked for; a question may have several."""

    FIGURE = "figure"
    AMOUNT = "amount"
    LIST = "list"
    WHO = "who"
    PLACE = "place"
    WHEN = "when"
    YESNO = "yesno"
    DEADLINE = "deadline"
    PROCEDURE = "procedure"
    CONTACT = "contact"
    PERSON = "person"
    NAVIGATE = "navigate"
    DEFINITION = "definition"
    ALL = "all"
    COMPUTE = "compute"


_COMPILED = {Ask(kind): pattern for kind, pattern in load_patterns("asks.toml").items()}


def asks_of(text: str) -> frozenset[Ask]:
    """The kinds of thing a question asks for; empty if it has no question word."""
    return frozenset(ask for ask, pattern in _COMPILED.items() if pattern.search(text))


def question_words(text: str) -> list[tuple[int, int]]:
    """Spans of the question words, so that they can be left out of what is searched for."""
    return [match.span() for pattern in _COMPILED.values() for match in pattern.finditer(text)]
