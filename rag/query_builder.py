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
from rag.understanding.wording import Thesaurus, Wording
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
    japanese: Thesaurus
    gazetteer: Gazetteer
    embed: Callable[[str], np.ndarray]
    knows: Callable[[str], bool]

    def build(self, text: str, today: date, *, story: str = "", language: Language | None = None) -> Query:
        """Understand one stand-alone question; ``story`` is what was told round it."""
        language = language or detect(fold(text))
        plain = to_plan_script(text, language)
        wording = (self.japanese if language is Language.JAPANESE else self.thesaurus).wording(plain)
        years = year_mentions(plain, today)
        named = {digits for mention in years for digits in (str(mention.start), str(mention.end))}
        words = wording.words if language.is_chinese else self._translated(wording)
        plan_text = plain if language.is_chinese else " ".join((plain, *wording.expansions))
        return Query(
            text=plain,
            plan_text=plan_text,
            language=language,
            asks=asks_of(plain),
            years=years,
            places=self.gazetteer.find(plan_text),
            foreign_places=self.gazetteer.foreign(plan_text),
            words=tuple(word for word in words if word not in named),
            vector=self.embed(plain if language.is_chinese else fold(text)),
            synonyms=wording.synonyms,
            expansions=wording.expansions,
            story=story,
        )

    def _translated(self, wording: Wording) -> tuple[str, ...]:
        """The words of another language that are understood: named by the lexicon, or standing in the plan."""
        return tuple(word for word in wording.words if word in wording.synonyms or self.knows(word))
