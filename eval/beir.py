"""Strangers' benchmarks: any BEIR dataset through the index and fusion that the assistant uses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus.chunk import Chunk
from corpus.document import BlockKind
from eval.beir_files import Dataset, Passage, Query
from eval.metrics.facts import facts_found
from eval.metrics.qrels import graded_ndcg, qrels_recall, qrels_reciprocal_rank
from eval.metrics.summary import Value
from index.results import ChunkScores
from index.search import HybridIndex
from index.source import IndexSource
from index.store import ensure_index
from rag.understanding.terms import TermWeights

DEPTH = 10
ANSWER_LIMIT = 120
# Passages whose sentences may be the answer; the right one is nearly always among these.
ANSWER_PASSAGES = 3

WINDOW_STEP = 20
# Measured on the dev half of the gold set, as questions about its passages; flat around these values.
COSINE_WEIGHT, PASSAGE_WEIGHT = 10.0, 0.3

Extract = Callable[[str, ChunkScores], str]


@dataclass(frozen=True, slots=True)
class QueryResult:
    """One question's figures for one system."""

    query: str
    system: str
    figures: Mapping[str, Value]


def index_dataset(
    dataset: Dataset,
    embeddings: Embeddings,
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
) -> HybridIndex:
    """The dataset's index, built once and kept under a folder; ``progress`` gets (texts done, texts in all)."""
    chunks = [_chunk(passage, dataset.name) for passage in dataset.passages]
    digest = hashlib.sha256("\x1f".join(f"{chunk.id}\x1e{chunk.contextualized}" for chunk in chunks).encode())
    source = IndexSource(plan_id=dataset.name, plan_sha256=digest.hexdigest(), chunks=chunks)
    place = folder / f"{dataset.name}-{digest.hexdigest()[:12]}"
    return ensure_index(source, embeddings, place, progress=progress, cache_dir=folder)


def _chunk(passage: Passage, name: str) -> Chunk:
    headings = (passage.title,) if passage.title else ()
    return Chunk(passage.id, name, BlockKind.PARAGRAPH, passage.text, headings, 0, len(passage.text))


RANKINGS: Mapping[str, Callable[[ChunkScores], np.ndarray]] = {
    "dense": lambda scores: scores.dense,
    "bm25": lambda scores: scores.bm25,
    "hybrid": lambda scores: scores.fused(),
}


def measure(
    queries: Sequence[Query],
    qrels: Mapping[str, Mapping[str, int]],
    index: HybridIndex,
    extract: Extract | None = None,
    advance: Callable[[], None] = lambda: None,
) -> list[QueryResult]:
    """Every question's figures for dense, BM25 and hybrid ranking; with ``extract`` its answer too."""
    results = []
    for query in queries:
        scores = index.scores(query.text, index.embed_query(query.text))
        grades = qrels[query.id]
        for system, of in RANKINGS.items():
            ranked = _top(index, scores.positions, of(scores))
            results.append(QueryResult(query.id, system, _figures(ranked, grades)))
        if extract and query.answers:
            said = extract(query.text, scores)[:ANSWER_LIMIT]
            figures = {"answer": facts_found(said, [query.answers])[0]}
            results.append(QueryResult(query.id, "hybrid", figures))
        advance()
    return results


def _top(index: HybridIndex, positions: np.ndarray, values: np.ndarray) -> list[str]:
    best = np.argsort(-values, kind="stable")[:DEPTH]
    return [index.chunks[positions[place]].id for place in best]


def _figures(ranked: Sequence[str], grades: Mapping[str, int]) -> dict[str, Value]:
    return {
        "ndcg@10": graded_ndcg(ranked, grades, 10),
        "mrr@10": qrels_reciprocal_rank(ranked, grades, 10),
        "recall@1": qrels_recall(ranked, grades, 1),
        "recall@5": qrels_recall(ranked, grades, 5),
        "recall@10": qrels_recall(ranked, grades, 10),
    }


class SentenceExtractor:
    """Finds the sentence of the first passages that answers a question, at most 120 characters of it."""

    def __init__(self, index: HybridIndex) -> None:
        self._index = index
        self._terms = index.tokenizer.tokens
        texts = [chunk.contextualized for chunk in index.chunks]
        self._weights = TermWeights.count(texts, self._terms, index.tokenizer.frequencies)

    def __repr__(self) -> str:
        return f"SentenceExtractor({self._index!r})"

    def __call__(self, question: str, scores: ChunkScores) -> str:
        """The best sentence: near in meaning, sharing the rarer words, in a passage that ranks high."""
        vector, asked = self._index.embed_query(question), self._known_terms(question)
        fused = scores.fused()
        found: list[tuple[float, str]] = []
        for place in np.argsort(-fused, kind="stable")[:ANSWER_PASSAGES]:
            position = int(scores.positions[place])
            cosines = self._index.sentence_scores(position, vector)
            for span, cosine in zip(self._index.sentence_spans(position), cosines, strict=True):
                sentence = self._index.chunks[position].text[span.start : span.end]
                rating = COSINE_WEIGHT * float(cosine) + self._shared(asked, sentence) + PASSAGE_WEIGHT * fused[place]
                found.append((float(rating), sentence))
        return self._within_limit(max(found)[1], asked) if found else ""

    def _known_terms(self, question: str) -> list[str]:
        return [term for term in dict.fromkeys(self._terms(question)) if self._weights.knows(term)]

    def _shared(self, asked: Sequence[str], text: str) -> float:
        """Share of the asked terms' weight that stands in a text."""
        there = set(self._terms(text))
        total = sum(map(self._weights.idf, asked))
        return sum(self._weights.idf(term) for term in asked if term in there) / total if total else 0.0

    def _within_limit(self, sentence: str, asked: Sequence[str]) -> str:
        """A longer sentence is cut to the window that shares most with the question."""
        if len(sentence) <= ANSWER_LIMIT:
            return sentence
        starts = range(0, len(sentence) - ANSWER_LIMIT + WINDOW_STEP, WINDOW_STEP)
        windows = [sentence[start : start + ANSWER_LIMIT] for start in starts]
        return max(windows, key=lambda window: self._shared(asked, window))
