"""``/widget.js``, the question box for other sites, and ``/widget-demo``, where its snippet is made."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from corpus.examples import load_examples
from web.api import service
from web.site import AskedView, render
from web.widget import widget_script

router = APIRouter()

_CACHED = "public, max-age=3600"


@router.get("/widget.js", summary="The embeddable question box", response_class=Response)
async def widget(request: Request) -> Response:
    """The script; any site may load it, whom it may ask for is settled by the ask door."""
    plain, small, tag = _script()
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": _CACHED,
        "ETag": tag,
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(small, media_type="text/javascript", headers={**headers, "Content-Encoding": "gzip"})
    return Response(plain, media_type="text/javascript", headers=headers)


@router.get("/widget-demo", response_class=HTMLResponse, summary="Try the question box, copy its snippet")
def demo(request: Request, view: AskedView) -> HTMLResponse:
    """A host page with the box on it and a form that makes the snippet."""
    plan = service(request)[0].assistant.plan
    zh = view.lang == "zh"
    questions = [question for group in load_examples(plan.path) for question in group.questions][:3]
    page = render("widget-demo.html", view, plan=plan, zh=zh, questions="|".join(questions if zh else ()))
    return HTMLResponse(page)


@lru_cache(maxsize=1)
def _script() -> tuple[bytes, bytes, str]:
    plain = widget_script().encode()
    return plain, gzip.compress(plain, 9, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:16]}"'
