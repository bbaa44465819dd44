"""The systems by name, all from one plan and one embedder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from corpus.document import BlockKind, Document
from corpus.plans import Plan, load_plan
from eval.caching import RememberedEmbeddings
from eval.errors import EvalError
from eval.naive import Naive
from eval.plain_answer import plain_answer
from eval.run import System
from eval.score import Outcome, Source
from eval.variants import VARIANTS, index_without_headings, variant, without_lexicon
from index.embeddings import get_embeddings
from index.plan_index import cache_folder, ensure_plan_index
from index.results import ChunkScores
from index.search import HybridIndex
from rag.assistant import Assistant
from rag.building import assemble
from rag.settings import Settings

RANKINGS: dict[str, Callable[[ChunkScores], np.ndarray]] = {
    "bm25": lambda scores: scores.bm25,
    "dense": lambda scores: scores.dense,
    "hybrid": lambda scores: scores.fused(),
}
COMPARED = ("naive", *RANKINGS, "assistant")
SYSTEMS = (*COMPARED[:-1], "ranked", *VARIANTS)
TOP = 10
DEFAULT_PLAN = "huangshi-sti-2021-2025"
# What 今年 and 去年 mean in the gold cases, whenever they are asked.
GOLD_DAY = date(2026, 11, 22)


class Retrieval:
    """The index by one ranking; the best chunk is the answer, whatever the question."""

    def __init__(self, name: str, document: Document, index: HybridIndex) -> None:
        self.name = name
        self._document = document
        self._index = index

    def __repr__(self) -> str:
        return f"Retrieval({self.name!r})"

    def ask(self, question: str, history: Sequence[Any]) -> Outcome:
        """The best chunk; the history is not looked at."""
        scores = self._index.scores(question, self._index.embed_query(question))
        best = np.argsort(-RANKINGS[self.name](scores), kind="stable")[:TOP]
        chunks = [self._index.chunks[scores.positions[place]] for place in best]
        first = chunks[0]
        answer = plain_answer(self._document, question, first.text, first.id, first.start, first.end)
        return Outcome(answer, tuple((chunk.id,) for chunk in chunks))


class Ranked:
    """The assistant's learned ranking; the best chunk is the answer, whatever the question."""

    name = "ranked"

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def __repr__(self) -> str:
        return "Ranked()"

    def ask(self, question: str, history: Sequence[Any]) -> Outcome:
        """The best chunk; the history is not looked at."""
        chunks = [result.chunk for result in self._assistant.search(question, TOP)]
        first = chunks[0]
        answer = plain_answer(self._assistant.plan.document, question, first.text, first.id, first.start, first.end)
        return Outcome(answer, tuple((chunk.id,) for chunk in chunks))


class Timed:
    """Adds to a system's outcome the time that the run's shared cache of question vectors saved it."""

    def __init__(self, system: System, embeddings: RememberedEmbeddings) -> None:
        self.name = system.name
        self._system = system
        self._embeddings = embeddings

    def __repr__(self) -> str:
        return repr(self._system)

    def ask(self, question: str, history: Sequence[Any]) -> Outcome:
        """The inner system's outcome, with ``saved_ms``."""
        before = self._embeddings.saved_ms
        outcome = self._system.ask(question, history)
        return replace(outcome, saved_ms=self._embeddings.saved_ms - before)


class Workbench:
    """What the systems share; every part is made on first use."""

    def __init__(self, settings: Settings, plan_id: str = DEFAULT_PLAN) -> None:
        self._settings = settings
        self._plan_id = plan_id

    @cached_property
    def plan(self) -> Plan:
        """The plan that the gold cases are about."""
        return load_plan(self._plan_id)

    @cached_property
    def source(self) -> Source:
        """What quotes and numbers are checked against."""
        document = self.plan.document
        above = {block.id: _above(document, block.id) for block in document.blocks}
        return Source(self.plan.source, known_numbers=self.plan.period, above=above)

    @cached_property
    def embeddings(self) -> RememberedEmbeddings:
        """One embedder for all systems of a run."""
        return RememberedEmbeddings(get_embeddings(self._settings.embeddings, cache_folder(self._settings.data_dir)))

    def system(self, name: str) -> System:
        """The system of that name; ``EvalError`` if there is none."""
        return Timed(self._bare(name), self.embeddings)

    def _bare(self, name: str) -> System:
        if name == "naive":
            # An index keeps its vectors itself; this store does not.
            return Naive(self.plan.document, RememberedEmbeddings(self.embeddings, self._settings.data_dir / "eval"))
        if name in RANKINGS:
            return Retrieval(name, self.plan.document, self._index())
        if name == "ranked":
            return Ranked(assemble(self.plan, self._index(), lambda: GOLD_DAY))
        if name in VARIANTS:
            return self._variant(name)
        raise EvalError(f"There is no system {name!r}; expected one of {', '.join(SYSTEMS)}")

    def _variant(self, name: str) -> System:
        plan = without_lexicon(self.plan) if name == "assistant-no-lexicon" else self.plan
        if name == "broken-no-headings":
            index = index_without_headings(plan, self.embeddings, self._settings.data_dir)
        else:
            index = self._index()
        return variant(name, assemble(plan, index, lambda: GOLD_DAY))

    def _index(self) -> HybridIndex:
        # Opened anew for each system, so that none finds question vectors that another one left in it.
        return ensure_plan_index(self.plan, self.embeddings, self._settings.data_dir)


def _above(document: Document, address: str) -> str:
    """The headings over a block; for a table row its header and note too."""
    blocks = list(document.ancestors(address))
    notes = [one for above in blocks for one in document.children(above.id) if one.kind is BlockKind.NOTE]
    return "\n".join(block.text for block in (*blocks, *notes))
