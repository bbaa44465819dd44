from __future__ import annotations

import json

import pytest

from web.stream import sentences


def events_of(text: str) -> list[tuple[str, object]]:
    blocks = [dict(line.split(": ", 1) for line in block.split("\n")) for block in text.split("\n\n") if block]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("甲。", ["甲。"]),
        ("甲。[1]乙。[2][3]丙", ["甲。[1]", "乙。[2][3]", "丙"]),
        ("“甲。”[1]乙", ["“甲。”[1]", "乙"]),
        ("甲：\n- 乙；\n- 丙", ["甲：\n", "- 乙；\n", "- 丙"]),
    ],
)
def test_sentences_keep_their_marks_and_lose_nothing(text, expected):
    assert list(sentences(text)) == expected


def test_citations_come_first_then_text_then_the_whole_answer(client):
    response = client.post("/api/ask/stream", json={"question": "研发投入强度是多少？"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = events_of(response.text)
    assert [name for name, _ in events] == ["citations", "delta", "done"]
    whole = events[-1][1]
    assert events[0][1] == whole["citations"]
    assert "".join(payload["text"] for name, payload in events if name == "delta") == whole["answer"]


def test_a_fault_in_the_stream_is_an_error_event(client):
    events = events_of(client.post("/api/ask/stream", json={"question": "崩溃"}).text)
    assert [name for name, _ in events] == ["error"]
    assert events[0][1]["error"]["code"] == "internal_error"


def test_an_unknown_plan_is_refused_before_the_stream_begins(client):
    response = client.post("/api/ask/stream", json={"question": "研发", "plan": "other"})
    assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")
