"""The same code over another city's plan, written by someone who had not read the code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.answer import Answer, Status
from tests.rag.verbatim import in_source

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "made_up" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
ENOUGH = 9


@pytest.fixture(scope="module")
def answers(made_up_assistant) -> list[Answer]:
    return [made_up_assistant.ask(case["question"]) for case in CASES]


def is_right(case: dict, answer: Answer, source: str) -> bool:
    """Whether every fact is said and the clause it stands in is cited; refused where the plan is silent."""
    if not case["answerable"]:
        return answer.status is Status.NOT_IN_PLAN
    start = source.index(case["evidence"])
    cited = any(c.start < start + len(case["evidence"]) and c.end > start for c in answer.citations)
    return cited and all(any(fact in answer.answer for fact in group) for group in case["facts"])


def test_at_least_nine_of_ten_questions_are_answered_right(answers, made_up_plan):
    wrong = [
        (case["id"], answer.status.value, answer.answer)
        for case, answer in zip(CASES, answers, strict=True)
        if not is_right(case, answer, made_up_plan.source)
    ]
    assert len(CASES) - len(wrong) >= ENOUGH, wrong


def test_quotes_are_the_plan_s_own_words(answers, made_up_plan):
    for citation in (citation for answer in answers for citation in (*answer.citations, *answer.related)):
        assert in_source(made_up_plan.source, citation), citation
        assert citation.plan == made_up_plan.id


def test_nothing_of_the_bundled_plan_shows(answers, made_up_assistant):
    said = " ".join(answer.answer for answer in (*answers, made_up_assistant.ask("你好")))
    assert "黄石" not in said
    assert "云澜市先进制造业发展规划" in said


def test_the_bundled_plan_s_city_is_another_place_here(made_up_assistant):
    answer = made_up_assistant.ask("黄石市的规模以上工业增加值目标是多少？")
    assert answer.status is Status.NOT_IN_PLAN
    assert [missing.kind for missing in answer.missing] == ["place"]


def test_the_plan_s_own_period_is_told(made_up_assistant):
    assert "规划期为2023—2027年" in made_up_assistant.ask("2030年的规模以上工业增加值目标？").answer
