"""One way to an answer for every door: who may ask how often, which plan, how many at once, what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import Answer
from web.assistant import Assistant, Turn
from web.errors import NotFoundError
from web.metrics import Metrics
from web.rate import Limits
from web.readiness import Readiness
from web.text import shown
from web.workers import Workers


@dataclass(frozen=True)
class Asking:
    """What the doors share of answering a question."""

    readiness: Readiness
    workers: Workers
    limits: Limits
    metrics: Metrics

    def assistant_for(self, plan_id: str | None) -> Assistant:
        """The assistant for a plan; raises ``NotReadyError`` or, for another plan than its own, ``NotFoundError``."""
        assistant = self.readiness.assistant
        if plan_id is not None and plan_id != assistant.plan.id:
            raise NotFoundError(f"plan: expected {assistant.plan.id!r} or null, got {shown(plan_id)}")
        return assistant

    async def answer(self, question: str, history: Sequence[Turn] = (), plan_id: str | None = None) -> Answer:
        """The answer to a checked question that has been counted against its client's limit."""
        assistant = self.assistant_for(plan_id)
        answer = await self.workers.run(assistant.ask, question, history, plan_id)
        self.metrics.answer(answer)
        return answer
