from __future__ import annotations

import json
import threading

import pytest
from starlette.testclient import TestClient
from web_fakes import SOURCE

from corpus.errors import PlanQAError
from web.application import create_app


def error_of(response) -> dict[str, str]:
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    return body["error"]


def test_ask_gives_the_answer_object(client, assistant):
    body = client.post("/api/ask", json={"question": "研发投入强度是多少？"}).json()
    assert body["status"] == "answered"
    assert body["answerable"] is True
    citation = body["citations"][0]
    assert SOURCE[citation["start"] : citation["end"]] == citation["quote"]


def test_ask_passes_question_and_history_on_as_they_came(client, assistant):
    history = ["第一问", {"question": "第二问", "answer": "答", "citations": ["c1.s1"]}]
    assert (
        client.post("/api/ask", json={"question": "  研发\n投入 ", "history": history, "plan": None}).status_code == 200
    )
    assert assistant.asked == [("  研发\n投入 ", history)]


GOOD = "研发投入是多少？"
BAD_BODIES = [
    ({"question": ""}, "question: expected 1–2,000 characters"),
    ({"question": "   "}, "blank"),
    ({"question": "字" * 2001}, "got 2,001 characters"),
    ({"question": "a\x00b"}, "\\u{0000}"),
    ({"question": "a\ud800b"}, "\\u{d800}"),
    ({"question": None}, "question: expected"),
    ({"question": ["a"]}, "question: expected"),
    ({}, "question: Field required"),
    ({"question": GOOD, "history": "上一问"}, "history: expected a list of earlier questions, got '上一问'"),
    ({"question": GOOD, "history": {"0": "a"}}, "history: expected a list"),
    ({"question": GOOD, "history": 3}, "history: expected a list"),
    ({"question": GOOD, "history": None}, "history: expected a list"),
    ({"question": GOOD, "history": [3]}, "history: expected strings or objects with a question, got 3"),
    ({"question": GOOD, "history": ["\udfff"]}, "\\u{dfff}"),
    ({"question": GOOD, "history": [{"answer": "a"}]}, "question: Field required"),
    ({"question": GOOD, "history": [{"question": GOOD, "citations": "c1"}]}, "history citations: expected a list"),
    ({"question": GOOD, "history": ["问"] * 201}, "history: expected at most 200 turns, got 201"),
    ({"question": GOOD, "plan": 7}, "plan: expected"),
    (["a list"], "the body"),
    ("a string", "the body"),
]


@pytest.mark.parametrize(("body", "named"), BAD_BODIES)
@pytest.mark.parametrize("door", ["/api/ask", "/api/ask/stream"])
def test_bad_input_is_a_422_that_says_what_was_expected(client, assistant, door, body, named):
    response = client.post(door, content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert named in error_of(response)["message"]
    assert assistant.asked == []


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"question": NaN}', b"[" * 100_000])
def test_bodies_that_are_not_json_are_refused(client, content):
    response = client.post("/api/ask", content=content, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    assert error_of(response)["message"]


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_too_big_is_refused(client, declared):
    body = json.dumps({"question": "字" * 1_000_000}).encode()
    content = body if declared else (body[at : at + 65536] for at in range(0, len(body), 65536))
    response = client.post("/api/ask", content=content, headers={"Content-Type": "application/json"})
    assert (response.status_code, error_of(response)["code"]) == (413, "content_too_large")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/ask", 405, "method_not_allowed"),
        ("DELETE", "/plan", 405, "method_not_allowed"),
        ("GET", "/api/nothing", 404, "not_found"),
        ("GET", "/api/passages/c9.s9", 404, "not_found"),
        ("GET", "/api/search", 422, "invalid_request"),
        ("GET", "/api/search?q=", 422, "invalid_request"),
        ("GET", "/api/search?q=a&k=0", 422, "invalid_request"),
        ("GET", "/api/search?q=a&k=x", 422, "invalid_request"),
        ("GET", "/api/search?q=a%00", 422, "invalid_request"),
    ],
)
def test_errors_have_one_shape(client, method, path, status, code):
    response = client.request(method, path)
    assert (response.status_code, error_of(response)["code"]) == (status, code)


def test_an_unknown_plan_is_named(client):
    response = client.post("/api/ask", json={"question": GOOD, "plan": "别的\x1b"[:2]})
    assert response.status_code == 404
    assert "expected 'yunlan' or null, got '别的'" in error_of(response)["message"]


def test_a_fault_inside_shows_no_traceback(client, caplog):
    response = client.post("/api/ask", json={"question": "崩溃"})
    assert response.status_code == 500
    assert error_of(response)["code"] == "internal_error"
    assert "secret" not in response.text
    assert "a fault inside" in caplog.text


def test_search_gives_ranked_passages(client):
    body = client.get("/api/search", params={"q": "研发投入", "k": 2}).json()
    assert [result["rank"] for result in body["results"]] == [1, 2]
    best = body["results"][0]
    assert best["url"] == f"/plan#{best['id']}"
    assert "研发投入" in best["text"]


def test_plan_lists_every_address_and_each_is_served(client):
    blocks = client.get("/api/plan").json()["blocks"]
    assert [block["id"] for block in blocks][:3] == ["c0", "c1", "c1.s1"]
    for block in blocks:
        passage = client.get(f"/api/passages/{block['id']}").json()
        assert SOURCE[passage["start"] : passage["end"]].startswith(passage["text"][:3])


def test_a_passage_knows_what_stands_above_and_below(client):
    passage = client.get("/api/passages/c1.s1.i1.box1").json()
    assert [above["id"] for above in passage["headings"]] == ["c1", "c1.s1", "c1.s1.i1"]
    assert passage["children"] == ["c1.s1.i1.box1.1", "c1.s1.i1.box1.2"]


def test_healthz_says_how_far_the_start_is(assistant, settings):
    going = threading.Event()

    def load(report):
        report("building the index")
        going.wait(5)
        return assistant

    app = create_app(load, settings, chat=False)
    with TestClient(app) as client:
        early = client.get("/healthz")
        asked = client.post("/api/ask", json={"question": GOOD})
        going.set()
        assert app.state.readiness.wait(5)
        late = client.get("/healthz")
    assert early.status_code == 503
    assert early.json()["status"] == "starting"
    assert early.headers["Retry-After"] == "1"
    assert (asked.status_code, error_of(asked)["code"]) == (503, "not_ready")
    assert (late.status_code, late.json()["status"]) == (200, "ready")


def test_healthz_says_why_the_start_failed(settings):
    def load(report):
        raise PlanQAError("the index is damaged; run python -m index build")

    app = create_app(load, settings, chat=False)
    with TestClient(app) as client:
        assert not app.state.readiness.wait(5)
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() | {"seconds": 0} == {
        "status": "failed", "step": "the index is damaged; run python -m index build", "seconds": 0,
    }  # fmt: skip
