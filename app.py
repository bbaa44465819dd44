"""Serve the assistant: ``python app.py``, settings from ``PLANQA_*``."""

from __future__ import annotations

import contextlib
import os
import sys
from types import FrameType

# Before numeric libraries load: their idle threads must sleep, not spin, or one busy neighbour on the
# cores makes an answer take seconds.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import uvicorn

from rag.settings import SettingsError, load_settings
from web.application import create_app
from web.listening import listen
from web.loading import assistant_loader
from web.logs import configure_logging


class Server(uvicorn.Server):
    """A server that on a stop waits for running answers, but not for the streams of open chat pages."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal to stop."""
        self.config.app.state.chat.close_streams()
        super().handle_exit(sig, frame)


def main() -> int:
    """Read the settings, serve until interrupted; 2 if a setting is wrong, 1 if the port is taken."""
    configure_logging()
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    try:
        listening = listen(settings)
    except OSError as error:
        sys.stderr.write(
            f"PLANQA_HOST={settings.host} PLANQA_PORT={settings.port}: cannot listen there: {error.strerror}; "
            "stop what uses the port or set another one\n"
        )
        return 1
    sys.stdout.write(f"规划问答 · Ask the plan: {settings.url}\n")
    sys.stdout.flush()
    app = create_app(assistant_loader(settings), settings)
    # Whose X-Forwarded-For is believed is our own setting (web/layers.py), not uvicorn's default of loopback.
    config = uvicorn.Config(
        app,
        root_path=settings.root_path,
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        # Longer than proxies keep an idle connection: else one is closed here just as the next request comes.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=10,
    )
    with contextlib.suppress(KeyboardInterrupt):
        Server(config).run(sockets=[listening])
    return 0


if __name__ == "__main__":
    sys.exit(main())
