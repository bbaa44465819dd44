from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokenizer import Tokenizer
from rag.understanding.conversation import FollowUp, read_in_context, subject_of, with_new_topic
from rag.understanding.terms import content_words
from tests.index.plan_material import CACHE_DIR
from tests.rag.texts import TEXTS, fuzzed

LAST = "新材料产业的主攻方向有哪些？"


CUT = Tokenizer((), CACHE_DIR).words


def words(text: str) -> tuple[str, ...]:
    return content_words(CUT(text))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("那钢铁呢？", FollowUp.ELLIPSIS),
        ("电子信息呢", FollowUp.ELLIPSIS),
        ("what about steel?", FollowUp.ELLIPSIS),
        ("去年呢？", FollowUp.ELLIPSIS),
        ("钢铁也有补贴？", FollowUp.ELLIPSIS),
        ("高了多少？", FollowUp.CONTINUED),
        ("由谁负责？", FollowUp.CONTINUED),
        ("它的目标值是多少？", FollowUp.CONTINUED),
        ("第二条详细说说", FollowUp.ORDINAL),
        ("最后一点呢？", FollowUp.ORDINAL),
        ("tell me the second one", FollowUp.ORDINAL),
        ("还有别的吗？", FollowUp.MORE),
        ("anything else?", FollowUp.MORE),
        ("能不能再详细一点说说", FollowUp.DETAIL),
        ("原文怎么写的", FollowUp.DETAIL),
        ("全社会研发经费投入占GDP比重的目标是多少？", FollowUp.NEW),
        ("大冶湖高新区的功能定位有哪些内容？", FollowUp.NEW),
    ],
)
def test_how_a_question_hangs_on_the_one_before(question, kind):
    assert read_in_context(question, ["规划期是哪几年？", LAST], words).kind is kind


@pytest.mark.parametrize("question", ["那钢铁呢？", "还有别的吗？", "第二条", "它是什么", ""])
def test_without_history_a_question_stands_alone(question):
    reading = read_in_context(question, [], words)
    assert (reading.kind, reading.candidates) == (FollowUp.NEW, (question,))


@pytest.mark.parametrize(
    ("question", "ordinal"),
    [
        ("第一条说说", 1),
        ("第3点呢", 3),
        ("第十二项", 12),
        ("第二十个", 20),
        ("第两种", 2),
        ("the third point", 3),
        ("最后一条", -1),
    ],
)
def test_ordinals_are_counted(question, ordinal):
    assert read_in_context(question, [LAST], words).ordinal == ordinal


@pytest.mark.parametrize("question", ["第三章第二节的第二条", "第0条", "第" + "9" * 5000 + "条"])
def test_an_address_or_no_number_is_no_ordinal(question):
    assert read_in_context(question, [LAST], words).kind is not FollowUp.ORDINAL


def test_an_ellipsis_gives_what_is_said_now_and_the_question_it_completes():
    assert read_in_context("那么钢铁方面呢？", [LAST], words).candidates == ("钢铁", LAST)


def test_a_continuation_takes_the_subject_along():
    candidates = read_in_context("高了多少？", ["研发投入的目标是多少？"], words).candidates
    assert candidates[0].startswith("研发投入的目标")
    assert candidates[0].endswith("高了多少？")


def test_more_and_ordinals_are_about_the_question_before():
    assert read_in_context("还有别的吗", ["第一问", LAST], words).candidates == (LAST,)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("研发投入的目标是多少？", "研发投入的目标"),
        ("请问科技特派员由谁来当？", "科技特派员由 来当"),
        ("大学科技园在哪里呢", "大学科技园"),
        ("多少？", ""),
    ],
)
def test_the_subject_is_what_remains_without_question_words(question, subject):
    assert subject_of(question) == subject


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        (["新材料", "产业"], "钢铁 主攻方向有哪些？"),
        (["新材料"], "钢铁 产业的主攻方向有哪些？"),
        ([], f"钢铁 {LAST}"),
    ],
)
def test_a_new_topic_takes_the_place_of_the_old_words(topic, expected):
    assert with_new_topic("钢铁", LAST, topic) == expected


@fuzzed
@given(TEXTS, st.lists(TEXTS, max_size=2))
def test_any_conversation_has_a_reading(question, previous):
    reading = read_in_context(question, previous, words)
    assert reading.candidates
    assert (reading.ordinal != 0) == (reading.kind is FollowUp.ORDINAL)
