"""Which sites' pages may ask: our own, and those on one list."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from web.errors import error_response
from web.text import shown

# Scripts that any page may load; what they may then ask for is settled at the doors.
OPEN_PATHS = ("/widget.js",)
_ASKED = ("content-type", "authorization", "mcp-session-id", "mcp-protocol-version", "last-event-id")
_TOLD = ("retry-after", "x-request-id", "mcp-session-id")


class OriginGuard:
    """Refuses requests from pages of sites that are neither our own nor on the list.

    Browsers enforce CORS for their users; this keeps the work of other sites' pages off the service as
    well. Programs send no ``Origin`` and pass.
    """

    def __init__(self, app: ASGIApp, allowed: Sequence[str] = ()) -> None:
        self._app = app
        self._allowed = frozenset(origin.lower() for origin in allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or refuse it with 403."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        origin = headers.get("origin", "").lower()
        if not origin or origin in self._allowed or is_own(origin, headers) or _path(scope) in OPEN_PATHS:
            await self._app(scope, receive, send)
            return
        message = (
            f"本站未获准使用此问答服务。 Pages of {shown(origin)} may not ask here; "
            "the operator can list the site in PLANQA_ALLOWED_ORIGINS."
        )
        await error_response(403, "origin_not_allowed", message)(scope, receive, send)


def is_own(origin: str, headers: Headers) -> bool:
    """Whether a request comes from a page of the service itself.

    Browsers say so in ``Sec-Fetch-Site``, which no script can set; where it is missing the host decides
    (the scheme may differ behind a proxy that ends TLS).
    """
    if "sec-fetch-site" in headers:
        return headers["sec-fetch-site"] == "same-origin"
    return urlsplit(origin).netloc == headers.get("host", "").lower()


def install_origins(app: Starlette, allowed: Sequence[str]) -> None:
    """Let pages of the listed sites ask and read the answers; refuse those of all others."""
    if allowed:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(allowed),
            allow_methods=["GET", "POST"],
            allow_headers=list(_ASKED),
            expose_headers=list(_TOLD),
        )
    app.add_middleware(OriginGuard, allowed=allowed)


def _path(scope: Scope) -> str:
    return scope["path"].removeprefix(scope.get("root_path", ""))
