"""The started server with the chat page: what it serves and what it does not."""

from __future__ import annotations

import re
from pathlib import Path

import gradio
import httpx
import pytest

from web.chat.shell import rewrite_shell

NAMES_OTHER_HOST = re.compile(r"""(?:src|href|content|url)\s*=?\s*[("']\s*(?:https?:)?//(?!127\.0\.0\.1|localhost)""")


def test_the_page_is_chinese_and_ours(server):
    response = httpx.get(server)
    assert response.status_code == 200
    head = response.text.split("<body")[0]
    assert '<html lang="zh-CN"' in head.replace("\n\t", " ")
    assert "<title>云岚市制造业规划 · 问答</title>" in head
    assert '<meta property="og:title" content="云岚市制造业规划 · 问答" />' in head
    assert int(response.headers["content-length"]) == len(response.content)


def test_the_page_names_no_other_host(server):
    assert NAMES_OTHER_HOST.findall(httpx.get(server).text) == []
    assert "gradio.app" not in httpx.get(server).text.split("<body")[0].split("window.gradio_config")[0]


def test_gradios_own_page_has_what_is_replaced():
    html = Path(gradio.__file__).with_name("templates").joinpath("frontend", "index.html").read_text("utf-8")
    rewritten = rewrite_shell(html, "<云岚>")
    assert 'property="og:title" content="Gradio"' in html
    assert rewritten.count("og:title") == 1
    assert "twitter:" not in rewritten
    assert "manifest.json" not in rewritten
    assert "&lt;云岚&gt; · 问答" in rewritten
    assert rewritten.count('src="ui/chat.js"') == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/upload_progress"),
        ("POST", "/gradio_api/call/respond"),
        ("POST", "/gradio_api/run/respond"),
        ("POST", "/gradio_api/api/respond"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/openapi.json"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/proxy=https://example.com"),
        ("GET", "/gradio_api/deep_link"),
        ("POST", "/gradio_api/stream/1"),
        ("POST", "/gradio_api/process_recording"),
        ("POST", "/login"),
        ("GET", "/monitoring"),
        ("GET", "/file/etc/passwd"),
        ("GET", "/docs"),
        ("GET", "/api/nothing"),
    ],
)
def test_what_the_page_does_not_need_is_a_404_in_our_shape(server, method, path):
    response = httpx.request(method, server + path)
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    "path", ["/assets/../../../../etc/passwd", "/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/static//etc/passwd"]
)
def test_no_file_of_the_server_is_reachable(server, path):
    response = httpx.get(server + path)
    assert response.status_code in (403, 404)
    assert "root:" not in response.text


@pytest.mark.parametrize(
    "path", ["/config", "/theme.css", "/ui/chat.css", "/ui/chat.js", "/ui/icon.svg", "/plan", "/healthz"]
)
def test_what_the_page_needs_is_there(server, path):
    assert httpx.get(server + path).status_code == 200


def test_a_wrong_method_on_our_doors_stays_ours(server):
    response = httpx.get(server + "/api/ask")
    assert (response.status_code, response.json()["error"]["code"]) == (405, "method_not_allowed")


def test_the_queue_refuses_a_huge_body(server):
    response = httpx.post(server + "/gradio_api/queue/join", content=b"x" * 5_000_000)
    assert response.status_code == 413


def test_nothing_is_told_to_others(server):
    config = httpx.get(server + "/config").json()
    assert config["analytics_enabled"] is False
    assert config["run_history"] is False
    assert config["footer_links"] == []
    assert [css for css in config["stylesheets"] if css and "//" in css] == []
