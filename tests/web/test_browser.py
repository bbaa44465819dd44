"""The chat and the reader in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from web_fakes import SOURCE

sync_api = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

BOX = "#pq-question textarea"
ANSWERS = ".pq-answer:not(.pq-pending)"


@pytest.fixture(params=[{"width": 1280, "height": 800}, {"width": 390, "height": 844}], ids=["desktop", "phone"])
def page(request, browser, server) -> Iterator[sync_api.Page]:
    """The chat page, opened; afterwards: no request went elsewhere and no script failed."""
    context = browser.new_context(viewport=request.param, locale="zh-CN")
    page = context.new_page()
    hosts, faults = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.goto(server)
    page.wait_for_selector(BOX, timeout=30_000)
    yield page
    assert hosts - {""} == {urlsplit(server).netloc}
    assert faults == []
    context.close()


def ask(page: sync_api.Page, question: str) -> sync_api.Locator:
    before = page.locator(ANSWERS).count()
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    answer = page.locator(ANSWERS).nth(before)
    answer.wait_for(timeout=15_000)
    return answer


def test_a_chip_opens_the_clause_with_exactly_the_quote_marked(page):
    answer = ask(page, "研发投入强度是多少？")
    assert "原文摘录" in answer.inner_text()
    answer.locator(".pq-chip").first.click()
    page.wait_for_selector("#pq-panel mark")
    assert "".join(page.locator("#pq-panel mark").all_inner_texts()) == "到2027年，研发投入强度达到3.1%。"
    assert page.locator("#pq-panel mark").first.is_visible()
    assert page.input_value(BOX) == ""


def test_escape_closes_the_clause_and_gives_the_focus_back(page):
    answer = ask(page, "研发投入强度是多少？")
    answer.locator(".pq-mark").click()
    page.wait_for_selector("#pq-panel mark")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className").startswith("pq-cite pq-mark")
    assert page.locator("#pq-panel.open").count() == 0


def test_an_example_and_a_suggestion_ask_themselves(page):
    page.locator(".pq-persona a", has_text="研发投入是多少？").click()
    page.locator(ANSWERS).first.wait_for(timeout=15_000)
    assert "3.1%" in page.locator(ANSWERS).first.inner_text()
    refusal = ask(page, "火锅")
    assert "规划未写明" in refusal.inner_text()
    refusal.locator(".pq-ask").click()
    page.locator(ANSWERS).nth(2).wait_for(timeout=15_000)
    assert page.url.rstrip("/").count("/") == 2


def test_questions_sent_fast_are_all_answered_in_order(page):
    questions = ["研发投入强度？", "重点工程？", "火锅？"]
    for question in questions:
        page.fill(BOX, question)
        page.press(BOX, "Enter")
        page.wait_for_function("document.querySelector('#pq-question textarea').value === ''")
    page.locator(ANSWERS).nth(2).wait_for(timeout=15_000)
    assert page.locator(".pq-question").all_inner_texts() == questions


def test_markup_in_a_question_is_shown_and_never_runs(page):
    words = '<script>alert(1)</script><img src=x onerror=alert(2)>[a](javascript:alert(3)) **b** "><b>'
    ask(page, words)
    assert page.locator(".pq-question").last.inner_text() == words
    assert page.locator("#pq-chat img, #pq-chat script, #pq-chat a[href^=javascript]").count() == 0


def test_a_fault_is_said_and_the_conversation_goes_on(page):
    assert "服务内部出错" in ask(page, "崩溃").inner_text()
    assert "3.1%" in ask(page, "研发投入强度？").inner_text()


def test_clearing_empties_the_conversation(page):
    ask(page, "研发投入强度？")
    page.click("#pq-clear")
    page.locator(".pq-welcome").wait_for()
    assert page.locator(ANSWERS).count() == 0


def test_a_message_is_named_for_screen_readers(page):
    ask(page, "研发投入强度？")
    assert page.locator('[data-testid="bot"]').last.get_attribute("aria-label") == "回答"
    assert page.locator('[data-testid="user"]').last.get_attribute("aria-label") == "提问"


def test_nothing_is_wider_than_the_screen(page):
    ask(page, "重点工程有哪些？" + "很长的词" * 40)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_citation_that_the_server_does_not_give_offers_the_reader(page, server):
    answer = ask(page, "研发投入强度？")
    page.route("**/plan/clause/**", lambda route: route.abort())
    answer.locator(".pq-chip").click()
    page.wait_for_selector("#pq-panel [role=alert] a")
    page.unroute("**/plan/clause/**")


def test_an_answer_is_copied_with_its_sources(page, server):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    answer = ask(page, "研发投入强度？")
    answer.locator(".pq-copy").click()
    answer.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").split("\n") == [
        "到2027年，研发投入强度达到3.1%。[1]",
        "",
        "[1] 第一章 c1.s1.p1：“到2027年，研发投入强度达到3.1%。”",
    ]


def test_an_address_with_a_question_asks_it_once(page, server):
    page.goto(f"{server}/?ask=研发投入强度？")
    page.locator(ANSWERS).first.wait_for(timeout=30_000)
    assert page.locator(".pq-question").all_inner_texts() == ["研发投入强度？"]
    assert page.url == f"{server}/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_accessibility_engine_finds_no_violation(browser, server, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(locale="zh-CN", color_scheme=scheme)
    page = context.new_page()
    page.goto(server)
    page.wait_for_selector(BOX, timeout=30_000)
    page.locator(".pq-welcome").wait_for()
    found = {"welcome": violations(axe, page)}
    ask(page, "研发投入强度？").locator(".pq-chip").click()
    page.wait_for_selector("#pq-panel mark")
    ask(page, "火锅")
    found["answers"] = violations(axe, page)
    page.goto(f"{server}/plan?q=研发")
    found["reader"] = violations(axe, page)
    context.close()
    assert found == {"welcome": [], "answers": [], "reader": []}


def violations(axe, page: sync_api.Page) -> list[str]:
    result = axe.run(page).response
    assert len(result["passes"]) > 20
    return [f"{v['impact']} {v['id']}: {v['nodes'][0]['html']}" for v in result["violations"]]


def test_the_reader_marks_the_quote_and_needs_no_script(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    at = SOURCE.index("补齐关键环节")
    page.goto(f"{server}/plan?hl={at}-{at + 6}#c1.s1.i1.box1.1")
    assert page.locator("mark").all_inner_texts() == ["补齐关键环节"]
    assert page.locator("nav.outline a").count() == 5
    context.close()
