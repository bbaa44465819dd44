import pytest
from eval_builders import TEXT, document
from test_beir import LetterVectors

from eval.naive import Naive, covered_blocks


@pytest.mark.parametrize(
    ("piece", "addresses"),
    [
        ("到2025年达到2.6%。", ("c1.p1",)),
        ("到2025年达到2.6%。\n基数为1.79%。", ("c1.p1", "c1.p2")),
        ("2.6%", ("c1.p1",)),
        ("6%。\n基数为1.79%", ("c1.p2",)),
    ],
)
def test_covered_blocks(piece, addresses):
    start = TEXT.index(piece)
    assert covered_blocks(document(), start, start + len(piece)) == addresses


def test_the_best_window_is_the_answer():
    outcome = Naive(document(), LetterVectors()).ask("基数", [])
    assert outcome.answer.answer == TEXT.strip()
    assert outcome.answer.citations[0].id == outcome.ranked[0][0]
    assert outcome.answer.answerable
