"""Verdicts on labelled questions about the shipped plan: what is said must be right."""

import json
from pathlib import Path

import pytest

LABELS = [
    json.loads(line)
    for line in Path(__file__).with_name("premise_labels.jsonl").read_text(encoding="utf-8").splitlines()
]
PRECISION = 0.97
SAID_AT_LEAST = 55


def verdict(assistant, question):
    query = assistant.understand(question)
    answerer = assistant.answerer
    premise = answerer.premises.lead(query, answerer.evidence.statements(query, answerer.ranker.rank(query)))
    return premise.kind.value if premise else "none"


def test_what_is_said_is_right(assistant):
    given = [(verdict(assistant, label["question"]), label) for label in LABELS]
    said = [(kind, label) for kind, label in given if kind != "none"]
    wrong = [(kind, label["question"]) for kind, label in said if kind != label["expected"]]
    assert len(said) >= SAID_AT_LEAST
    assert len(wrong) <= (1 - PRECISION) * len(said), wrong


@pytest.mark.parametrize(
    ("question", "begins", "cited"),
    [
        ("“一核六园”是西塞山区的发展格局，没写错吧", "不是，", "c6.s3.i1"),
        ("高企认定现在是常年受理吗", "是，", "c4.s3.p1"),
        ("自动驾驶有写进去吗", "有，", "c3.s1.i6.b1"),
    ],
)
def test_answers_begin_with_the_verdict(assistant, question, begins, cited):
    answer = assistant.ask(question)
    assert answer.answer.startswith(begins)
    assert answer.answerable
    assert cited.rsplit(".", 1)[0] in answer.citations[0].id
