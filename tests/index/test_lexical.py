from __future__ import annotations

from math import log

import numpy as np
import pytest

from index.errors import IndexStoreError
from index.lexical import LexicalIndex

DOCUMENTS = [["a", "b", "a"], ["b", "c"], ["c", "c", "d", "e", "b"], [], ["e"]]


def reference(query: list[str], documents: list[list[str]], k1: float, b: float) -> list[float]:
    average = sum(map(len, documents)) / len(documents)
    scores = []
    for document in documents:
        score = 0.0
        for term in set(query):
            holding = sum(term in other for other in documents)
            idf = log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
            count = document.count(term)
            score += idf * count / (count + k1 * (1 - b + b * len(document) / average))
        scores.append(score)
    return scores


@pytest.mark.parametrize("query", [["a"], ["b", "c"], ["c", "c", "e"], ["unknown"], ["a", "unknown"], []])
@pytest.mark.parametrize(("k1", "b"), [(1.2, 0.75), (2.0, 0.0)])
def test_scores_equal_the_formula(query, k1, b):
    index = LexicalIndex.build(DOCUMENTS, k1=k1, b=b)
    np.testing.assert_allclose(index.scores(query), reference(query, DOCUMENTS, k1, b), rtol=1e-5)


def test_save_and_load(tmp_path):
    index = LexicalIndex.build(DOCUMENTS)
    index.save(tmp_path)
    loaded = LexicalIndex.load(tmp_path)
    assert len(loaded) == len(DOCUMENTS)
    np.testing.assert_array_equal(loaded.scores(["b", "e"]), index.scores(["b", "e"]))


@pytest.mark.parametrize(("n", "positions"), [(1, [0]), (2, [0, 1]), (9, [0, 1, 2])])
def test_top_is_the_beginning_of_the_ranking(n, positions):
    best, scores = LexicalIndex.build(DOCUMENTS).top(["a", "b"], n)
    assert best.tolist() == positions
    assert (np.diff(scores) <= 0).all()


def test_top_of_unknown_terms_is_empty():
    best, scores = LexicalIndex.build(DOCUMENTS).top(["unknown"], 3)
    assert (len(best), len(scores)) == (0, 0)


@pytest.mark.parametrize("documents", [[], [[], []]])
def test_nothing_to_index(documents):
    with pytest.raises(IndexStoreError, match=f"{len(documents)} chunks hold no search term"):
        LexicalIndex.build(documents)
