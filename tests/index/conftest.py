from __future__ import annotations

import pytest

from index.search import HybridIndex
from index.store import build_index, open_index
from tests.index.plan_material import BigramHashing, source


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def small_index(tmp_path_factory, cache_dir) -> HybridIndex:
    folder = tmp_path_factory.mktemp("index")
    embeddings = BigramHashing()
    build_index(source(), embeddings, folder, cache_dir=cache_dir)
    return open_index(folder, embeddings, source=source(), cache_dir=cache_dir)
