"""Vectors in FAISS: exact inner product, and a graph (HNSW) beside it where exact search grows slow."""

from __future__ import annotations

import ctypes
from pathlib import Path

import faiss
import numpy as np

from index.errors import EmbeddingError

HNSW_FROM = 100_000
# Links a vector and effort at build and at search; with these, recall@10 stays above 0.95 at a million.
HNSW_LINKS = 32
HNSW_BUILD_EFFORT = 80
HNSW_SEARCH_EFFORT = 96


class DenseIndex:
    """Unit vectors to be compared by cosine."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index
        self.vectors = _stored_vectors(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def __repr__(self) -> str:
        return f"DenseIndex({type(self._index).__name__}, vectors={len(self)}, dimension={self.dimension})"

    @classmethod
    def build(cls, vectors: np.ndarray, hnsw_from: int = HNSW_FROM) -> DenseIndex:
        """Index unit vectors (rows)."""
        count, dimension = vectors.shape
        if count < hnsw_from:
            index = faiss.IndexFlatIP(dimension)
        else:
            index = faiss.IndexHNSWFlat(dimension, HNSW_LINKS, faiss.METRIC_INNER_PRODUCT)
            index.hnsw.efConstruction = HNSW_BUILD_EFFORT
            index.hnsw.efSearch = HNSW_SEARCH_EFFORT
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Read back what ``save`` wrote."""
        # Through a buffer: FAISS opens paths by its own rules, which fail on some systems' non-ASCII names.
        return cls(faiss.deserialize_index(np.frombuffer(path.read_bytes(), dtype=np.uint8)))

    def save(self, path: Path) -> None:
        """Write the index in FAISS's own format."""
        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def scores(self, vector: np.ndarray, positions: np.ndarray | None = None) -> np.ndarray:
        """Exact cosine of all vectors, or of those at the positions."""
        if vector.shape != (self.dimension,):
            raise EmbeddingError(
                f"A vector of shape {vector.shape} was asked for; this index holds {self.dimension} numbers each. "
                "Ask with the embeddings that the index was built with."
            )
        rows = self.vectors if positions is None else self.vectors[positions]
        return rows @ vector

    def top(self, vector: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
        """Positions and cosines of the n nearest vectors, best first."""
        cosines, positions = self._index.search(vector[None, :], min(n, len(self)))
        found = positions[0] >= 0
        return positions[0][found], cosines[0][found]


def _stored_vectors(index: faiss.Index) -> np.ndarray:
    """The vectors as FAISS holds them, without a copy."""
    if not index.ntotal:
        return np.empty((0, index.d), dtype=np.float32)
    flat = faiss.downcast_index(index.storage) if isinstance(index, faiss.IndexHNSW) else index
    address = faiss.rev_swig_ptr(flat.get_xb(), 1).ctypes.data
    memory = (ctypes.c_float * (index.ntotal * index.d)).from_address(address)
    # The array keeps the memory's owner alive; FAISS's own view would outlive it and read freed memory.
    memory.owner = index
    return np.frombuffer(memory, dtype=np.float32).reshape(index.ntotal, index.d)
