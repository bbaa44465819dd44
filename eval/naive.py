"""The baseline: what a user would write in an afternoon with LangChain.

Windows of 500 characters with 50 shared, dense retrieval only, the best window is the answer. It knows
nothing of chapters; to be scored like the others, a window is given the addresses of the blocks it covers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import Document as Passage
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import InMemoryVectorStore

from corpus.document import Document
from eval.errors import EvalError
from eval.plain_answer import plain_answer
from eval.score import Outcome

WINDOW, SHARED, TOP = 500, 50, 10


class Naive:
    """``RecursiveCharacterTextSplitter`` 500/50, an in-memory vector store, the top window returned."""

    def __init__(self, document: Document, embeddings: Embeddings, name: str = "naive") -> None:
        # Only the evaluation needs the splitter; imported here so that the gate runs without it.
        try:
            from langchain_text_splitters import RecursiveCharacterTextSplitter
        except ModuleNotFoundError as error:
            raise EvalError(
                "The naive baseline needs langchain-text-splitters; install requirements-test.txt"
            ) from error

        self.name = name
        self._document = document
        splitter = RecursiveCharacterTextSplitter(chunk_size=WINDOW, chunk_overlap=SHARED, add_start_index=True)
        self._store = InMemoryVectorStore(embeddings)
        self._store.add_documents(splitter.create_documents([document.source]))

    def __repr__(self) -> str:
        return f"Naive(window={WINDOW}, shared={SHARED})"

    def ask(self, question: str, history: Sequence[Any]) -> Outcome:
        """The best window, whatever the question; the history is not looked at."""
        found = self._store.similarity_search(question, k=TOP)
        ranked = tuple(covered_blocks(self._document, *_span(passage)) for passage in found)
        start, end = _span(found[0])
        block = self._document.by_id[ranked[0][0]]
        return Outcome(plain_answer(self._document, question, found[0].page_content, block.id, start, end), ranked)


def covered_blocks(document: Document, start: int, end: int) -> tuple[str, ...]:
    """Addresses of the blocks that a range of the source covers, the most covered characters first.

    A block counts if half of it or more is covered; if none is, the one with the most characters inside.
    """
    inside = [(min(end, block.end) - max(start, block.start), block) for block in document.blocks]
    inside = sorted(((n, block) for n, block in inside if n > 0), key=lambda pair: -pair[0])
    mostly = [block.id for n, block in inside if 2 * n >= block.end - block.start]
    return tuple(mostly) or (inside[0][1].id,)


def _span(passage: Passage) -> tuple[int, int]:
    start = passage.metadata["start_index"]
    return start, start + len(passage.page_content)
