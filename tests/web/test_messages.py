from __future__ import annotations

from dataclasses import replace

import pytest
from web_fakes import FakeAssistant

from rag.answer import Calculation, Status
from web.chat.conversation import KEPT_TURNS, Conversation
from web.chat.messages import answer_html, ask_link, error_html, question_html

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[点我](javascript:alert(1))",
    '"><a href="javascript:alert(1)">',
    "`</div>`\n\n<script>x</script>",
    "a\n\n# 标题\n\n<b>b</b>",
]


@pytest.fixture
def answer():
    return FakeAssistant().ask("研发投入强度是多少？")


def attacked(answer, words):
    cited = replace(answer.citations[0], label=words, quote=words)
    return replace(
        answer, answer=f"{words}[1]", citations=(cited,), related=(cited,), suggestions=(words,), read_as=words,
        calculations=(Calculation(words, (), words),),
    )  # fmt: skip


@pytest.mark.parametrize("words", ATTACKS)
def test_words_from_outside_never_become_markup(answer, words):
    for html in (question_html(words), error_html(words), str(ask_link(words)), answer_html(attacked(answer, words))):
        assert "<script" not in html
        assert "<img" not in html
        assert "<b>b" not in html
        assert 'href="javascript' not in html


@pytest.mark.parametrize("words", ATTACKS)
def test_a_message_is_one_html_block_without_a_blank_line(answer, words):
    for html in (question_html(words), answer_html(attacked(answer, words))):
        assert html.startswith("<div")
        assert "\n" not in html


def test_marks_and_chips_lead_to_the_quote(answer):
    cited = answer.citations[0]
    html = answer_html(answer)
    assert html.count(f'href="plan?hl={cited.start}-{cited.end}#{cited.id}"') == 2
    assert ">1</a></p>" in html


def test_a_mark_without_a_citation_stays_text(answer):
    assert "共[9]项" in answer_html(replace(answer, answer="共[9]项"))


@pytest.mark.parametrize(
    ("mode", "label", "absent"), [("extractive", "原文摘录", "模型生成"), ("generated", "模型生成", "原文摘录")]
)
def test_an_answer_says_where_it_comes_from(answer, mode, label, absent):
    html = answer_html(replace(answer, mode=mode))
    assert label in html
    assert absent not in html


@pytest.mark.parametrize(
    ("status", "label"),
    [
        (Status.NOT_IN_PLAN, "规划未写明"),
        (Status.OUT_OF_SCOPE, "不在规划范围"),
        (Status.PARTIAL, "部分作答"),
        (Status.NEEDS_CLARIFICATION, "需要补充说明"),
    ],
)
def test_a_refusal_says_so(answer, status, label):
    html = answer_html(replace(answer, status=status, citations=(), related=answer.citations))
    assert label in html
    assert "原文摘录" not in html
    assert "相关条款（不是直接回答）" in html


def test_small_talk_has_no_label(answer):
    assert "pq-badge" not in answer_html(replace(answer, status=Status.SMALLTALK))


def test_a_conversation_keeps_its_last_turns_and_shows_a_pending_question():
    conversation = Conversation()
    for n in range(KEPT_TURNS + 2):
        conversation.add(f"问{n}", "<div>答</div>")
    assert conversation.questions[0] == "问2"
    shown = conversation.shown(pending="再问")
    assert [message["role"] for message in shown[-2:]] == ["user", "assistant"]
    assert "再问" in shown[-2]["content"]
    assert len(conversation.turns) == KEPT_TURNS
