"""Searching an index: dense, sentence and word scores of each chunk, and one ranking made of them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus.chunk import Chunk
from corpus.document import Span
from index.dense import DenseIndex
from index.embeddings import embed_question
from index.fusion import lexical_weight, top_positions
from index.late import LateIndex, TokenEmbeddings
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.results import ChunkScores, SearchResult
from index.sentence_table import SentenceTable
from index.tokenizer import Tokenizer, has_han

# Up to here every chunk is scored; beyond, the best candidates of each part are.
EXHAUSTIVE_UP_TO = 20_000
CANDIDATES = 200
# What a word counts that the caller added to the question (an alias, a translation).
EXPANSION_WEIGHT = 0.5
CACHED_QUESTIONS = 256


class HybridIndex:
    """An open index. Safe to share between threads; never changes."""

    def __init__(
        self,
        *,
        chunks: Sequence[Chunk],
        sentences: SentenceTable,
        dense: DenseIndex,
        sentence_vectors: DenseIndex,
        lexical: LexicalIndex,
        tokenizer: Tokenizer,
        embeddings: Embeddings,
        manifest: Manifest,
        late: LateIndex | None = None,
        cached_questions: int = CACHED_QUESTIONS,
        exhaustive_up_to: int = EXHAUSTIVE_UP_TO,
        candidates: int = CANDIDATES,
    ) -> None:
        self.chunks = tuple(chunks)
        self.sentences = sentences
        self.dense = dense
        self.sentence_vectors = sentence_vectors
        self.lexical = lexical
        self.tokenizer = tokenizer
        self.embeddings = embeddings
        self.manifest = manifest
        self.late = late
        self.exhaustive_up_to = exhaustive_up_to
        self.candidates = candidates
        self._positions = {chunk.id: position for position, chunk in enumerate(self.chunks)}
        self._questions = _LastUsed(cached_questions)

    def __len__(self) -> int:
        return len(self.chunks)

    def __repr__(self) -> str:
        return f"HybridIndex({self.manifest.recipe.plan_id!r}, chunks={len(self)}, {self.dense!r}, {self.lexical!r})"

    @property
    def index_hash(self) -> str:
        """Names the index's content, as "sha256:…"."""
        return self.manifest.index_hash

    def position(self, chunk_id: str) -> int:
        """Where a chunk stands in ``chunks``; KeyError if it is not in the index."""
        return self._positions[chunk_id]

    def sentence_spans(self, position: int) -> list[Span]:
        """The sentences of a chunk, as ranges of its ``text``."""
        return self.sentences.spans(position)

    def embed_query(self, text: str) -> np.ndarray:
        """Unit vector of a question; the last few hundred are remembered. Not to be written to."""
        vector = self._questions.get(text)
        if vector is None:
            vector = embed_question(self.embeddings, text)
            vector.flags.writeable = False
            self._questions.put(text, vector)
        return vector

    def warm(self) -> None:
        """Load dictionary and model now instead of at the first question."""
        self.tokenizer.warm()
        self.embeddings.embed_query("")

    def token_matches(self, text: str, positions: Sequence[int]) -> np.ndarray | None:
        """For each token of a question (row) its best likeness in each of the chunks at the positions (column).

        None where the index has no token vectors.
        """
        if self.late is None or not isinstance(self.embeddings, TokenEmbeddings):
            return None
        return self.late.matches(self.embeddings.query_tokens(text), positions)

    def search(self, query: str, k: int = 8, *, expansions: Sequence[str] = ()) -> list[SearchResult]:
        """The k best chunks, best first. ``expansions`` are further words to look for, each counting half."""
        return self.rank(self.scores(query, self.embed_query(query), expansions=expansions), k)

    def rank(self, scores: ChunkScores, k: int) -> list[SearchResult]:
        """The k best of the scored chunks by the fused score; of equals the first in the plan leads."""
        fused = scores.fused()
        best = np.argsort(-fused, kind="stable")[:k]
        return [
            SearchResult(
                chunk=self.chunks[scores.positions[place]],
                score=float(fused[place]),
                rank=rank,
                scores=scores.parts_of(place),
                best_sentence=int(scores.best_sentence[place]),
            )
            for rank, place in enumerate(best, start=1)
        ]

    def scores(self, query: str, vector: np.ndarray, *, expansions: Sequence[str] = ()) -> ChunkScores:
        """Scores of all chunks, or of the best candidates in a large index."""
        terms = self.tokenizer.terms(query)
        added = [term for text in expansions for term in self.tokenizer.tokens(text)]
        words, bigrams, characters = map(self.lexical.scores, (terms.words, terms.bigrams, terms.characters))
        if fresh := [term for term in added if term not in set(terms.all)]:
            words = words + EXPANSION_WEIGHT * self.lexical.scores(fresh)
        asked = list(dict.fromkeys([*terms.all, *added]))
        weight = lexical_weight(any(map(has_han, (query, *expansions))), len(asked), len(self.lexical.known(asked)))
        together = words + bigrams + characters
        positions = self._candidates(vector, together)
        dense, sentence, best = self._vector_scores(vector, positions)
        return ChunkScores(
            positions=positions,
            dense=dense,
            sentence=sentence,
            best_sentence=best,
            bm25=together[positions],
            bm25_words=words[positions],
            bm25_bigrams=bigrams[positions],
            bm25_characters=characters[positions],
            lexical_weight=weight,
        )

    def sentence_scores(self, position: int, vector: np.ndarray) -> np.ndarray:
        """Cosine of a question with each sentence of a chunk, in order."""
        rows = self.sentences.vector_rows(position)
        if rows.start == rows.stop:
            return self.dense.scores(vector, np.array([position]))
        return self.sentence_vectors.vectors[rows] @ vector

    def _candidates(self, vector: np.ndarray, lexical: np.ndarray) -> np.ndarray:
        """Positions of the chunks worth scoring, in the plan's order."""
        if len(self) <= self.exhaustive_up_to:
            return np.arange(len(self))
        near, _ = self.dense.top(vector, self.candidates)
        sentences, _ = self.sentence_vectors.top(vector, self.candidates)
        owners = self.sentences.chunk_of_vector[sentences]
        return np.unique(np.concatenate([near, owners, top_positions(lexical, self.candidates)]))

    def _vector_scores(self, vector: np.ndarray, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Cosine, best sentence's cosine and best sentence's number of the chunks at the positions."""
        if len(positions) == len(self):
            dense = self.dense.scores(vector)
            return dense, *self.sentences.best(dense, self.sentence_vectors.scores(vector))
        by_sentence = [self.sentence_scores(int(position), vector) for position in positions]
        best = np.array([scores.argmax() for scores in by_sentence], dtype=np.int32)
        highest = np.array([scores.max() for scores in by_sentence], dtype=np.float32)
        return self.dense.scores(vector, positions), highest, best


class _LastUsed:
    """A few vectors by text, the least recently used forgotten first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._vectors: OrderedDict[str, np.ndarray] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, text: str) -> np.ndarray | None:
        with self._lock:
            if text in self._vectors:
                self._vectors.move_to_end(text)
            return self._vectors.get(text)

    def put(self, text: str, vector: np.ndarray) -> None:
        with self._lock:
            self._vectors[text] = vector
            while len(self._vectors) > self._size:
                self._vectors.popitem(last=False)
