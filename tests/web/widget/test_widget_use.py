"""Asking through the question box, in a real browser on another site's page."""

from __future__ import annotations

import pytest
from widget_sites import ANSWER, ASK, DESKTOP, PHONE, ask, in_box

pytestmark = pytest.mark.browser

BOXES = '<policy-chat id="one"></policy-chat><policy-chat id="two" data-lang="en"></policy-chat>'
NOTE_EVENTS = """() => {
    window.told = [];
    for (const name of ['open', 'ask', 'answer', 'close', 'destroy'])
        document.addEventListener('policychat:' + name, ({detail}) => told.push(name + ':' + (detail?.status || '')));
}"""
NOTE_ANNOUNCEMENTS = """(() => {
    const live = box.querySelector('[aria-live=polite]');
    window.said = [];
    new MutationObserver(() => window.said.push(live.textContent)).observe(live, {childList: true});
})()"""
TIME_FROM_TAG = """([source, question]) => new Promise((done) => {
    PolicyChat.destroy();
    sessionStorage.clear();
    const began = performance.now();
    document.addEventListener('policychat:ready', () => PolicyChat.open(question), {once: true});
    document.addEventListener('policychat:answer', () => done(performance.now() - began), {once: true});
    document.body.append(Object.assign(document.createElement('script'), {src: source}));
})"""


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_question_on_another_site_is_answered_with_links_to_the_reader(visit, service, options):
    page = visit(options=options)
    answer = ask(page)
    answer.get_by_text("原文摘录").wait_for()
    assert ANSWER in answer.inner_text()
    for link in answer.locator("a").all():
        assert link.get_attribute("href").startswith(f"{service}/plan?hl=")
        assert link.get_attribute("rel") == "noopener"
    with page.expect_popup() as popup:
        answer.locator("a").last.click()
    assert popup.value.locator("mark").all_inner_texts() == [ANSWER]


def test_the_keyboard_opens_stays_inside_closes_and_comes_back(visit):
    page = visit(body='<button id="host">站内按钮</button>', options=DESKTOP)
    page.focus(".launch")
    page.keyboard.press("Enter")
    inside = in_box("box.activeElement?.NAME")
    assert page.evaluate(inside.replace("NAME", "tagName")) == "TEXTAREA"
    page.keyboard.type(ASK)
    page.keyboard.press("Enter")
    page.get_by_text("原文摘录").wait_for()
    assert page.evaluate(inside.replace("NAME", "tagName")) == "TEXTAREA"
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(inside.replace("NAME", "textContent")))
    assert None not in seen
    assert len(seen) > 5
    page.keyboard.press("Escape")
    assert page.locator(".panel").is_hidden()
    assert page.evaluate(inside.replace("NAME", "className")) == "launch"
    page.evaluate("document.getElementById('host').focus(); PolicyChat.open()")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "host"


def test_an_answer_is_announced_once_and_whole(visit):
    page = visit()
    page.evaluate(in_box(NOTE_ANNOUNCEMENTS))
    ask(page).get_by_text("原文摘录").wait_for()
    assert page.evaluate("window.said") == [ANSWER]


def test_questions_sent_fast_are_answered_in_order_with_their_history(visit):
    page = visit()
    bodies = []
    page.on("request", lambda request: bodies.append(request.post_data_json) if request.method == "POST" else None)
    page.evaluate("PolicyChat.setContext('本页介绍研发机构')")
    for question in (ASK, "重点工程？", "火锅？"):
        page.evaluate("(question) => PolicyChat.open(question)", question)
    page.locator(".t").nth(2).get_by_text("规划未写明").wait_for()
    assert [body["question"] for body in bodies] == [ASK, "重点工程？", "火锅？"]
    first, *told = bodies[2]["history"]
    assert first == "本页介绍研发机构"
    assert [turn["question"] for turn in told] == [ASK, "重点工程？"]
    assert told[0] == {"question": ASK, "answer": f"{ANSWER}[1]", "citations": ["c1.s1.p1"]}


def test_several_on_one_page_keep_apart(visit):
    page = visit('data-position="left"', BOXES)
    page.locator("#one textarea").fill(ASK)
    page.locator("#one textarea").press("Enter")
    page.locator("#one").get_by_text("原文摘录").wait_for()
    assert page.locator("#two .t").count() == 0
    assert page.locator("#two .send").inner_text() == "Ask"
    assert page.locator("[data-position=left] .panel").is_hidden()


def test_the_pages_handle_opens_speaks_another_language_and_takes_it_away(visit):
    page = visit(options=DESKTOP)
    page.evaluate(NOTE_EVENTS)
    page.evaluate("(question) => PolicyChat.open(question)", ASK)
    page.get_by_text("原文摘录").wait_for()
    page.evaluate("PolicyChat.setLang('en')")
    page.get_by_text("Quoted from the plan").wait_for()
    page.evaluate("PolicyChat.close(); PolicyChat.destroy()")
    assert page.locator("policy-chat").count() == 0
    assert page.evaluate("told") == ["open:", "ask:", "answer:answered", "close:", "destroy:"]


def test_the_first_answer_is_there_within_300_ms_of_the_script_tag(visit, service):
    page = visit()
    best = min(page.evaluate(TIME_FROM_TAG, [f"{service}/widget.js?{n}", ASK]) for n in range(3))
    assert best < 300
