"""A small plan, its own sentence splitter and an embedder for tests: true implementations, only small."""

from __future__ import annotations

import getpass
import re
import tempfile
import time
from functools import partial
from hashlib import sha256
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus.chunk import Chunk
from corpus.document import BlockKind, Span
from index.source import IndexSource
from index.store import build_index, ensure_index

# One fast copy of jieba's dictionary for all tests and the processes they start: parsing it takes a second.
CACHE_DIR = Path(tempfile.gettempdir()) / f"plan-qa-tests-{getpass.getuser()}"

TEXTS = {
    "c1.p1": ("发展基础", "到2020年，高新技术企业达到120家。研发经费投入占比为1.8%。"),
    "c1.p2": ("发展基础", "建成省级工程技术研究中心12个。"),
    "c2.i1": ("重点任务", "建设青山科技园，依托青山大学。园区占地300亩；引进5G工业互联网企业。"),
    "c2.i2": ("重点任务", "发展新材料产业，攻关高温合金、特种铜箔。"),
    "c3.t1.r1": ("指标", "全社会研发经费投入占GDP比重 | % | 1.8 | 2.6"),
}


build = partial(build_index, cache_dir=CACHE_DIR)
ensure = partial(ensure_index, cache_dir=CACHE_DIR)


def split(text: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in re.finditer("[^。；]+[。；]?", text)]


def chunks(texts: dict[str, tuple[str, str]] = TEXTS) -> list[Chunk]:
    return [
        Chunk(id=id, plan_id="青山", kind=BlockKind.PARAGRAPH, text=text, headings=(heading,), start=0, end=len(text))
        for id, (heading, text) in texts.items()
    ]


def source(texts: dict[str, tuple[str, str]] = TEXTS, words: tuple[str, ...] = ("青山科技园",)) -> IndexSource:
    sha = sha256("".join(text for _, text in texts.values()).encode()).hexdigest()
    return IndexSource("青山", sha, chunks(texts), words, split)


class BigramHashing(Embeddings):
    """Vectors of hashed character pairs: texts that share pairs are near each other."""

    identity = "bigram-hashing 64"

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.asked: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        time.sleep(self.delay)
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        self.asked.append(text)
        return self._vector(text)

    @staticmethod
    def _vector(text: str) -> list[float]:
        vector = np.full(64, 0.01)
        for i in range(len(text) - 1):
            vector[sha256(text[i : i + 2].encode()).digest()[0] % 64] += 1
        return vector.tolist()
