"""``python -m web.mcp``: the tools over standard input and output, for a program on the same machine."""

from __future__ import annotations

import sys

import anyio

from rag.settings import SettingsError, load_settings
from web.asking import Asking
from web.loading import assistant_loader
from web.logs import configure_logging
from web.metrics import Metrics
from web.rate import Limits
from web.readiness import Readiness
from web.workers import Workers

LOADING_SECONDS = 600


def main() -> int:
    """Serve until the other side closes; 2 if a setting is wrong."""
    configure_logging()  # to standard error: standard output belongs to the protocol
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    from web.mcp.tools import Tools, build_server

    readiness, workers = Readiness(assistant_loader(settings)), Workers()
    readiness.start()
    metrics = Metrics(lambda: readiness.progress.state == "ready", lambda: workers.taken)
    asking = Asking(readiness, workers, Limits(0, 0), metrics)
    anyio.run(build_server(Tools(asking, patience=LOADING_SECONDS)).run_stdio_async)
    return 0


if __name__ == "__main__":
    sys.exit(main())
