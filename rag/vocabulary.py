"""A plan's own vocabulary, read out of its text: the terms that a question can be matched and mended against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.chunk import Chunk
from index.tokenizer import Tokenizer
from rag.understanding.terms import TermWeights, stop_words

HAN_RUN = re.compile("[\u3400-\u9fff]+")
_LONGEST_TERM = 8
_REPEATED = 2


@dataclass(frozen=True)
class Vocabulary:
    """The plan's terms (words, and runs of words that it repeats) and the weight of each word."""

    terms: frozenset[str]
    weights: TermWeights

    @classmethod
    def read(cls, chunks: Sequence[Chunk], tokenizer: Tokenizer, further: Iterable[str] = ()) -> Vocabulary:
        """Collect the vocabulary of a plan's chunks; ``further`` are terms known from elsewhere (a lexicon)."""
        counts: Counter[str] = Counter()
        for chunk in chunks:
            for run in HAN_RUN.findall(chunk.text):
                counts.update(_word_runs(tokenizer.words(run)))
        titles = {run for chunk in chunks for title in chunk.headings for run in HAN_RUN.findall(title)}
        terms = {term for term, count in counts.items() if count >= _REPEATED or _is_word(term, tokenizer)}
        terms |= {term for term in (*titles, *further) if 2 <= len(term) <= _LONGEST_TERM and HAN_RUN.fullmatch(term)}
        texts = [chunk.contextualized for chunk in chunks]
        return cls(frozenset(terms - stop_words()), TermWeights.count(texts, tokenizer.words, tokenizer.frequencies))


def _is_word(term: str, tokenizer: Tokenizer) -> bool:
    return tokenizer.words(term) == [term]


def _word_runs(words: Sequence[str]) -> Iterable[str]:
    """Every run of one to three neighbouring words that is two to eight characters long."""
    for start in range(len(words)):
        for stop in range(start + 1, min(start + 4, len(words) + 1)):
            run = words[start:stop]
            if any(word in stop_words() for word in run):
                break
            term = "".join(run)
            if 2 <= len(term) <= _LONGEST_TERM:
                yield term
