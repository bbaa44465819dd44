import pytest

from eval.metrics.refusal import over_refusal, refusal_precision, refusal_recall
from eval.metrics.summary import bootstrap_interval, mean, percentile

# (refused, answerable): three refusals of which two were due; three unanswerable; four answerable.
PAIRS = [(True, False), (True, False), (True, True), (False, False), (False, True), (False, True), (False, True)]


def test_refusals():
    assert refusal_precision(PAIRS) == pytest.approx(2 / 3)
    assert refusal_recall(PAIRS) == pytest.approx(2 / 3)
    assert over_refusal(PAIRS) == 0.25


@pytest.mark.parametrize("metric", [refusal_precision, refusal_recall, over_refusal])
def test_no_score_where_none_is_due(metric):
    assert metric([]) is None


def test_mean_skips_what_is_not_due():
    assert mean([True, None, False, 0.5]) == 0.5
    assert mean([None]) is None


def test_percentile_is_nearest_rank():
    values = [5.0, 1.0, 3.0, 2.0, 4.0]
    assert percentile(values, 0.5) == 3.0
    assert percentile(values, 0.95) == 5.0
    assert percentile([], 0.5) is None


def test_bootstrap_brackets_the_mean_and_repeats():
    values = [1.0] * 80 + [0.0] * 20
    low, high = bootstrap_interval(values)
    # Standard error of a share of 0.8 in 100: 0.04; two of them on both sides.
    assert low == pytest.approx(0.72, abs=0.02)
    assert high == pytest.approx(0.88, abs=0.02)
    assert bootstrap_interval(values) == (low, high)
    assert bootstrap_interval([True, True]) == (1.0, 1.0)
    assert bootstrap_interval([None]) is None
