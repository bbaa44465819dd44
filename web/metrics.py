"""What is measured, for Prometheus to collect at ``/metrics``."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from rag.answer import Answer

router = APIRouter()

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The counters of one app. Labels come from closed sets: no client, question or address among them."""

    def __init__(self, is_ready: Callable[[], bool], at_work: Callable[[], int]) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "planqa_requests", "Requests served", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "planqa_request_seconds", "Time to the whole response", ("route",), registry=self.registry, buckets=_BUCKETS
        )
        self._answers = Counter("planqa_answers", "Answers by how they ended", ("status",), registry=self.registry)
        ready = Gauge("planqa_ready", "1 once a question can be answered", registry=self.registry)
        ready.set_function(lambda: float(is_ready()))
        working = Gauge("planqa_questions_at_work", "Questions being answered or waiting", registry=self.registry)
        working.set_function(lambda: float(at_work()))

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request that has been served."""
        self._requests.labels(route, method, str(status)).inc()
        if route != "chat":  # an open chat page holds a stream for as long as it is looked at
            self._seconds.labels(route).observe(seconds)

    def answer(self, answer: Answer) -> None:
        """Count an answer."""
        self._answers.labels(answer.status.value).inc()


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response)
async def metrics(request: Request) -> Response:
    """Counters and gauges in Prometheus' text format."""
    return Response(generate_latest(request.app.state.metrics.registry), media_type=CONTENT_TYPE_LATEST)
