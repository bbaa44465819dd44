"""How many questions a client, and all clients together, may put in a minute."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from web.errors import BusyError, RateLimitedError, RequestError, error_response

WINDOW = 60.0
# Clients beyond this many are forgotten, those silent for longest first: memory stays bounded.
MAX_CLIENTS = 10_000
# The doors that make the service work for an answer. The chat page and MCP call ``Limits`` themselves.
COUNTED = frozenset(
    {
        ("POST", "/api/ask"),
        ("POST", "/api/ask/stream"),
        ("POST", "/api/support"),
        ("POST", "/api/support.docx"),
        ("POST", "/api/support.xlsx"),
        ("POST", "/support"),
        ("GET", "/api/search"),
        ("POST", "/v1/chat/completions"),
    }
)


class SlidingWindow:
    """At most ``limit`` acts of one key in any 60 seconds; 0 allows everything."""

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._acts: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Count an act: 0 if it is allowed, else the seconds until the next one is."""
        if not self._limit:
            return 0.0
        now = self._clock()
        acts = self._acts.setdefault(key, deque(maxlen=self._limit))
        self._acts.move_to_end(key)
        if len(self._acts) > MAX_CLIENTS:
            self._acts.popitem(last=False)
        if len(acts) == self._limit and now - acts[0] < WINDOW:
            return WINDOW - (now - acts[0])
        acts.append(now)  # a full deque lets its oldest go
        return 0.0


class Limits:
    """The limit of each client and the limit of all together; safe within one event loop."""

    def __init__(self, per_client: int, overall: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_client = per_client
        self._clients = SlidingWindow(per_client, clock)
        self._all = SlidingWindow(overall, clock)

    def check(self, client: str | None) -> None:
        """Count a question of a client, named by its network address.

        Raises ``RateLimitedError`` over the client's limit and ``BusyError`` over that of all; both say when to
        come again. What is refused counts for nothing.
        """
        wait = self._clients.take(client_key(client))
        if wait:
            seconds = math.ceil(wait)
            raise RateLimitedError(
                f"提问太快了（每分钟最多{self._per_client}次），请{seconds}秒后再试。 "
                f"At most {self._per_client} questions a minute; try again in {seconds} s.",
                seconds,
            )
        wait = self._all.take("all")
        if wait:
            raise BusyError(
                "现在提问的人较多，请稍后再试。 Too many questions at the moment; try again shortly.", math.ceil(wait)
            )


class RateLimit:
    """Applies the limits to the doors in ``COUNTED``."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or refuse it."""
        if scope["type"] == "http" and (scope["method"], _path(scope)) in COUNTED:
            try:
                self._limits.check((scope.get("client") or (None,))[0])
            except RequestError as error:
                await error_response(error.status, error.code, str(error), error.headers)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def client_key(address: str | None) -> str:
    """What counts as one client: an IPv4 address, an IPv6 network of 64 bits (one household or host)."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return address or "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)


def _path(scope: Scope) -> str:
    return scope["path"].removeprefix(scope.get("root_path", "")).rstrip("/")
