"""Serve the assistant: ``python app.py``, settings from ``PLANQA_*``."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable

# Before numeric libraries load: their idle threads must sleep, not spin, or one busy neighbour on the
# cores makes an answer take seconds.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import uvicorn

from rag.settings import Settings, SettingsError, load_settings
from web.application import create_app
from web.assistant import Assistant


def main() -> int:
    """Read the settings, serve until interrupted; 2 if a setting is wrong."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("httpx", "faiss.loader"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"规划问答 · Ask the plan: {settings.url}\n")
    sys.stdout.flush()
    uvicorn.run(
        create_app(_loader(settings), settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=10,
    )
    return 0


def _loader(settings: Settings) -> Callable[[Callable[[str], None]], Assistant]:
    def load(report: Callable[[str], None]) -> Assistant:
        report("loading the index")
        # Imported here, beside the open port: FAISS, jieba and LangChain take seconds to import.
        from rag.building import build_assistant

        return build_assistant(settings, progress=lambda done, total: report(f"building the index, {done} of {total}"))

    return load


if __name__ == "__main__":
    sys.exit(main())
