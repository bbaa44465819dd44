from __future__ import annotations

import pytest
from hypothesis import given

from rag.understanding.smalltalk import Smalltalk, smalltalk_of, without_greeting
from tests.rag.texts import TEXTS, fuzzed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("你好", Smalltalk.GREETING),
        ("您好呀！！", Smalltalk.GREETING),
        ("  hello there  ", Smalltalk.GREETING),
        ("你好你好", Smalltalk.GREETING),
        ("在吗？", Smalltalk.GREETING),
        ("こんにちは", Smalltalk.GREETING),
        ("Привет!", Smalltalk.GREETING),
        ("谢谢", Smalltalk.THANKS),
        ("好的，谢谢您", Smalltalk.THANKS),
        ("谢谢你，帮大忙了", Smalltalk.THANKS),
        ("Thank you so much!", Smalltalk.THANKS),
        ("明白了", Smalltalk.THANKS),
        ("再见", Smalltalk.GOODBYE),
        ("谢谢，再见！", Smalltalk.GOODBYE),
        ("bye bye", Smalltalk.GOODBYE),
        ("你是谁", Smalltalk.HELP),
        ("你能做什么？", Smalltalk.HELP),
        ("怎么用", Smalltalk.HELP),
        ("What can you do for me?", Smalltalk.HELP),
        ("你是真人吗", Smalltalk.HELP),
    ],
)
def test_whole_messages_of_small_talk(text, kind):
    assert smalltalk_of(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "你好，请问研发投入目标是多少",
        "好的，那研发投入呢",
        "帮助企业的政策有哪些",
        "不错的园区在哪",
        "知道高企的目标吗",
        "help me with funding",
        "早稻种植",
        "谢谢" + "研" * 100,
        "",
        "？",
    ],
)
def test_anything_else_in_the_message_makes_it_a_question(text):
    assert smalltalk_of(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("你好，请问研发投入目标是多少", "请问研发投入目标是多少"),
        ("Hello! What is the R&D target?", "What is the R&D target?"),
        ("您好！高企目标？", "高企目标？"),
        ("研发投入目标是多少", "研发投入目标是多少"),
        ("你好", "你好"),
        ("hello there", "hello there"),
        ("high-tech firms", "high-tech firms"),
    ],
)
def test_only_a_greeting_before_a_question_is_taken_off(text, rest):
    assert without_greeting(text) == rest


@fuzzed
@given(TEXTS)
def test_what_is_left_of_any_text_is_its_end(text):
    assert text.endswith(without_greeting(text))
    assert smalltalk_of(text) in {None, *Smalltalk}
