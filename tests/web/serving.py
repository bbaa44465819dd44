"""Apps as started servers on free ports."""

from __future__ import annotations

import threading
import time

import uvicorn


def served(app) -> tuple[uvicorn.Server, str]:
    """A started server with its address; setting its ``should_exit`` ends it."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    end = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < end, "the server did not start within 10 s"
        time.sleep(0.02)
    return server, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
