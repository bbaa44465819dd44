"""What an index is built from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import bm25s
from langchain_core.embeddings import Embeddings

from corpus.chunk import Chunk
from corpus.sentences import sentences
from index.chunk_files import chunks_to_jsonl
from index.embeddings import identity_of
from index.lexical import K1, B
from index.manifest import Recipe
from index.sentence_table import SentenceTable, Splitter
from index.tokenizer import Tokenizer


@dataclass(frozen=True)
class IndexSource:
    """A plan's chunks, its own words, and how to cut its sentences."""

    plan_id: str
    plan_sha256: str
    chunks: Sequence[Chunk]
    words: Sequence[str] = ()
    split: Splitter = sentences

    def recipe(self, embeddings: Embeddings) -> Recipe:
        """All that decides the content of an index of this source with these embeddings."""
        return Recipe(
            plan_id=self.plan_id,
            plan_sha256=self.plan_sha256,
            sentences_sha256=sha256(SentenceTable.of(self.chunks, self.split).rows.tobytes()).hexdigest(),
            chunks_sha256=sha256(chunks_to_jsonl(self.chunks).encode()).hexdigest(),
            embeddings=identity_of(embeddings),
            tokenizer=Tokenizer(self.words).identity,
            lexical=f"bm25s=={bm25s.__version__} lucene k1={K1} b={B}",
        )
