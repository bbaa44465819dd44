from __future__ import annotations

import pytest

from rag.evidence import BUDGET, EvidenceFinder


@pytest.fixture(scope="module")
def finder(assistant) -> EvidenceFinder:
    return assistant.answerer.evidence


@pytest.fixture(scope="module")
def shown(assistant, finder):
    def of(question: str, skip: tuple[str, ...] = ()):
        query = assistant.understand(question)
        return finder.statements(query, assistant.ranker.rank(query), skip)

    return of


def addresses(statements) -> list[str]:
    return list(dict.fromkeys(quote.block_id for statement in statements for quote in statement.quotes))


def test_the_best_clause_leads(shown):
    assert addresses(shown("黄石大学科技园依托哪几所学校？"))[0] == "c6.s3.i3.box9.4"


def test_a_question_for_the_parts_of_a_heading_gets_the_whole_list(shown):
    statements = shown("新材料产业的科技创新主攻方向有哪些？")
    assert addresses(statements) == ["c3.s1.i1.box1", *(f"c3.s1.i1.box1.{n}" for n in range(1, 7))]


def test_what_was_shown_is_passed_over(shown):
    question = "科技成果转化有哪些激励？"
    first = addresses(shown(question))
    further = addresses(shown(question, skip=tuple(first)))
    assert further
    assert not set(first) & set(further)


@pytest.mark.parametrize(
    "question", ["高新技术企业怎么培育？", "科技人才有什么政策？", "工业互联网要做什么？", "组织领导怎么加强？"]
)
def test_an_excerpt_is_short_and_every_statement_is_quoted(shown, question):
    statements = shown(question)
    assert all(statement.quotes for statement in statements)
    assert sum(len(statement.text) for statement in statements) <= BUDGET + 200


def test_the_nearest_clauses_are_one_quote_each(assistant, finder):
    query = assistant.understand("2035年的研发投入目标")
    quotes = finder.nearest(assistant.ranker.rank(query), 3)
    assert len(quotes) == 3
    assert all(len(quote.text) <= 200 for quote in quotes)


def test_a_clause_in_full_and_a_heading_by_its_parts(finder, plan):
    whole = "".join(statement.text for statement in finder.whole("c8.s4.p1"))
    assert "".join(whole.split()) == "".join(plan.document.by_id["c8.s4.p1"].text.split())
    assert addresses(finder.whole("c1.s3.i3")) == ["c1.s3.i3", "c1.s3.i3.b1", "c1.s3.i3.b2"]


@pytest.mark.parametrize(("address", "row"), [("c1.s4.t2.r5", True), ("c1.s4.t2", False), ("c8.s1.p1", False)])
def test_rows_are_told_from_text(finder, address, row):
    assert finder.is_row(address) is row


def test_every_block_can_be_shown_in_full_with_quotes(finder, plan):
    for chunk in plan.chunks:
        statements = finder.whole(chunk.id)
        assert statements, chunk.id
        assert all(statement.quotes and statement.text.strip() for statement in statements), chunk.id
