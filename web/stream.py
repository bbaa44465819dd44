"""``POST /api/ask/stream``: an answer as server-sent events.

Order of events: ``citations`` (the list), ``delta`` (``{"text"}``, whole sentences), ``verdict`` (only for
answers that were checked sentence by sentence), ``done`` (the whole answer object). A failure after the
stream has begun is one ``error`` event in the shape of all errors.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from rag.answer import Answer
from web.api import answer, assistant_for
from web.errors import INTERNAL, RequestError, error_body
from web.openapi import STREAM
from web.schemas import AskRequest

router = APIRouter()
log = logging.getLogger(__name__)

# A sentence takes the citation marks and closing quotes that follow its full stop.
_SENTENCE = re.compile(r".+?(?:[。！？；!?\n]+[”’」』）)]*(?:\[\d+\])*|\Z)", re.DOTALL)
# Proxies such as nginx hold a stream back unless told not to.
STREAM_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


@router.post("/api/ask/stream", summary="Ask the plan, streamed", response_class=StreamingResponse, responses=STREAM)
async def ask_stream(request: Request, body: AskRequest) -> StreamingResponse:
    """Answer one question as events: citations first, then the text sentence by sentence."""
    assistant_for(request, body.plan)  # what can be refused before the stream begins is an error response
    return StreamingResponse(_events(request, body), media_type="text/event-stream", headers=STREAM_HEADERS)


def sentences(text: str) -> Iterator[str]:
    """The text in whole sentences; joined they are the text."""
    return (match.group() for match in _SENTENCE.finditer(text))


def answer_events(answer: Answer) -> Iterator[tuple[str, Any]]:
    """Names and payloads of the events for one answer."""
    whole = answer.to_dict()
    yield "citations", whole["citations"]
    for sentence in sentences(answer.answer):
        yield "delta", {"text": sentence}
    if answer.verdicts:
        yield "verdict", whole["verdicts"]
    yield "done", whole


async def _events(request: Request, body: AskRequest) -> AsyncIterator[str]:
    try:
        for name, payload in answer_events(await answer(request, body)):
            yield _event(name, payload)
    except RequestError as error:
        yield _event("error", error_body(error.code, str(error)))
    except Exception:  # the edge: the headers are out, so a fault can only be told as an event
        log.exception("a streamed question failed")
        yield _event("error", error_body("internal_error", INTERNAL))


def _event(name: str, payload: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(payload, ensure_ascii=False)}\n\n"
