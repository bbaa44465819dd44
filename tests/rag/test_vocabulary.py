from __future__ import annotations

import pytest

from index.tokenizer import Tokenizer
from rag.understanding.terms import stop_words
from rag.vocabulary import HAN_RUN, Vocabulary
from tests.index.plan_material import CACHE_DIR, chunks

TEXTS = {
    "c1.p1": ("发展基础", "推动离岸科创平台建设。研发投入增长。"),
    "c1.p2": ("离岸孵化", "离岸科创平台服务企业，PCB企业入驻。"),
    "c1.p3": ("其他", "培育独角兽的企业。"),
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    further = ["瞪羚企业", "ABC", "一个长到谁也不会打错的词语", "钱"]
    return Vocabulary.read(chunks(TEXTS), Tokenizer((), CACHE_DIR), further)


def test_terms_are_words_repeated_runs_titles_and_what_is_known_elsewhere(vocabulary):
    assert {"研发", "企业", "离岸科创", "发展基础", "离岸孵化", "瞪羚企业", "独角兽"} <= vocabulary.terms


def test_runs_that_stand_once_function_words_and_other_scripts_are_none(vocabulary):
    assert not {"研发投入增长", "服务企业", "的企业", "的", "PCB", "ABC", "钱"} & vocabulary.terms
    assert not vocabulary.terms & stop_words()


def test_terms_are_two_to_eight_chinese_characters(assistant, plan, vocabulary):
    real = Vocabulary.read(plan.chunks, assistant.ranker.index.tokenizer)
    for term in vocabulary.terms | real.terms:
        assert 2 <= len(term) <= 8
        assert HAN_RUN.fullmatch(term)
    assert {"科技型中小企业", "科技特派员", "知识产权质押"} <= real.terms


def test_weights_count_words_with_their_headings(vocabulary):
    weights = vocabulary.weights
    assert weights.documents == 3
    assert weights.frequencies["离岸"] == 2
    assert weights.knows("孵化")
    assert not weights.knows("火锅")
    assert weights.idf("企业") < weights.idf("研发")
