"""The command ``python -m eval bench``: how long a start and an answer take, how many a second, how much memory."""

from __future__ import annotations

import os
import platform
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.cases import load_cases
from eval.errors import EvalError
from eval.metrics.summary import percentile
from eval.serving import Service, Timed, busy_core, started_service
from index.embeddings import get_embeddings
from index.plan_index import cache_folder
from rag.settings import load_settings

GOLD = Path(__file__).parent / "gold.jsonl"
CLIENTS = (1, 4, 16)
MEMORY_AFTER = 50
ROUNDS = 5 + len(CLIENTS)


def bench(
    questions: Annotated[int, typer.Option(min=10, help="different questions in each measurement")] = 150,
    embedding: Annotated[bool, typer.Option(help="also time embedding alone, in this process")] = True,
) -> None:
    """Measure a service started for it: cold start, answers, throughput, memory."""
    deal = _dealer([case.question for case in load_cases(GOLD) if not case.history], questions)
    table = Table(title=f"{platform.machine()}, {os.cpu_count()} cores, {questions} different questions a line")
    for name in ("", "p50 ms", "p95 ms", "p99 ms", "other"):
        table.add_column(name, justify="right" if name else "left")
    with Console(stderr=True).status("starting the service") as status, started_service() as service:
        for row in _rows(service, deal, embedding):
            status.update(f"measured: {row[0].strip()}")
            table.add_row(*row)
    Console().print(table)


def _rows(service: Service, deal: Callable[[], list[str]], embedding: bool) -> Iterator[Sequence[str]]:
    first, *others = deal()
    yield "start to ready", "", "", "", f"{service.ready_after:.1f} s"
    yield "first answer", f"{service.ask([first])[0].milliseconds:.0f}", "", "", ""
    service.ask(others[: MEMORY_AFTER - 1])
    yield f"memory after {MEMORY_AFTER} questions", "", "", "", _megabytes(service)
    alone = service.ask(deal())
    yield "answer", *_percentiles([one.milliseconds for one in alone]), ""
    for part in sorted({part for one in alone for part in one.parts} - {"total"}):
        yield f"  of which {part}", *_percentiles([one.parts[part] for one in alone if part in one.parts]), ""
    if embedding:
        yield "embedding alone", *_percentiles(_embedding_times(deal())), ""
    with busy_core():
        yield "answer, one core busy", *_percentiles([one.milliseconds for one in service.ask(deal())]), ""
    pairs, _ = service.ask_side_by_side(deal(), 2)
    yield "answer, two clients", *_percentiles([one.milliseconds for one in pairs]), ""
    for clients in CLIENTS:
        yield _throughput(f"{clients} client{'s' * (clients > 1)}", *service.ask_side_by_side(deal(), clients))
    yield "memory at the end", "", "", "", _megabytes(service)


def _throughput(name: str, answers: Sequence[Timed], seconds: float) -> Sequence[str]:
    return name, *_percentiles([one.milliseconds for one in answers]), f"{len(answers) / seconds:.0f} answers/s"


def _embedding_times(questions: Sequence[str]) -> list[float]:
    settings = load_settings()
    embeddings = get_embeddings(settings.embeddings, cache_folder(settings.data_dir))
    embeddings.embed_query("")
    times = []
    for question in questions:
        begun = time.perf_counter()
        embeddings.embed_query(question)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def _dealer(pool: Sequence[str], count: int) -> Callable[[], list[str]]:
    """Deals each question once, so that no cache of the service has seen it."""
    different = sorted(set(pool))
    if len(different) < ROUNDS * count:
        raise EvalError(f"--questions is {count}; expected at most {len(different) // ROUNDS}, for each is asked once")
    random.Random(0).shuffle(different)
    left = iter(different)
    return lambda: [next(left) for _ in range(count)]


def _percentiles(values: Sequence[float]) -> tuple[str, ...]:
    found = (percentile(values, share) for share in (0.5, 0.95, 0.99))
    return tuple("" if value is None else f"{value:.1f}" for value in found)


def _megabytes(service: Service) -> str:
    resident = service.resident_mb()
    return "not known here" if resident is None else f"{resident:.0f} MB resident"
