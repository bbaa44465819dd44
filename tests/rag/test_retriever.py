from __future__ import annotations

import asyncio

import numpy as np
import pytest
from langchain_core.documents import Document
from pydantic import ValidationError

from rag.langchain import PlanRetriever
from rag.retriever import LOOKED_AT, PlanRanker

QUESTION = "黄石大学科技园依托哪几所学校？"


@pytest.fixture(scope="module")
def retriever(assistant) -> PlanRetriever:
    return PlanRetriever(search=assistant.search)


@pytest.fixture(scope="module")
def ranker(assistant) -> PlanRanker:
    return assistant.ranker


# The first four are what LangChain's standard tests ask of every retriever.


@pytest.mark.parametrize("k", [1, 3])
def test_the_number_of_documents_is_set_at_construction(assistant, k):
    assert len(PlanRetriever(search=assistant.search, k=k).invoke(QUESTION)) == k


@pytest.mark.parametrize("k", [1, 3])
def test_the_number_of_documents_is_set_at_the_call(retriever, k):
    assert len(retriever.invoke(QUESTION, None, k=k)) == k
    assert len(asyncio.run(retriever.ainvoke(QUESTION, None, k=k))) == k


def test_invoke_gives_documents(retriever):
    documents = retriever.invoke(QUESTION)
    assert len(documents) == 8
    assert all(isinstance(document, Document) for document in documents)


def test_ainvoke_gives_the_same_documents(retriever):
    assert asyncio.run(retriever.ainvoke(QUESTION)) == retriever.invoke(QUESTION)


def test_less_than_one_document_is_refused(assistant):
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        PlanRetriever(search=assistant.search, k=0)


def test_documents_carry_address_headings_and_place(retriever, plan):
    first = retriever.invoke(QUESTION)[0]
    block = plan.document.by_id[first.id]
    assert first.id == "c6.s3.i3.box9.4"
    assert first.page_content == block.text
    assert first.metadata["plan"] == plan.id
    assert first.metadata["kind"] == "box_item"
    assert (first.metadata["start"], first.metadata["end"]) == (block.start, block.end)
    assert "构筑全域创新空间格局" in first.metadata["headings"][0]


def test_scores_fall_from_rank_to_rank(assistant):
    results = assistant.search(QUESTION, 10)
    scores = [result.score for result in results]
    assert scores == sorted(scores, reverse=True)
    assert [result.rank for result in results] == list(range(1, 11))


def test_a_ranking_holds_the_best_of_the_first_stage_once_each(ranker, assistant):
    ranking = ranker.rank(assistant.understand(QUESTION))
    assert len(ranking) == LOOKED_AT
    assert len(set(ranking.positions)) == LOOKED_AT
    assert ranker.chunk_at(ranking, 0).id == "c6.s3.i3.box9.4"
    assert ranking.score_at(0) == pytest.approx(float(ranker.model.scores(ranking.features)[0]))


def test_a_ranking_can_be_kept_inside_some_addresses(ranker, assistant):
    inside = frozenset({"c8.s1.p1", "c8.s2.p1"})
    ranking = ranker.rank(assistant.understand(QUESTION), inside)
    assert {ranker.chunk_at(ranking, rank).id for rank in range(len(ranking))} == inside


def test_reordering_keeps_chunks_and_features_together(ranker, assistant):
    ranking = ranker.rank(assistant.understand(QUESTION))
    turned = ranking.reordered(-ranking.scores)
    assert list(turned.positions) == list(ranking.positions[::-1])
    assert np.array_equal(turned.features, ranking.features[::-1])
    assert list(turned.scores) == sorted(turned.scores, reverse=True)


def test_more_results_than_ranked_chunks_are_not_made_up(assistant):
    assert len(assistant.search(QUESTION, 10_000)) == LOOKED_AT


def test_a_story_helps_a_question_without_a_subject(ranker, assistant):
    plain = assistant.builder.build("有什么支持？", assistant.clock())
    told = assistant.builder.build("有什么支持？", assistant.clock(), story="我们厂做印刷电路板，HDI和软硬复合板。")
    places = [
        [ranker.chunk_at(ranking, rank).id for rank in range(len(ranking))]
        for ranking in map(ranker.rank, (plain, told))
    ]
    assert "c3.s1.i2.box2.1" not in places[0]
    assert "c3.s1.i2.box2.1" in places[1][:20]
