from __future__ import annotations

import pytest

from corpus.document import BlockKind, Document
from rag.outlines import is_outlined, name_of, outline, parts_of, title_span
from tests.rag.verbatim import in_source

LONGEST = 1200


@pytest.fixture(scope="module")
def document(plan) -> Document:
    return plan.document


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("c3.s1.i1.box1.3", "铝合金"),
        ("c1.s3.i2.b1", "坚持系统推进"),
        ("c1.s2.i4", "湖北国际物流核心枢纽建设助力我市科技创新“通达天下”"),
        ("c2.s1.i2", "建设高水平实验室分支机构"),
        ("c1.s4.t2.r5", "全社会研发经费投入占GDP比重"),
        ("c3.s1.i7", "现代服装"),
    ],
)
def test_a_block_is_called_by_its_title_without_its_number(document, address, name):
    assert name_of(document.by_id[address]) == name


def test_names_of_a_plan_with_other_conventions(made_up_plan):
    by_id = made_up_plan.document.by_id
    assert name_of(by_id["c4.s1.i1"]) == "链主企业培育工程"
    assert name_of(by_id["c4.s2.box2.1"]) == "储能安全检测中心"
    assert name_of(by_id["c1.s1.i1"]) == "产业规模稳步扩大"
    assert name_of(by_id["c4.s1.i4.b3"]) == "零碳车间，在食品、储能两个行业先行试点"


def test_the_title_opens_the_text(document):
    for block in document.blocks:
        span = title_span(block)
        assert span.start == 0
        assert 0 < span.end <= len(block.text), block.id


def test_parts_are_the_titled_children_before_plain_paragraphs(document):
    assert [part.id for part in parts_of(document, document.by_id["c1.s3.i3"])] == ["c1.s3.i3.b1", "c1.s3.i3.b2"]
    assert [part.id for part in parts_of(document, document.by_id["c8.s1"])] == ["c8.s1.p1"]


@pytest.mark.parametrize(
    ("address", "outlined"), [("c1", True), ("c1.s3.i3", True), ("c3.s1.i1.box1", True), ("c8.s1", False)]
)
def test_only_headings_with_parts_worth_listing_are_outlined(document, address, outlined):
    assert is_outlined(document, document.by_id[address]) is outlined


def test_an_outline_is_the_heading_and_all_its_parts_each_cited(document):
    statements = outline(document, document.by_id["c3.s1.i1.box1"])
    assert [statement.text for statement in statements] == [
        "专栏1 新材料产业科技创新主攻方向：",
        "1. 高品质特殊钢",
        "2. 铜及铜合金",
        "3. 铝合金",
        "4. 新型建材",
        "5. 高超纯金属",
        "6. 新能源电池材料",
    ]
    assert [statement.quotes[0].block_id for statement in statements[1:]] == [f"c3.s1.i1.box1.{n}" for n in range(1, 7)]


def test_a_table_is_outlined_by_its_rows(document):
    statements = outline(document, document.by_id["c1.s4.t2"])
    assert len(statements) == 21
    assert statements[5].text == "5. 全社会研发经费投入占GDP比重"
    assert statements[5].quotes[0].text.endswith("| 1.79* | 2.6")


def test_a_leaf_has_no_outline(document):
    assert outline(document, document.by_id["c1.s4.t2.r5"]) == []


@pytest.mark.parametrize("which", ["plan", "made_up_plan"])
def test_no_outline_is_too_long_and_each_line_is_cited_verbatim(request, which):
    document = request.getfixturevalue(which).document
    headings = [block for block in document.blocks if block.kind is not BlockKind.ROW and document.children(block.id)]
    assert headings
    for block in headings:
        statements = outline(document, block)
        assert sum(len(statement.text) for statement in statements) <= LONGEST, block.id
        assert all(statement.quotes for statement in statements)
        for quote in (quote for statement in statements for quote in statement.quotes):
            assert in_source(document.source, quote), quote
