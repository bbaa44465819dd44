"""What every response carries, what is noted of it, and who may come in."""

from __future__ import annotations

import asyncio
import json
import logging
import re

import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from rag.settings import Settings
from web.application import create_app
from web.chat.shell import script_policy
from web.limits import BodyLimit
from web.logs import JsonLines

QUESTION = {"question": "研发投入强度是多少？"}
ANYTHING = ["/plan", "/api/ask", "/nothing", "/healthz", "/widget.js", "/ui/plan.css"]


@pytest.mark.parametrize("path", ANYTHING)
def test_every_response_has_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert len(headers["x-request-id"]) == 32


def test_sites_on_the_list_may_frame_our_pages(assistant):
    settings = Settings(_env_file=None, allowed_origins=("https://a.example", "https://b.example:8443"))
    app = create_app(lambda report: assistant, settings, chat=False)
    policy = TestClient(app).get("/healthz").headers["content-security-policy"]
    assert "frame-ancestors 'self' https://a.example https://b.example:8443" in policy


def test_a_policy_names_the_inline_scripts_of_its_page_and_no_others():
    page = b"<script>a()</script><script src=x></script><SCRIPT type=module>\nb()</SCRIPT>"
    policy = script_policy(page)
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/]{43}='", policy)) == 2
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize(
    ("given", "kept"),
    [("abc12345", True), ("A.b_c-1234567890", True), ("short", False), ("x" * 65, False), ('a"b\\c12345', False)],
)
def test_a_proper_request_id_is_kept(client, given, kept):
    response = client.get("/healthz", headers={"X-Request-Id": given})
    assert (response.headers["x-request-id"] == given) is kept


def test_a_fault_has_headers_and_an_id_that_the_log_names(client, caplog):
    response = client.post("/api/ask", json={"question": "崩溃"}, headers={"X-Request-Id": "request-0001"})
    assert (response.status_code, response.headers["x-request-id"]) == (500, "request-0001")
    assert "content-security-policy" in response.headers
    assert [record.message for record in caplog.records if record.exc_info] == ["a request failed"]


def test_the_log_has_one_line_a_request_and_nothing_of_what_was_asked(client, caplog):
    caplog.set_level(logging.DEBUG)
    client.post("/api/ask", json={"question": "研发投入的秘密"})
    client.get("/api/search", params={"q": "研发的秘密"})
    client.get("/plan", params={"q": "秘密"})
    client.get("/api/passages/秘密")
    client.post("/api/ask", json={"question": "崩溃的秘密"})
    client.post("/api/ask", json={"question": "秘密" * 2000})
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records if record.name.startswith("web")]
    noted = [(line["route"], line["method"], line["status"]) for line in lines if line["message"] == "request"]
    assert noted == [
        ("/api/ask", "POST", 200),
        ("/api/search", "GET", 200),
        ("/plan", "GET", 200),
        ("/api/passages/{passage_id}", "GET", 404),
        ("/api/ask", "POST", 500),
        ("/api/ask", "POST", 422),
    ]
    assert "秘密" not in json.dumps(lines, ensure_ascii=False)
    assert "testclient" not in json.dumps(lines)


def test_a_log_line_is_json_with_time_level_and_the_fault():
    try:
        raise ValueError("换行\n和“引号”")
    except ValueError as error:
        fault = (type(error), error, error.__traceback__)
    record = logging.LogRecord("web.x", logging.ERROR, "x.py", 1, "%s 次", (3,), fault)
    text = JsonLines().format(record)
    line = json.loads(text)
    assert "\n" not in text
    assert (line["level"], line["logger"], line["message"]) == ("error", "web.x", "3 次")
    assert line["time"].endswith("+00:00")
    assert "ValueError: 换行" in line["exception"]


def figures(client: TestClient) -> dict[tuple, float]:
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value for family in families for sample in family.samples
    }


def test_metrics_count_requests_answers_and_readiness(client):
    client.post("/api/ask", json=QUESTION)
    client.post("/api/ask/stream", json={"question": "火锅"})
    client.get("/api/passages/c1")
    client.get("/api/passages/c2")
    for made_up in ("/wp-admin", "/a", "/b"):
        client.get(made_up)
    client.request("BREW", "/c")
    counted = figures(client)
    assert counted["planqa_requests_total", "/api/ask", "200", "POST"] == 1
    assert counted["planqa_requests_total", "/api/passages/{passage_id}", "200", "GET"] == 2
    assert counted["planqa_requests_total", "404", "GET", "other"] == 3
    assert counted["planqa_requests_total", "404", "other", "other"] == 1
    assert counted["planqa_answers_total", "answered"] == 1
    assert counted["planqa_answers_total", "not_in_plan"] == 1
    assert counted["planqa_request_seconds_count", "/api/ask"] == 1
    assert counted["planqa_ready",] == 1
    assert counted["planqa_questions_at_work",] == 0
    assert counted["process_resident_memory_bytes",] > 0


def test_a_body_that_does_not_come_is_not_waited_for():
    async def reads_all(scope, receive, send):
        while (await receive()).get("more_body"):
            pass

    async def request(pieces: list[bytes], pause: float) -> None:
        async def receive():
            await asyncio.sleep(pause)
            return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

        await BodyLimit(reads_all, seconds=0.2)({"type": "http", "headers": []}, receive, None)

    asyncio.run(request([b"a", b"b"], 0.0))
    with pytest.raises(HTTPException, match="within 0.2 s") as refused:
        asyncio.run(request([b"a"] * 9, 0.05))
    assert refused.value.status_code == 408


def test_alive_comes_before_ready(settings):
    app = create_app(lambda report: (_ for _ in ()).throw(RuntimeError("no index")), settings, chat=False)
    with TestClient(app) as client:
        assert not app.state.readiness.wait(5)
        assert client.get("/livez").status_code == 200
        assert client.get("/healthz").status_code == 503
        assert figures(client)["planqa_ready",] == 0


@pytest.fixture
def guarded(assistant):
    keys = (SecretStr("old-key"), SecretStr("new-key-é"))
    app = create_app(lambda report: assistant, Settings(_env_file=None, api_keys=keys), chat=False)
    with TestClient(app) as client:
        assert app.state.readiness.wait(5)
        yield client


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (None, 401),
        (b"Bearer old-key", 200),
        ("Bearer new-key-é".encode(), 401),  # header values are latin-1: such a key can never be sent
        (b"bearer  old-key ", 200),
        (b"Bearer old-ke", 401),
        (b"Bearer ", 401),
        (b"Basic old-key", 401),
        (b"old-key", 401),
    ],
)
@pytest.mark.parametrize("door", ["/metrics", "/api/search?q=研发", "/api/passages/c1"])
def test_guarded_doors_need_a_key(guarded, door, authorization, status):
    headers = {"Authorization": authorization} if authorization else {}
    response = guarded.get(door, headers=headers)
    assert response.status_code == status
    if status == 401:
        assert response.json()["error"]["code"] == "unauthorized"
        assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("door", ["/plan", "/healthz", "/livez", "/widget.js", "/metricsx"])
def test_visitors_need_no_key(guarded, door):
    assert guarded.get(door).status_code in (200, 404)
    assert guarded.post("/api/ask", json=QUESTION).status_code == 200
