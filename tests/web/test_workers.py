from __future__ import annotations

import asyncio
import threading

import pytest

from web.errors import BusyError
from web.workers import Workers


def test_gives_back_what_the_function_gives():
    assert asyncio.run(Workers().run(divmod, 7, 2)) == (3, 1)


def test_refuses_at_once_when_all_places_are_taken_and_takes_again_after():
    async def scenario():
        workers, gate = Workers(size=1, queue=1), threading.Event()
        taken = [asyncio.create_task(workers.run(gate.wait, 5)) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(BusyError):
            await workers.run(int)
        gate.set()
        await asyncio.gather(*taken)
        return await workers.run(int, "7")

    assert asyncio.run(scenario()) == 7


def test_a_failure_frees_its_place():
    async def scenario():
        workers = Workers(size=1, queue=0)
        for _ in range(3):
            with pytest.raises(ValueError, match="invalid literal"):
                await workers.run(int, "x")

    asyncio.run(scenario())
