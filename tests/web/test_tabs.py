"""The tabs of the chat page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

sync_api = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

BOX = "#pq-question textarea"
ANSWER = ".pq-answer:not(.pq-pending)"
CURRENT = '.site-tabs a[aria-current="page"]'


@pytest.fixture(params=[{"width": 1280, "height": 800}, {"width": 390, "height": 844}], ids=["desktop", "phone"])
def page(request, browser, plan_server) -> Iterator[sync_api.Page]:
    """The chat page, opened; afterwards: no script failed."""
    context = browser.new_context(viewport=request.param, locale="zh-CN")
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(plan_server)
    page.wait_for_selector(BOX, timeout=30_000)
    yield page
    assert faults == []
    context.close()


def tab(page: sync_api.Page, name: str) -> None:
    page.locator(".site-tabs a", has_text=name).click()


def test_the_conversation_is_still_there_after_other_tabs(page, plan_server):
    page.fill(BOX, "研发机构")
    page.press(BOX, "Enter")
    page.locator(ANSWER).wait_for(timeout=15_000)
    tab(page, "指标")
    board = page.frame_locator("#pq-views iframe.there:not([hidden])")
    board.locator("h1", has_text="指标看板").wait_for()
    assert board.locator(".site-header").count() == 0
    assert (page.url, page.locator(CURRENT).inner_text()) == (f"{plan_server}/board", "指标")
    assert not page.locator(BOX).is_visible()
    tab(page, "问答")
    assert (page.url, page.locator(CURRENT).inner_text()) == (f"{plan_server}/", "问答")
    assert page.locator(ANSWER).is_visible()


def test_back_goes_to_the_tab_before(page, plan_server):
    tab(page, "指标")
    page.frame_locator("iframe.there").locator("h1").wait_for()
    tab(page, "规划原文")
    page.frame_locator("iframe.there:not([hidden])").locator("h1#c0").wait_for()
    assert page.title().endswith("规划原文")
    page.go_back()
    assert page.locator(CURRENT).inner_text() == "指标"
    page.go_back()
    assert page.locator(CURRENT).inner_text() == "问答"
    assert page.locator(BOX).is_visible()
    assert page.title().endswith("问答")


def test_a_reloaded_tab_is_the_page_by_itself(page):
    tab(page, "指标")
    page.frame_locator("iframe.there").locator("h1").wait_for()
    page.reload()
    assert page.locator("h1").inner_text() == "指标看板"
    assert page.locator(CURRENT).inner_text() == "指标"


def test_the_frame_begins_below_the_header_and_fills_the_rest(page):
    tab(page, "指标")
    page.frame_locator("iframe.there").locator("h1").wait_for()
    header = page.locator(".site-header").bounding_box()
    frame = page.locator("#pq-views iframe").bounding_box()
    assert abs(frame["y"] - (header["y"] + header["height"])) < 1.5
    assert frame["y"] + frame["height"] == page.viewport_size["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_scripts_tabs_are_links(browser, plan_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{plan_server}/plan")
    tab(page, "指标")
    assert page.locator("h1").inner_text() == "指标看板"
    context.close()


def test_in_english_its_own_words_are_english_and_stay_so(browser, plan_server):
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{plan_server}/?lang=en")
    page.wait_for_selector(BOX, timeout=30_000)
    page.locator("#pq-send", has_text="Ask").wait_for()
    assert page.locator(".site-tabs a").all_inner_texts() == ["Ask", "Indicators", "Support", "The plan"]
    page.fill(BOX, "研发机构")
    page.press(BOX, "Enter")
    answer = page.locator(ANSWER)
    answer.locator(".pq-label", has_text="Sources").wait_for()
    assert "研发机构" in answer.locator(".pq-text").inner_text()
    tab(page, "Support")
    page.frame_locator("iframe.there").locator("h1", has_text="Support").wait_for()
    assert page.url == f"{plan_server}/support?lang=en"
    tab(page, "Ask")
    assert answer.is_visible()
    page.locator(".language").click()
    page.locator("#pq-send", has_text="提问").wait_for()
    context.close()
