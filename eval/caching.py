"""Embeddings that remember: within a run every system asks the same questions."""

from __future__ import annotations

import time

from langchain_core.embeddings import Embeddings


class RememberedEmbeddings(Embeddings):
    """Wraps embeddings and keeps each question's vector by its text; passages pass through.

    ``saved_ms`` adds up what the questions found again had cost the first time.
    """

    def __init__(self, inner: Embeddings) -> None:
        self._inner = inner
        self._questions: dict[str, tuple[list[float], float]] = {}
        self.saved_ms = 0.0

    def __repr__(self) -> str:
        return f"RememberedEmbeddings({self._inner!r})"

    @property
    def identity(self) -> str:
        """The inner embeddings' identity: the vectors are the same."""
        return getattr(self._inner, "identity", type(self._inner).__name__)

    def embed_query(self, text: str) -> list[float]:
        """Vector of a question, computed once."""
        if text in self._questions:
            vector, cost = self._questions[text]
            self.saved_ms += cost
            return vector
        begun = time.perf_counter()
        vector = self._inner.embed_query(text)
        self._questions[text] = vector, (time.perf_counter() - begun) * 1000
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        return self._inner.embed_documents(texts)
