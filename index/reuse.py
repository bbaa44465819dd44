"""Embedding only what is new: a text that the former index holds keeps its vector."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from langchain_core.embeddings import Embeddings

from index.embeddings import embed_passages
from index.search import HybridIndex

Progress = Callable[[int, int], None]
# Small enough that a progress bar moves and the embedder's working memory stays small.
EMBED_AT_ONCE = 32


def vectors_of(index: HybridIndex) -> dict[str, np.ndarray]:
    """Every text that was embedded for an index, with its vector."""
    chunks = dict(zip((chunk.contextualized for chunk in index.chunks), index.dense.vectors, strict=True))
    return {**chunks, **dict(zip(index.sentences.texts(index.chunks), index.sentence_vectors.vectors, strict=True))}


def embed_texts(
    texts: Sequence[str], embeddings: Embeddings, known: dict[str, np.ndarray], progress: Progress | None = None
) -> np.ndarray:
    """Unit vectors of the texts, one a row. ``progress`` is called with (texts embedded, texts to embed)."""
    new = [text for text in dict.fromkeys(texts) if text not in known]
    vectors = dict(known)
    for start in range(0, len(new), EMBED_AT_ONCE):
        part = new[start : start + EMBED_AT_ONCE]
        vectors.update(zip(part, embed_passages(embeddings, part), strict=True))
        if progress:
            progress(start + len(part), len(new))
    return np.array([vectors[text] for text in texts], dtype=np.float32)
