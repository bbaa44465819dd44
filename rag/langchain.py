"""The plan's search as a LangChain retriever.

A module of its own, because the service does without it: importing LangChain's retrievers takes half a
second and 35 MB.
"""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import run_in_executor
from pydantic import ConfigDict, Field

from index.results import SearchResult


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
