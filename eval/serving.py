"""A started service to measure, and what it is asked."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from eval.errors import EvalError

ROOT = Path(__file__).resolve().parents[1]
START_LIMIT = 180.0


@dataclass(frozen=True, slots=True)
class Timed:
    """One answer over HTTP: milliseconds at the client, and those that the answer says it took, by part."""

    milliseconds: float
    parts: dict[str, float]


@dataclass(frozen=True)
class Service:
    """A running service: its port, its process, and the seconds from its start to the first 200 of /healthz."""

    port: int
    pid: int
    ready_after: float

    def ask(self, questions: Sequence[str]) -> list[Timed]:
        """Ask one after another over one connection."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            return [_ask(connection, question) for question in questions]

    def ask_side_by_side(self, questions: Sequence[str], clients: int) -> tuple[list[Timed], float]:
        """The questions dealt to clients that ask at the same time; with the seconds that all took."""
        answers: list[list[Timed]] = [[] for _ in range(clients)]

        def client(number: int) -> None:
            answers[number] = self.ask(questions[number::clients])

        threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
        begun = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [one for many in answers for one in many], time.perf_counter() - begun

    def resident_mb(self) -> float | None:
        """Resident memory in MB; None where the system does not tell it under /proc."""
        status = Path(f"/proc/{self.pid}/status")
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
        return int(found[1]) / 1024 if found else None


@contextlib.contextmanager
def started_service() -> Iterator[Service]:
    """``python app.py`` on a free port with no limits, from its start until it is no longer needed."""
    port = _free_port()
    unlimited = {"PLANQA_PORT": str(port), "PLANQA_RATE_LIMIT": "0", "PLANQA_GLOBAL_RATE_LIMIT": "0"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env={**os.environ, **unlimited}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while not _is_ready(port):
            waited = time.perf_counter() - begun
            if process.poll() is not None or waited > START_LIMIT:
                raise EvalError(f"app.py was not ready after {waited:.0f} s; start it by hand to see why: make run")
            time.sleep(0.02)
        yield Service(port, process.pid, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def busy_core() -> Iterator[None]:
    """Another process that keeps one core busy."""
    process = multiprocessing.get_context("spawn").Process(target=_spin, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


def _spin() -> None:
    while True:
        pass


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _is_ready(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _ask(connection: HTTPConnection, question: str) -> Timed:
    body = json.dumps({"question": question})
    begun = time.perf_counter()
    connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    answer: dict[str, Any] = json.loads(response.read())
    milliseconds = (time.perf_counter() - begun) * 1000
    if response.status != 200:
        raise EvalError(f"{question!r} was answered with {response.status}: {answer}")
    return Timed(milliseconds, answer["timings_ms"])
