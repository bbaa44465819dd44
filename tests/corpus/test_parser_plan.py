"""The real plan: what stands at which address."""

from collections import Counter

import pytest

from corpus.document import BlockKind

ADDRESSES = [
    ("c0", "黄石市科技创新发展“十四五”规划", "title"),
    ("c0.p1", "“十四五”时期是我国", "paragraph"),
    ("c1", "一、开启建设科技强市新征程", "chapter"),
    ("c1.s2.i1", "1.新一轮科技革命", "item"),
    ("c1.s2.p2", "当前，我市科技创新工作", "paragraph"),
    ("c1.s3.i3", "3.发展定位", "item"),
    ("c1.s3.i3.p1", "围绕黄石的长江中游城市群", "paragraph"),
    ("c1.s3.i3.b1", "——长江中游城市群区域性科创中心。", "bullet"),
    ("c1.s4.t2", "表2 黄石市科技创新“十四五”发展目标主要指标", "table"),
    ("c1.s4.t2.note", "备注：标*的数据为2019年数据。", "note"),
    ("c3.p1", "围绕黄石主导产业", "paragraph"),
    ("c3.s1.i1.b2", "——铜及铜合金。", "bullet"),
    ("c3.s1.i1.box1", "专栏1 新材料产业科技创新主攻方向", "box"),
    ("c3.s1.i1.box1.3", "3.铝合金：", "box_item"),
    ("c3.s1.i7.box7", "专栏7现代服装产业科技创新主攻方向", "box"),
    ("c3.s3", "（三）以科技创新助力乡村振兴", "section"),
    ("c4.s2.p1", "大力培育专精特新中小企业", "paragraph"),
    ("c6.s2.i4", "4.推进创新政策互通。", "item"),
    ("c6.s3.i3.box9.4", "4.黄石大学科技园：依托在黄高校", "box_item"),
    ("c8.s5.p1", "建立全市统一完善的", "paragraph"),
]
ROWS = [
    ("c1.s1.t1.r3", "科技创新能力", ["省级以上校企共建研发中心", "个", "10", "24"]),
    ("c1.s1.t1.r15", "创新创业环境", ["省级以上科技企业孵化器、众创空间、星创天地数量", "家", "15", "34"]),
    ("c1.s4.t2.r4", "创新能力", ["全社会研发经费投入年均增长率", "%", "2.58*", "＞8"]),
    ("c1.s4.t2.r5", "创新能力", ["全社会研发经费投入占GDP比重", "%", "1.79*", "2.6"]),
    ("c1.s4.t2.r10", "支撑引领发展", ["每万家企业法人中高新技术企业数", "家", "86*（总数375）", "140（总数＞700）"]),
    ("c1.s4.t2.r13", "支撑引领发展", ["高新技术产业增加值年均增速", "%", "-2.1", "＞12"]),
]


@pytest.mark.parametrize(("address", "beginning", "kind"), ADDRESSES)
def test_address(plan, address, beginning, kind):
    block = plan.document.by_id[address]
    assert (block.text[: len(beginning)], block.kind) == (beginning, kind)


def test_counts(plan):
    counts = Counter(block.kind for block in plan.document.blocks)
    assert counts[BlockKind.CHAPTER] == 8
    assert counts[BlockKind.SECTION] == 29
    assert counts[BlockKind.BOX] == 9
    assert counts[BlockKind.TABLE] == 2
    assert counts[BlockKind.ROW] == 15 + 20
    assert counts[BlockKind.BOX_ITEM] == 6 + 4 + 4 + 5 + 3 + 2 + 3 + 3 + 4


@pytest.mark.parametrize(("address", "group", "cells"), ROWS)
def test_row(plan, address, group, cells):
    row = plan.document.by_id[address].row
    assert (row.group, [cell.text for cell in row.cells]) == (group, cells)


def test_columns_of_two_lines(plan):
    assert plan.document.by_id["c1.s1.t1.r1"].row.columns == ("指标名称", "指标单位", "2020年目标值", "2020年实际值")


def test_group_cell_stands_in_its_first_row(plan):
    first, second = (plan.document.by_id[f"c1.s4.t2.r{number}"] for number in (4, 5))
    assert plan.source[first.start : first.end].startswith("创新能力\n\t全社会研发经费投入年均增长率")
    assert plan.source[second.start : second.end] == "全社会研发经费投入占GDP比重\n\t%\n\t1.79*\n\t2.6"


def test_cells_know_where_they_stand(plan):
    for block in plan.document.blocks:
        for cell in block.row.cells if block.row else ():
            stands = plan.source[cell.span.start : cell.span.end]
            assert "".join(stands.split()) == cell.text, block.id
