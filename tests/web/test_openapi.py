"""The API's description agrees with what is sent."""

from __future__ import annotations

import pytest

from web.openapi import ANSWER_EXAMPLE, AnswerObject

DESCRIBED = ["/api/ask", "/api/ask/stream", "/api/search", "/v1/chat/completions", "/api/support", "/api/indicators"]


@pytest.fixture
def description(client) -> dict:
    return client.get("/api/openapi.json").json()


def test_an_answer_is_what_is_described(client):
    sent = client.post("/api/ask", json={"question": "研发投入强度是多少？"}).json()
    assert set(sent) == set(AnswerObject.model_fields)
    assert AnswerObject.model_validate(sent).model_dump(mode="json") == sent
    assert set(ANSWER_EXAMPLE) == set(sent)
    assert set(ANSWER_EXAMPLE["citations"][0]) == set(sent["citations"][0])
    AnswerObject.model_validate(ANSWER_EXAMPLE)


@pytest.mark.parametrize("path", DESCRIBED)
def test_doors_are_described_with_their_errors(description, path):
    (operation,) = description["paths"][path].values()
    assert {"200", "403", "422", "429", "503"} <= set(operation["responses"])
    for status in ("422", "429"):
        content = operation["responses"][status]["content"]["application/json"]
        assert content["schema"]["$ref"].endswith("/ErrorObject")
        assert set(content["example"]["error"]) == {"code", "message"}


def test_requests_have_an_example(description):
    for name in ("AskRequest", "CompletionRequest", "SupportRequest"):
        assert description["components"]["schemas"][name]["examples"]
