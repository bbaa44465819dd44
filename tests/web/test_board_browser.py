"""The indicator board in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

sync_api = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

ROWS = "table.rows tbody tr:not(.group)"


@pytest.fixture(params=[{"width": 1280, "height": 800}, {"width": 390, "height": 844}], ids=["desktop", "phone"])
def page(request, browser, plan_server) -> Iterator[sync_api.Page]:
    """The board, opened; afterwards: no request went elsewhere, no script failed, nothing is too wide."""
    context = browser.new_context(viewport=request.param, locale="zh-CN")
    page = context.new_page()
    hosts, faults = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.goto(f"{plan_server}/board")
    yield page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert hosts == {urlsplit(plan_server).netloc}
    assert faults == []
    context.close()


def test_it_filters_as_one_types_and_keeps_the_address(page):
    page.fill("#f-q", "研发投入强度")
    page.wait_for_function("() => new URLSearchParams(location.search).get('q') === '研发投入强度'")
    names = page.locator(f"{ROWS} .c-name > span").all_inner_texts()
    assert "全社会研发经费投入占GDP比重" in names
    assert page.input_value("#f-q") == "研发投入强度"
    page.locator(".count a").click()
    page.wait_for_function("() => location.search === '?show=table'")
    assert page.locator(ROWS).count() > 80
    assert page.input_value("#f-q") == ""


def test_unmet_goals_are_found_and_marked_in_words(page):
    page.select_option("#f-verdict", "unmet")
    page.wait_for_function("() => location.search.includes('verdict=unmet')")
    assert page.locator(".mark").all_inner_texts() == ["✗ 未完成"] * 4
    assert "verdict=unmet" in page.locator(".downloads a").first.get_attribute("href")


def test_the_chart_opens_the_clause_with_the_row_marked(page):
    page.locator(".switch a", has_text="图表").click()
    page.locator(".chart-row", has_text="省级以上新型研发机构数量").click()
    page.wait_for_selector("#pq-panel.open mark")
    assert page.locator("#pq-panel mark").all_inner_texts() == ["省级以上新型研发机构数量", "家", "17", "120"]
    page.keyboard.press("Escape")
    assert page.locator("#pq-panel.open").count() == 0
    assert "省级以上新型研发机构数量" in page.evaluate("document.activeElement.textContent")


def test_a_search_for_markup_finds_nothing_and_runs_nothing(page):
    page.fill("#f-q", '"><img src=x onerror=alert(1)>')
    page.locator(".nothing").wait_for()
    assert page.locator("main img").count() == 0


def test_without_scripts_the_form_filters(browser, plan_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{plan_server}/board")
    page.select_option("#f-unit", "人年")
    page.locator("button.apply").click()
    assert page.locator(f"{ROWS} .c-name").all_inner_texts() == ["每万名就业人员中研发人员数"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_accessibility_engine_finds_no_violation(browser, plan_server, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(locale="zh-CN", color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    found = {}
    for address in ("board", "board?show=chart", "board?q=zzz", "board?lang=en"):
        page.goto(f"{plan_server}/{address}")
        found[address] = violations(axe, page)
    page.goto(f"{plan_server}/board")
    page.locator(".chip").first.click()
    page.wait_for_selector("#pq-panel.open mark")
    page.wait_for_timeout(400)
    found["panel"] = violations(axe, page)
    context.close()
    assert [line for lines in found.values() for line in lines] == []


def violations(axe, page: sync_api.Page) -> list[str]:
    result = axe.run(page).response
    assert len(result["passes"]) > 20
    return [f"{v['impact']} {v['id']}: {v['nodes'][0]['html']}" for v in result["violations"]]
