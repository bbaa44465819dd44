from __future__ import annotations

import pytest
from hypothesis import given

from rag.understanding.asks import Ask, asks_of, question_words
from tests.rag.texts import TEXTS, fuzzed


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("高新技术企业有多少家？", {"figure"}),
        ("研发投入占GDP比重的目标值", {"figure"}),
        ("How many high-tech firms are planned?", {"figure"}),
        ("科技企业贷款能补贴多少钱？", {"amount", "figure"}),
        ("贷款贴息的额度", {"amount"}),
        ("新材料产业的科技创新主攻方向有哪些？", {"list"}),
        ("What measures help start-ups?", {"list"}),
        ("どんな産業ですか", {"list"}),
        ("目標はありますか", set()),
        ("研究機関は対象ですか？", {"yesno"}),
        ("科技特派员由谁来当？", {"who"}),
        ("离岸科创园在哪里？", {"place"}),
        ("国家级高新区什么时候建成？", {"when"}),
        ("申报截止到哪天？", {"deadline"}),
        ("创新券怎么申请？", {"procedure"}),
        ("申报需要哪些材料", {"procedure", "list"}),
        ("科技局的电话", {"contact"}),
        ("科技局局长叫什么", {"person"}),
        ("现任市科技局局长是哪位", {"person"}),
        ("规划写在第三章第二节吗", {"navigate", "yesno"}),
        ("哪一章说知识产权质押", {"navigate", "list"}),
        ("什么是揭榜挂帅", {"definition"}),
        ("what does spin-off mean?", {"definition"}),
        ("把专栏的原文全部发我", {"all"}),
        ("比2020年提高几个百分点", {"compute", "figure"}),
        ("有没有贷款贴息", {"yesno"}),
        ("能不能异地孵化", {"yesno"}),
        ("孵化器算创新平台吗？", {"yesno"}),
        ("Does the plan mention lithium?", {"yesno"}),
        ("工业互联网", set()),
        ("", set()),
    ],
)
def test_question_words_tell_what_is_asked_for(question, asks):
    assert asks_of(question) == {Ask(name) for name in asks}


@pytest.mark.parametrize("question", ["第二章讲什么？", "为什么", "怎么样才算瞪羚呢", "你想干嘛？", "这么", "要么"])
def test_a_particle_inside_another_word_makes_no_yes_or_no_question(question):
    assert Ask.YESNO not in asks_of(question)


@pytest.mark.parametrize("question", ["是研究院吗？", "规划有写嘛", "是真的么？"])
def test_a_particle_at_the_end_does(question):
    assert Ask.YESNO in asks_of(question)


def test_each_kind_has_words():
    examples = "多少 多少钱 哪些 谁 哪里 何时 是否 截止 流程 电话 局长是谁 目录 定义 全部 年均"
    assert asks_of(examples) == set(Ask)


def test_question_words_are_given_by_their_place():
    question = "园区有多少家企业"
    assert "多少" in {question[start:end] for start, end in question_words(question)}
    assert question_words("工业互联网") == []


@fuzzed
@given(TEXTS)
def test_a_text_asks_for_something_exactly_where_it_has_question_words(text):
    spans = question_words(text)
    assert bool(asks_of(text)) == bool(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
