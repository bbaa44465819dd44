import json
from math import log2

import pytest

from eval.errors import EvalError
from eval.support import load_profiles, measure_named, ndcg, precision


@pytest.mark.parametrize(
    ("grades", "ideal", "expected"),
    [
        ([3, 2], [3, 2], 1.0),
        # Gains 3 and 7 the wrong way round: (3 + 7/log2(3)) / (7 + 3/log2(3)).
        ([2, 3], [3, 2], (3 + 7 / log2(3)) / (7 + 3 / log2(3))),
        ([0, 0, 1], [1], 1 / log2(4)),
        ([], [3], 0.0),
        ([0] * 5 + [3], [3], 0.0),
    ],
)
def test_ndcg(grades, ideal, expected):
    assert ndcg(grades, ideal) == pytest.approx(expected)


@pytest.mark.parametrize(("grades", "expected"), [([3, 0, 1, 0, 2, 3], 0.6), ([1, 1], 1.0), ([0, 1], 0.5), ([], 0.0)])
def test_precision_looks_at_no_more_than_is_shown(grades, expected):
    assert precision(grades) == pytest.approx(expected)


def test_profiles_are_read_with_their_fields(tmp_path):
    path = tmp_path / "profiles.jsonl"
    case = {
        "id": "a",
        "profile": {"text": "做茶的", "needs": ["money"]},
        "relevant": {"c1~x": 2},
        "irrelevant": [],
        "must_not": ["c2~y"],
    }
    path.write_text(json.dumps(case) + "\n", encoding="utf-8")
    (read,) = load_profiles(path)
    assert (read.profile.needs, read.relevant, read.must_not) == (("money",), {"c1~x": 2}, ("c2~y",))


def test_a_judgement_that_names_no_measure_is_refused():
    with pytest.raises(EvalError, match="names 0 measures"):
        measure_named((), "c9.s9~nothing")
