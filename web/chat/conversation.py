"""One visitor's conversation, kept on the server for as long as the page is open."""

from __future__ import annotations

import asyncio
from typing import Any

from web.chat import messages

KEPT_TURNS = 30


class Conversation:
    """Questions with the HTML of their answers, oldest first.

    ``lock`` puts questions of one visitor in order: a second one sent before the first is answered waits.
    """

    def __init__(self) -> None:
        self.turns: list[tuple[str, str]] = []
        self.lock = asyncio.Lock()

    def __deepcopy__(self, memo: dict[int, Any]) -> Conversation:
        # Gradio copies a state's first value for every session; each begins with an empty one.
        return Conversation()

    @property
    def questions(self) -> list[str]:
        """What was asked so far."""
        return [question for question, _ in self.turns]

    def add(self, question: str, html: str) -> None:
        """Keep a turn; beyond ``KEPT_TURNS`` the oldest go."""
        self.turns = [*self.turns, (question, html)][-KEPT_TURNS:]

    def shown(self, pending: str | None = None) -> list[dict[str, str]]:
        """The chat component's value, with a question that is being answered at its end."""
        turns = self.turns if pending is None else [*self.turns, (pending, messages.pending_html())]
        return [message for question, html in turns for message in _pair(question, html)]


def _pair(question: str, html: str) -> tuple[dict[str, str], dict[str, str]]:
    return {"role": "user", "content": messages.question_html(question)}, {"role": "assistant", "content": html}
