"""The port that the service listens on."""

from __future__ import annotations

import socket

from rag.settings import Settings


def listen(settings: Settings) -> socket.socket:
    """A listening socket at the settings' address; raises ``OSError`` where that is taken or not ours."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    # Connections take it over. Without it, headers and body are two packets and the second waits 40 ms for the
    # client's delayed acknowledgement; asyncio sets it itself only on sockets that name their protocol.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
