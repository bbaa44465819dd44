"""A passage dressed as an answer, for systems that only retrieve."""

from __future__ import annotations

from corpus.document import BlockKind, Document
from rag.answer import Answer, Citation, Status


def plain_answer(document: Document, question: str, text: str, address: str, start: int, end: int) -> Answer:
    """The passage as the whole answer, cited once at an address and quoted in full."""
    chapter = document.nearest(address, BlockKind.CHAPTER)
    cite = Citation(
        n=1,
        plan=document.plan_id,
        id=address,
        chapter=chapter.label if chapter else "序",
        chapter_title=chapter.title if chapter else "",
        label=address,
        quote=text,
        start=start,
        end=end,
        url=f"/plan#{address}",
    )
    return Answer(
        id="", question=question, standalone_question=question, status=Status.ANSWERED, answer=text,
        plan=document.plan_id, index="", citations=(cite,),
    )  # fmt: skip
