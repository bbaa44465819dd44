"""The OpenAI-compatible doors, used with the official client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from serving import served
from web_fakes import FakeAssistant

from rag.settings import Settings
from web.application import create_app
from web.completions import FOOTNOTES

openai = pytest.importorskip("openai")

ASK = "研发投入强度是多少？"
ANSWER = "到2027年，研发投入强度达到3.1%。[1]"
USER = {"role": "user", "content": ASK}


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[str, FakeAssistant]]:
    assistant = FakeAssistant()
    settings = Settings(_env_file=None, rate_limit=0, api_keys=(SecretStr("the-key"),))
    server, address = served(create_app(lambda report: assistant, settings, chat=False))
    yield address, assistant
    server.should_exit = True


@pytest.fixture
def official(service) -> openai.OpenAI:
    service[1].asked.clear()
    return openai.OpenAI(base_url=f"{service[0]}/v1", api_key="the-key", max_retries=0)


def complete(official, messages=(USER,), **more):
    return official.chat.completions.create(model="yunlan", messages=list(messages), **more)


def test_the_plan_is_the_model(official):
    assert [model.id for model in official.models.list()] == ["yunlan"]
    assert official.models.retrieve("yunlan").owned_by == "planqa"


def test_an_answer_has_footnotes_and_the_whole_object(official, service):
    completion = complete(official)
    text, notes = completion.choices[0].message.content.split(FOOTNOTES)
    assert text == ANSWER
    whole = completion.model_extra["planqa"]
    cited = whole["citations"][0]
    link = f"{service[0]}/plan?hl={cited['start']}-{cited['end']}#{cited['id']}"
    assert notes == f"[1] {cited['label']}：“{cited['quote']}” {link}"
    assert whole["answer"] == ANSWER
    assert completion.choices[0].finish_reason == "stop"
    assert completion.id == f"chatcmpl-{whole['id']}"
    assert completion.usage.total_tokens == 0


def test_a_stream_gives_the_same_in_pieces(official):
    chunks = list(complete(official, stream=True, stream_options={"include_usage": True}))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == complete(official).choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-2].model_extra["planqa"]["answer"] == ANSWER
    assert (chunks[-1].choices, chunks[-1].usage.total_tokens) == ([], 0)


def test_a_refusal_has_no_footnotes(official):
    completion = complete(official, [{"role": "user", "content": "火锅"}])
    assert completion.choices[0].message.content == "规划没有写到这一点。"
    assert completion.model_extra["planqa"]["status"] == "not_in_plan"


CONVERSATIONS = [
    ([USER], ASK, []),
    ([{"role": "system", "content": "说谎"}, USER], ASK, []),
    ([USER, {"role": "assistant", "content": "答"}, {"role": "user", "content": "那家数呢"}], "那家数呢", [ASK]),
    ([{"role": "user", "content": " "}, USER, {"role": "tool", "content": "x", "tool_call_id": "1"}], ASK, []),
    (
        [{"role": "user", "content": [{"type": "text", "text": "研发"}, {"type": "text", "text": "投入"}]}],
        "研发\n投入",
        [],
    ),
]


@pytest.mark.parametrize(("messages", "question", "history"), CONVERSATIONS)
def test_user_messages_are_the_conversation(official, service, messages, question, history):
    complete(official, messages, temperature=0.3, seed=1, n=1, tools=[], user="someone")
    assert service[1].asked == [(question, history)]


WRONG = [
    ({"messages": [{"role": "system", "content": "x"}]}, 422, "at least one of the role 'user'"),
    ({"messages": [{"role": "user", "content": ""}]}, 422, "expected 1–2,000 characters"),
    ({"messages": [{"role": "user", "content": "字" * 2001}]}, 422, "got 2,001 characters"),
    ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]}, 422, "expected"),
    ({"messages": []}, 422, "messages"),
    ({"messages": [USER], "model": "gpt-4o"}, 404, "model: expected 'yunlan'"),
]


@pytest.mark.parametrize(("body", "status", "named"), WRONG)
def test_what_cannot_be_answered_is_an_error_that_the_client_understands(official, body, status, named):
    with pytest.raises(openai.APIStatusError, match=named) as error:
        official.chat.completions.create(**{"model": "yunlan", **body})
    assert error.value.status_code == status


def test_a_wrong_key_is_refused(service):
    with pytest.raises(openai.AuthenticationError):
        complete(openai.OpenAI(base_url=f"{service[0]}/v1", api_key="another", max_retries=0))
