"""``create_app``: the doors put together."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.routing import Route

from rag.settings import Settings
from web import api, completions, metrics, reader, stream, widget_pages
from web.asking import Asking
from web.board import routes as board
from web.chat.mount import ChatMount, LazyChat
from web.errors import install_error_handlers
from web.layers import install_layers
from web.mcp.mount import LazyMcp
from web.metrics import Metrics
from web.openapi import ERRORS
from web.rate import Limits
from web.readiness import Loader, Readiness
from web.support import routes as support
from web.workers import Workers


def create_app(loader: Loader, settings: Settings, *, chat: bool = True) -> FastAPI:
    """The service as an ASGI app; ``loader`` makes the assistant in the background once the app starts.

    ``chat=False`` leaves the Gradio page out (tests of the other doors need not pay for it).
    """
    readiness, workers = Readiness(loader), Workers()
    app = FastAPI(
        title="规划问答 · Ask the plan",
        version="0.1.0",
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.readiness = readiness
    app.state.settings = settings
    app.state.workers = workers
    app.state.metrics = Metrics(lambda: readiness.progress.state == "ready", lambda: workers.taken)
    limits = Limits(settings.rate_limit, settings.global_rate_limit)
    app.state.asking = Asking(readiness, workers, limits, app.state.metrics)
    app.state.boards = {}
    app.state.chat = None
    install_error_handlers(app)
    install_layers(app, settings)
    for router in (
        api.router,
        stream.router,
        reader.router,
        board.router,
        support.router,
        widget_pages.router,
        completions.router,
        metrics.router,
    ):
        app.include_router(router, responses=ERRORS)
    app.mount("/ui", StaticFiles(directory=Path(__file__).with_name("ui")), name="ui")
    app.state.mcp = LazyMcp(app.state.asking, app.state.boards)
    app.router.routes.append(Route("/mcp", app.state.mcp, methods=["POST"]))
    if chat:
        app.state.chat = LazyChat(app.state.asking)
        app.router.routes.append(ChatMount(app.state.chat))
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.readiness.start()
    async with app.state.mcp.running(), app.state.chat.running() if app.state.chat else contextlib.nullcontext():
        yield
