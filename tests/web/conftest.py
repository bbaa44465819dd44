"""A client for the doors without the chat page, and a started server with it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.testclient import TestClient
from web_fakes import FakeAssistant

from corpus.plans import Plan, load_plan
from rag.settings import Settings
from web.application import create_app


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


@pytest.fixture
def plan_client(assistant, whole_plan, settings) -> Iterator[TestClient]:
    """A client for the doors of a service about the shipped plan."""
    assistant.plan = whole_plan
    app = create_app(lambda report: assistant, settings, chat=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        assert app.state.readiness.wait(5)
        yield client


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a started server with the chat page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(lambda report: FakeAssistant(), Settings(_env_file=None))
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
