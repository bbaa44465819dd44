"""Where each chunk's sentences stand, and which of them have a vector of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from corpus.chunk import Chunk
from corpus.document import Span

Splitter = Callable[[str], Sequence[Span]]


@dataclass(frozen=True)
class SentenceTable:
    """Sentences of all chunks in order; ``rows`` holds chunk position, start and end in its text.

    A chunk of one sentence has no sentence vector: its own vector stands for it.
    """

    rows: np.ndarray
    chunk_count: int
    first_row: np.ndarray = field(init=False, repr=False)
    first_vector: np.ndarray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        counts = np.bincount(self.rows[:, 0], minlength=self.chunk_count)
        object.__setattr__(self, "first_row", np.concatenate([[0], np.cumsum(counts)]))
        with_vectors = np.where(counts > 1, counts, 0)
        object.__setattr__(self, "first_vector", np.concatenate([[0], np.cumsum(with_vectors)]))

    @classmethod
    def of(cls, chunks: Sequence[Chunk], split: Splitter) -> SentenceTable:
        """Split every chunk; one without a sentence counts as a single one."""
        rows = [
            (position, span.start, span.end)
            for position, chunk in enumerate(chunks)
            for span in (split(chunk.text) or [Span(0, len(chunk.text))])
        ]
        return cls(np.array(rows, dtype=np.int32).reshape(-1, 3), len(chunks))

    def spans(self, position: int) -> list[Span]:
        """The sentences of a chunk, as ranges of its text."""
        rows = self.rows[self.first_row[position] : self.first_row[position + 1]]
        return [Span(int(start), int(end)) for _, start, end in rows]

    def vector_rows(self, position: int) -> slice:
        """Which sentence vectors belong to a chunk; empty for a chunk of one sentence."""
        return slice(int(self.first_vector[position]), int(self.first_vector[position + 1]))

    @cached_property
    def chunk_of_vector(self) -> np.ndarray:
        """For each sentence vector the position of its chunk."""
        return np.repeat(np.arange(self.chunk_count), np.diff(self.first_vector))

    def texts(self, chunks: Sequence[Chunk]) -> list[str]:
        """What is embedded for each sentence vector: the chunk's last heading and the sentence."""
        return [
            " › ".join((*chunk.headings[-1:], chunk.text[span.start : span.end]))
            for position, chunk in enumerate(chunks)
            if len(spans := self.spans(position)) > 1
            for span in spans
        ]

    def best(self, dense: np.ndarray, cosines: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Score and number of each chunk's best sentence, from the cosines of chunks and of sentence vectors."""
        best, number = dense.astype(np.float32), np.zeros(self.chunk_count, dtype=np.int32)
        owners = np.flatnonzero(np.diff(self.first_vector))
        if len(owners):
            best[owners] = np.maximum.reduceat(cosines, self.first_vector[owners])
            chunk_of = self.chunk_of_vector
            winners = np.flatnonzero(cosines == best[chunk_of])[::-1]
            # Written backwards, so that of equal sentences the first one stays.
            number[chunk_of[winners]] = winners - self.first_vector[chunk_of[winners]]
        return best, number
