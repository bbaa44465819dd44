"""From start to ready: the assistant is loaded beside the open port, and says how far it is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from corpus.errors import PlanQAError
from web.assistant import Assistant
from web.errors import NotReadyError

log = logging.getLogger(__name__)


class Loader(Protocol):
    """Makes the assistant; calls ``report`` with a few words before each long step."""

    def __call__(self, report: Callable[[str], None]) -> Assistant:
        """The assistant, once it can answer."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the start is: ``starting``, ``ready`` or ``failed``, the step, and seconds since it began."""

    state: str
    step: str
    seconds: float


class Readiness:
    """Holds the assistant once a loader, run in a thread of its own, has made it."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._assistant: Assistant | None = None
        self._state = "starting"
        self._step = "waiting"
        self._began = time.monotonic()
        self._took = 0.0
        self._thread: threading.Thread | None = None
        self._settled = threading.Event()

    def start(self) -> None:
        """Begin to load, once; further calls change nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._load, name="load-assistant", daemon=True)
            self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until loading has ended; whether the assistant is there."""
        self._settled.wait(seconds)
        return self._assistant is not None

    @property
    def progress(self) -> Progress:
        """How far the start is at this moment."""
        seconds = self._took if self._settled.is_set() else time.monotonic() - self._began
        return Progress(self._state, self._step, round(seconds, 2))

    @property
    def assistant(self) -> Assistant:
        """The assistant; raises ``NotReadyError`` while there is none."""
        if self._assistant is None:
            raise NotReadyError(
                f"正在启动（{self._step}），请稍候再问。 Starting ({self._step}); ask again in a moment."
            )
        return self._assistant

    def _report(self, step: str) -> None:
        # A step counts up behind its comma; the log names it once.
        if step.partition(",")[0] != self._step.partition(",")[0]:
            log.info("start: %s", step)
        self._step = step

    def _load(self) -> None:
        try:
            assistant = self._loader(self._report)
        except Exception as error:  # the edge: whatever stops the start must show in /healthz and the log
            self._state, self._step = "failed", str(error) if isinstance(error, PlanQAError) else type(error).__name__
            log.exception("the assistant could not be loaded")
        else:
            self._assistant, self._state, self._step = assistant, "ready", "ready"
        self._took = time.monotonic() - self._began
        self._settled.set()
