"""Builds a Query from a stand-alone question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from rag.query import Query
from rag.understanding.asks import asks_of
from rag.understanding.language import Language, detect, fold, from_japanese, to_simplified
from rag.understanding.places import Gazetteer
from rag.understanding.wording import Thesaurus
from rag.understanding.years import year_mentions


def to_plan_script(text: str, language: Language) -> str:
    """A question in the plan's script: simplified characters, plain letters and digits."""
    folded = fold(text)
    if language is Language.JAPANESE:
        return from_japanese(folded)
    return to_simplified(folded) if language is Language.TRADITIONAL else folded


@dataclass(frozen=True)
class QueryBuilder:
    """Turns text into a Query with a plan's lexicon, a gazetteer and an embedder."""

    thesaurus: Thesaurus
    gazetteer: Gazetteer
    embed: Callable[[str], np.ndarray]

    def build(self, text: str, today: date, *, story: str = "", language: Language | None = None) -> Query:
        """Understand one stand-alone question; ``story`` is what was told round it."""
        language = language or detect(fold(text))
        plain = to_plan_script(text, language)
        wording = self.thesaurus.wording(plain)
        return Query(
            text=plain,
            language=language,
            asks=asks_of(plain),
            years=year_mentions(plain, today),
            places=self.gazetteer.find(plain),
            foreign_places=self.gazetteer.foreign(plain),
            words=wording.words,
            vector=self.embed(plain if language.is_chinese else fold(text)),
            synonyms=wording.synonyms,
            expansions=wording.expansions,
            story=story,
        )
