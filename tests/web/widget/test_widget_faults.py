"""What the question box does when something goes wrong: nothing that was asked is lost."""

from __future__ import annotations

import json

import pytest
from widget_sites import ASK, STREAM, ask

pytestmark = pytest.mark.browser


def test_a_site_that_is_not_listed_is_told_so_and_asks_nothing(visit, sites):
    page = visit(site=sites[1])
    answer = ask(page)
    answer.get_by_role("button", name="重试").wait_for()
    assert "连不上问答服务" in answer.inner_text()


@pytest.mark.parametrize(
    ("partial", "said"),
    [
        ("", "回答中断了"),
        ('event: citations\ndata: []\n\nevent: delta\ndata: {"text": "到2027年"}\n\n', "回答中断了"),
        ('event: error\ndata: {"error": {"code": "busy", "message": "现在提问的人较多"}}\n\n', "现在提问的人较多"),
        ("event: del", "回答中断了"),
    ],
)
def test_an_answer_that_breaks_off_says_so_and_is_asked_again(visit, partial, said):
    page = visit()
    page.route(STREAM, lambda route: route.fulfill(body=partial, content_type="text/event-stream"))
    answer = ask(page)
    answer.get_by_text(said).wait_for()
    page.unroute(STREAM)
    answer.get_by_role("button", name="重试").click()
    answer.get_by_text("原文摘录").wait_for()
    assert page.locator(".q").all_inner_texts() == [ASK]


@pytest.mark.parametrize(("status", "code"), [(429, "too_many_requests"), (503, "not_ready"), (422, "invalid_request")])
def test_a_refusal_is_shown_in_the_services_words(visit, status, code):
    page = visit()
    body = json.dumps({"error": {"code": code, "message": f"服务说{code}"}})
    page.route(
        STREAM, lambda route: route.fulfill(status=status, body=body, headers={"access-control-allow-origin": "*"})
    )
    ask(page).get_by_text(f"服务说{code}").wait_for()


def test_offline_says_so_and_asks_by_itself_when_the_network_is_back(visit):
    page = visit()
    page.click(".launch")
    page.context.set_offline(True)
    answer = ask(page)
    answer.get_by_text("网络已断开").wait_for()
    page.context.set_offline(False)
    answer.get_by_text("原文摘录").wait_for()


def test_a_slow_answer_says_that_it_is_waited_for(visit):
    page = visit()
    page.clock.install()
    held = []
    page.route(STREAM, lambda route: held.append(route))
    answer = ask(page)
    answer.get_by_text("正在查阅").wait_for()
    page.clock.fast_forward(4100)
    answer.get_by_text("网络较慢").wait_for()
    held[0].continue_()
    answer.get_by_text("原文摘录").wait_for()


def test_questions_and_draft_survive_the_next_page_of_the_site(visit, sites):
    page = visit()
    ask(page).get_by_text("原文摘录").wait_for()
    page.route(STREAM, lambda route: None)
    ask(page, "重点工程有哪些？").get_by_text("正在查阅").wait_for()
    page.fill("policy-chat textarea", "还没问完")
    page.unroute(STREAM)
    page.goto(f"{sites[0].address}/next")
    page.locator(".t").nth(1).get_by_text("原文摘录").wait_for()
    assert page.locator(".q").all_inner_texts() == [ASK, "重点工程有哪些？"]
    assert page.input_value("policy-chat textarea") == "还没问完"


def test_markup_from_anywhere_is_shown_and_never_runs(visit):
    page = visit()
    words = "<script>alert(1)</script><img src=x onerror=alert(2)>[a](javascript:alert(3))[1]"
    place = {"id": '"><img src=x onerror=alert(4)>', "start": 1, "end": "javascript:"}
    whole = {
        **{"status": "answered", "mode": "extractive", "answer": words, "read_as": words},
        "citations": [{"n": 1, "label": words, "quote": words, **place}],
        **{"related": [], "calculations": [], "suggestions": [words]},
    }
    body = f"event: done\ndata: {json.dumps(whole)}\n\n"
    page.route(STREAM, lambda route: route.fulfill(body=body, content_type="text/event-stream"))
    answer = ask(page, words)
    answer.get_by_text("原文摘录").wait_for()
    assert page.locator(".q").inner_text() == words
    assert page.locator("policy-chat img, policy-chat script").count() == 0
    assert all("javascript" not in link.get_attribute("href") for link in answer.locator("a").all())
