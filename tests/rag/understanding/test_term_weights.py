from __future__ import annotations

import math

import pytest

from rag.understanding.terms import SYNONYM_SHARE, TermWeights, content_words, coverage, stop_words, word_match

TEXTS = ["研发 投入", "研发 平台", "孵化器", "园区"]
GENERAL = {"走": 60_000, "基站": 30, "研发": 2_000}


@pytest.fixture
def weights() -> TermWeights:
    return TermWeights.count(TEXTS, str.split, GENERAL)


def test_function_words_and_marks_carry_no_subject():
    assert content_words(["研发", "的", "目标", "，", "研发", "多少", "the", "5g"]) == ("研发", "目标", "5g")
    assert content_words(["由谁来", "没什么", "成都市", "谁都不知道的大数据"]) == ("成都市", "谁都不知道的大数据")
    assert {"的", "什么", "the"} <= stop_words()
    assert not any(word.startswith("#") for word in stop_words())


def test_words_are_counted_once_a_text(weights):
    assert weights.frequencies == {"研发": 2, "投入": 1, "平台": 1, "孵化器": 1, "园区": 1}
    assert weights.idf("研发") == pytest.approx(math.log(1 + 4 / 2))
    assert weights.idf("园区") == pytest.approx(math.log(1 + 4 / 1))
    assert weights.knows("研发")
    assert not weights.knows("基站")


def test_an_unknown_word_weighs_by_how_rare_it_is_in_general(weights):
    unheard = weights.idf("量子隧穿")
    assert unheard == pytest.approx(math.log(1 + 2 * 4))
    assert unheard >= weights.idf("基站") > weights.idf("走") == pytest.approx(0.1 * unheard)
    assert weights.idf("龘") == pytest.approx(0.3 * unheard)


@pytest.mark.parametrize(
    ("word", "text", "share"),
    [
        ("研发", "研发投入", 1.0),
        ("研发", "发研", 0.0),
        ("科技创新", "科技的创新", 2 / 3),
        ("科技企业孵化器", "科技孵化器", 0.0),
        ("pcb", "pc b", 0.0),
        ("", "任何", 1.0),
    ],
)
def test_a_word_matches_whole_or_by_most_of_its_pairs(word, text, share):
    assert word_match(word, text) == pytest.approx(share)


def test_coverage_is_the_share_of_the_weight(weights):
    idf = weights.idf
    assert coverage(["研发", "园区"], "研发投入", weights, {}) == pytest.approx(
        idf("研发") / (idf("研发") + idf("园区"))
    )
    assert coverage(["研发"], "研发", weights, {}) == 1.0
    assert coverage([], "研发", weights, {}) == 1.0


def test_a_synonym_counts_for_a_part(weights):
    assert coverage(["搞科研"], "研发投入", weights, {"搞科研": ("研发", "没有的词")}) == pytest.approx(SYNONYM_SHARE)
    assert coverage(["r&d"], "r&d", weights, {"r&d": ("研发",)}) == 1.0
