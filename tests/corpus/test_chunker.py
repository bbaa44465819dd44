import pytest

from corpus.chunker import chunk
from corpus.parser import parse

EMBED_TEXTS = [
    ("plan", "c1.s4.t2.r5", "创新能力 · 全社会研发经费投入占GDP比重（%）：2020年基数1.79*，2025年目标值2.6"),
    ("plan", "c1.s1.t1.r11", "区域创新体系 · 国家创新型试点城市（个）：2020年目标值1，2020年实际值0"),
    (
        "made_up",
        "c4.s2.t2.r2",
        "智改数转提速工程：市级财政资金（万元）28500，培训产业人才（人）3600，牵头单位市工业和信息化局",
    ),
    ("plan", "c1.s4.p1", ""),
]
HEADINGS = [
    ("c1", ()),
    ("c0.p1", ("黄石市科技创新发展“十四五”规划",)),
    ("c3.s1.i1.b1", ("提升科技创新支撑引领能力", "增强制造业技术创新能力", "新材料")),
    ("c1.s4.t2.r5", ("开启建设科技强市新征程", "发展目标", "表2 黄石市科技创新“十四五”发展目标主要指标")),
    (
        "c3.s1.i7.box7.1",
        ("提升科技创新支撑引领能力", "增强制造业技术创新能力", "现代服装", "专栏7现代服装产业科技创新主攻方向"),
    ),
]


def by_id(plan):
    return {piece.id: piece for piece in plan.chunks}


def test_each_block_is_a_chunk_in_order(plan):
    assert [piece.id for piece in plan.chunks] == [block.id for block in plan.document.blocks]


@pytest.mark.parametrize(("name", "address", "text"), EMBED_TEXTS)
def test_embed_text(request, name, address, text):
    assert by_id(request.getfixturevalue(name))[address].embed_text == text


@pytest.mark.parametrize(("address", "titles"), HEADINGS)
def test_headings(plan, address, titles):
    assert by_id(plan)[address].headings == titles


def test_headings_are_told_from_text(plan):
    pieces = by_id(plan)
    assert [pieces[i].heading for i in ("c0", "c1", "c1.s1", "c3.s1.i1", "c3.s1.i1.box1", "c1.s4.t2")] == [True] * 6
    texts = ("c0.p1", "c1.s1.i1", "c3.s1.i1.b1", "c3.s1.i1.box1.1", "c1.s4.t2.r1", "c1.s4.t2.note")
    assert [pieces[i].heading for i in texts] == [False] * 6


def test_entry_without_stop_is_text():
    pieces = {piece.id: piece for piece in chunk(parse("一、任务\n（1）建设平台\n（2）建设园区\n完成。\n", "any"))}
    assert {address: piece.heading for address, piece in pieces.items()} == {
        "c1": True,
        "c1.i1": False,
        "c1.i2": False,
        "c1.p1": False,
    }
