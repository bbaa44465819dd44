"""Errors as the HTTP doors show them: one shape, never a traceback.

PlanQAError
└── RequestError          what a client sent, or asked for, cannot be served; knows its status and code
    ├── NotReadyError     503, the assistant is still loading
    ├── BusyError         503, too many questions are waiting
    ├── RateLimitedError  429, this client asks too fast
    ├── NotFoundError     404
    └── InvalidError      422
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corpus.errors import PlanQAError
from web.text import shown

INTERNAL = "服务内部出错，请稍后再试。 The service failed; try again later."


class RequestError(PlanQAError):
    """A request that ends in an error response."""

    status = 400
    code = "bad_request"
    headers: Mapping[str, str] = {}

    def __init__(self, message: str, retry_after: int | None = None) -> None:
        super().__init__(message)
        if retry_after is not None:
            self.headers = {"Retry-After": str(retry_after)}


class NotReadyError(RequestError):
    """Nothing can be answered yet."""

    status = 503
    code = "not_ready"
    headers = {"Retry-After": "1"}


class BusyError(RequestError):
    """More questions are waiting than the service takes."""

    status = 503
    code = "busy"
    headers = {"Retry-After": "1"}


class RateLimitedError(RequestError):
    """A client asks more often than the settings allow."""

    status = 429
    code = "too_many_requests"


class NotFoundError(RequestError):
    """What was asked for does not exist."""

    status = 404
    code = "not_found"


class InvalidError(RequestError):
    """A value that the service does not take."""

    status = 422
    code = "invalid_request"


def error_body(code: str, message: str) -> dict[str, dict[str, str]]:
    """What every error response and error event carries."""
    return {"error": {"code": code, "message": message}}


def error_response(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The one error shape: ``{"error": {"code", "message"}}``."""
    return JSONResponse(error_body(code, message), status, headers=dict(headers or {}))


def install_error_handlers(app: FastAPI) -> None:
    """Give every foreseen error of an app the one shape; faults are for ``web.observing``."""
    app.add_exception_handler(RequestError, _request_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)


def _request_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestError)
    return error_response(error.status, error.code, str(error), error.headers)


def _validation_error(request: Request, error: Exception) -> JSONResponse:
    # FastAPI's own handler echoes the input as it came and crashes on a lone surrogate.
    assert isinstance(error, RequestValidationError)
    return error_response(422, "invalid_request", "; ".join(_describe(details) for details in error.errors()))


def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    # 413 has another phrase in Python 3.13 than before.
    phrase = "content too large" if error.status_code == 413 else HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "_")
    return error_response(error.status_code, code, str(error.detail), error.headers)


def _describe(details: Mapping[str, Any]) -> str:
    kind, message = str(details["type"]), str(details["msg"])
    if kind == "json_invalid":
        return "the body: expected JSON"
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    value = details.get("input")
    echo = "" if kind == "missing" else f", got {shown(value)}"
    return f"{_place(details['loc'])}: {message}{echo}"


def _place(loc: Sequence[Any]) -> str:
    return ".".join(str(part) for part in loc if part not in ("body", "query", "path")) or "the body"
