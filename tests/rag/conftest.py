"""Two real assistants over real indexes: the bundled plan's and the made-up one's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from corpus.plans import Plan, load_plan
from index.embeddings import get_embeddings
from index.plan_index import plan_source
from index.search import HybridIndex
from index.store import build_index, ensure_index
from rag.assistant import Assistant
from rag.building import assemble
from tests.index.plan_material import CACHE_DIR

MADE_UP = Path(__file__).parents[1] / "made_up"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan("huangshi-sti-2021-2025")


@pytest.fixture(scope="session")
def made_up_plan() -> Plan:
    return load_plan("yunlan-manufacturing-2023-2027", MADE_UP)


@pytest.fixture(scope="session")
def embeddings() -> Embeddings:
    return get_embeddings("onnx-e5", CACHE_DIR)


@pytest.fixture(scope="session")
def index(plan, embeddings) -> HybridIndex:
    return current_index(plan, embeddings)


@pytest.fixture(scope="session")
def assistant(plan, index) -> Assistant:
    return assemble(plan, index, lambda: TODAY)


@pytest.fixture(scope="session")
def made_up_assistant(made_up_plan, embeddings) -> Assistant:
    return assemble(made_up_plan, current_index(made_up_plan, embeddings), lambda: TODAY)


def current_index(plan: Plan, embeddings: Embeddings) -> HybridIndex:
    """The plan's index, kept between test runs and built anew where plan, model or chunks are others."""
    source, folder = plan_source(plan), CACHE_DIR / "index" / plan.id
    index = ensure_index(source, embeddings, folder, cache_dir=CACHE_DIR)
    if index.chunks != tuple(source.chunks):
        build_index(source, embeddings, folder, cache_dir=CACHE_DIR)
        index = ensure_index(source, embeddings, folder, cache_dir=CACHE_DIR)
    return index
