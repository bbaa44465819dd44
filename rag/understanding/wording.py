"""Content words of a question, and what the lexicon says they are called in the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.understanding.terms import content_words


@dataclass(frozen=True)
class Wording:
    """A question's content words, each once, and the plan's words for those that the lexicon knows."""

    words: tuple[str, ...]
    synonyms: dict[str, tuple[str, ...]]

    @property
    def expansions(self) -> tuple[str, ...]:
        """All plan words that the lexicon gives for the question's words."""
        return tuple(dict.fromkeys(term for terms in self.synonyms.values() for term in terms))


@dataclass(frozen=True)
class Thesaurus:
    """Looks everyday and English names up; the longest name that fits wins.

    Args:
        names: everyday, abbreviated or English name (any case) → the plan's terms for it.
        cut: a text cut into words.
    """

    names: Mapping[str, tuple[str, ...]]
    cut: Callable[[str], Sequence[str]]

    @cached_property
    def _lowered(self) -> dict[str, tuple[str, ...]]:
        return {name.lower(): tuple(terms) for name, terms in self.names.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self._lowered:
            return None
        # English names match whole words and their plural; Chinese ones anywhere.
        forms = [rf"(?<![a-z]){re.escape(n)}(?:e?s)?(?![a-z])" if n.isascii() else re.escape(n) for n in self._sorted()]
        return re.compile("|".join(forms))

    def _sorted(self) -> list[str]:
        return sorted(self._lowered, key=lambda name: (-len(name), name))

    def wording(self, text: str) -> Wording:
        """The content words of a text; a name of the lexicon is one word with its terms as synonyms."""
        lowered = text.lower()
        if self._pattern is None:
            return Wording(content_words(self.cut(lowered)), {})
        words: list[str] = []
        synonyms: dict[str, tuple[str, ...]] = {}
        at = 0
        edges = _edges(self.cut(lowered), lowered)
        for match in self._pattern.finditer(lowered):
            if not (match.start() in edges and match.end() in edges):
                continue
            words += self.cut(lowered[at : match.start()])
            words.append(match[0])
            synonyms[match[0]] = self._terms(match[0])
            at = match.end()
        words += self.cut(lowered[at:])
        return Wording(tuple(dict.fromkeys((*content_words(words), *synonyms))), synonyms)

    def _terms(self, found: str) -> tuple[str, ...]:
        for name in (found, found.removesuffix("s"), found.removesuffix("es")):
            if name in self._lowered:
                return self._lowered[name]
        return ()


def _edges(words: Sequence[str], text: str) -> set[int]:
    """Where words begin and end in a text; between two words, and in a run of question words (由谁来), every place."""
    edges = set(range(len(text) + 1))
    at = 0
    for word in words:
        start = text.find(word, at)
        if start >= 0:
            if content_words((word,)):
                edges.difference_update(range(start + 1, start + len(word)))
            at = start + len(word)
    return edges
