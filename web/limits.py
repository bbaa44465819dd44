"""How much a client may send, and how long it may take."""

from __future__ import annotations

import math

import anyio
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import error_response

MAX_BODY = 2 * 1024 * 1024
MAX_SECONDS = 20.0


class BodyLimit:
    """Refuses bodies over ``limit`` bytes: unread where the length is declared, else once it is passed.

    A body that is not whole ``seconds`` after it is first waited for is refused as well.
    """

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY, seconds: float = MAX_SECONDS) -> None:
        self._app = app
        self._limit = limit
        self._seconds = seconds
        self._message = f"the body: expected at most {limit:,} bytes"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif _declared(scope) > self._limit:
            await error_response(413, "content_too_large", self._message)(scope, receive, send)
        else:
            await self._app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        left, end = self._limit, 0.0

        async def counted() -> Message:
            nonlocal left, end
            end = end or anyio.current_time() + self._seconds
            # Behind a whole body only a disconnect can come, at any time.
            with anyio.move_on_at(end) as waiting:
                message = await receive()
            if waiting.cancelled_caught:
                raise HTTPException(408, f"the body: expected all of it within {self._seconds:g} s")
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413, self._message)
            end = end if message.get("more_body") else math.inf
            return message

        return counted


def _declared(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0
