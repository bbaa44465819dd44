"""BM25 over the search terms of all chunks (Lù 2024, "BM25S", arXiv:2407.03618; Lucene's variant)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

from index.errors import IndexStoreError
from index.fusion import top_positions

K1 = 1.2
B = 0.75

# bm25s sets its logger to debug when it is imported.
logging.getLogger("bm25s").setLevel(logging.WARNING)


class LexicalIndex:
    """Scores every chunk against search terms. Higher is better, 0 means that no term is shared."""

    def __init__(self, retriever: bm25s.BM25) -> None:
        self._retriever = retriever

    def __len__(self) -> int:
        return int(self._retriever.scores["num_docs"])

    def __repr__(self) -> str:
        return f"LexicalIndex(chunks={len(self)}, terms={len(self.vocabulary)}, k1={K1}, b={B})"

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]], k1: float = K1, b: float = B) -> LexicalIndex:
        """Index the terms of each chunk."""
        if not any(documents):
            raise IndexStoreError(f"{len(documents)} chunks hold no search term; at least one term is needed.")
        # Numbered in sorted order: a set's order changes between runs, and so would the saved files.
        vocabulary = {term: number for number, term in enumerate(sorted({t for terms in documents for t in terms}))}
        retriever = bm25s.BM25(k1=k1, b=b, method="lucene")
        ids = [[vocabulary[term] for term in terms] for terms in documents]
        retriever.index((ids, vocabulary), create_empty_token=False, show_progress=False)
        return cls(retriever)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read back what ``save`` wrote."""
        return cls(bm25s.BM25.load(folder, show_progress=False))

    def save(self, folder: Path) -> None:
        """Write arrays (.npy) and vocabulary (JSON) into the folder."""
        self._retriever.save(folder, show_progress=False)

    @property
    def vocabulary(self) -> dict[str, int]:
        """All indexed terms, numbered."""
        return self._retriever.vocab_dict

    def known(self, terms: Sequence[str]) -> list[str]:
        """Those of the terms that stand in some chunk, each once, in order."""
        return [term for term in dict.fromkeys(terms) if term in self.vocabulary]

    def scores(self, terms: Sequence[str]) -> np.ndarray:
        """The score of every chunk; a repeated term counts once, an unknown one nothing."""
        ids = [self.vocabulary[term] for term in self.known(terms)]
        return self._retriever.get_scores_from_ids(ids)

    def top(self, terms: Sequence[str], n: int) -> tuple[np.ndarray, np.ndarray]:
        """Positions and scores of the n best chunks that share a term, best first."""
        scores = self.scores(terms)
        best = top_positions(scores, n)
        return best, scores[best]
