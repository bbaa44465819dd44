import json
from pathlib import Path

import pytest

from corpus.plans import load_plan

GROUND_TRUTH = Path(__file__).parent / "ground_truth"
MADE_UP = Path(__file__).parents[1] / "made_up"


@pytest.fixture(scope="session")
def plan():
    return load_plan("huangshi-sti-2021-2025")


@pytest.fixture(scope="session")
def made_up():
    return load_plan("yunlan-manufacturing-2023-2027", MADE_UP)


@pytest.fixture(scope="session")
def notice():
    return load_plan("notice", MADE_UP)


@pytest.fixture
def ground_truth(request):
    """Compares records with a ground-truth file (one record a line), or writes it under the flag."""
    update = request.config.getoption("--update-ground-truth")

    def check(name, records):
        path = GROUND_TRUTH / name
        if update:
            lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        assert json.loads(path.read_text(encoding="utf-8")) == records

    return check
