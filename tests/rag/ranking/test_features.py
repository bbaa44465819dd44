from __future__ import annotations

import numpy as np
import pytest

from rag.ranking.features import NAMES, late_interaction, title_mentioned


@pytest.fixture(scope="module")
def feature(assistant):
    """The value of a feature for a question and the chunk at an address."""
    ranker = assistant.ranker

    def of(question: str, address: str, name: str) -> float:
        query = assistant.understand(question)
        scores = ranker.index.scores(query.text, query.vector, expansions=query.expansions)
        place = np.array([ranker.index.position(address)])
        return float(ranker.features.matrix(query, scores, place)[0, NAMES.index(name)])

    return of


@pytest.mark.parametrize(
    ("name", "question", "address", "value"),
    [
        ("coverage", "孵化器", "c2.s3.i1", 1.0),
        ("coverage", "火锅店", "c2.s3.i1", 0.0),
        ("heading_coverage", "组织领导", "c8.s1.p1", 1.0),
        ("own_title", "印刷线路板", "c3.s1.i2.b1", 1.0),
        ("longest_shared", "知识产权质押贷款", "c7.s3.i1", 1.0),
        ("longest_shared", "火锅", "c7.s3.i1", 0.0),
        ("title_in_question", "铝合金有什么方向", "c3.s1.i1.b3", 0.5),
        ("figure_fits", "高企有多少家", "c1.s4.t2.r9", 1.0),
        ("figure_fits", "有多少家", "c8.s1.p1", -0.5),
        ("figure_fits", "有哪些企业", "c1.s4.t2.r9", 0.0),
        ("money_fits", "引导基金的金额", "c7.s3.i2", 1.0),
        ("money_fits", "引导基金的金额", "c8.s1.p1", 0.0),
        ("list_fits", "主攻方向有哪些", "c3.s1.i1.box1", 1.0),
        ("list_fits", "主攻方向有哪些", "c3.s1.i1.b3", 0.0),
        ("year_fits", "2025年的目标", "c1.s4.i2", 0.0),
        ("year_fits", "2025年的目标", "c5.s1.p1", 1.0),
        ("year_clashes", "2035年的目标", "c5.s1.p1", 1.0),
        ("year_clashes", "“十五五”的目标", "c5.s1.p1", 0.0),
        ("place_fits", "阳新县的园区", "c6.s3.i3", 1.0),
        ("place_fits", "阳新县和宜昌的园区", "c6.s3.i3", 0.5),
        ("place_fits", "园区", "c6.s3.i3", 0.0),
        ("unit_fits", "有几家", "c6.s4.i1", 1.0),
        ("unit_fits", "有几亿元", "c6.s4.i1", 0.0),
        ("number_fits", "370.2是什么", "c1.s1.i4", 1.0),
        ("number_fits", "2025年有3个", "c1.s1.i4", 0.0),
        ("is_row", "目标", "c1.s4.t2.r5", 1.0),
        ("is_row_asked", "哪些园区", "c1.s4.t2.r5", 0.0),
        ("is_row_asked", "研发投入多少", "c1.s4.t2.r5", 1.0),
        ("is_heading", "目标", "c8", 1.0),
        ("is_heading", "目标", "c8.s1.p1", 0.0),
        ("is_box_line", "目标", "c3.s1.i1.box1.1", 1.0),
        ("is_bullet", "目标", "c3.s1.i1.b1", 1.0),
        ("story", "目标", "c8.s1.p1", 0.0),
        ("foreign_dense", "目标", "c8.s1.p1", 0.0),
    ],
)
def test_features_of_question_and_chunk(feature, name, question, address, value):
    assert feature(question, address, name) == pytest.approx(value)


def test_vectors_count_on_their_own_between_languages(feature):
    question, address = "What supports incubators?", "c2.s3.i1"
    assert feature(question, address, "foreign_dense") == pytest.approx(feature(question, address, "dense"))
    assert feature(question, address, "foreign_dense") != 0


def test_longer_chunks_have_greater_length(feature):
    assert feature("目标", "c8", "length") < feature("目标", "c8.s1.p1", "length") <= 2.0


def test_a_chunk_shares_the_best_score_of_its_section(feature):
    question = "科技特派员由谁来当"
    of_section = {feature(question, address, "section") for address in ("c5.s2", "c5.s2.p1")}
    assert len(of_section) == 1
    assert of_section.pop() >= feature(question, "c5.s2.p1", "dense")


def test_every_feature_is_a_finite_number_for_every_chunk(assistant):
    ranker = assistant.ranker
    for question in ("研发投入目标是多少？", "What is it?", ""):
        query = assistant.understand(question)
        scores = ranker.index.scores(query.text, query.vector)
        matrix = ranker.features.matrix(query, scores, np.arange(len(ranker.index)))
        assert matrix.shape == (len(ranker.index), len(NAMES))
        assert matrix.dtype == np.float32
        assert np.isfinite(matrix).all()


def test_a_token_that_all_chunks_meet_alike_says_nothing():
    telling, silent = [0.9, 0.1, 0.1], [0.7, 0.7, 0.7]
    assert late_interaction(np.array([telling, silent])) == pytest.approx(telling, abs=1e-4)
    assert late_interaction(np.empty((0, 3))).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("title", "question", "share"),
    [
        ("优化科技政策", "怎样优化科技政策", 1.0),
        ("资源与环境保护", "环境保护怎么做", 4 / 6),
        ("新材料", "钢铁", 0.0),
        ("", "钢铁", 0.0),
    ],
)
def test_a_title_counts_by_the_part_that_is_named(title, question, share):
    assert title_mentioned(title, question) == pytest.approx(share)
