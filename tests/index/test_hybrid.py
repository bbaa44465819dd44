from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.errors import EmbeddingError
from index.search import HybridIndex
from tests.index.plan_material import TEXTS, BigramHashing


@pytest.mark.parametrize(
    ("question", "chunk_id", "sentence"),
    [
        ("青山科技园依托哪所学校？", "c2.i1", "建设青山科技园，依托青山大学。"),
        ("园区占地多少亩", "c2.i1", "园区占地300亩；"),
        ("新材料产业攻关什么？", "c2.i2", "发展新材料产业，攻关高温合金、特种铜箔。"),
        ("研发经费投入占GDP比重", "c3.t1.r1", "全社会研发经费投入占GDP比重 | % | 1.8 | 2.6"),
        ("高新技术企业达到多少家", "c1.p1", "到2020年，高新技术企业达到120家。"),
    ],
)
def test_the_right_chunk_and_sentence_come_first(small_index, question, chunk_id, sentence):
    first = small_index.search(question, k=3)[0]
    assert (first.chunk.id, first.rank) == (chunk_id, 1)
    span = small_index.sentence_spans(small_index.position(chunk_id))[first.best_sentence]
    assert first.chunk.text[span.start : span.end] == sentence


def test_results_fall_and_name_their_parts(small_index):
    results = small_index.search("高新技术企业", k=99)
    assert [result.rank for result in results] == list(range(1, len(TEXTS) + 1))
    assert all(a.score >= b.score for a, b in zip(results, results[1:], strict=False))
    assert set(results[0].scores) == {"dense", "sentence", "bm25"}


def test_scores_cover_all_chunks_and_add_up(small_index):
    scores = small_index.scores("省级工程中心", small_index.embed_query("省级工程中心"))
    assert scores.positions.tolist() == list(range(len(TEXTS)))
    parts = scores.bm25_words + scores.bm25_bigrams + scores.bm25_characters
    np.testing.assert_allclose(scores.bm25, parts, rtol=1e-5)
    best = small_index.sentence_scores(2, small_index.embed_query("省级工程中心"))
    assert scores.sentence[2] == pytest.approx(best.max())
    assert scores.best_sentence[2] == best.argmax()


def test_a_chunk_of_one_sentence_is_its_own_sentence(small_index):
    vector = small_index.embed_query("新材料")
    assert small_index.sentence_scores(3, vector) == pytest.approx(small_index.scores("", vector).dense[3:4])


def test_expansions_find_what_the_question_does_not_say(small_index):
    plain, helped = small_index.search("PCB raw stuff"), small_index.search("PCB raw stuff", expansions=["特种铜箔"])
    assert plain[0].scores["bm25"] == 0
    assert helped[0].chunk.id == "c2.i2"


def test_words_of_another_language_count_by_their_share(small_index):
    vector = small_index.embed_query("x")
    assert small_index.scores("what is the 5G share", vector).lexical_weight == pytest.approx(1 / 5)
    assert small_index.scores("5G", vector).lexical_weight == 1
    assert small_index.scores("5G企业", vector).lexical_weight == 1


def test_a_question_is_embedded_once(small_index):
    embeddings = BigramHashing()
    index = rebuilt(small_index, embeddings=embeddings, cached_questions=2)
    for text in ["甲", "甲", "乙", "甲", "丙", "乙"]:
        index.embed_query(text)
    assert embeddings.asked == ["甲", "乙", "丙", "乙"]


def test_without_a_cache_every_question_is_embedded(small_index):
    embeddings = BigramHashing()
    index = rebuilt(small_index, embeddings=embeddings, cached_questions=0)
    index.embed_query("甲")
    index.embed_query("甲")
    assert embeddings.asked == ["甲", "甲"]


@pytest.mark.parametrize("question", ["青山科技园依托哪所学校？", "园区占地多少亩"])
def test_candidates_of_a_large_index_rank_as_all_chunks_do(small_index, question):
    large = rebuilt(small_index, exhaustive_up_to=0, candidates=2)
    expected, found = small_index.search(question)[0], large.search(question)[0]
    assert (found.chunk.id, found.best_sentence) == (expected.chunk.id, expected.best_sentence)
    assert found.scores == pytest.approx(expected.scores)


def test_threads_agree(small_index):
    def ids(_: int) -> tuple[str, ...]:
        return tuple(result.chunk.id for result in small_index.search("青山科技园"))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ids, range(64)))) == 1


def test_an_embedder_that_answers_nonsense(small_index):
    class Broken(BigramHashing):
        def embed_query(self, text: str) -> list[float]:
            return [float("nan")] * 64

    with pytest.raises(EmbeddingError, match="PLANQA_EMBEDDINGS"):
        rebuilt(small_index, embeddings=Broken()).search("甲")


def test_warming_embeds_no_question(small_index):
    embeddings = BigramHashing()
    rebuilt(small_index, embeddings=embeddings).warm()
    assert embeddings.asked == [""]


def test_an_unknown_address(small_index):
    with pytest.raises(KeyError, match="c9"):
        small_index.position("c9")


def rebuilt(index: HybridIndex, **changes: object) -> HybridIndex:
    names = ("chunks", "sentences", "dense", "sentence_vectors", "lexical", "tokenizer", "embeddings", "manifest")
    return HybridIndex(**{**{name: getattr(index, name) for name in names}, **changes})
