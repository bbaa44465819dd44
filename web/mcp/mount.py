"""``/mcp``: the tools over streamable HTTP, without sessions: every call stands by itself."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from starlette.types import Receive, Scope, Send

from web.asking import Asking
from web.errors import error_response

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

log = logging.getLogger(__name__)

START_SECONDS = 30


class LazyMcp:
    """An ASGI app that imports and starts the MCP server with the first call (it takes a second or two)."""

    label = "/mcp"

    def __init__(self, asking: Asking, boards: dict[str, Any]) -> None:
        self._asking = asking
        self._boards = boards
        self._wanted = asyncio.Event()
        self._ready = asyncio.Event()
        self._manager: StreamableHTTPSessionManager | None = None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve calls for as long as the service runs."""
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call on once the server is there."""
        self._wanted.set()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), START_SECONDS)
        if self._manager is None:
            response = error_response(503, "not_ready", "the MCP door is still loading", {"Retry-After": "1"})
            await response(scope, receive, send)
            return
        await self._manager.handle_request(scope, receive, send)

    async def _run(self) -> None:
        # Started and ended by one task, as the manager's task group demands.
        await self._wanted.wait()
        try:
            manager = await asyncio.to_thread(self._build)
        except ImportError:
            log.exception("the MCP door could not be built")
            self._ready.set()
            return
        async with manager.run():
            self._manager = manager
            self._ready.set()
            await asyncio.Event().wait()

    def _build(self) -> StreamableHTTPSessionManager:
        from mcp.server.transport_security import TransportSecuritySettings

        from web.mcp.tools import Tools, build_server

        server = build_server(Tools(self._asking, self._boards))
        # Other sites' pages are kept out by web.origins, for this door as for all.
        security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        server.streamable_http_app(json_response=True, stateless_http=True, transport_security=security)
        return server.session_manager
