from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

from index.dense import DenseIndex
from index.errors import EmbeddingError


def unit_rows(count: int, dimension: int = 16, seed: int = 7) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module", params=[10_000, 100], ids=["flat", "hnsw"])
def index(request) -> DenseIndex:
    return DenseIndex.build(unit_rows(300), hnsw_from=request.param)


def test_top_equals_numpy(index):
    rows, asked = unit_rows(300), unit_rows(1, seed=3)[0]
    positions, cosines = index.top(asked, 5)
    assert positions.tolist() == np.argsort(-(rows @ asked))[:5].tolist()
    np.testing.assert_allclose(cosines, np.sort(rows @ asked)[::-1][:5], rtol=1e-5)


def test_scores_are_exact(index):
    rows, asked = unit_rows(300), unit_rows(1, seed=3)[0]
    np.testing.assert_allclose(index.scores(asked), rows @ asked, rtol=1e-6)
    np.testing.assert_allclose(index.scores(asked, np.array([7, 2])), (rows @ asked)[[7, 2]], rtol=1e-6)


def test_save_and_load(index, tmp_path):
    index.save(tmp_path / "向量.faiss")
    loaded = DenseIndex.load(tmp_path / "向量.faiss")
    np.testing.assert_array_equal(loaded.vectors, index.vectors)
    assert loaded.top(unit_rows(1)[0], 3)[0].tolist() == index.top(unit_rows(1)[0], 3)[0].tolist()


@pytest.mark.parametrize("hnsw_from", [10_000, 100], ids=["flat", "hnsw"])
def test_vectors_outlive_their_index(hnsw_from):
    index = DenseIndex.build(unit_rows(300), hnsw_from=hnsw_from)
    row, still_there = index.vectors[7], weakref.ref(index._index)
    del index
    gc.collect()
    assert still_there() is not None
    np.testing.assert_array_equal(row, unit_rows(300)[7])


def test_an_index_without_vectors(tmp_path):
    index = DenseIndex.build(np.empty((0, 16), dtype=np.float32))
    index.save(tmp_path / "empty.faiss")
    assert DenseIndex.load(tmp_path / "empty.faiss").scores(unit_rows(1)[0]).shape == (0,)


def test_a_vector_of_another_model(index):
    with pytest.raises(EmbeddingError, match=r"shape \(8,\).*holds 16 numbers"):
        index.scores(unit_rows(1, dimension=8)[0])
