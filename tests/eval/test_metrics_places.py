import pytest

from eval.metrics.citation import at_level, citation_precision, citation_recall, first_right, lies_under, supports
from eval.metrics.quote import is_verbatim, is_whole, verbatim_rate, whole_rate
from eval.metrics.retrieval import ndcg_at_k, recall_at_k, reciprocal_rank


@pytest.mark.parametrize(
    ("address", "above", "result"),
    [("c1.s4", "c1", True), ("c1", "c1", True), ("c10.s4", "c1", False), ("c1", "c1.s4", False)],
)
def test_lies_under(address, above, result):
    assert lies_under(address, above) is result


@pytest.mark.parametrize(
    ("address", "level", "part"),
    [
        ("c3.s1.i1.box1.3", "chapter", "c3"),
        ("c3.s1.i1.box1.3", "section", "c3.s1"),
        ("c3.s1.i1.box1.3", "item", "c3.s1.i1"),
        ("c3.s1.i1.box1.3", "box", "c3.s1.i1.box1"),
        ("c1.s4.t2.r5", "table", "c1.s4.t2"),
        ("c1.s4.t2.r5", "item", None),
        ("c3.p1", "section", None),
    ],
)
def test_at_level(address, level, part):
    assert at_level(address, level) == part


@pytest.mark.parametrize(
    ("address", "level", "right"),
    [
        ("c3.s1.i1.b2", None, True),
        ("c3.s1.i1", None, False),
        ("c3.s1.i1", "item", True),
        ("c3.s1.i2", "item", False),
        ("c3.s1.i2", "section", True),
        ("c3.s2", "chapter", True),
        ("c3.s1.i1", "box", False),
    ],
)
def test_supports(address, level, right):
    assert supports(address, ["c3.s1.i1.b2"], level) is right


GROUPS = (("c1.s4.t2.r5", "c1.s4.i2"), ("c3.s1.i1",))


def test_citation_precision_counts_every_citation():
    # r5 right, c5 wrong, b2 under i1 right: 2 of 3.
    assert citation_precision(["c1.s4.t2.r5", "c5.s1", "c3.s1.i1.b2"], GROUPS) == pytest.approx(2 / 3)
    assert citation_precision([], GROUPS) is None
    assert citation_precision(["c1"], ()) is None


def test_citation_recall_counts_groups():
    assert citation_recall(["c1.s4.i2", "c1.s4.t2.r5"], GROUPS) == 0.5
    assert citation_recall([], GROUPS) == 0.0
    assert citation_recall(["c1"], ()) is None


def test_levels_that_no_gold_address_reaches_give_no_score():
    assert citation_recall(["c3.s1.i1"], GROUPS, "box") is None
    assert citation_precision(["c3.s1.i1"], GROUPS, "box") is None
    # Only the first group reaches a table; the row of another table is wrong, its neighbour right.
    assert citation_recall(["c1.s1.t1.r5"], GROUPS, "table") == 0.0
    assert citation_recall(["c1.s4.t2.r9"], GROUPS, "table") == 1.0


def test_first_citation():
    assert first_right(["c3.s1.i1.p1", "c9"], GROUPS) is True
    assert first_right(["c9", "c3.s1.i1.p1"], GROUPS) is False
    assert first_right([], GROUPS) is False
    assert first_right(["c9"], ()) is None


RANKED = (("c9",), ("c3.s1.i1.b1", "c3.s1.i1.b2"), ("c3.s1.i1.p1",), ("c1.s4.i2",))


def test_retrieval():
    assert [recall_at_k(RANKED, GROUPS, k) for k in (1, 2, 3, 4)] == [0, 0.5, 0.5, 1.0]
    assert reciprocal_rank(RANKED, GROUPS) == 0.5
    assert reciprocal_rank(RANKED[:1], GROUPS) == 0.0
    # Gains at ranks 2 and 4 (rank 3 repeats a group): (1/log2 3 + 1/log2 5) / (1/log2 2 + 1/log2 3)
    assert ndcg_at_k(RANKED, GROUPS, 10) == pytest.approx((0.63093 + 0.43068) / (1 + 0.63093), abs=1e-4)


def test_retrieval_without_gold_gives_no_score():
    assert recall_at_k(RANKED, (), 3) is None
    assert reciprocal_rank(RANKED, ()) is None
    assert ndcg_at_k(RANKED, (), 3) is None


SOURCE = "前文。\n研发 经费[bookmark: _Toc1]达到2.6%。后文。\n\t占比\n\t1.79*\n\t2.6\n"


@pytest.mark.parametrize(
    ("quote", "result"),
    [
        ("研发经费达到2.6%。", True),
        ("研发经费为2.6%。", False),
        ("", False),
        ("占比 | 1.79* | 2.6", True),
        (" | ", False),
    ],
)
def test_verbatim(quote, result):
    assert is_verbatim(quote, SOURCE, 0, len(SOURCE)) is result


def test_a_quote_from_elsewhere_is_not_verbatim():
    start = SOURCE.index("后文")
    assert is_verbatim("后文。", SOURCE, start, start + 3)
    assert not is_verbatim("后文。", SOURCE, 0, 4)
    assert verbatim_rate([("后文。", start, start + 3), ("后文。", 0, 4)], SOURCE) == 0.5
    assert verbatim_rate([], SOURCE) is None


def test_whole_quotes_are_short_and_end_with_a_sentence():
    start, end = SOURCE.index("研发"), SOURCE.index("后文")
    assert is_whole(SOURCE[start:end], SOURCE, start, end)
    assert not is_whole(SOURCE[start : end - 2], SOURCE, start, end - 2)
    assert not is_whole("长" * 201, "长" * 201, 0, 201)
    assert whole_rate([], SOURCE) is None
