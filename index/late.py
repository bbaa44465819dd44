"""Late interaction: each token of a question against each token of a chunk (Khattab, Zaharia 2020, "ColBERT").

The model was trained for whole texts, so its token vectors share a strong common part; with the mean of all
chunks' tokens taken off they tell words apart well enough to be a further score.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np

TOKENS_FILE, ROWS_FILE, MEAN_FILE = "tokens.npy", "token_rows.npy", "token_mean.npy"
_SCALE = 127.0


@runtime_checkable
class TokenEmbeddings(Protocol):
    """An embedder that also gives a vector for every token of a text."""

    def query_tokens(self, text: str) -> np.ndarray:
        """One row a token of a question, marks and prefix left out."""
        ...

    def passage_tokens(self, text: str) -> np.ndarray:
        """One row a token of a passage, marks and prefix left out."""
        ...


class LateIndex:
    """The token vectors of all chunks, eight bits a number.

    Args:
        tokens: unit vectors times 127, shape (tokens, width), int8.
        rows: where each chunk's tokens begin, and the end; one more than there are chunks.
        mean: what was taken off every vector.
    """

    def __init__(self, tokens: np.ndarray, rows: np.ndarray, mean: np.ndarray) -> None:
        self._tokens = tokens
        self._rows = rows
        self._mean = mean

    def __len__(self) -> int:
        return len(self._rows) - 1

    def __repr__(self) -> str:
        return f"LateIndex(chunks={len(self)}, tokens={len(self._tokens)})"

    @classmethod
    def build(
        cls, texts: Sequence[str], embeddings: TokenEmbeddings, advance: Callable[[], None] = lambda: None
    ) -> LateIndex:
        """Embed the tokens of each text."""
        states = []
        for text in texts:
            states.append(embeddings.passage_tokens(text).astype(np.float32))
            advance()
        rows = np.concatenate([[0], np.cumsum([len(state) for state in states])]).astype(np.int64)
        together = np.concatenate(states)
        mean = together.mean(axis=0)
        return cls(np.rint(_unit(together - mean) * _SCALE).astype(np.int8), rows, mean)

    @classmethod
    def load(cls, folder: Path) -> LateIndex | None:
        """Read back what ``save`` wrote; None if the index was built without token vectors."""
        if not (folder / TOKENS_FILE).exists():
            return None
        return cls(*(np.load(folder / name, allow_pickle=False) for name in (TOKENS_FILE, ROWS_FILE, MEAN_FILE)))

    def save(self, folder: Path) -> None:
        """Write three arrays into the folder."""
        for name, array in ((TOKENS_FILE, self._tokens), (ROWS_FILE, self._rows), (MEAN_FILE, self._mean)):
            np.save(folder / name, array, allow_pickle=False)

    def matches(self, query_tokens: np.ndarray, positions: Sequence[int]) -> np.ndarray:
        """For each token of the question (row) its best likeness in each of the chunks (column), about −1 to 1."""
        best = np.full((len(query_tokens), len(positions)), -1.0, dtype=np.float32)
        held = [(column, self._rows[p], self._rows[p + 1]) for column, p in enumerate(positions)]
        held = [(column, start, end) for column, start, end in held if end > start]
        if not held or not len(query_tokens):
            return best
        query = _unit(query_tokens.astype(np.float32) - self._mean)
        # Eight bits stay eight bits in memory: only the chunks looked at become floats.
        tokens = np.concatenate([self._tokens[start:end] for _, start, end in held]).astype(np.float32)
        begins = np.cumsum([0, *(end - start for _, start, end in held[:-1])])
        best[:, [column for column, _, _ in held]] = np.maximum.reduceat(query @ tokens.T, begins, axis=1) / _SCALE
        return best


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
