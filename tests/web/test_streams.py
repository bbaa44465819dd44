from __future__ import annotations

import asyncio

from starlette.responses import PlainTextResponse, StreamingResponse

from web.chat.streams import ClosableStreams


async def endless(scope, receive, send):
    async def beats():
        while True:
            yield "beat"
            await asyncio.sleep(0.01)

    await StreamingResponse(beats())(scope, receive, send)


async def collect(app, close_after: float | None = None) -> list[dict]:
    streams, sent = ClosableStreams(app), []
    if close_after is not None:
        asyncio.get_running_loop().call_later(close_after, streams.close)

    async def send(message):
        sent.append(message)

    async with asyncio.timeout(2):
        await streams({"type": "http", "asgi": {"spec_version": "2.4"}}, asyncio.Event().wait, send)
    return sent


def test_a_response_that_ends_is_passed_on_whole():
    sent = asyncio.run(collect(PlainTextResponse("done")))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[1]["body"] == b"done"


def test_an_endless_stream_ends_properly_when_closed():
    sent = asyncio.run(collect(endless, close_after=0.05))
    assert sent[0]["status"] == 200
    assert {message.get("body") for message in sent[1:-1]} == {b"beat"}
    assert not sent[-1].get("more_body")


def test_a_stream_that_has_not_begun_is_a_503():
    async def silent(scope, receive, send):
        await asyncio.sleep(60)

    sent = asyncio.run(collect(silent, close_after=0))
    assert [message.get("status") for message in sent] == [503, None]
