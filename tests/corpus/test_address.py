import pytest

from corpus.address import locate
from corpus.parser import parse

LABELS = [
    ("plan", "c1.s4.t2.r5", "第一章（四）发展目标 · 表2"),
    ("plan", "c3.s1.i1.box1.3", "第三章（一）1.新材料 · 专栏1 第3条"),
    ("plan", "c3.s1.i7.box7", "第三章（一）7.现代服装 · 专栏7"),
    ("plan", "c3.s1.i1.b2", "第三章（一）1.新材料"),
    ("plan", "c6.s3.i3", "第六章（三）3"),
    ("plan", "c3.p1", "第三章提升科技创新支撑引领能力"),
    ("plan", "c0.p1", "序言第1段"),
    ("plan", "c0", "标题"),
    ("made_up", "c1.s1.i1.p1", "第一章第一节 1.1产业规模稳步扩大"),
    ("made_up", "c5.s1.i2", "第五章第一节 （2）"),
    ("made_up", "c4.s2.box2.2", "第四章第二节资金与培训安排 · 专栏「公共服务平台建设重点」 第2条"),
    ("made_up", "c4.s2.t2.r2", "第四章第二节资金与培训安排 · 表2"),
    ("notice", "c0.p4", "正文第4段"),
]


@pytest.mark.parametrize(("name", "address", "label"), LABELS)
def test_label(request, name, address, label):
    assert locate(request.getfixturevalue(name).document, address).label == label


def test_parts_of_a_box_line(plan):
    place = locate(plan.document, "c3.s1.i1.box1.3")
    assert (place.chapter, place.chapter_title) == ("三", "提升科技创新支撑引领能力")
    assert (place.section, place.section_title) == ("一", "增强制造业技术创新能力")
    assert (place.item, place.item_title, place.bullet) == ("1", "新材料", None)
    assert (place.column, place.column_title, place.column_item) == (1, "新材料产业科技创新主攻方向", 3)
    assert (place.table, place.row) == (None, None)


def test_parts_of_a_row(plan):
    place = locate(plan.document, "c1.s4.t2.r5")
    assert (place.item, place.column, place.table, place.row) == (None, None, 2, "全社会研发经费投入占GDP比重")


def test_parts_in_other_conventions(made_up):
    place = locate(made_up.document, "c3.s1.i1.b2")
    assert (place.chapter, place.section, place.item, place.bullet) == ("三", "一", "1.1", 2)
    assert locate(made_up.document, "c1.s2.i3").item == "3"


def test_preamble(plan, notice):
    assert locate(plan.document, "c0.p1").chapter == "序"
    assert locate(notice.document, "c0.p1").chapter == "正文"


def test_unnumbered_headings_have_labels():
    document = parse("# 方案\n\n## 目标\n\n甲。\n\n### 指标\n\n乙。\n", "any")
    assert [locate(document, block.id).label for block in document.blocks][1:] == ["第一章目标"] * 2 + [
        "第一章第一节指标"
    ] * 2


def test_unknown_address(plan):
    with pytest.raises(KeyError, match="c99"):
        locate(plan.document, "c99")
