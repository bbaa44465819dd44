"""The layers round the doors, in one place because their order matters."""

from __future__ import annotations

from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from rag.settings import Settings
from web.access import KeyGuard
from web.headers import SecurityHeaders
from web.limits import BodyLimit
from web.observing import Faults, Observed
from web.origins import install_origins
from web.rate import RateLimit


def install_layers(app: FastAPI, settings: Settings) -> None:
    """Put the layers round an app, innermost first.

    From outside: the client's true address, id and log, security headers, origins, keys, limits, faults. So a
    refusal or a fault carries an id and the headers, is logged and counted, and can be read by listed sites.
    """
    app.add_middleware(Faults)
    app.add_middleware(BodyLimit)
    app.add_middleware(RateLimit, limits=app.state.asking.limits)
    app.add_middleware(KeyGuard, keys=settings.api_keys)
    install_origins(app, settings.allowed_origins)
    app.add_middleware(SecurityHeaders, framed_by=settings.allowed_origins)
    app.add_middleware(Observed, metrics=app.state.metrics)
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
