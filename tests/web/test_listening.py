"""The socket that the service listens on."""

from __future__ import annotations

import contextlib
import socket

from rag.settings import Settings
from web.listening import listen


def test_connections_send_at_once():
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with contextlib.closing(listen(Settings(_env_file=None, port=port))) as listening:
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = listening.accept()
        with contextlib.closing(client), contextlib.closing(accepted):
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
