"""Every request gets an id, one line in the log, and its place in the metrics."""

from __future__ import annotations

import logging
import re
import time
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import INTERNAL, error_response
from web.logs import REQUEST_ID
from web.metrics import Metrics
from web.rate import COUNTED

log = logging.getLogger(__name__)

# An id that a proxy gave is kept, if it is one and not something to be smuggled into the log.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_LIMITED = frozenset(path for _, path in COUNTED)
# Asked for every few seconds by machines, or by every page a dozen times.
_QUIET = frozenset({"/healthz", "/livez", "/metrics", "/ui", "chat"})


class Observed:
    """Gives a request its id and notes how it went.

    The log has route, method, status and time; never a query, a body or an address of a client.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
        token = REQUEST_ID.set(request_id)
        response = _Noted(send, request_id)
        began = time.perf_counter()
        try:
            await self._app(scope, receive, response)
        finally:
            self._note(scope, response.status, time.perf_counter() - began)
            REQUEST_ID.reset(token)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_of(scope)
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.request(route, method, status, seconds)
        fields = {"route": route, "method": method, "status": status, "ms": round(seconds * 1000, 1)}
        log.log(logging.DEBUG if route in _QUIET else logging.INFO, "request", extra={"fields": fields})


class _Noted:
    """Passes a response on with the request's id, and remembers its status."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._id = request_id
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)["X-Request-Id"] = self._id
        await self._send(message)


class Faults:
    """Innermost of our layers: a fault inside ends here, in the log and as an error in our shape."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request; 500 for what nobody foresaw."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:  # the edge: told once in the log, and to the client without a word of what it was
            if scope["type"] != "http":
                raise
            log.exception("a request failed")
            if begun:
                raise
            await error_response(500, "internal_error", INTERNAL)(scope, receive, send)


def route_of(scope: Scope) -> str:
    """The pattern that a request matched (``/api/passages/{passage_id}``), of a set that clients cannot widen."""
    path = getattr(scope.get("route"), "path", None)
    if path is not None:
        return path
    endpoint = scope.get("endpoint")
    if endpoint is None:  # refused before it was routed, or nothing at this address
        asked = scope["path"].removeprefix(scope.get("root_path", ""))
        return asked if asked in _LIMITED else "other"
    return "/ui" if isinstance(endpoint, StaticFiles) else getattr(endpoint, "label", "chat")
