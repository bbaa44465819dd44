"""The parsed plan and its chunks as files whose diff a person can read.

Regenerate with ``pytest tests/corpus/test_ground_truth.py --update-ground-truth``.
"""

import dataclasses
import json

import pytest


def plain(record):
    """A dataclass as JSON gives it back: empty fields left out."""
    fields = {key: value for key, value in dataclasses.asdict(record).items() if value not in (None, "", False)}
    return json.loads(json.dumps(fields))


@pytest.mark.parametrize("name", ["plan", "made_up"])
def test_document(name, request, ground_truth):
    plan = request.getfixturevalue(name)
    ground_truth(f"{plan.id}.document.json", [plain(block) for block in plan.document.blocks])


@pytest.mark.parametrize("name", ["plan", "made_up"])
def test_chunks(name, request, ground_truth):
    plan = request.getfixturevalue(name)
    ground_truth(f"{plan.id}.chunks.json", [plain(chunk) for chunk in plan.chunks])


def test_flag_is_off(request):
    assert not request.config.getoption("--update-ground-truth"), "ground truth was written, not tested"
