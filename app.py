"""Serve the assistant: ``python app.py``, settings from ``PLANQA_*``."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from types import FrameType

# Before numeric libraries load: their idle threads must sleep, not spin, or one busy neighbour on the
# cores makes an answer take seconds.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import uvicorn

from rag.settings import Settings, SettingsError, load_settings
from web.application import create_app
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
        listening = _listen(settings)
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


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    # Connections take it over. Without it, headers and body are two packets and the second waits 40 ms for the
    # client's delayed acknowledgement; asyncio sets it itself only on sockets that name their protocol.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


if __name__ == "__main__":
    sys.exit(main())
