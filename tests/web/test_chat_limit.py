"""The chat page counts against the same limit as the other doors."""

from __future__ import annotations

import asyncio

import gradio as gr
import pytest
from web_fakes import FakeAssistant

from web.asking import Asking
from web.chat.conversation import Conversation
from web.chat.page import _responder
from web.errors import RateLimitedError
from web.metrics import Metrics
from web.rate import Limits
from web.readiness import Readiness
from web.workers import Workers


@pytest.fixture
def asking() -> Asking:
    readiness, workers = Readiness(lambda report: FakeAssistant()), Workers()
    readiness.start()
    assert readiness.wait(5)
    return Asking(readiness, workers, Limits(2, 0), Metrics(lambda: True, lambda: workers.taken))


def test_over_the_limit_the_page_says_so_and_keeps_the_question(asking):
    conversation = Conversation()
    visitor = gr.Request(client={"host": "10.0.0.1"})

    async def ask_thrice() -> None:
        for question in ("研发投入？", "重点工程？", "企业数？"):
            async for _ in _responder(asking)(question, conversation, visitor):
                pass

    asyncio.run(ask_thrice())
    assert conversation.questions == ["研发投入？", "重点工程？", "企业数？"]
    assert ["提问太快了" in html for _, html in conversation.turns] == [False, False, True]
    with pytest.raises(RateLimitedError):
        asking.limits.check("10.0.0.1")
    asking.limits.check("10.0.0.2")
