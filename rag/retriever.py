"""Ranking a plan's chunks for a question, and the LangChain retriever over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import run_in_executor
from pydantic import ConfigDict, Field

from corpus.chunk import Chunk
from index.fusion import z_scores
from index.results import ChunkScores, SearchResult
from index.search import HybridIndex
from rag.query import Query
from rag.ranking.features import FeatureExtractor
from rag.ranking.model import LinearRanker

# The learned model looks at this many chunks, the best by the plain fusion of words and vectors.
LOOKED_AT = 48
STORY_WEIGHT = 0.5


@dataclass(frozen=True)
class Ranking:
    """The best chunks of one question: their positions in the index, best first, with scores and features.

    ``parts`` are the first-stage scores of all chunks; ``places`` say where in them the ranked chunks stand.
    ``matches`` hold, for each token of the question (row), how well it is met in each ranked chunk (column).
    """

    positions: np.ndarray
    places: np.ndarray
    scores: np.ndarray
    features: np.ndarray
    parts: ChunkScores
    matches: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.positions)

    def score_at(self, rank: int) -> float:
        """The score at a rank, from 0."""
        return float(self.scores[rank])

    def reordered(self, scores: np.ndarray) -> Ranking:
        """The same chunks by other scores, given in the present order."""
        order = np.argsort(-scores, kind="stable")
        matches = None if self.matches is None else self.matches[:, order]
        positions, places = self.positions[order], self.places[order]
        return Ranking(positions, places, scores[order], self.features[order], self.parts, matches)


@dataclass(frozen=True)
class PlanRanker:
    """Scores every chunk (or the candidates of a large index) with the learned model."""

    index: HybridIndex
    features: FeatureExtractor
    model: LinearRanker

    def rank(self, query: Query, within: frozenset[str] | None = None) -> Ranking:
        """Rank the chunks for a question; only those with an address of ``within`` where it is given."""
        parts = self.index.scores(query.text, query.vector, expansions=query.expansions)
        story = self.index.scores(query.story, query.vector).bm25 if query.story else None
        first_stage = parts.fused() if story is None else parts.fused() + STORY_WEIGHT * z_scores(story)
        places = np.argsort(-first_stage, kind="stable")
        if within is not None:
            places = places[[self.index.chunks[position].id in within for position in parts.positions[places]]]
        places = places[:LOOKED_AT]
        positions = parts.positions[places]
        matches = self.index.token_matches(query.text, positions)
        features = self.features.matrix(query, parts, places, story, matches)
        looked_at = Ranking(positions, places, np.zeros(len(places)), features, parts, matches)
        return looked_at.reordered(self.model.scores(features))

    def chunk_at(self, ranking: Ranking, rank: int) -> Chunk:
        """The chunk at a rank, from 0."""
        return self.index.chunks[ranking.positions[rank]]

    def results(self, ranking: Ranking, k: int) -> list[SearchResult]:
        """The k best as search results."""
        return [
            SearchResult(
                chunk=self.chunk_at(ranking, rank),
                score=ranking.score_at(rank),
                rank=rank + 1,
                scores=ranking.parts.parts_of(int(ranking.places[rank])),
                best_sentence=int(ranking.parts.best_sentence[ranking.places[rank]]),
            )
            for rank in range(min(k, len(ranking)))
        ]


class PlanRetriever(BaseRetriever):
    """The plan's search behind LangChain's contract: documents carry the chunk's address and place.

    ``search`` gives the best chunks for a question, ``k`` is how many are wanted (also as an argument of
    ``invoke``).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: Callable[[str, int], list[SearchResult]]
    k: int = Field(8, ge=1)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[LangChainDocument]:
        return [_as_document(result) for result in self.search(query, k or self.k)]

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[LangChainDocument]:
        # The base class' own would not pass ``k`` on.
        manager = run_manager.get_sync()
        return await run_in_executor(None, self._get_relevant_documents, query, run_manager=manager, k=k)


def _as_document(result: SearchResult) -> LangChainDocument:
    chunk = result.chunk
    return LangChainDocument(
        id=chunk.id,
        page_content=chunk.text,
        metadata={
            "plan": chunk.plan_id,
            "kind": chunk.kind.value,
            "headings": list(chunk.headings),
            "start": chunk.start,
            "end": chunk.end,
            "score": result.score,
        },
    )
