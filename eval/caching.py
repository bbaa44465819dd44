"""Embeddings that remember: within a run every system asks the same questions."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings


class RememberedEmbeddings(Embeddings):
    """Wraps embeddings and keeps each question's vector by its text, and passages' vectors in a folder if given.

    ``saved_ms`` adds up what the questions found again had cost the first time.
    """

    def __init__(self, inner: Embeddings, folder: Path | None = None) -> None:
        self._inner = inner
        self._folder = folder
        self._questions: dict[str, tuple[list[float], float]] = {}
        self.saved_ms = 0.0

    def __repr__(self) -> str:
        return f"RememberedEmbeddings({self._inner!r})"

    @property
    def identity(self) -> str:
        """The inner embeddings' identity: the vectors are the same."""
        return getattr(self._inner, "identity", type(self._inner).__name__)

    def __getattr__(self, name: str) -> Any:
        """What else the inner embeddings can do (token vectors), unremembered."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._inner, name)

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
        """Vectors of passages; the same passages are embedded once and read from the folder afterwards."""
        if self._folder is None:
            return self._inner.embed_documents(texts)
        digest = hashlib.sha256("\x1e".join([self.identity, *texts]).encode()).hexdigest()
        path = self._folder / f"passages-{digest[:16]}.npy"
        if not path.is_file():
            self._folder.mkdir(parents=True, exist_ok=True)
            np.save(path, np.asarray(self._inner.embed_documents(texts), dtype=np.float32), allow_pickle=False)
        return np.load(path, allow_pickle=False).tolist()
