from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from rag.settings import Settings
from web.application import create_app
from web.errors import BusyError, RateLimitedError
from web.rate import MAX_CLIENTS, Limits, SlidingWindow, client_key

QUESTION = {"question": "研发投入强度是多少？"}


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("limit", "moments", "waits"),
    [
        (2, [0, 0, 0], [0, 0, 60]),
        (2, [0, 10, 59, 60, 61], [0, 0, 1, 0, 9]),
        (2, [0, 10, 59, 59.5, 70], [0, 0, 1, 0.5, 0]),  # what is refused counts for nothing
        (1, [0, 60, 119], [0, 0, 1]),
        (0, [0] * 50, [0] * 50),
    ],
)
def test_no_more_than_the_limit_in_any_minute(limit, moments, waits):
    clock = Clock()
    window = SlidingWindow(limit, clock)
    taken = []
    for moment in moments:
        clock.now = 1000.0 + moment
        taken.append(window.take("a"))
    assert taken == waits


def test_clients_do_not_count_for_each_other_and_the_oldest_are_forgotten():
    window = SlidingWindow(1, Clock())
    assert [window.take(str(n)) for n in range(MAX_CLIENTS)] == [0] * MAX_CLIENTS
    assert window.take("1") == 60
    assert window.take("one more") == 0
    assert window.take("0") == 0


def test_over_the_limit_of_all_the_service_is_busy():
    limits = Limits(per_client=2, overall=3, clock=Clock())
    for client in ("10.0.0.1", "10.0.0.1", "10.0.0.2"):
        limits.check(client)
    with pytest.raises(RateLimitedError, match="每分钟最多2次.*60秒"):
        limits.check("10.0.0.1")
    with pytest.raises(BusyError) as busy:
        limits.check("10.0.0.2")
    assert busy.value.headers == {"Retry-After": "60"}


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("127.0.0.7", "127.0.0.7"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        (None, "unknown"),
        ("", "unknown"),
    ],
)
def test_what_counts_as_one_client(address, key):
    assert client_key(address) == key


def limited(assistant, limit: int, **settings) -> TestClient:
    app = create_app(lambda report: assistant, Settings(_env_file=None, rate_limit=limit, **settings), chat=False)
    return TestClient(app, raise_server_exceptions=False)


DOORS = [
    ("POST", "/api/ask", QUESTION),
    ("POST", "/api/ask/stream", QUESTION),
    ("GET", "/api/search?q=研发", None),
]


def ask_at(client: TestClient, door: int, **headers: str):
    method, path, body = DOORS[door]
    return client.request(method, path, json=body, headers=headers)


def test_the_doors_share_a_limit_and_say_when_to_come_again(assistant):
    with limited(assistant, 3) as client:
        assert client.app.state.readiness.wait(5)
        assert [ask_at(client, door).status_code for door in (0, 1, 2, 0)] == [200, 200, 200, 429]
        refused = ask_at(client, 1)
        assert refused.json()["error"]["code"] == "too_many_requests"
        assert 55 <= int(refused.headers["retry-after"]) <= 60
        assert client.get("/plan").status_code == 200
        assert client.get("/healthz").status_code == 200
        assert 'route="/api/ask/stream",status="429"' in client.get("/metrics").text
    assert len(assistant.asked) == 2


def test_the_default_is_60_a_minute_and_0_switches_it_off(assistant):
    for settings, expected in ((Settings(_env_file=None), 60), (Settings(_env_file=None, rate_limit=0), 80)):
        app = create_app(lambda report: assistant, settings, chat=False)
        with TestClient(app) as client:
            assert app.state.readiness.wait(5)
            answered = [client.post("/api/ask", json=QUESTION).status_code for _ in range(80)].count(200)
        assert answered == expected


def test_below_a_sub_path_everything_holds(assistant):
    app = create_app(lambda report: assistant, Settings(_env_file=None, rate_limit=2), chat=False)
    app.state.readiness.start()
    assert app.state.readiness.wait(5)
    client = TestClient(app, root_path="/plan-qa")  # as uvicorn hands requests on
    chat = {"model": "yunlan", "messages": [{"role": "user", "content": "研发投入强度？"}]}
    answered = client.post("/plan-qa/v1/chat/completions", json=chat).json()
    assert "http://testserver/plan-qa/plan?hl=" in answered["choices"][0]["message"]["content"]
    assert [client.post("/plan-qa/api/ask", json=QUESTION).status_code for _ in range(2)] == [200, 429]
    assert client.get("/plan-qa/widget.js", headers={"Origin": "https://other.example"}).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "answered"),
    [
        ((), ["1.1.1.1", "2.2.2.2", "3.3.3.3"], 1),  # nobody is believed
        (("10.0.0.0/8",), ["1.1.1.1", "2.2.2.2", "3.3.3.3"], 3),
        (
            ("10.0.0.0/8",),
            ["9.9.9.1, 1.1.1.1", "9.9.9.2, 1.1.1.1"],
            1,
        ),  # what a client writes itself counts for nothing
        (("10.0.0.0/8",), ["1.1.1.1, 10.2.2.2", "2.2.2.2, 10.2.2.2"], 2),  # two proxies in a row
        (("10.9.9.9",), ["1.1.1.1", "2.2.2.2"], 1),
    ],
)
def test_only_trusted_proxies_are_believed(assistant, proxies, forwarded, answered):
    app = create_app(
        lambda report: assistant, Settings(_env_file=None, rate_limit=1, trusted_proxies=proxies), chat=False
    )
    with TestClient(app, client=("10.1.1.1", 5000)) as client:
        assert app.state.readiness.wait(5)
        got = [ask_at(client, 0, **{"X-Forwarded-For": chain}).status_code for chain in forwarded]
    assert got.count(200) == answered
