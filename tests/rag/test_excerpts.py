from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind, Document, Span
from corpus.sentences import sentences
from rag.excerpts import Excerpt, choose, excerpt_block, rate_sentences, row_statement, whole_block
from rag.quotes import MAX_QUOTE
from tests.rag.texts import fuzzed
from tests.rag.verbatim import bare

LONG_ITEM = "c7.s3.i2"


@pytest.fixture(scope="module", params=["plan", "made_up_plan"])
def document(request) -> Document:
    return request.getfixturevalue(request.param).document


@pytest.fixture(scope="module")
def excerpt(assistant, plan):
    """What a block of the plan says to a question."""

    def of(question: str, address: str, budget: int = 360):
        index, query = assistant.ranker.index, assistant.understand(question)
        cosines = index.sentence_scores(index.position(address), query.vector)
        block = plan.document.by_id[address]
        return excerpt_block(plan.document, block, cosines, query, assistant.answerer.evidence.weights, budget)

    return of


def test_a_whole_block_is_quoted_without_a_gap_in_pieces_that_fit(document):
    for block in (block for block in document.blocks if block.kind is not BlockKind.ROW):
        quotes = [quote for statement in whole_block(document, block) for quote in statement.quotes]
        assert bare("".join(quote.text for quote in quotes)) == bare(block.text), block.id
        assert all(0 < len(quote.text) <= MAX_QUOTE for quote in quotes), block.id


def test_a_statement_says_its_quotes_without_the_number_before_them(document):
    for block in (block for block in document.blocks if block.kind is not BlockKind.ROW):
        for statement in whole_block(document, block):
            quoted = bare("".join(quote.text for quote in statement.quotes))
            assert quoted.endswith(bare(statement.text)), block.id
            assert len(quoted) - len(bare(statement.text)) <= 4, block.id


def test_a_short_clause_is_shown_whole_and_a_long_one_by_the_sentences_that_answer(excerpt, plan):
    assert excerpt("谁来领导", "c8.s1.p1")[0].text.startswith("健全党对全市科技工作的领导体制")
    shown = " ".join(statement.text for statement in excerpt("市级产业人才创新创业基金有多大规模？", LONG_ITEM, 200))
    assert "设立1亿元市级产业人才创新创业基金" in shown
    assert len(shown) < len(plan.document.by_id[LONG_ITEM].text)


def test_all_of_a_clause_is_shown_where_all_is_asked_for(excerpt, plan):
    shown = "".join(statement.text for statement in excerpt("引导基金的全部内容", LONG_ITEM, 1100))
    assert bare(plan.document.by_id[LONG_ITEM].text).endswith(bare(shown))


def test_the_sentence_with_the_figure_and_the_year_rates_best(assistant, plan):
    text = plan.document.by_id["c5.s1.p1"].text
    query = assistant.understand("2025年要引进多少高层次人才？")
    rated = rate_sentences(text, np.zeros(0), query, assistant.answerer.evidence.weights)
    best = max(rated, key=lambda excerpt: excerpt.score)
    assert text[best.span.start : best.span.end] == "到2025年，全市引进重点产业高层次人才超过100人。"
    assert [excerpt.span for excerpt in rated] == sentences(text)


def test_likeness_decides_between_sentences_that_share_no_word(assistant):
    query = assistant.understand("火锅")
    rated = rate_sentences("甲。乙。丙。", np.array([0.8, 0.9, 0.85]), query, assistant.answerer.evidence.weights)
    assert [round(excerpt.score, 6) for excerpt in rated] == [0.0, 1.0, 0.5]


def test_chosen_sentences_are_near_the_best_within_the_budget_in_reading_order():
    spans = [Span(0, 100), Span(100, 200), Span(200, 300), Span(300, 400)]
    rated = [Excerpt(span, score) for span, score in zip(spans, (0.9, 0.1, 1.0, 0.8), strict=True)]
    assert choose(rated, budget=250) == [spans[0], spans[2]]
    assert choose(rated, budget=1000) == [spans[0], spans[2], spans[3]]
    assert choose(rated, budget=10) == [spans[2]]
    assert choose(rated, budget=1000, margin=2.0) == spans


@fuzzed
@given(st.lists(st.tuples(st.integers(1, 300), st.floats(-5, 5)), min_size=1, max_size=8), st.integers(0, 800))
def test_the_best_sentence_is_always_chosen_and_the_budget_kept_by_the_others(lengths, budget):
    rated, at = [], 0
    for length, score in lengths:
        rated.append(Excerpt(Span(at, at + length), score))
        at += length
    chosen = choose(rated, budget)
    best = max(excerpt.score for excerpt in rated)
    assert any(excerpt.span in chosen for excerpt in rated if excerpt.score == best)
    assert chosen == sorted(chosen, key=lambda span: span.start)
    assert len(chosen) == 1 or sum(span.end - span.start for span in chosen) <= budget


@pytest.mark.parametrize(
    ("which", "address", "text"),
    [
        ("plan", "c1.s4.t2.r7", "每万人口高价值发明专利拥有量：2020年基数为1.28件，2025年目标值为6件。"),
        ("plan", "c1.s1.t1.r14", "技术合同成交额：2020年目标值为40亿元，2020年实际值为56.5亿元。"),
        (
            "made_up_plan",
            "c4.s2.t2.r2",
            "智改数转提速工程：市级财政资金（万元）为28500，培训产业人才（人）为3600，牵头单位为市工业和信息化局。",
        ),
    ],
)
def test_a_row_is_said_as_a_sentence_of_its_columns(request, which, address, text):
    document = request.getfixturevalue(which).document
    statement = row_statement(document, document.by_id[address])
    assert statement.text == text
    assert [quote.block_id for quote in statement.quotes] == [address]
