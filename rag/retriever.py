"""Ranking a plan's chunks for a question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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
