"""The doors of the support finder."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import ValidationError

from web.api import assistant_for, service
from web.errors import InvalidError
from web.site import AskedView, View
from web.support.schemas import SupportRequest

if TYPE_CHECKING:
    from rag.support import SupportReply

router = APIRouter()

_BRIEF = "支持措施对照简报"
_DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXPORT = {"requestBody": {"content": {"application/json": {"schema": SupportRequest.model_json_schema()}}}}


@router.post("/api/support", summary="Which measures of the plan fit a profile")
async def as_json(request: Request, body: SupportRequest) -> JSONResponse:
    """Measures by need, each with its conditions marked met, unmet or to be verified, and its clause."""
    return JSONResponse((await _find(request, body)).to_dict())


@router.post("/api/support.docx", response_class=Response, summary="The brief as DOCX", openapi_extra=_EXPORT)
async def as_docx(request: Request) -> Response:
    """A brief of about two pages that can be handed on; takes JSON or a form."""
    from rag.support.docx_export import to_docx
    from web.sheets import download

    reply = await _find(request, await _sent(request))
    content = await service(request)[1].run(to_docx, reply)
    return download(content, _DOCX_TYPE, f"{_BRIEF}.docx", "support-brief.docx")


@router.post("/api/support.xlsx", response_class=Response, summary="The brief as XLSX", openapi_extra=_EXPORT)
async def as_xlsx(request: Request) -> Response:
    """The brief as a workbook; takes JSON or a form."""
    from rag.support.xlsx_export import to_xlsx
    from web.sheets import XLSX_TYPE, download

    reply = await _find(request, await _sent(request))
    content = await service(request)[1].run(to_xlsx, reply)
    return download(content, XLSX_TYPE, f"{_BRIEF}.xlsx", "support-brief.xlsx")


@router.get("/support", response_class=HTMLResponse, summary="The support finder")
async def form(request: Request, view: AskedView) -> HTMLResponse:
    """The form; with a profile in the query also what fits it."""
    return await _page(request, _read_form(request.url.query), view)


@router.post("/support", response_class=HTMLResponse, include_in_schema=False)
async def results(request: Request, view: AskedView) -> HTMLResponse:
    """What fits the profile that was filled in: sent in the body, it stays out of addresses and their logs."""
    return await _page(request, await _sent(request), view)


async def _page(request: Request, wanted: SupportRequest, view: View) -> HTMLResponse:
    from web.support.page import support_page

    assistant = assistant_for(request, wanted.plan)
    reply = await _find(request, wanted) if wanted.given else None
    return HTMLResponse(support_page(assistant.plan, wanted, reply, view))


async def _find(request: Request, wanted: SupportRequest) -> SupportReply:
    assistant = assistant_for(request, wanted.plan)
    return await service(request)[1].run(assistant.support.find, wanted.profile())


async def _sent(request: Request) -> SupportRequest:
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            return SupportRequest.model_validate_json(body)
        except ValidationError as error:
            raise RequestValidationError(error.errors()) from None
    try:
        return _read_form(body.decode())
    except UnicodeDecodeError:
        raise InvalidError("the body: expected UTF-8") from None


def _read_form(encoded: str) -> SupportRequest:
    try:
        fields = parse_qs(encoded, max_num_fields=100)
    except ValueError:
        raise InvalidError("the form: expected at most 100 fields") from None
    known = {name: values for name, values in fields.items() if name in SupportRequest.model_fields}
    try:
        return SupportRequest(**{name: v if name == "needs" else v[-1] for name, v in known.items()})
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None
