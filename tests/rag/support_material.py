"""A finder over a plan with the small embedder of the index's tests."""

from __future__ import annotations

from pathlib import Path

from corpus.plans import Plan
from index.plan_index import ensure_plan_index
from rag.support import SupportFinder
from tests.index.plan_material import BigramHashing


def finder_for(plan: Plan, folder: Path) -> SupportFinder:
    return SupportFinder(plan, ensure_plan_index(plan, BigramHashing(), folder))
