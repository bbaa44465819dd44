import pytest
from eval_builders import SOURCE, answer, case, cite, refusal, unanswerable

from eval.score import Outcome, faults, score
from rag.answer import Calculation, Operand, Status


def figures(one, reply):
    return score(one, Outcome(reply), SOURCE)


@pytest.mark.parametrize(
    ("one", "reply", "correct"),
    [
        (case(), answer(), True),
        (case(), answer("目标是12.6%。"), False),
        (case(), answer(citations=[cite("c1.p2"), cite("c1.p1", n=2)]), False),
        (case(), answer(citations=[cite("c1.p1"), cite("c1.p2", n=2)]), True),
        (case(), answer(citations=[]), False),
        (case(wrong=("3%",)), answer("目标是2.6%或3%。"), False),
        (case(), refusal(), False),
        (case(relevant=(("c1.p1",), ("c1.p2",))), answer(), False),
        (case(relevant=(("c1.p1",), ("c1.p2",))), answer(citations=[cite("c1.p2"), cite("c1.p1", n=2)]), True),
        (unanswerable(), refusal(), True),
        (unanswerable(), refusal(Status.NEEDS_CLARIFICATION), True),
        (unanswerable(), answer(), False),
        (case(kind="smalltalk", facts=(), relevant=()), answer("您好！", (), Status.SMALLTALK), True),
        (case(kind="smalltalk", facts=(), relevant=()), answer("您好！", ()), False),
        (unanswerable(wrong=("张三",)), answer("张三负责。", (), Status.NOT_IN_PLAN), False),
    ],
)
def test_correct(one, reply, correct):
    assert figures(one, reply)["correct"] is correct
    assert bool(faults(one, Outcome(reply), figures(one, reply), SOURCE)) is not correct


@pytest.mark.parametrize(
    ("one", "status", "right"),
    [
        (unanswerable(), Status.NOT_IN_PLAN, True),
        (unanswerable(), Status.OUT_OF_SCOPE, False),
        (unanswerable(kind="out_of_scope", missing=None), Status.OUT_OF_SCOPE, True),
        (unanswerable(kind="out_of_scope", missing=None), Status.NOT_IN_PLAN, False),
        (case(), Status.PARTIAL, True),
        (case(), Status.NOT_IN_PLAN, False),
    ],
)
def test_status(one, status, right):
    assert figures(one, answer(status=status))["status_right"] is right


def test_what_is_missing_is_to_be_named():
    assert figures(unanswerable(), refusal())["missing_named"] is True
    assert figures(unanswerable(), refusal(kind="place"))["missing_named"] is False
    assert figures(unanswerable(missing=None), refusal())["missing_named"] is None


def test_no_figure_where_none_is_due():
    found = figures(unanswerable(), refusal())
    assert [found[name] for name in ("facts", "cited", "citation_precision", "verbatim", "lead")] == [None] * 5
    assert figures(case(), refusal())["citation_precision"] is None


def test_numbers_may_come_from_a_calculation():
    sum_ = Calculation("2.6 − 1.79", (Operand("c1.p1", "2.6", "%", 2025),), "0.81个百分点")
    text = "目标是2.6%，提高0.81个百分点。"
    assert figures(case(), answer(text))["numbers"] is False
    assert figures(case(), answer(text, calculations=(sum_,)))["numbers"] is True


def test_a_changed_quote_is_noticed():
    reply = answer(citations=[cite("c1.p1", "到2025年达到3.6%。")])
    assert figures(case(), reply)["verbatim"] == 0.0
    assert "a quote is not verbatim" in faults(case(), Outcome(reply), figures(case(), reply), SOURCE)


def test_retrieval_figures_only_with_a_ranking():
    assert "mrr" not in figures(case(), answer())
    ranked = score(case(), Outcome(answer(), (("c2.p1",), ("c1.p1",))), SOURCE)
    assert (ranked["recall@1"], ranked["recall@3"], ranked["mrr"]) == (0.0, 1.0, 0.5)
