"""The MCP doors, used with the official client."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import httpx
import pytest
from serving import served
from web_fakes import FakeAssistant

from rag.settings import Settings
from web.application import create_app

ROOT = Path(__file__).parents[2]
ASK = {"question": "研发投入强度是多少？"}


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    server, address = served(
        create_app(lambda report: FakeAssistant(), Settings(_env_file=None, rate_limit=20), chat=False)
    )
    yield address
    server.should_exit = True


def with_client(target, use: Callable[..., Awaitable], **options):
    from mcp.client.client import Client

    async def scenario():
        async with Client(target, **options) as client:
            return await use(client)

    return asyncio.run(asyncio.wait_for(scenario(), 120))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_are_listed_with_what_they_take(service, mode):
    listed = with_client(f"{service}/mcp", lambda client: client.list_tools(), mode=mode)
    takes = {tool.name: set(tool.input_schema["properties"]) for tool in listed.tools}
    assert takes == {
        "ask": {"question", "history"},
        "search": {"query", "k"},
        "indicators": {"q", "source", "era"},
        "support": {"profile"},
        "passage": {"id"},
    }
    assert all(tool.description and tool.annotations.read_only_hint for tool in listed.tools)


CALLS = [
    ("ask", ASK, lambda found: found["citations"][0]["id"] == "c1.s1.p1"),
    ("ask", {"question": "火锅", "history": ["研发投入？"]}, lambda found: found["status"] == "not_in_plan"),
    ("search", {"query": "研发投入", "k": 2}, lambda found: [r["rank"] for r in found["results"]] == [1, 2]),
    ("passage", {"id": "c1.s1.i1.box1"}, lambda found: found["children"] == ["c1.s1.i1.box1.1", "c1.s1.i1.box1.2"]),
    ("indicators", {"q": "研发投入"}, lambda found: "3.1" in str(found["indicators"])),
]


@pytest.mark.parametrize(("tool", "arguments", "is_right"), CALLS)
def test_a_tool_gives_structured_content(service, tool, arguments, is_right):
    result = with_client(f"{service}/mcp", lambda client: client.call_tool(tool, arguments))
    assert not result.is_error
    assert is_right(result.structured_content)


WRONG = [
    ("ask", {"question": "a\x00b"}, "question: expected 1–2,000 characters"),
    ("ask", {"question": "字" * 2001}, "at most 2000"),
    ("ask", {}, "question"),
    ("ask", {"question": "崩溃"}, "Error executing tool ask"),
    ("passage", {"id": "c9"}, "no passage 'c9'"),
    ("support", {"profile": {"plan": "other"}}, "plan: expected 'yunlan'"),
    ("delete", {}, "delete"),
]


@pytest.mark.parametrize(("tool", "arguments", "named"), WRONG)
def test_a_failed_call_says_why_and_nothing_of_the_inside(service, tool, arguments, named):
    from mcp.shared.exceptions import MCPError

    try:
        result = with_client(f"{service}/mcp", lambda client: client.call_tool(tool, arguments))
    except MCPError as error:
        said = str(error)
    else:
        assert result.is_error
        said = result.content[0].text
    assert named in said
    assert "secret" not in said


def test_calls_count_against_the_limit_of_their_client():
    app = create_app(lambda report: FakeAssistant(), Settings(_env_file=None, rate_limit=2), chat=False)
    server, address = served(app)

    async def three_times(client):
        return [await client.call_tool("ask", ASK) for _ in range(3)]

    results = with_client(f"{address}/mcp", three_times)
    assert [result.is_error for result in results] == [False, False, True]
    assert "At most 2 questions a minute" in results[2].content[0].text
    assert httpx.post(f"{address}/api/ask", json=ASK).status_code == 429
    server.should_exit = True


def test_other_methods_and_other_sites_are_refused(service):
    assert httpx.get(f"{service}/mcp").status_code == 405
    refused = httpx.post(f"{service}/mcp", json={}, headers={"Origin": "https://other.example"})
    assert refused.json()["error"]["code"] == "origin_not_allowed"


def test_the_library_is_not_loaded_before_the_first_call():
    code = "import sys, web.application; sys.exit('mcp' in sys.modules)"
    environ = {"PATH": os.environ["PATH"]}
    assert asyncio.run(_exit_code(sys.executable, "-c", code, env=environ)) == 0


async def _exit_code(*command: str, env: dict[str, str]) -> int:
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=env)
    return await process.wait()
