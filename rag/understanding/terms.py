"""The content words of a question, and how much of them a text accounts for."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WORD_CHARACTER = re.compile(r"[^\W_]")


@cache
def stop_words() -> frozenset[str]:
    """Words without a subject of their own, in Chinese and English."""
    lines = Path(__file__).with_name("stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def content_words(words: Iterable[str]) -> tuple[str, ...]:
    """The words that carry the subject, each once, in order."""
    kept = (word for word in words if _WORD_CHARACTER.search(word) and word not in stop_words())
    return tuple(dict.fromkeys(kept))


@dataclass(frozen=True)
class TermWeights:
    """Inverse document frequencies over the chunks of a plan; an unknown word weighs most."""

    frequencies: dict[str, int]
    documents: int

    @classmethod
    def count(cls, texts: Sequence[str], words: Callable[[str], Iterable[str]]) -> TermWeights:
        """Count in how many texts each word stands."""
        frequencies: dict[str, int] = {}
        for text in texts:
            for word in set(words(text)):
                frequencies[word] = frequencies.get(word, 0) + 1
        return cls(frequencies, len(texts))

    def idf(self, word: str) -> float:
        """log(1 + N / df), the word counted as standing in half a text if it stands in none."""
        return math.log(1 + self.documents / (self.frequencies.get(word) or 0.5))

    def knows(self, word: str) -> bool:
        """Whether the word stands in the plan."""
        return word in self.frequencies


def word_match(word: str, text: str) -> float:
    """How far a word stands in a text, 0 to 1: whole, or by its share of character pairs."""
    if word in text:
        return 1.0
    if len(word) < 3 or word.isascii():
        return 0.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs)
    return share if share > 0.5 else 0.0


# A synonym says nearly the same, so it counts for less than the word itself.
SYNONYM_SHARE = 0.75


def coverage(words: Sequence[str], text: str, weights: TermWeights, synonyms: dict[str, tuple[str, ...]]) -> float:
    """The share of the words' weight that a text (lower case) accounts for, 0 to 1; 1 if there is none.

    A word counts as matched by itself, or for a part by its best synonym.
    """
    total = sum(weights.idf(word) for word in words)
    if not total:
        return 1.0
    return sum(weights.idf(word) * _matched(word, text, synonyms) for word in words) / total


def _matched(word: str, text: str, synonyms: dict[str, tuple[str, ...]]) -> float:
    own = word_match(word.lower(), text)
    if own == 1.0 or word not in synonyms:
        return own
    return max(own, SYNONYM_SHARE * max((word_match(form.lower(), text) for form in synonyms[word]), default=0.0))
