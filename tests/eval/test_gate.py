from pathlib import Path

import pytest
from eval_builders import answer, case, cite, many, refusal, run_of

import eval.gate as gate_module
from eval.errors import EvalError
from eval.gate import Threshold, load_thresholds, shortfalls

SHIPPED = load_thresholds(Path(gate_module.__file__).with_name("thresholds.toml"))


def replies(cases, right, wrong_for=lambda one: False, wrong=None):
    return [wrong if wrong_for(one) else (right if one.answerable else refusal()) for one in cases]


def fallen(cases, answers):
    return {fall.threshold.figure for fall in shortfalls(run_of(cases, answers), SHIPPED) if fall.found}


def test_a_flawless_run_passes():
    assert shortfalls(run_of(many(), replies(many(), answer())), SHIPPED) == []


@pytest.mark.parametrize(
    ("broken", "right", "wrong_for", "wrong", "names"),
    [
        ("citations off by one", answer(citations=[cite("c1.p2")]), lambda one: False, None, "citation_precision"),
        ("refusals off", answer(), lambda one: not one.answerable, answer(), "refusal_recall"),
        ("refuses everything", answer(), lambda one: one.answerable, refusal(), "over_refusal"),
        ("wrong figure", answer("目标是12.6%。[1]"), lambda one: False, None, "correct"),
        ("quote changed", answer(citations=[cite("c1.p1", "到2025年达到2.7%。")]), lambda one: False, None, "verbatim"),
    ],
)
def test_a_broken_system_fails_and_the_figure_is_named(broken, right, wrong_for, wrong, names):
    assert names in fallen(many(), replies(many(), right, wrong_for, wrong)), broken


def test_a_shortfall_says_figure_value_bound_and_group():
    answers = [refusal() if i < 10 else answer() for i in range(40)]
    run = run_of([case(f"t-{i}") for i in range(40)], answers)
    (fall,) = shortfalls(run, [Threshold("correct", min=0.9)])
    assert str(fall) == "correct = 0.75 (n = 40), expected ≥ 0.9   [test]"


def test_a_figure_that_was_not_measured_falls_short():
    (fall,) = shortfalls(run_of(many(), replies(many(), answer())), [Threshold("mrr", min=0.5)])
    assert "not measured" in str(fall)


def test_no_threshold_on_a_small_group():
    run = run_of([case()], [answer()])
    with pytest.raises(EvalError, match="1 cases"):
        shortfalls(run, [Threshold("correct", min=0.9)])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[threshold]]\nfigure = "beauty"\nmin = 1', "beauty"),
        ('[[threshold]]\nfigure = "correct"', "either min or max"),
        ('[[threshold]]\nfigure = "correct"\nmin = 1\nmaximum = 2', "maximum"),
        ("", "threshold"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, text, named):
    path = tmp_path / "thresholds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvalError, match=named):
        load_thresholds(path)
