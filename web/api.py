"""The JSON doors: ask, search, plan, passages, health."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse

from corpus.document import Block, Document
from rag.answer import Answer
from web.assistant import Assistant
from web.errors import InvalidError, NotFoundError
from web.openapi import ANSWER
from web.readiness import Readiness
from web.schemas import AskRequest
from web.shapes import outline_shape, passage_shape, result_shape
from web.text import checked_text, shown
from web.workers import Workers

router = APIRouter()


def service(request: Request) -> tuple[Readiness, Workers]:
    """The collaborators of the app that a request came to."""
    return request.app.state.readiness, request.app.state.workers


async def answer(request: Request, body: AskRequest) -> Answer:
    """The assistant's answer to a checked request."""
    return await request.app.state.asking.answer(body.question, body.turns(), body.plan)


@router.post("/api/ask", summary="Ask the plan", responses=ANSWER)
async def ask(request: Request, body: AskRequest) -> JSONResponse:
    """Answer one question with citations; the whole answer object."""
    return JSONResponse((await answer(request, body)).to_dict())


@router.get("/api/search", summary="Search the plan")
async def search(
    request: Request,
    q: Annotated[str, Query(description="words to look for, 1–2,000 characters")],
    k: Annotated[int, Query(ge=1, le=50, description="how many results")] = 8,
) -> dict[str, Any]:
    """The best passages for some words, best first."""
    readiness, workers = service(request)
    assistant = readiness.assistant
    results = await workers.run(assistant.search, _query(q), k)
    return {"query": q, "plan": assistant.plan.id, "results": [result_shape(result) for result in results]}


@router.get("/api/plan", summary="Outline of the plan")
async def plan(request: Request) -> dict[str, Any]:
    """Title and outline of the plan: every block with its address, in reading order."""
    found = service(request)[0].assistant.plan
    blocks = [outline_shape(block) for block in found.document.blocks]
    return {"id": found.id, "title": found.title, "url": "/plan", "blocks": blocks}


@router.get("/api/passages/{passage_id}", summary="One passage")
async def passage(request: Request, passage_id: Annotated[str, Path(max_length=100)]) -> dict[str, Any]:
    """The verbatim text at an address, with the titles above it."""
    found = service(request)[0].assistant.plan
    block = block_at(found.document, passage_id)
    return passage_shape(found.document, block)


@router.get("/livez", summary="Whether the process answers")
async def live() -> dict[str, str]:
    """200 as long as the process can answer at all, whatever it is loading."""
    return {"status": "alive"}


@router.get("/healthz", summary="Whether a question can be answered")
async def health(request: Request) -> JSONResponse:
    """200 once a question can be answered; before that 503 with the step of the start."""
    progress = service(request)[0].progress
    body = {"status": progress.state, "step": progress.step, "seconds": progress.seconds}
    if progress.state == "ready":
        return JSONResponse({**body, "plan": service(request)[0].assistant.plan.id})
    return JSONResponse(body, 503, headers={"Retry-After": "1"})


def assistant_for(request: Request, plan_id: str | None) -> Assistant:
    """The assistant for a plan; raises ``NotReadyError`` or, for another plan than its own, ``NotFoundError``."""
    return request.app.state.asking.assistant_for(plan_id)


def block_at(document: Document, block_id: str) -> Block:
    """The block at an address; raises ``NotFoundError`` that names it."""
    block = document.by_id.get(block_id)
    if block is None:
        raise NotFoundError(f"no passage {shown(block_id)} in this plan; GET /api/plan lists the addresses")
    return block


def _query(q: str) -> str:
    try:
        return checked_text(q, "q")
    except ValueError as error:
        raise InvalidError(str(error)) from None
