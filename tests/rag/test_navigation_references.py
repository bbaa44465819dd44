"""References by number and what they resolve to, in the bundled plan and in one with other conventions."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.plans import load_plan
from rag.navigation.references import anchored, references
from rag.navigation.resolving import resolve

MADE_UP = Path(__file__).parents[1] / "made_up"
BUNDLED = load_plan("huangshi-sti-2021-2025").document
YUNLAN = load_plan("yunlan-manufacturing-2023-2027", MADE_UP).document


def _resolved(document, text):
    return [block.id if block else None for block, readable in _read(document, text) if readable]


def _read(document, text):
    return [resolve(document, reference) for reference in anchored(references(text))]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("第五章第二节讲什么", "c5.s2"),
        ("第三章（一）5", "c3.s1.i5"),
        ("第三章(一)5.", "c3.s1.i5"),
        ("五（二）", "c5.s2"),
        ("三、（一）1", "c3.s1.i1"),
        ("第6章", "c6"),
        ("第5.2节", "c5.s2"),
        ("chapter 5 section 2", "c5.s2"),
        ("section 5.2", "c5.s2"),
        ("the second chapter", "c2"),
        ("chapter iv", "c4"),
        ("专栏八里头列了哪几样", "c3.s1.i8.box8"),
        ("专栏1一共几条", "c3.s1.i1.box1"),
        ("专栏9第3条", "c6.s3.i3.box9.3"),
        ("box 9 item 3", "c6.s3.i3.box9.3"),
        ("表2", "c1.s4.t2"),
        ("表1一共多少行", "c1.s1.t1"),
        ("表2第5行", "c1.s4.t2.r5"),
        ("最后一章", "c8"),
        ("第二节 第五章讲什么", "c5.s2"),
        ("第三章第一节第五条", "c3.s1.i5"),
    ],
)
def test_number_names_a_block(text, address):
    assert _resolved(BUNDLED, text) == [address]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("第三章第一节", "做强三大主导产业"),
        ("第一章第二节", "存在问题"),
        ("第三章第一节1.2", "新型储能"),
        ("第七章", "附则"),
        ("专栏1第2条", "新型储能"),
        ("第五章第一节（3）", "专精特新奖励"),
    ],
)
def test_other_conventions_resolve_too(text, title):
    blocks = [block for block, readable in _read(YUNLAN, text) if readable and block]
    assert [block.title for block in blocks] == [title]


@pytest.mark.parametrize("text", ["第十二章讲什么", "专栏12", "表5", "专栏9第7条"])
def test_a_place_the_plan_lacks_is_readable_but_empty(text):
    assert _resolved(BUNDLED, text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "第二节讲什么",
        "（三）",
        "2025年研发投入多少",
        "高新技术企业达到700家",
        "代表2025年",
        "第一节能改造项目",
        "前三名",
    ],
)
def test_what_is_no_reference(text):
    assert _resolved(BUNDLED, text) == []
