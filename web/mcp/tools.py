"""The tools: ask, search, indicators, support, passage."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import anyio.to_thread
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from web.api import block_at
from web.asking import Asking
from web.board.board import Board
from web.board.filters import Filter
from web.errors import RequestError
from web.shapes import passage_shape, result_shape
from web.support.schemas import SupportRequest
from web.text import MAX_QUESTION, checked_text

INSTRUCTIONS = (
    "Answers questions about one government plan from its own words. Every statement has citations with the address "
    "of its clause (id), the verbatim quote and its place in the text. The status not_in_plan means that the plan "
    "does not say it: tell the user so, and do not fill the gap. Questions may be in Chinese, English or others."
)
_ONLY_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)

Words = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION, description="in the user's own words")]
Earlier = Annotated[list[str] | None, Field(max_length=200, description="the user's earlier questions, oldest first")]
Count = Annotated[int, Field(ge=1, le=50, description="how many passages")]
Name = Annotated[str, Field(max_length=100, description="words of an indicator's name; empty for all")]
Source = Annotated[Literal["", "table", "text"], Field(description="in a table or in running text")]
Era = Annotated[Literal["", "current", "past", "fact"], Field(description="a goal of the plan, one before it, a fact")]
Address = Annotated[str, Field(max_length=100, description="the address of a clause, such as c3.s1.i1")]


@dataclass(frozen=True)
class Tools:
    """What the tools do. ``patience`` is how many seconds a call waits for the assistant to be loaded."""

    asking: Asking
    boards: dict[str, Board] = field(default_factory=dict)
    patience: float = 0.0

    async def ask(self, context: Context, question: Words, history: Earlier = None) -> dict[str, Any]:
        """Answer a question about the plan, with citations; says so where the plan does not settle it."""
        async with self._called(context):
            earlier = [checked_text(turn, "history") for turn in history or ()]
            return (await self.asking.answer(checked_text(question, "question"), earlier)).to_dict()

    async def search(self, context: Context, query: Words, k: Count = 8) -> dict[str, Any]:
        """Find the plan's best passages for some words, best first."""
        async with self._called(context):
            assistant = self.asking.assistant_for(None)
            results = await self.asking.workers.run(assistant.search, checked_text(query, "query"), k)
            return {"plan": assistant.plan.id, "results": [result_shape(result) for result in results]}

    async def indicators(self, context: Context, q: Name = "", source: Source = "", era: Era = "") -> dict[str, Any]:
        """List the plan's figures: baselines, goals, units, years, each with its clause."""
        async with self._called(context):
            plan = self.asking.assistant_for(None).plan
            if plan.id not in self.boards:
                self.boards[plan.id] = await self.asking.workers.run(Board.of, plan)
            return self.boards[plan.id].to_dict(Filter(q=q.strip(), source=source, era=era))

    async def support(self, context: Context, profile: SupportRequest) -> dict[str, Any]:
        """Find the support measures that fit an enterprise or a person, and what is still to be checked."""
        async with self._called(context):
            assistant = self.asking.assistant_for(profile.plan)
            reply = await self.asking.workers.run(assistant.support.find, profile.profile())
            return reply.to_dict()

    async def passage(self, context: Context, id: Address) -> dict[str, Any]:  # noqa: A002
        """Give the verbatim text at an address, with the titles above it."""
        async with self._called(context):
            document = self.asking.assistant_for(None).plan.document
            return passage_shape(document, block_at(document, id))

    @contextlib.asynccontextmanager
    async def _called(self, context: Context) -> AsyncIterator[None]:
        if self.patience:
            await anyio.to_thread.run_sync(self.asking.readiness.wait, self.patience)
        request = context.request_context.request  # none over standard input: that client is the user
        try:
            if request is not None:
                self.asking.limits.check(request.client.host if request.client else None)
            yield
        except (RequestError, ValueError) as error:
            raise ToolError(str(error)) from None


def build_server(tools: Tools) -> MCPServer:
    """The MCP server with its tools; its transport is up to the caller."""
    server = MCPServer("planqa", title="规划问答 · Ask the plan", instructions=INSTRUCTIONS, subscriptions=False)
    for tool in (tools.ask, tools.search, tools.indicators, tools.support, tools.passage):
        server.add_tool(tool, annotations=_ONLY_READS)
    return server
