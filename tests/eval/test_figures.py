from io import StringIO

import pytest
from eval_builders import answer, case, many, refusal, run_of, unanswerable
from rich.console import Console

from eval import tables
from eval.figures import figure, grouped, worst
from eval.report import html_report
from eval.run import load_run, save_run


def shown(renderable):
    console = Console(width=160, record=True, file=StringIO())
    console.print(renderable)
    return console.export_text()


@pytest.fixture
def run():
    """40 right answers of which ten are refused instead, and 40 right refusals."""
    cases = many()
    replies = [refusal() if i < 10 or not one.answerable else answer() for i, one in enumerate(cases)]
    return run_of(cases, replies)


def test_a_figure_has_value_count_and_interval(run):
    found = figure("correct", run.scored["assistant"], run.case_of)
    assert (found.value, found.n) == (70 / 80, 80)
    assert found.interval[0] < 70 / 80 < found.interval[1]


@pytest.mark.parametrize(
    ("name", "value", "n"),
    [
        ("refusal_precision", 40 / 50, 50),
        ("refusal_recall", 1.0, 40),
        ("over_refusal", 10 / 40, 40),
        ("cited", 0.75, 40),
    ],
)
def test_figures_are_taken_where_they_are_due(run, name, value, n):
    found = figure(name, run.scored["assistant"], run.case_of)
    assert (found.value, found.n) == (pytest.approx(value), n)


def test_no_figure_where_none_is_due(run):
    assert figure("mrr", run.scored["assistant"], run.case_of) is None
    assert figure("p50_ms", [], {}) is None


def test_groups_and_worst(run):
    groups = grouped(run.scored["assistant"], run.case_of, lambda one: [one.kind])
    assert {name: len(many_) for name, many_ in groups.items()} == {"figure": 40, "not_in_plan": 40}
    assert [one.case for one in worst(run.scored["assistant"])] == [f"t-{i}" for i in range(10)]


def test_overview_shows_shares_and_intervals(run):
    text = shown(tables.overview(run))
    assert "87.5" in text and "refusal_precision" in text and "80.0" in text


def test_small_groups_are_counts():
    run = run_of([case("a"), case("b"), unanswerable("c")], [answer(), refusal(), refusal()])
    assert "1/2" in shown(tables.by_group(run, "kind", lambda one: [one.kind]))


def test_a_failing_case_shows_question_answer_and_expectation():
    run = run_of([case("a", history=("上一问",))], [answer("目标是3%。")])
    text = shown(tables.failing(run.cases[0], run.scored["assistant"][0], 1, 1))
    for part in ("上一问", "目标多少", "目标是3%", "c1.p1", "2.6", "1 of 1 facts missing"):
        assert part in text


def test_a_run_record_reads_back(run, tmp_path):
    again = load_run(save_run(run, tmp_path))
    assert again.cases == run.cases
    assert again.scored["assistant"][0].faults == run.scored["assistant"][0].faults
    assert figure("correct", again.scored["assistant"], again.case_of) == figure(
        "correct", run.scored["assistant"], run.case_of
    )


def test_compare_names_mended_and_broken_cases():
    cases = [case("a", question="问一"), case("b", question="问二"), case("c", question="问三")]
    before = run_of(cases, [answer(), refusal(), answer()])
    after = run_of(cases, [refusal(), answer(), answer()])
    text = shown(tables.changes(before, after, "assistant"))
    assert "broken" in text and "问一" in text and "mended" in text and "问二" in text
    assert "问三" not in text


def test_report_stands_alone_and_escapes(run):
    odd = run_of([case("a", question="<script>alert(1)</script>")], [refusal()])
    page = html_report(odd)
    assert "<script" not in page and "&lt;script&gt;" in page
    assert "http" not in html_report(run).replace("http-equiv", "")
    assert html_report(run).count("<svg") == 4
