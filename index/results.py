"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.chunk import Chunk


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
