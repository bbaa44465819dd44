from __future__ import annotations

import numpy as np
import pytest

from index.fusion import lexical_weight, min_max, ranks, reciprocal_rank_fusion, top_positions, z_score_sum, z_scores


def test_z_scores():
    # mean 2, deviation sqrt(2/3)
    np.testing.assert_allclose(z_scores(np.array([1.0, 2.0, 3.0])), [-1.2247449, 0, 1.2247449], rtol=1e-6)


def test_min_max():
    np.testing.assert_allclose(min_max(np.array([1.0, 2.0, 5.0])), [0, 0.25, 1])


@pytest.mark.parametrize("scale", [z_scores, min_max])
def test_equal_scores_tell_nothing(scale):
    assert scale(np.full(3, 0.7)).tolist() == [0, 0, 0]


def test_ties_share_the_better_rank():
    assert ranks(np.array([0.5, 0.9, 0.5, 0.1])).tolist() == [2, 1, 2, 4]


def test_reciprocal_rank_fusion():
    # 1/61 + 1/62, 1/62 + 1/61, 1/63 + 1/63
    fused = reciprocal_rank_fusion([np.array([3.0, 2.0, 1.0]), np.array([5.0, 6.0, 4.0])])
    np.testing.assert_allclose(fused, [0.0325225, 0.0325225, 0.0317460], rtol=1e-5)


def test_z_score_sum_weighs_its_parts():
    up, down = np.array([0.0, 1.0]), np.array([1.0, 0.0])
    np.testing.assert_allclose(z_score_sum([(up, 1.0), (down, 0.25)]), [-0.75, 0.75])


@pytest.mark.parametrize(("n", "positions"), [(0, []), (1, [1]), (2, [1, 3]), (3, [1, 3, 4]), (9, [1, 3, 4])])
def test_top_positions(n, positions):
    assert top_positions(np.array([0.0, 5.0, 0.0, 2.0, 2.0]), n).tolist() == positions


@pytest.mark.parametrize(
    ("has_han", "terms", "known", "weight"),
    [(True, 9, 0, 1.0), (False, 8, 2, 0.25), (False, 2, 2, 1.0), (False, 0, 0, 0)],
)
def test_lexical_weight(has_han, terms, known, weight):
    assert lexical_weight(has_han, terms, known) == weight
