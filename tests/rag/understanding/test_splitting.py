from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from rag.understanding.splitting import MAX_QUESTIONS, split_message
from tests.rag.texts import TEXTS, fuzzed


@pytest.mark.parametrize(
    ("text", "questions", "told"),
    [
        ("高企目标多少？", ["高企目标多少？"], []),
        ("我想了解一下。", ["我想了解一下。"], []),
        ("高企有多少家？孵化器有多少家？", ["高企有多少家？", "孵化器有多少家？"], []),
        ("高企有多少家 孵化器有多少家", ["高企有多少家", "孵化器有多少家"], []),
        ("研发投入目标是多少，孵化器又是多少", ["研发投入目标是多少", "孵化器又是多少"], []),
        ("高企目标是多少，另外大学科技园在哪里", ["高企目标是多少", "另外大学科技园在哪里"], []),
        ("What is the target? And who is responsible?", ["What is the target?", "And who is responsible?"], []),
        ("1.高企目标多少\n2.研发投入多少", ["高企目标多少", "研发投入多少"], []),
        ("- 高企目标多少\n- 研发投入多少", ["高企目标多少", "研发投入多少"], []),
        (
            "我们是做PCB的，刚搬来。员工50人。请问有什么支持？",
            ["请问有什么支持？"],
            ["我们是做PCB的，刚搬来。", "员工50人。"],
        ),
        ("我司是小企业。我们缺钱。怎么贷款", ["怎么贷款"], ["我司是小企业。", "我们缺钱。"]),
        ("发展定位是什么？对吧？", ["发展定位是什么？对吧？"], []),
        ("5.2亿元的基金在哪", ["5.2亿元的基金在哪"], []),
        ("A\n高企的目标多少\n研发投入多少", ["A 高企的目标多少", "研发投入多少"], []),
        ("", [""], []),
        ("？？？", ["？？？"], []),
    ],
)
def test_a_message_is_taken_apart(text, questions, told):
    message = split_message(text)
    assert (list(message.questions), list(message.told)) == (questions, told)


def test_the_story_is_all_that_is_told():
    assert split_message("我司缺钱。我司在大冶。有什么贷款？").story == "我司缺钱。 我司在大冶。"


def test_questions_beyond_the_limit_stay_with_the_last():
    asked = [f"第{n}个指标的目标是多少？" for n in range(1, 8)]
    message = split_message("".join(asked))
    assert len(message.questions) == MAX_QUESTIONS
    assert " ".join(message.questions).split() == asked


@fuzzed
@given(TEXTS)
def test_no_letter_is_lost_but_those_of_list_marks(text):
    message = split_message(text)
    kept = Counter(filter(str.isalpha, " ".join((*message.questions, *message.told))))
    assert not Counter(filter(str.isalpha, text)) - kept


@fuzzed
@given(TEXTS)
def test_there_is_always_a_question_and_never_too_many(text):
    message = split_message(text)
    assert 1 <= len(message.questions) <= MAX_QUESTIONS
    assert all(question.strip() == question for question in message.questions)


@fuzzed
@given(TEXTS)
def test_one_question_alone_is_not_split_again(text):
    for question in split_message(text).questions[:-1]:
        assert split_message(question).questions == (question,)
