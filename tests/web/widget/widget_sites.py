"""Other sites, as pages for the question box to stand on, and what is done with it there."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

ASK = "研发投入强度是多少？"
ANSWER = "到2027年，研发投入强度达到3.1%。"
STREAM = "**/api/ask/stream"
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ANY_POLICY = "default-src * 'unsafe-inline'"
_PAGE = (
    '<!doctype html><html lang="{lang}" dir="{direction}"><meta name="viewport" content="width=device-width">'
    "<title>站</title><h1>某单位网站</h1>{body}"
)


@dataclass
class HostSite:
    """Another site: one page, with the content security policy of the day."""

    body: str = ""
    policy: str = ANY_POLICY
    lang: str = "zh"
    direction: str = "ltr"
    address: str = field(default="", init=False)

    async def page(self, request: Request) -> HTMLResponse:
        html = _PAGE.format(lang=self.lang, direction=self.direction, body=self.body)
        return HTMLResponse(html, headers={"Content-Security-Policy": self.policy})

    @property
    def app(self) -> Starlette:
        return Starlette(routes=[Route("/", self.page), Route("/next", self.page)])


def ask(page, question: str = ASK):
    """Put a question the way a visitor does; the place of its answer."""
    if page.locator(".launch").is_visible():
        page.click(".launch")
    page.fill("policy-chat textarea", question)
    page.press("policy-chat textarea", "Enter")
    return page.locator(".t").last.locator(".a")


def in_box(expression: str) -> str:
    """A script about the inside of the page's first box, which it calls ``box``."""
    return f"(() => {{ const box = document.querySelector('policy-chat').shadowRoot; return {expression}; }})()"
