from __future__ import annotations

import json

import numpy as np
import pytest

from rag.ranking.features import NAMES
from rag.ranking.model import LinearRanker, fit


def test_scores_are_weighted_sums_and_a_feature_without_weight_counts_nothing():
    ranker = LinearRanker({"dense": 2.0, "coverage": -1.0})
    features = np.zeros((2, len(NAMES)), dtype=np.float32)
    features[0, NAMES.index("dense")] = 3
    features[1] = 1
    assert ranker.scores(features).tolist() == [6.0, 1.0]


def test_the_shipped_weights_name_every_feature_and_no_other():
    assert set(LinearRanker.load().weights) == set(NAMES)


def test_weights_are_read_from_a_file(tmp_path):
    path = tmp_path / "weights.json"
    path.write_text(json.dumps({"weights": {"dense": 0.5}}))
    assert LinearRanker.load(path).vector()[NAMES.index("dense")] == pytest.approx(0.5)


def test_fitting_finds_the_feature_that_marks_the_relevant():
    chance = np.random.default_rng(1)
    telling, noise = NAMES.index("coverage"), NAMES.index("length")
    matrices, relevant = [], []
    for _ in range(20):
        features = np.zeros((6, len(NAMES)))
        features[:, noise] = chance.normal(size=6)
        marks = np.zeros(6, dtype=bool)
        marks[chance.integers(6)] = True
        features[marks, telling] = 1.0
        matrices.append(features)
        relevant.append(marks)
    relevant.append(np.zeros(6, dtype=bool))
    matrices.append(np.ones((6, len(NAMES))))
    weights = fit(matrices, relevant, steps=200)
    assert weights[telling] > 2
    assert abs(weights[noise]) < 0.3 * weights[telling]
    assert weights[NAMES.index("dense")] == 0
