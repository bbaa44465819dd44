"""The index of a plan of the corpus, kept in a data folder."""

from __future__ import annotations

import re
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

from langchain_core.embeddings import Embeddings

from corpus.plans import Plan
from index.embeddings import identity_of
from index.search import HybridIndex
from index.source import IndexSource
from index.store import Progress, ensure_index
from index.tokenizer import HAN

# Names and slogans stand in quotes in such plans; they are to stay whole where they are short.
_QUOTED = re.compile(f"“([{HAN}]{{2,8}})”")


def plan_source(plan: Plan) -> IndexSource:
    """What the plan's index is built from; its own words come from its lexicon, place and quotations."""
    tables = [getattr(plan.lexicon, table.name) for table in fields(plan.lexicon)]
    terms = [term for table in tables for found in table.values() for term in found]
    words = {*plan.lexicon.aliases, *terms, *plan.place_names, *_QUOTED.findall(plan.source)}
    return IndexSource(plan.id, plan.sha256, plan.chunks, tuple(sorted(words)))


def index_folder(data_dir: Path, plan_id: str, embeddings: Embeddings) -> Path:
    """Where a plan's index is kept. Each model has its own, so that going back to one costs nothing."""
    model = identity_of(embeddings)
    readable = re.sub(r"[^\w=.-]+", "-", model)[:40].strip("-.")
    return data_dir / "index" / plan_id / f"{readable}-{sha256(model.encode()).hexdigest()[:8]}"


def cache_folder(data_dir: Path) -> Path:
    """Where files are kept that can be made again at any time."""
    return data_dir / "cache"


def ensure_plan_index(
    plan: Plan, embeddings: Embeddings, data_dir: Path, *, may_write: bool = True, progress: Progress | None = None
) -> HybridIndex:
    """The plan's current index, built first where it is missing, damaged or outdated (see ``ensure_index``)."""
    return ensure_index(
        plan_source(plan),
        embeddings,
        index_folder(data_dir, plan.id, embeddings),
        may_write=may_write,
        progress=progress,
        cache_dir=cache_folder(data_dir),
    )
