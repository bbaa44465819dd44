"""Synchronous work beside the event loop, bounded so that load is refused and never piles up."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread

from web.errors import BusyError

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """A bounded pool: ``size`` calls at work, ``queue`` waiting, every further one refused."""

    # Answers are mostly Python, one thread at a time: on two cores a third and fourth call at work only made
    # every answer slower (95th percentile at 60 questions a second: 93 ms with two, 480 with four).
    def __init__(self, size: int = 2, queue: int = 64) -> None:
        self._limiter = anyio.CapacityLimiter(size)
        self._places = size + queue
        self._taken = 0

    @property
    def taken(self) -> int:
        """How many calls are at work or waiting."""
        return self._taken

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result; raises ``BusyError`` at once if all places are taken."""
        if self._taken >= self._places:
            raise BusyError(
                f"现在提问的人较多（{self._taken}），请稍后再试。 Too many questions are waiting; try again shortly."
            )
        self._taken += 1
        try:
            return await anyio.to_thread.run_sync(lambda: function(*args, **kwargs), limiter=self._limiter)
        finally:
            self._taken -= 1
