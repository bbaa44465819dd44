from __future__ import annotations

import numpy as np
import pytest

from rag.answer import Status
from rag.refusal import Judge
from rag.refusal.signals import NAMES


@pytest.fixture(scope="module")
def judge(assistant) -> Judge:
    return assistant.answerer.judge


@pytest.fixture(scope="module")
def judged(assistant, judge):
    """The verdict on a question and what the evidence finder would show for it."""

    def of(question: str):
        query = assistant.understand(question)
        ranking = assistant.ranker.rank(query)
        return judge.judge(query, ranking, assistant.answerer.evidence.statements(query, ranking))

    return of


@pytest.mark.parametrize(
    "question",
    [
        "黄石大学科技园依托哪几所学校？",
        "知识产权质押贷款有风险补偿吗？",
        "科技特派员由谁来当？",
        "发展环境讲了哪几个方面的机遇？",
    ],
)
def test_what_the_plan_says_is_answered(judged, question):
    verdict = judged(question)
    assert verdict.status is Status.ANSWERED
    assert verdict.confidence >= 0.5
    assert verdict.missing == ()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("黄石2035年的研发投入目标是多少？", "year"),
        ("宜昌市的科技园区有哪些？", "place"),
        ("科技局局长叫什么名字？", "person"),
        ("科技局的电话是多少？", "contact"),
        ("申请创新券需要什么材料？", "procedure"),
    ],
)
def test_what_is_decisively_missing_is_not_in_the_plan(judged, question, kind):
    verdict = judged(question)
    assert verdict.status is Status.NOT_IN_PLAN
    assert kind in {missing.kind for missing in verdict.missing}
    assert verdict.confidence <= 0.5


def test_money_without_a_figure_is_a_partial_answer(judged):
    verdict = judged("市级创新团队的经费扶持有多少钱？")
    assert verdict.status is Status.PARTIAL
    assert [missing.kind for missing in verdict.missing] == ["amount"]


@pytest.mark.parametrize("question", ["推荐一家火锅店", "今晚的球赛几点开始", "帮我写一首情诗"])
def test_everyday_questions_are_off_the_topic(judged, question):
    assert judged(question).status is Status.OUT_OF_SCOPE


def test_a_refusal_names_what_the_plan_knows_least_about(judged):
    verdict = judged("量子卫星发射场的目标")
    assert verdict.status is Status.NOT_IN_PLAN
    assert verdict.missing[0].kind == "indicator"


def test_evidence_holds_the_years_of_its_clauses_and_of_the_plan(judge, assistant):
    query = assistant.understand("高层次人才要引进多少人？")
    evidence = judge.evidence_of(assistant.answerer.evidence.whole("c5.s1.p1"))
    assert evidence.years == {"2025"}
    assert {"2019", "2020", "2025"} <= evidence.plan_years
    assert "引育高水平科技人才和团队" in evidence.context
    assert "超过100人" in evidence.first
    assert query.words


def test_signals_are_finite_numbers_in_the_order_of_their_names(judge, assistant):
    for question in ("研发投入目标是多少？", "What is it?", "", "？"):
        query = assistant.understand(question)
        ranking = assistant.ranker.rank(query)
        signals = judge.signals(query, ranking, assistant.answerer.evidence.statements(query, ranking))
        assert signals.shape == (len(NAMES),)
        assert np.isfinite(signals).all()
        assert signals[NAMES.index("constant")] == 1.0
