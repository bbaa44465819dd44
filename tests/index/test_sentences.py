from __future__ import annotations

import numpy as np

from corpus.document import Span
from index.sentence_table import SentenceTable
from tests.index.plan_material import chunks, split

TEXTS = {
    "one": ("甲", "只有一句"),
    "three": ("乙", "第一句。第二句；第三句。"),
    "none": ("丙", ""),
    "two": ("丁", "前。后。"),
}
TABLE = SentenceTable.of(chunks(TEXTS), split)


def test_spans_are_ranges_of_the_chunk_text():
    assert [len(TABLE.spans(position)) for position in range(4)] == [1, 3, 1, 2]
    assert TABLE.spans(1) == [Span(0, 4), Span(4, 8), Span(8, 12)]


def test_only_chunks_of_several_sentences_have_sentence_vectors():
    assert TABLE.texts(chunks(TEXTS)) == ["乙 › 第一句。", "乙 › 第二句；", "乙 › 第三句。", "丁 › 前。", "丁 › 后。"]
    assert TABLE.chunk_of_vector.tolist() == [1, 1, 1, 3, 3]
    assert TABLE.vector_rows(0) == slice(0, 0)
    assert TABLE.vector_rows(3) == slice(3, 5)


def test_best_sentence_and_its_score():
    dense = np.array([0.5, 0.1, 0.4, 0.2], dtype=np.float32)
    cosines = np.array([0.3, 0.9, 0.9, 0.1, 0.7], dtype=np.float32)
    scores, numbers = TABLE.best(dense, cosines)
    np.testing.assert_allclose(scores, [0.5, 0.9, 0.4, 0.7], rtol=1e-6)
    assert numbers.tolist() == [0, 1, 0, 1]


def test_no_chunk_of_several_sentences():
    table = SentenceTable.of(chunks({"one": TEXTS["one"]}), split)
    scores, numbers = table.best(np.array([0.5]), np.empty(0, dtype=np.float32))
    assert (scores.tolist(), numbers.tolist()) == ([0.5], [0])
