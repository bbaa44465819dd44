"""The OpenAI-compatible doors: ``POST /v1/chat/completions`` and ``GET /v1/models``.

Any program that can talk to a chat model can so talk to the plan. The model's name is the plan's id. The last
user message is the question, the user messages before it the conversation; system messages are not obeyed,
because nothing but the plan decides what is answered. Sampling parameters are ignored.

The text ends with its sources as footnotes. The whole answer object stands in the extra field ``planqa``: of
the completion, or of the last chunk of a stream.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.answer import Answer, Citation
from web.asking import Asking
from web.errors import InvalidError, NotFoundError
from web.schemas import MAX_TURNS, AskRequest
from web.stream import STREAM_HEADERS, sentences
from web.text import shown

router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])

MAX_MESSAGES = 2 * MAX_TURNS
FOOTNOTES = "\n\n———\n"
_NO_TOKENS = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
_EXAMPLE = {"model": "PLAN-ID", "messages": [{"role": "user", "content": "全社会研发经费投入占GDP比重的目标？"}]}


class Part(BaseModel):
    """A piece of a message; only text is read."""

    type: str
    text: str = ""


class Message(BaseModel):
    """One message of the conversation."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """Its words."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream shall hold."""

    include_usage: bool = False


class CompletionRequest(BaseModel):
    """What is read of a chat completion request; everything else in it is ignored."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    model: str = Field(min_length=1, max_length=200)
    messages: list[Message] = Field(min_length=1, max_length=MAX_MESSAGES)
    stream: bool = False
    stream_options: StreamOptions | None = None

    def asked(self) -> AskRequest:
        """The question and the turns before it; raises ``InvalidError`` where there is none that can be answered."""
        said = [message.text for message in self.messages if message.role == "user"]
        if not said:
            raise InvalidError("messages: expected at least one of the role 'user'")
        try:
            return AskRequest(question=said[-1], history=[text for text in said[:-1] if text.strip()], plan=self.model)
        except ValidationError as error:
            reasons = "; ".join(str(details["msg"]).removeprefix("Value error, ") for details in error.errors())
            raise InvalidError(f"messages: {reasons}") from None


@router.get("/models", summary="The plans, as models")
async def models(request: Request) -> dict[str, Any]:
    """The one plan that is served, as a list of models."""
    return {"object": "list", "data": [_model(request)]}


@router.get("/models/{model}", summary="A plan, as a model")
async def model(request: Request, model: Annotated[str, Path(max_length=200)]) -> dict[str, Any]:
    """The plan of this name."""
    _check_model(request, model)
    return _model(request)


@router.post("/chat/completions", summary="Ask the plan as if it were a chat model")
async def complete(request: Request, body: CompletionRequest) -> JSONResponse:
    """Answer the last user message; with ``stream`` as server-sent events."""
    _check_model(request, body.model)
    asked = body.asked()
    asking: Asking = request.app.state.asking
    answer = await asking.answer(asked.question, asked.turns(), asked.plan)
    site = str(request.base_url)
    if body.stream:
        usage = bool(body.stream_options and body.stream_options.include_usage)
        return StreamingResponse(_chunks(answer, site, usage), media_type="text/event-stream", headers=STREAM_HEADERS)
    message = {"role": "assistant", "content": answer.answer + footnotes(answer.citations, site), "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return JSONResponse({**_head(answer, "chat.completion", choice), "usage": _NO_TOKENS, "planqa": answer.to_dict()})


def footnotes(citations: Sequence[Citation], site: str) -> str:
    """The sources as they stand below an answer, each with its quote and a link to the reader."""
    if not citations:
        return ""
    lines = (
        f"[{c.n}] {c.label}：“{c.quote}” {site}plan?hl={c.start}-{c.end}#{quote(c.id)}".replace("\n", " ")
        for c in citations
    )
    return FOOTNOTES + "\n".join(lines)


async def _chunks(answer: Answer, site: str, usage: bool) -> AsyncIterator[str]:
    for chunk in _stream(answer, site, usage):
        yield f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
    yield "data: [DONE]\n\n"


def _stream(answer: Answer, site: str, usage: bool) -> Iterator[dict[str, Any]]:
    pieces = [*sentences(answer.answer), footnotes(answer.citations, site)]
    deltas = [{"role": "assistant", "content": ""}, *({"content": piece} for piece in pieces if piece)]
    for delta in deltas:
        yield _head(answer, "chat.completion.chunk", {"index": 0, "delta": delta, "finish_reason": None})
    last = _head(answer, "chat.completion.chunk", {"index": 0, "delta": {}, "finish_reason": "stop"})
    yield {**last, "planqa": answer.to_dict()}
    if usage:
        yield {**_head(answer, "chat.completion.chunk"), "usage": _NO_TOKENS}


def _head(answer: Answer, kind: str, *choices: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{answer.id}",
        "object": kind,
        "created": int(time.time()),
        "model": answer.plan,
        "choices": list(choices),
    }


def _model(request: Request) -> dict[str, Any]:
    plan = request.app.state.asking.assistant_for(None).plan
    return {"id": plan.id, "object": "model", "created": 0, "owned_by": "planqa", "title": plan.title}


def _check_model(request: Request, name: str) -> None:
    known = request.app.state.asking.assistant_for(None).plan.id
    if name != known:
        raise NotFoundError(f"model: expected {known!r} (GET /v1/models lists it), got {shown(name)}")
