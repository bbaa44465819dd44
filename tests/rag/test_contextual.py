from __future__ import annotations

import pytest

from rag.contextual import Contextualizer
from rag.understanding.conversation import FollowUp

MATERIALS = "新材料产业的主攻方向有哪些？"


@pytest.fixture(scope="module")
def context(assistant) -> Contextualizer:
    return assistant.context


@pytest.mark.parametrize(
    ("question", "before", "first"),
    [
        ("去年呢？", "2025年研发投入目标是多少？", "去年研发投入目标是多少？"),
        ("那2020年呢？", "到2025年研发投入目标是多少？", "到2020年研发投入目标是多少？"),
        ("十三五末呢", "研发投入目标是多少？", "十三五末研发投入目标是多少？"),
        ("阳新县呢？", "西塞山区要打造什么园区？", "阳新县要打造什么园区？"),
        ("那电子信息呢", MATERIALS, "电子信息 新材料产业的主攻方向有哪些？"),
        ("那電子信息呢", MATERIALS, "电子信息 新材料产业的主攻方向有哪些？"),
        ("孵化器呢", "瞪羚企业有什么支持？", "孵化器 有什么支持？"),
        ("还有别的吗", MATERIALS, MATERIALS),
        ("第二条详细说说", MATERIALS, MATERIALS),
        ("孵化器到2025年的目标是多少", MATERIALS, "孵化器到2025年的目标是多少"),
    ],
)
def test_the_likeliest_reading_of_a_follow_up(context, question, before, first):
    assert context.read(question, [before]).candidates[0] == first


def test_an_ellipsis_keeps_its_other_readings_each_once(context):
    candidates = context.read("孵化器呢", ["瞪羚企业有什么支持？"]).candidates
    assert candidates == ("孵化器 有什么支持？", "孵化器 瞪羚企业有什么支持？", "孵化器")
    repeated = context.read("那电子信息呢", [MATERIALS]).candidates
    assert len(repeated) == len(set(repeated))


def test_a_place_where_none_was_named_stands_before_the_question(context):
    assert context.read("阳新县呢", ["有什么园区？"]).candidates == ("阳新县 有什么园区？",)


@pytest.mark.parametrize("question", ["那钢铁呢", "高了多少", "孵化器目标"])
def test_without_history_the_question_is_read_as_it_was_typed(context, question):
    reading = context.read(question, [])
    assert (reading.kind, reading.candidates) == (FollowUp.NEW, (question,))


def test_a_new_question_keeps_its_script(context):
    question = "黃石大學科技園依託哪幾所學校？"
    assert context.read(question, [MATERIALS]).candidates == (question,)


@pytest.mark.parametrize(
    ("text", "named"),
    [("研发投入", True), ("離岸科創園", True), ("有什么补贴", False), ("那呢", False), ("2025", False), ("", False)],
)
def test_whether_a_question_names_anything(context, text, named):
    assert context.has_subject(text) is named
