"""The HTML page around the Gradio app: our language, title and link preview in place of Gradio's."""

from __future__ import annotations

import base64
import hashlib
import re

from markupsafe import Markup
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_META = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*?/?>', re.DOTALL)
_LANG = re.compile(r'<html\s+lang="en"')
_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_MANIFEST = re.compile(r'<link rel="manifest"[^>]*>')

_WAITING = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="refresh" content="{seconds}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>body{{font:1.1rem/1.8 system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;color:#334155}}
@media (prefers-color-scheme:dark){{body{{background:#0f172a;color:#cbd5e1}}}}</style></head>
<body><p role="status">{text}</p></body></html>"""
SPLASH = _WAITING.format(seconds=1, title="正在启动", text="正在启动，马上就好……")
FAILED = _WAITING.format(seconds=30, title="启动失败", text="服务没有启动成功，请联系管理员查看日志。")

_HEAD = Markup("""
<title>{title}</title>
<meta name="description" content="{description}" />
<meta name="referrer" content="same-origin" />
<meta property="og:type" content="website" />
<meta property="og:locale" content="zh_CN" />
<meta property="og:title" content="{title}" />
<meta property="og:description" content="{description}" />
<link rel="icon" type="image/svg+xml" href="ui/icon.svg" />
<link rel="stylesheet" href="ui/chat.css" />
<script src="ui/clause.js" defer></script>
<script src="ui/chat.js" defer></script>
<script src="ui/tabs.js" defer></script>
""")


def rewrite_shell(html: str, plan_title: str) -> str:
    """Gradio's page in Chinese, with our head."""
    head = _HEAD.format(
        title=f"{plan_title} · 问答", description=f"向《{plan_title}》提问，回答摘自原文，逐条注明出处。"
    )
    bare = _MANIFEST.sub("", _META.sub("", html))
    return _LANG.sub('<html lang="zh-CN"', bare, count=1).replace("</head>", str(head) + "</head>", 1)


def script_policy(page: bytes) -> str:
    """A policy that lets a page's own inline scripts run, by their hashes, and no others put into it later.

    It narrows the policy that all pages have. Gradio evaluates the small scripts that its events carry.
    """
    hashes = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE.findall(page))
    return "script-src 'self' 'unsafe-eval' " + " ".join(f"'sha256-{each}'" for each in hashes)


class ShellRewriter:
    """Passes requests on to Gradio and rewrites its page at ``/``."""

    def __init__(self, app: ASGIApp, plan_title: str) -> None:
        self._app = app
        self._title = plan_title

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the page; leave everything else as it is."""
        if scope["path"].removeprefix(scope.get("root_path", "")) not in ("", "/"):
            await self._app(scope, receive, send)
            return
        # The body is edited as text: ask for it uncompressed.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, _Editor(send, self._title))


class _Editor:
    """Collects a response's body and sends it rewritten."""

    def __init__(self, send: Send, title: str) -> None:
        self._send = send
        self._title = title
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = rewrite_shell(self._body.decode(), self._title).encode() if self._body else b""
        headers = [pair for pair in self._start["headers"] if pair[0].lower() != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        headers.append((b"content-security-policy", script_policy(body).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})
