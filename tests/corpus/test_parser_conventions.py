"""Other conventions than the bundled plan's, by the same rules."""

import pytest

from corpus.parser import parse

DOCUMENTS = {
    "markdown": (
        "# 江北市方案\n\n## 一、总体要求\n\n### （一）目标\n\n达到12%。\n\n"
        "| 指标 | 单位 | 2022年 |\n|---|---|---:|\n| 基站 | 个 | 32 |\n\n注：1.累计数。\n2.含室分。\n\n"
        "## 二、任务\n\n- **底座**：建设。\n\n"
        "> **专栏1 工程**\n> 1. 算力：建设。\n> 2. 数据：建设。\n\n以上由市局牵头。\n",
        "c0 c1 c1.s1 c1.s1.p1 c1.s1.t1 c1.s1.t1.r1 c1.s1.t1.note c1.s1.t1.note-2 "
        "c2 c2.b1 c2.box1 c2.box1.1 c2.box1.2 c2.p1",
    ),
    "contents": (
        "目　录\n一、现状\t1\n（一）基础\t1\n二、任务\t3\n\n南山县规划\n\n"
        "一、现状\n（一）基础。稳定。\n二、任务\n1、总量。增加。\n",
        "p1 p2 p3 p4 c0 c1 c1.s1 c2 c2.i1",
    ),
    "decimals": (
        "1 总则\n1.1 目的\n为规范。\n2 机构\n2.1 小组\n2.1.1 组长\n市长担任。\n1.5亿元由财政承担。\n",
        "c1 c1.s1 c1.s1.p1 c2 c2.s1 c2.s1.i1 c2.s1.i1.p1 c2.s1.i1.p2",
    ),
    "decimals under chapters": (
        "第一章 总则\n1.1 目标\n（1）增长。到8%。\n①工业。增长。\n1.2 任务\n第二章 保障\n2.1 组织\n",
        "c1 c1.s1 c1.s1.i1 c1.s1.i1.b1 c1.s2 c2 c2.s1",
    ),
    "articles": (
        "第一章 总则\n第一条 为了进步，制定。\n第二条 适用如下：\n"
        "（一）企业；\n（二）高校。\n第二章 附则\n第三条 施行。\n自印发之日起。\n",
        "c1 c1.i1 c1.i2 c1.i2.b1 c1.i2.b2 c2 c2.i3 c2.i3.p1",
    ),
    "parts": (
        "第一篇 总论\n第一章 背景\n第一节 形势\n一、国际\n复杂。\n",
        "c1 c1.s1 c1.s1.i1 c1.s1.i1.b1 c1.s1.i1.b1.p1",
    ),
    "items right under chapters": (
        "一、目标\n1.增长。到8%。\n2.质量。提升。\n二、保障\n加强。\n",
        "c1 c1.i1 c1.i2 c2 c2.p1",
    ),
    "titles right under chapters": ("一、目标\n1.增长\n到8%。\n2.质量\n提升。\n", "c1 c1.s1 c1.s1.p1 c1.s2 c1.s2.p1"),
    "table right under a title": (
        "一、甲\n1.指标\n\n|a|b|\n|---|---|\n|c|1|\n\n2.任务\n建设。\n",
        "c1 c1.s1 c1.s1.t1 c1.s1.t1.r1 c1.s2 c1.s2.p1",
    ),
    "a list alone": ("1.增长。到8%。\n2.质量。提升。\n结束。\n", "i1 i2 p1"),
    "a number given twice": ("一、甲\n1.子。甲。\n1.丑。乙。\n一、乙\n丙。\n", "c1 c1.i1 c1.i1-2 c1-2 c1-2.p1"),
    "box then items": (
        "（一）园区\n1.甲。乙。\n专栏3：重点\n（1）甲：一\n直到二。\n（2）乙：三。\n\n2.丙。丁。\n",
        "c1 c1.i1 c1.i1.box3 c1.i1.box3.1 c1.i1.box3.2 c1.i2",
    ),
    "box counting like its section": (
        "一、甲\n1.材料\n子。\n专栏1 方向\n1.甲：一。\n2.乙：二。\n2.电子\n丑。\n",
        "c1 c1.s1 c1.s1.p1 c1.s1.box1 c1.s1.box1.1 c1.s1.box1.2 c1.s2 c1.s2.p1",
    ),
    "box without numbers": (
        "一、甲\n【专栏】工程\n智能工程。建设。\n绿色工程。建设。\n\n乙。\n",
        "c1 c1.box1 c1.box1.1 c1.box1.2 c1.p1",
    ),
    "box named in running text": ("一、甲\n专栏1提出了方向。\n", "c1 c1.p1"),
    "serial numbers and repeated groups": (
        "表1-2 指标\n单位：个\n序号\t类别\t指标\t2025年\n1\t投入\t人员\t5\n2\t投入\t经费\t6\n3\t产出\t专利\t7\n",
        "t1-2 t1-2.r1 t1-2.r2 t1-2.r3",
    ),
    "indented paragraphs": ("\t第一段话说完了。\n\t第二段话说完了。\n\n\t第三段话说完了。\n", "p1 p2 p3"),
    "indented headings": ("\t一、甲\n\t段落说完了。\n\n\t二、乙\n\t段落说完了。\n", "c1 c1.p1 c2 c2.p1"),
    "lines above the title": (
        "附件\n\n某政发〔2021〕5号\n\n某市科技\n发展规划\n（2021—2025年）\n\n为发展，制定。\n一、甲\n",
        "p1 p2 c0 c0.p1 c1",
    ),
    "nothing": (" \n\t\n", ""),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_addresses(name):
    source, addresses = DOCUMENTS[name]
    assert " ".join(block.id for block in parse(source, "any").blocks) == addresses


def test_wrapped_lines_are_one_block():
    box = parse("一、甲\n专栏1 工程\n1.数据：建设全市统一的\n数据平台。\n2.算力：建设。\n", "any").by_id["c1.box1.1"]
    assert box.text == "1.数据：建设全市统一的数据平台。"
    half = "坚持创新驱动发展战略，加快建设区域性科技创新中心，推动产业转型升级和"
    assert parse(f"一、甲\n{half}\n城市更新。\n", "any").by_id["c1.p1"].text == f"{half}城市更新。"


def test_mark_in_mid_paragraph_cuts_the_spans_not_the_text():
    source = "一、甲\n加快[bookmark: _a][bookmark: _b]建设。\n"
    block = parse(source, "any").by_id["c1.p1"]
    assert block.text == "加快建设。"
    assert [source[span.start : span.end] for span in block.spans] == ["加快", "建设。"]


def test_mark_inside_table_cell_is_no_text():
    source = "\t指标\n\t值\n\n\t研发[bookmark: _c]强度\n\t2[bookmark: _d]\n[bookmark: _e]\n\n\n后文。\n"
    document = parse(source, "any")
    assert [block.text for block in document.blocks] == ["指标 | 值", "研发强度 | 2", "后文。"]


def test_table_caption_number_and_group():
    blocks = parse(DOCUMENTS["serial numbers and repeated groups"][0], "any").by_id
    assert (blocks["t1-2"].label, blocks["t1-2"].title) == ("表1-2", "指标")
    rows = [blocks[f"t1-2.r{number}"].row for number in (1, 2, 3)]
    assert [(row.group, row.name) for row in rows] == [("投入", "人员"), ("投入", "经费"), ("产出", "专利")]


TITLES = [
    ("1.新材料\n甲。\n2.电子\n乙。\n", "c1", "新材料"),
    ("一、甲\n1.推进“弯道超车”。甲。\n", "c1.i1", "推进“弯道超车”"),
    ("一、甲\n（一）加强领导。乙。\n", "c1.s1", "加强领导"),
    ("一、甲\n专栏1 乙\n1.钢：丙。\n", "c1.box1.1", "钢"),
    ("## 第一章 总则\n甲。\n", "c1", "总则"),
    ("一、甲\n（1）" + "很长" * 40 + "。乙。\n", "c1.i1", ""),
]


@pytest.mark.parametrize(("source", "address", "title"), TITLES)
def test_title(source, address, title):
    assert parse(source, "any").by_id[address].title == title
