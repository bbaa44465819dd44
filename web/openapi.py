"""What the API description says of answers and errors, with an example of each (of a made-up plan)."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

from pydantic import BaseModel, Field, create_model

from rag.answer import Answer

_HINTS = get_type_hints(Answer)

# Made from the dataclass, so that the description cannot differ from what is sent.
AnswerObject: type[BaseModel] = create_model(
    "AnswerObject",
    __doc__="The answer to one question: the same through every door.",
    **{each.name: (_HINTS[each.name], ...) for each in fields(Answer)},
    answerable=(bool, Field(description="whether the user was given what was asked for, at least in part")),
)


class ErrorDetails(BaseModel):
    """What went wrong: a word for programs, a sentence for people."""

    code: str
    message: str


class ErrorObject(BaseModel):
    """The shape of every error."""

    error: ErrorDetails


_CITATION = {
    "n": 1, "plan": "yunlan-2023-2027", "id": "c1.s1.t1.r1", "chapter": "一", "chapter_title": "总体要求",
    "label": "第一章（一）发展目标 · 表1", "quote": "研发投入强度 | % | 3.1", "start": 512, "end": 528,
    "url": "/plan#c1.s1.t1.r1", "section": "一", "section_title": "发展目标", "item": None, "bullet": None,
    "column": None, "column_title": None, "column_item": None, "table": 1, "row": "研发投入强度", "page": None,
}  # fmt: skip
ANSWER_EXAMPLE: dict[str, Any] = {
    "id": "5f0c4f5b8f3f4c0f9d3d0a2b6e1c7a90", "question": "研发投如强度的目标是多少？",
    "standalone_question": "研发投如强度的目标是多少？", "read_as": "研发投入强度的目标是多少？", "status": "answered",
    "answer": "到2027年，研发投入强度目标为3.1%。[1]", "plan": "yunlan-2023-2027", "index": "sha256:0f3a…",
    "mode": "extractive", "citations": [_CITATION], "missing": [], "calculations": [], "verdicts": [], "related": [],
    "suggestions": [], "timings_ms": {"total": 21.4}, "answerable": True,
}  # fmt: skip
_STREAM_EXAMPLE = (
    'event: citations\ndata: [{"n": 1, "id": "c1.s1.t1.r1", …}]\n\n'
    'event: delta\ndata: {"text": "到2027年，研发投入强度目标为3.1%。[1]"}\n\n'
    'event: done\ndata: {"id": "…", "status": "answered", …}\n\n'
)

ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"model": AnswerObject, "content": {"application/json": {"example": ANSWER_EXAMPLE}}}
}
STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events: citations, delta (whole sentences), verdict, done (the whole answer), error",
        "content": {"text/event-stream": {"example": _STREAM_EXAMPLE}},
    }
}


def _error(description: str, code: str, message: str) -> dict[str, Any]:
    example = {"error": {"code": code, "message": message}}
    return {"model": ErrorObject, "description": description, "content": {"application/json": {"example": example}}}


ERRORS: dict[int | str, dict[str, Any]] = {
    403: _error(
        "A page of a site that is not listed", "origin_not_allowed", "Pages of 'https://…' may not ask here; …"
    ),
    422: _error("What was sent cannot be read", "invalid_request", "question: expected 1–2,000 characters of text, …"),
    429: _error(
        "Too fast; Retry-After says when", "too_many_requests", "At most 60 questions a minute; try again in 7 s."
    ),
    503: _error("Still loading, or too busy; Retry-After says when", "not_ready", "Starting (loading the index); …"),
}
