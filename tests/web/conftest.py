"""A client for the doors without the chat page, and a started server with it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.testclient import TestClient
from web_fakes import FakeAssistant

from corpus.plans import Plan, load_plan
from rag.settings import Settings
from rag.support import SupportFinder
from tests.rag.support_material import finder_for
from web.application import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None)


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def client(assistant, settings) -> Iterator[TestClient]:
    app = create_app(lambda report: assistant, settings, chat=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        assert app.state.readiness.wait(5)
        yield client


@pytest.fixture(scope="session")
def whole_plan() -> Plan:
    """The shipped plan, which the pages of figures and measures are tested with."""
    return load_plan("huangshi-sti-2021-2025")


@pytest.fixture(scope="session")
def finder(whole_plan, tmp_path_factory) -> SupportFinder:
    """The shipped plan's finder of support measures, with the small embedder of the index's tests."""
    return finder_for(whole_plan, tmp_path_factory.mktemp("finder"))


@pytest.fixture
def plan_client(assistant, whole_plan, finder, settings) -> Iterator[TestClient]:
    """A client for the doors of a service about the shipped plan."""
    assistant.plan, assistant.support = whole_plan, finder
    app = create_app(lambda report: assistant, settings, chat=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        assert app.state.readiness.wait(5)
        yield client


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a started server with the chat page."""
    yield from started(FakeAssistant())


@pytest.fixture(scope="session")
def plan_server(whole_plan, finder) -> Iterator[str]:
    """The address of a started server with the chat page, about the shipped plan."""
    assistant = FakeAssistant()
    assistant.plan, assistant.support = whole_plan, finder
    yield from started(assistant)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium; not longer than a module, because while it lives ``asyncio.run`` does not."""
    sync_api = pytest.importorskip("playwright.sync_api")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def started(assistant: FakeAssistant) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(lambda report: assistant, Settings(_env_file=None))
    running = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    wait_for(lambda: app.state.chat.ready, 60)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(10)


def wait_for(condition, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not so within {seconds} s"
        time.sleep(0.05)
