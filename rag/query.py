"""One question made ready for retrieval: everything that was understood of it, in one value."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from rag.understanding.asks import Ask
from rag.understanding.language import Language
from rag.understanding.places import PlaceMention
from rag.understanding.years import YearMention


@dataclass(frozen=True)
class Query:
    """A stand-alone question.

    ``text`` is in the plan's script and spelling, ``plan_text`` with the plan's terms for what another
    language names beside it; ``words`` are its content words, ``synonyms`` what the lexicon says for them,
    ``expansions`` all words to search for beside the text. ``foreign_places`` are the places other than the
    plan's own. ``vector`` is the unit embedding of ``text``. ``story`` is what the user told round the question.
    """

    text: str
    plan_text: str
    language: Language
    asks: frozenset[Ask]
    years: tuple[YearMention, ...]
    places: tuple[PlaceMention, ...]
    foreign_places: tuple[PlaceMention, ...]
    words: tuple[str, ...]
    vector: np.ndarray = field(repr=False)
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    expansions: tuple[str, ...] = ()
    story: str = ""
