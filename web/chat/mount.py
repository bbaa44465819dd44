"""Gradio behind one door: built beside the running service, with only the routes that the page needs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.responses import HTMLResponse
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from web.asking import Asking
from web.chat.shell import FAILED, SPLASH, ShellRewriter
from web.chat.streams import ClosableStreams
from web.errors import error_response

log = logging.getLogger(__name__)

OUR_PATHS = (
    "/api",
    "/plan",
    "/board",
    "/support",
    "/healthz",
    "/livez",
    "/ui",
    "/metrics",
    "/v1",
    "/mcp",
    "/widget.js",
    "/widget-demo",
)
# Everything else that Gradio serves (upload, files of the server, proxy, call, run, …) answers 404:
# those take files from anyone or go round the limits of our own doors.
GRADIO_PATHS = (
    "/config",
    "/theme.css",
    "/assets/",
    "/static/",
    "/gradio_api/startup-events",
    "/gradio_api/queue/join",
    "/gradio_api/queue/data",
    "/gradio_api/heartbeat/",
    "/gradio_api/cancel",
    "/gradio_api/reset",
    "/gradio_api/app_id",
)
STREAMS = ("/gradio_api/heartbeat/", "/gradio_api/queue/data")


class ChatMount(Mount):
    """The chat at ``/``, leaving our own paths to their routes (and to 404 and 405 in our shape)."""

    def __init__(self, chat: LazyChat) -> None:
        super().__init__("/", app=chat, name="chat")

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """No match for our own paths."""
        path = _path(scope)
        if scope["type"] == "http" and any(path == own or path.startswith(own + "/") for own in OUR_PATHS):
            return Match.NONE, {}
        return super().matches(scope)


class LazyChat:
    """An ASGI app that shows a waiting page until the assistant is there and Gradio is imported."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._readiness = asking.readiness
        self._app: ASGIApp | None = None
        self._streams: ClosableStreams | None = None

    @property
    def ready(self) -> bool:
        """Whether the page is there."""
        return self._app is not None

    def close_streams(self) -> None:
        """End what open pages are listening to, before the service stops."""
        if self._streams is not None:
            self._streams.close()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Build the page in the background for as long as the service runs."""
        stop = asyncio.Event()
        task = asyncio.create_task(self._run(stop))
        try:
            yield
        finally:
            stop.set()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass allowed requests on to Gradio once it is there."""
        path = _path(scope)
        if scope["type"] != "http" or not (path == "/" or path.startswith(GRADIO_PATHS)):
            await error_response(404, "not_found", "nothing at this address")(scope, receive, send)
        elif self._app is not None and self._streams is not None:
            await (self._streams if path.startswith(STREAMS) else self._app)(scope, receive, send)
        elif path == "/":
            failed = self._readiness.progress.state == "failed"
            await HTMLResponse(FAILED if failed else SPLASH, 503, headers={"Retry-After": "1"})(scope, receive, send)
        else:
            await error_response(503, "not_ready", "the page is still loading")(scope, receive, send)

    async def _run(self, stop: asyncio.Event) -> None:
        while not await asyncio.to_thread(self._readiness.wait, 0.2):
            if stop.is_set() or self._readiness.progress.state == "failed":
                return
        try:
            app = await asyncio.to_thread(self._build)
        except Exception:  # the edge: the other doors stay open, and the log says why this one does not
            log.exception("the chat page could not be built")
            return
        async with app.router.lifespan_context(app):
            self._streams = ClosableStreams(app)
            self._app = ShellRewriter(app, self._readiness.assistant.plan.title)
            log.info("start: the chat page is there")
            await stop.wait()

    def _build(self) -> FastAPI:
        # Gradio makes a data frame of its last 10,000 events after every event, for a page we do not serve.
        os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000000")
        os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "100")
        import gradio as gr

        from web.chat.page import build_chat, theme

        blocks = build_chat(self._asking)
        blocks.queue(max_size=64, default_concurrency_limit=None, api_open=False)
        app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
        return gr.mount_gradio_app(
            app, blocks, path="/", theme=theme(), footer_links=[], run_history=False, show_error=False, ssr_mode=False,
            pwa=False, mcp_server=False, enable_monitoring=False, max_file_size=1, blocked_paths=["/"],
        )  # fmt: skip


def _path(scope: Scope) -> str:
    path = scope.get("path", "")
    return path.removeprefix(scope.get("root_path", "")) or "/"
