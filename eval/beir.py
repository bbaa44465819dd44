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

DEPTH = 10
ANSWER_LIMIT = 120
# Passages whose sentences may be the answer; the right one is nearly always among these.
ANSWER_PASSAGES = 3

Extract = Callable[[str, HybridIndex, ChunkScores], str]


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
            said = extract(query.text, index, scores)[:ANSWER_LIMIT]
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


def best_sentence(question: str, index: HybridIndex, scores: ChunkScores) -> str:
    """The sentence of the first passages that lies nearest to the question in meaning and words."""
    vector = index.embed_query(question)
    asked = set(index.tokenizer.tokens(question))
    fused = scores.fused()
    found: list[tuple[float, str]] = []
    for place in np.argsort(-fused, kind="stable")[:ANSWER_PASSAGES]:
        position = int(scores.positions[place])
        cosines = index.sentence_scores(position, vector)
        for span, cosine in zip(index.sentence_spans(position), cosines, strict=True):
            sentence = index.chunks[position].text[span.start : span.end]
            shared = len(asked & set(index.tokenizer.tokens(sentence))) / max(len(asked), 1)
            found.append((float(cosine) + 0.1 * shared + 0.01 * float(fused[place]), sentence))
    return _within_limit(max(found)[1], asked, index) if found else ""


def _within_limit(sentence: str, asked: set[str], index: HybridIndex) -> str:
    """A longer sentence is cut to the window that shares most words with the question."""
    if len(sentence) <= ANSWER_LIMIT:
        return sentence
    windows = [sentence[start : start + ANSWER_LIMIT] for start in range(0, len(sentence) - ANSWER_LIMIT + 20, 20)]
    return max(windows, key=lambda window: len(asked & set(index.tokenizer.tokens(window))))
