"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from corpus.chunk import Chunk
from index.fusion import z_score_sum

# Weights of the parts in the fused score.
DENSE_WEIGHT = 0.5
SENTENCE_WEIGHT = 0.5
BM25_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A chunk with its fused score (higher is better), its rank (from 1) and the scores behind it.

    ``scores`` holds the parts by name: ``dense`` (cosine of question and chunk), ``sentence`` (cosine
    of question and the chunk's best sentence), ``bm25``. ``best_sentence`` is that sentence's number.
    """

    chunk: Chunk
    score: float
    rank: int
    scores: Mapping[str, float] = field(default_factory=dict)
    best_sentence: int = 0


@dataclass(frozen=True, slots=True)
class ChunkScores:
    """Scores of the chunks at ``positions``, as arrays of one length; higher is better.

    ``bm25`` is the sum of ``bm25_words``, ``bm25_bigrams`` and ``bm25_characters``; ``lexical_weight`` says
    how far it may be trusted for this question. ``best_sentence`` is the number of the sentence that has
    the score ``sentence``.
    """

    positions: np.ndarray
    dense: np.ndarray
    sentence: np.ndarray
    best_sentence: np.ndarray
    bm25: np.ndarray
    bm25_words: np.ndarray
    bm25_bigrams: np.ndarray
    bm25_characters: np.ndarray
    lexical_weight: float

    def fused(self) -> np.ndarray:
        """One score a chunk: the weighted sum of the parts' standard scores."""
        return z_score_sum(
            [
                (self.dense, DENSE_WEIGHT),
                (self.sentence, SENTENCE_WEIGHT),
                (self.bm25, BM25_WEIGHT * self.lexical_weight),
            ]
        )

    def parts_of(self, place: int) -> dict[str, float]:
        """The parts by name, at a place in the arrays."""
        return {name: float(getattr(self, name)[place]) for name in ("dense", "sentence", "bm25")}
