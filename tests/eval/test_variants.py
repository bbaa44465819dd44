import pytest
from eval_builders import SOURCE, answer, case, cite, document, many, refusal, run_of
from test_gate import SHIPPED

from eval.gate import shortfalls
from eval.run import Run, evaluate
from eval.score import Outcome
from eval.variants import Forgetful, Reworked, first_only, never_refuses, shifted


class Sound:
    """Answers what is answerable, and refuses the rest with a clause nearby."""

    name = "assistant"

    def __init__(self, cases):
        self._replies = iter(
            [answer() if one.answerable else refusal_with_related() for one in cases],
        )

    def ask(self, question, history):
        return Outcome(next(self._replies))


def refusal_with_related():
    return answer("规划没有这样的内容。", (), refusal().status, missing=refusal().missing, related=(cite("c1.p2"),))


def test_the_sound_system_passes():
    run = run_of(many(), [answer() if one.answerable else refusal() for one in many()])
    assert shortfalls(run, SHIPPED) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (shifted(document()), {"correct", "citation_precision"}),
        (never_refuses, {"correct", "refusal_recall"}),
    ],
)
def test_a_part_broken_on_purpose_fails_the_gate_and_is_named(change, named):
    cases = many()
    scored = evaluate(Reworked(Sound(cases), change), cases, SOURCE)
    run = Run({}, tuple(cases), {"assistant": scored})
    assert named <= {fall.threshold.figure for fall in shortfalls(run, SHIPPED)}


def test_first_only_loses_the_second_place():
    both = case(relevant=(("c1.p1",), ("c1.p2",)), facts=(("2.6",), ("1.79",)))
    reply = answer("目标2.6%。[1]\n基数1.79%。[2]", (cite("c1.p1"), cite("c1.p2", "基数为1.79%。", 2)))
    assert run_of([both], [reply]).scored["assistant"][0].figures["correct"] is True
    cut = first_only(reply)
    assert (cut.answer, len(cut.citations)) == ("目标2.6%。[1]", 1)
    assert run_of([both], [cut]).scored["assistant"][0].figures["correct"] is False


def test_shifted_citations_quote_the_next_block():
    (moved,) = shifted(document())(answer()).citations
    assert (moved.id, moved.quote) == ("c1.p2", "基数为1.79%。")


def test_forgetful_drops_the_history():
    class Recorder:
        name = "assistant"

        def ask(self, question, history):
            self.history = tuple(history)
            return Outcome(answer())

    inner = Recorder()
    Forgetful(inner).ask("问", ("上一问",))
    assert inner.history == ()
