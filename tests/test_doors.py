"""One question through every door: the same answer object, its id and timings aside."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from corpus.examples import load_examples
from rag.assistant import Assistant
from rag.building import build_assistant
from rag.settings import Settings
from web.application import create_app

ROOT = Path(__file__).parents[1]
OWN = ("id", "timings_ms")

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Doors:
    """One assistant, the service that it answers in, and a question with those before it."""

    assistant: Assistant
    address: str


@pytest.fixture(scope="module")
def doors() -> Iterator[Doors]:
    settings = Settings(_env_file=None, rate_limit=0)
    assistant = build_assistant(settings)
    server = uvicorn.Server(
        uvicorn.Config(create_app(lambda report: assistant, settings, chat=False), port=0, log_level="error")
    )
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    yield Doors(assistant, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
    server.should_exit = True


def through_python(doors: Doors, question: str, history: list[str]) -> dict[str, Any]:
    return doors.assistant.ask(question, history).to_dict()


def through_the_command_line(doors: Doors, question: str, history: list[str]) -> dict[str, Any]:
    earlier = [argument for turn in history for argument in ("--history", turn)]
    command = [sys.executable, "-m", "rag", "ask", question, *earlier, "--json"]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120).stdout)


def through_rest(doors: Doors, question: str, history: list[str]) -> dict[str, Any]:
    return httpx.post(f"{doors.address}/api/ask", json={"question": question, "history": history}).json()


def through_events(doors: Doors, question: str, history: list[str]) -> dict[str, Any]:
    events = httpx.post(f"{doors.address}/api/ask/stream", json={"question": question, "history": history}).text
    return json.loads(events.rpartition("event: done\ndata: ")[2])


def through_openai(doors: Doors, question: str, history: list[str]) -> dict[str, Any]:
    openai = pytest.importorskip("openai")
    messages = [{"role": "user", "content": said} for said in (*history, question)]
    client = openai.OpenAI(base_url=f"{doors.address}/v1", api_key="none")
    completion = client.chat.completions.create(model=doors.assistant.plan.id, messages=messages)
    return completion.model_extra["planqa"]


def through_mcp(doors: Doors, question: str, history: list[str]) -> dict[str, Any]:
    return asyncio.run(_called(f"{doors.address}/mcp", question, history))


def through_mcp_over_pipes(doors: Doors, question: str, history: list[str]) -> dict[str, Any]:
    from mcp.client.stdio import StdioServerParameters, stdio_client

    server = StdioServerParameters(command=sys.executable, args=["-m", "web.mcp"], cwd=ROOT)
    return asyncio.run(_called(stdio_client(server), question, history))


async def _called(target: Any, question: str, history: list[str]) -> dict[str, Any]:
    from mcp.client.client import Client

    async with Client(target) as client:
        result = await client.call_tool("ask", {"question": question, "history": history})
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


Door = Callable[[Doors, str, list[str]], dict[str, Any]]
DOORS: list[Door] = [
    through_the_command_line,
    through_rest,
    through_events,
    through_openai,
    through_mcp,
    through_mcp_over_pipes,
]
STARTED_EACH_TIME = (through_the_command_line, through_mcp_over_pipes)
FOLLOW_UP = "那第二条呢？"


def conversations(doors: Doors) -> list[tuple[str, list[str]]]:
    """An example of each group, one that the plan cannot answer, a follow-up."""
    examples = [group.questions[0] for group in load_examples(doors.assistant.plan.path)]
    return [*((question, []) for question in examples), ("2050年的目标是多少？", []), (FOLLOW_UP, [examples[0]])]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_every_door_gives_the_same_answer(doors, door):
    asked = conversations(doors)
    for question, history in asked[-2:] if door in STARTED_EACH_TIME else asked:
        expected, given = through_python(doors, question, history), door(doors, question, history)
        assert set(given) == set(expected)
        assert without_own(given) == without_own(expected)


def without_own(answer: dict[str, Any]) -> dict[str, Any]:
    """What two askings of one question have in common, as it is sent."""
    return {name: value for name, value in json.loads(json.dumps(answer)).items() if name not in OWN}


@pytest.mark.browser
def test_the_question_box_gives_the_same_answer(doors):
    playwright = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or pytest.skip("no Chromium on this machine")
    question = conversations(doors)[0][0]
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"{doors.address}/widget-demo")
        given = page.evaluate(
            """(question) => new Promise((done) => {
                document.addEventListener('policychat:answer', (event) => done(event.detail));
                PolicyChat.open(question);
            })""",
            question,
        )
        browser.close()
    assert without_own(given) == without_own(through_python(doors, question, []))
