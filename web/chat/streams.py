"""Open event streams that end when the service stops.

A chat page holds a stream for as long as it is open. Left alone, each makes a stop wait for its time
limit and then shows as a failed request.
"""

from __future__ import annotations

import asyncio
import contextlib

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class ClosableStreams:
    """Passes requests on; ``close`` ends all that are still running, and all later ones at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._closing = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """End the streams; may be called from a signal handler or another thread."""
        self._loop.call_soon_threadsafe(self._closing.set)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve until the response ends or the service stops."""
        response = _Response(send)
        serving = asyncio.ensure_future(self._app(scope, receive, response))
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait({serving, closing}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                serving.result()
                return
        finally:
            closing.cancel()
            serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving
        await response.finish()


class _Response:
    """Remembers how far a response is, so that it can be ended properly."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._begun = self._ended = False

    async def __call__(self, message: Message) -> None:
        self._begun = True
        self._ended = message["type"] == "http.response.body" and not message.get("more_body")
        await self._send(message)

    async def finish(self) -> None:
        """Send what is missing."""
        if not self._begun:
            await self._send({"type": "http.response.start", "status": 503, "headers": []})
        if not self._ended:
            await self._send({"type": "http.response.body", "body": b""})
