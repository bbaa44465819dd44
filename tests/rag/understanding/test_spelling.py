from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokenizer import Tokenizer
from rag.understanding.spelling import (
    Correction,
    SpellingIndex,
    apply,
    deletions,
    fold_sound,
    one_edit_apart,
    sounds,
)
from tests.index.plan_material import CACHE_DIR
from tests.rag.texts import TEXTS, fuzzed

SOURCE = "支持科技型企业、高新技术企业和科技特派员。研发投入占比。大冶湖高新区，孵化器。知识产权质押"
TERMS = frozenset(
    {"科技型企业", "高新技术企业", "科技特派员", "研发投入占", "研发投入", "大冶湖", "孵化器", "知识产权", "质押"}
)


@pytest.fixture(scope="module")
def spelling() -> SpellingIndex:
    tokenizer = Tokenizer(TERMS, CACHE_DIR)
    return SpellingIndex(TERMS, SOURCE, tokenizer.is_common_word, tokenizer.words)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("课技型企业有什么支持", "课技型企业", "科技型企业"),
        ("高新计术企业", "高新计术企业", "高新技术企业"),
        ("高薪技术企业多少家", "高薪技术企业", "高新技术企业"),
        ("孵化气在哪", "孵化气", "孵化器"),
        ("大野湖的定位", "大野湖", "大冶湖"),
        ("知识产全", "知识产全", "知识产权"),
        ("科技特特派员", "科技特特派员", "科技特派员"),
        ("知产权", "知产权", "知识产权"),
        ("知产识权", "知产识权", "知识产权"),
    ],
)
def test_slips_of_sound_and_of_one_character_are_offered(spelling, text, wrong, right):
    assert spelling.corrections(text) == (Correction(wrong, right, text.index(wrong)),)


@pytest.mark.parametrize(
    "text",
    [
        "科技型企业有什么支持",
        "研发投入目标是多少",
        "研发投入是多少",
        "高新区企业",
        "企业质量",
        "What is the target?",
        "研 发 投 入",
        "",
    ],
)
def test_the_plan_s_own_words_and_ordinary_ones_are_left_alone(spelling, text):
    assert spelling.corrections(text) == ()


def test_corrections_do_not_overlap_and_come_in_order(spelling):
    text = "课技型企业和大野湖"
    assert [c.right for c in spelling.corrections(text)] == ["科技型企业", "大冶湖"]


def test_corrections_are_applied_where_they_stand():
    corrections = [Correction("大野湖", "大冶湖", 5), Correction("课技", "科技", 0)]
    assert apply("课技型，和大野湖", corrections) == "科技型，和大冶湖"
    assert apply("不变", []) == "不变"


@pytest.mark.parametrize(
    ("left", "right"), [("shi", "si"), ("zhang", "zan"), ("chen", "cen"), ("xing", "xin"), ("ning", "nin")]
)
def test_sounds_that_are_often_confused_are_one(left, right):
    assert fold_sound(left) == fold_sound(right)


@pytest.mark.parametrize(("left", "right"), [("ba", "pa"), ("xi", "si"), ("gao", "guo")])
def test_other_sounds_are_not(left, right):
    assert fold_sound(left) != fold_sound(right)


def test_sounds_are_syllables_without_tones():
    assert sounds("黄石") == ("huang", "shi")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("abcd", "abxd", True),
        ("abcd", "abd", True),
        ("abcd", "abccd", True),
        ("abcd", "acbd", True),
        ("abcd", "abcd", False),
        ("abcd", "axyd", False),
        ("abcd", "dbca", False),
        ("abcd", "ab", False),
        ("", "a", True),
    ],
)
def test_one_edit_is_a_change_a_gap_an_extra_or_a_swap(left, right, expected):
    assert one_edit_apart(left, right) is expected
    assert one_edit_apart(right, left) is expected


def test_deletions_are_the_term_and_its_forms_with_one_character_less():
    assert deletions("abc") == {"abc", "bc", "ac", "ab"}


@fuzzed
@given(TEXTS | st.text(alphabet="课科技型企业高新大野冶湖的是研发投入占目标孵化器", max_size=30))
def test_corrections_of_any_text_stand_in_it_and_are_the_plan_s_terms(spelling, text):
    corrections = spelling.corrections(text)
    assert all(text[c.offset :].startswith(c.wrong) and c.right in TERMS for c in corrections)
    ends = [c.offset + len(c.wrong) for c in corrections]
    assert all(end <= later.offset for end, later in zip(ends, corrections[1:], strict=False))
    assert len(apply(text, corrections)) == len(text) + sum(len(c.right) - len(c.wrong) for c in corrections)
