"""Keys for the doors that programs use, where the operator wants them guarded."""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from web.errors import error_response

# What visitors' pages need stays open: asking, reading, the boards, health.
GUARDED = ("/v1", "/mcp", "/metrics", "/api/search", "/api/plan", "/api/passages", "/api/openapi.json")


class KeyGuard:
    """Lets only holders of a key through the guarded doors; without any key they are open.

    Several keys may be valid at once, so that one can be replaced without a gap.
    """

    def __init__(self, app: ASGIApp, keys: Sequence[SecretStr] = ()) -> None:
        self._app = app
        self._keys = [key.get_secret_value().encode() for key in keys]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or refuse it with 401."""
        if scope["type"] != "http" or not self._keys or not _is_guarded(scope) or self._holds_key(scope):
            await self._app(scope, receive, send)
            return
        message = "this door needs a key: send it as 'Authorization: Bearer …' (one of PLANQA_API_KEYS)"
        response = error_response(401, "unauthorized", message, {"WWW-Authenticate": "Bearer"})
        await response(scope, receive, send)

    def _holds_key(self, scope: Scope) -> bool:
        scheme, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
        offered = given.strip().encode()
        # Every key is compared, each in constant time: the time taken tells nothing of any of them.
        matches = [hmac.compare_digest(offered, key) for key in self._keys]
        return scheme.lower() == "bearer" and any(matches)


def _is_guarded(scope: Scope) -> bool:
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    return scope["method"] != "OPTIONS" and any(path == door or path.startswith(door + "/") for door in GUARDED)
