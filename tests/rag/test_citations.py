from __future__ import annotations

from rag.citations import cite, write_up
from rag.quotes import Quote, Statement, quote_block, quote_row


def test_a_citation_of_a_box_line_names_chapter_section_item_box_and_line(plan):
    document = plan.document
    citation = cite(document, quote_block(document, document.by_id["c6.s3.i3.box9.4"]), 3)
    assert (citation.n, citation.plan, citation.id) == (3, plan.id, "c6.s3.i3.box9.4")
    assert (citation.chapter, citation.section, citation.item) == ("六", "三", "3")
    assert (citation.column, citation.column_title, citation.column_item) == (9, "重点创新型科技园区", 4)
    assert (citation.table, citation.row, citation.bullet) == (None, None, None)
    assert citation.label == "第六章（三）3 · 专栏9 第4条"
    assert citation.url == "/plan#c6.s3.i3.box9.4"


def test_a_citation_of_a_row_names_table_and_row(plan):
    citation = cite(plan.document, quote_row(plan.document.by_id["c1.s4.t2.r5"]), 1)
    assert (citation.table, citation.row) == (2, "全社会研发经费投入占GDP比重")
    assert (citation.chapter_title, citation.section_title) == ("开启建设科技强市新征程", "发展目标")
    assert plan.source[citation.start : citation.end].startswith("全社会研发经费投入占GDP比重")


def test_statements_are_written_with_marks_and_a_quote_has_one_number(plan):
    document = plan.document
    first, second = (quote_block(document, document.by_id[address]) for address in ("c8.s1.p1", "c8.s2.p1"))
    text, citations = write_up(
        document,
        [
            Statement("甲。", (second,)),
            Statement("乙。", (first, second)),
            Statement("丙。"),
            Statement("丁。", (first,)),
        ],
    )
    assert text == "甲。[1]\n乙。[1][2]\n丙。\n丁。[2]"
    assert [(c.n, c.id) for c in citations] == [(1, "c8.s2.p1"), (2, "c8.s1.p1")]


def test_the_same_words_at_two_places_are_two_citations(plan):
    quotes = (Quote("c8.s1.p1", "投入", 10, 12), Quote("c8.s1.p1", "投入", 20, 22))
    text, citations = write_up(plan.document, [Statement("投入", quotes)])
    assert text == "投入[1][2]"
    assert [c.start for c in citations] == [10, 20]


def test_nothing_said_cites_nothing(plan):
    assert write_up(plan.document, []) == ("", ())
