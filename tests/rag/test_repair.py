from __future__ import annotations

import pytest

from rag.repair import Mended


@pytest.fixture(scope="module")
def corrected(assistant):
    return lambda text: assistant.repairer.corrected(text, assistant.understand)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("课技型企业有多少家", "科技型企业有多少家"),
        ("高新计术企业的目标", "高新技术企业的目标"),
        ("知识产全质押", "知识产权质押"),
        ("大野湖高新区的定位", "大冶湖高新区的定位"),
        ("課技型企業有多少家", "科技型企业有多少家"),
    ],
)
def test_slips_are_corrected_where_that_retrieves_clearly_better(corrected, text, read):
    query, read_as = corrected(text)
    assert (query.text, read_as) == (read, read)


@pytest.mark.parametrize(
    "text",
    [
        "研发投入目标是多少",
        "黄石2035年的研发投入目标是多少？",
        "大前年的研发投入是多少",
        "科技型企业有多少家",
        "推荐一家火锅店",
        "What is the target?",
        "",
    ],
)
def test_other_questions_are_left_as_they_are(corrected, text):
    query, read_as = corrected(text)
    assert (query.text, read_as) == (text, None)


def test_pinyin_is_read_and_said_so(assistant):
    read = "大冶湖高新区定位"
    assert assistant.repairer.from_pinyin("dayehu gaoxinqu dingwei") == Mended(read, read)


@pytest.mark.parametrize("text", ["What is the target?", "PCB", "大冶湖 dingwei", "", "the men can sing"])
def test_what_is_no_pinyin_stays(assistant, text):
    assert assistant.repairer.from_pinyin(text) == Mended(text)
