"""The question box as it is served: its size, its headers, and whose pages may ask."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from rag.settings import Settings
from web.application import create_app
from web.widget import widget_script

MAX_RAW, MAX_ZIPPED = 20_000, 7_000
CITY = "https://www.city.example"
QUESTION = {"question": "研发投入强度是多少？"}


def test_the_script_is_small(capsys):
    plain = widget_script().encode()
    zipped = gzip.compress(plain, 9)
    with capsys.disabled():
        print(f"\nwidget.js: {len(plain):,} bytes, {len(zipped):,} gzipped")
    assert len(plain) < MAX_RAW
    assert len(zipped) < MAX_ZIPPED


@pytest.mark.parametrize("forbidden", [r"\beval\(", r"new Function", r"innerHTML", r"insertAdjacentHTML", r"https?://"])
def test_the_script_neither_evaluates_nor_writes_markup_nor_names_a_host(forbidden):
    assert re.findall(forbidden, widget_script()) == []


def test_the_script_is_served_plain_zipped_and_not_at_all(client):
    zipped = client.get("/widget.js", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    again = client.get("/widget.js", headers={"If-None-Match": plain.headers["etag"]})
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.text == plain.text == widget_script()
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
    assert (again.status_code, again.content) == (304, b"")


@dataclass(frozen=True)
class Asked:
    """A request from a page: what the browser says of it, and whether it may ask."""

    origin: str | None
    may: bool
    host: str = "testserver"
    site: str | None = None


REQUESTS = [
    Asked(None, True),
    Asked("http://testserver", True),
    Asked("https://testserver", True),
    Asked("http://testserver", False, site="cross-site"),
    Asked("https://behind.example", True, site="same-origin"),
    Asked("http://testserver:81", False),
    Asked(CITY, True),
    Asked(CITY.upper(), True),
    Asked(CITY + ".evil.example", False),
    Asked("http://www.city.example", False),
    Asked("https://other.example", False),
    Asked("null", False),
    Asked("不是来源", False),
]


@pytest.fixture
def city_client(assistant):
    app = create_app(lambda report: assistant, Settings(_env_file=None, allowed_origins=(CITY,)), chat=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        assert app.state.readiness.wait(5)
        yield client


@pytest.mark.parametrize("asked", REQUESTS, ids=str)
@pytest.mark.parametrize("door", ["/api/ask", "/api/ask/stream"])
def test_pages_of_other_sites_are_refused_unless_listed(city_client, assistant, asked, door):
    headers = {"Origin": asked.origin, "Sec-Fetch-Site": asked.site}
    sent = {name: value.encode() for name, value in headers.items() if value}
    response = city_client.post(door, json=QUESTION, headers=sent)
    assert response.status_code == (200 if asked.may else 403)
    assert len(assistant.asked) == asked.may
    if not asked.may:
        assert response.json()["error"]["code"] == "origin_not_allowed"
        assert "PLANQA_ALLOWED_ORIGINS" in response.json()["error"]["message"]


def test_a_listed_site_may_read_the_answer_and_others_may_not(city_client):
    preflight = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    for origin, may in ((CITY, True), ("https://other.example", False)):
        before = city_client.options("/api/ask/stream", headers={"Origin": origin, **preflight})
        answer = city_client.post("/api/ask/stream", json=QUESTION, headers={"Origin": origin})
        for response in (before, answer):
            assert response.headers.get("access-control-allow-origin") == (origin if may else None)


def test_without_a_list_only_our_own_pages_may_ask(client):
    assert client.post("/api/ask", json=QUESTION, headers={"Origin": CITY}).status_code == 403
    assert client.post("/api/ask", json=QUESTION, headers={"Origin": "http://testserver"}).status_code == 200


def test_any_page_may_load_the_script(client):
    response = client.get("/widget.js", headers={"Origin": "https://other.example"})
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (200, "*")


@pytest.mark.parametrize(
    ("query", "lang", "words"), [("", "zh-CN", "生成代码"), ("?lang=en", "en", "Make the snippet")]
)
def test_the_demo_is_there_in_both_languages(client, query, lang, words):
    page = client.get(f"/widget-demo{query}").text
    assert f'<html lang="{lang}">' in page
    assert words in page
    assert re.findall(r"""\s(?:style|on\w+)=""", page) == []
