"""The content words of a question, and how much of them a text accounts for."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

# jieba's dictionary counts words in a corpus of 60 million; one in 1,100 is the commonest sort, one in 3 million rare.
_CORPUS_LOG = math.log(6e7)
_COMMON_LOG = 7.0
_RANGE_LOG = 8.0
_REMEMBERED = 20_000
_WORD_CHARACTER = re.compile(r"[^\W_]")
_ASKING = re.compile("[谁啥哪]|什么|怎么|多少")


@cache
def stop_words() -> frozenset[str]:
    """Words without a subject of their own, in Chinese and English."""
    lines = Path(__file__).with_name("stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def content_words(words: Iterable[str]) -> tuple[str, ...]:
    """The words that carry the subject, each once, in order."""
    kept = (word for word in words if _WORD_CHARACTER.search(word) and not _is_function_word(word))
    return tuple(dict.fromkeys(kept))


def _is_function_word(word: str) -> bool:
    """Whether a word is a stop word, or asks and is made of nothing but stop words (由谁来)."""
    return word in stop_words() or (bool(_ASKING.search(word)) and _is_made_of_stop_words(word))


@lru_cache(maxsize=4096)
def _is_made_of_stop_words(word: str) -> bool:
    heads = (end for end in range(1, len(word) + 1) if word[:end] in stop_words())
    return not word or any(_is_made_of_stop_words(word[end:]) for end in heads)


@dataclass(frozen=True)
class TermWeights:
    """Inverse document frequencies over the chunks of a plan.

    A word that the plan lacks weighs the more the rarer it is in general Chinese (``general``, counts of a
    dictionary): 基站 tells what a question is about, 走 does not.
    """

    frequencies: dict[str, int]
    documents: int
    general: Mapping[str, int] = field(default_factory=dict, repr=False)
    _known: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def count(
        cls, texts: Sequence[str], words: Callable[[str], Iterable[str]], general: Mapping[str, int]
    ) -> TermWeights:
        """Count in how many texts each word stands."""
        frequencies: dict[str, int] = {}
        for text in texts:
            for word in set(words(text)):
                frequencies[word] = frequencies.get(word, 0) + 1
        return cls(frequencies, len(texts), general)

    def idf(self, word: str) -> float:
        """log(1 + N / df); for a word that the plan lacks that of half a text, less what it is common in general."""
        weight = self._known.get(word)
        if weight is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            weight = self._known[word] = self._weigh(word)
        return weight

    def _weigh(self, word: str) -> float:
        known = self.frequencies.get(word)
        if known:
            return math.log(1 + self.documents / known)
        return math.log(1 + 2 * self.documents) * self._rarity(word)

    def _rarity(self, word: str) -> float:
        """0.1 for the commonest words of general Chinese to 1 for those that hardly occur."""
        count = self.general.get(word, 0)
        if not count:
            return 1.0 if len(word) > 1 or word.isascii() else 0.3
        return min(1.0, max(0.1, (_CORPUS_LOG - math.log(count) - _COMMON_LOG) / _RANGE_LOG))

    def knows(self, word: str) -> bool:
        """Whether the word stands in the plan."""
        return word in self.frequencies


def word_match(word: str, text: str) -> float:
    """How far a word stands in a text, 0 to 1: whole, or by its share of character pairs."""
    if word in text:
        return 1.0
    if len(word) < 3 or word.isascii():
        return 0.0
    pairs = _pairs(word)
    share = sum([pair in text for pair in pairs]) / len(pairs)
    return share if share > 0.5 else 0.0


@lru_cache(4096)
def _pairs(word: str) -> tuple[str, ...]:
    return tuple(word[i : i + 2] for i in range(len(word) - 1))


# A synonym says nearly the same, so it counts for less than the word itself.
SYNONYM_SHARE = 0.75


def coverage(words: Sequence[str], text: str, weights: TermWeights, synonyms: dict[str, tuple[str, ...]]) -> float:
    """The share of the words' weight that a text (lower case) accounts for, 0 to 1; 1 if there is none.

    A word counts as matched by itself, or for a part by its best synonym.
    """
    total = matched = 0.0
    idf = weights.idf
    for word in words:
        weight = idf(word)
        total += weight
        matched += weight if word in text else weight * _partly_matched(word, text, synonyms)
    return matched / total if total else 1.0


def _partly_matched(word: str, text: str, synonyms: dict[str, tuple[str, ...]]) -> float:
    best = word_match(word, text)
    for form in synonyms.get(word, ()):
        best = max(best, SYNONYM_SHARE * word_match(form.lower(), text))
    return best
