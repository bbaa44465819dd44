from __future__ import annotations

import json

import numpy as np
import pytest

from index.embeddings import identity_of
from rag.refusal.model import Logistic, fit, load_models
from rag.refusal.signals import NAMES

ANY_MEANING = np.zeros(4)


@pytest.mark.parametrize(("score", "probability"), [(0.0, 0.5), (2.0, 0.880797), (-2.0, 0.119203), (1e9, 1.0)])
def test_a_probability_is_the_logistic_of_the_weighted_sum(score, probability):
    signals = np.zeros(len(NAMES))
    signals[NAMES.index("score")] = score
    assert Logistic({"score": 1.0}).probability(signals, ANY_MEANING) == pytest.approx(probability)


def test_the_question_s_meaning_counts_where_the_model_has_a_direction():
    signals, meaning = np.zeros(len(NAMES)), np.array([1.0, 0.0])
    assert Logistic({}, (2.0, 5.0)).probability(signals, meaning) == pytest.approx(0.880797)
    assert Logistic({}).probability(signals, meaning) == 0.5


def test_the_shipped_models_weigh_known_signals_and_fit_the_embedder(embeddings):
    for model in load_models(identity_of(embeddings)):
        assert set(model.weights) <= set(NAMES)
        assert len(model.direction) in (0, len(embeddings.embed_query("目标")))
    assert not any(model.direction for model in load_models("another model"))


def test_models_are_read_from_a_file(tmp_path):
    path = tmp_path / "weights.json"
    models = {"answered": {"weights": {"score": 1.0}}, "on_topic": {"weights": {"dense": 2.0}, "direction": [0.5]}}
    path.write_text(json.dumps({"embedder": "e5", "with_meaning": models, "without_meaning": models}))
    assert load_models("onnx e5 8 bit", path) == (Logistic({"score": 1.0}), Logistic({"dense": 2.0}, (0.5,)))


def test_fitting_finds_what_tells_yes_from_no():
    chance = np.random.default_rng(2)
    signals = np.zeros((60, len(NAMES)))
    signals[:, NAMES.index("constant")] = 1
    signals[:, NAMES.index("words")] = chance.normal(size=60)
    labels = np.repeat([0.0, 1.0], 30)
    signals[:, NAMES.index("dense")] = labels * 2 - 1 + chance.normal(scale=0.5, size=60)
    meanings = chance.normal(scale=0.05, size=(60, 4))
    for vectors in (None, meanings):
        model = fit(signals, labels, vectors)
        found = [model.probability(row, meaning) > 0.5 for row, meaning in zip(signals, meanings, strict=True)]
        assert np.mean(np.array(found) == labels) > 0.9
        assert abs(model.weights["dense"]) > 4 * abs(model.weights["words"])
        assert len(model.direction) == (0 if vectors is None else 4)
