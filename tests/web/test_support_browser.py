"""The support finder in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

sync_api = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

PCB = "我们做PCB的，30人，缺钱也缺人"
BANK = "我们是一家银行，想给科技型中小企业放贷款，要担保"


@pytest.fixture(params=[{"width": 1280, "height": 800}, {"width": 390, "height": 844}], ids=["desktop", "phone"])
def page(request, browser, plan_server) -> Iterator[sync_api.Page]:
    """The finder, opened; afterwards: no request went elsewhere, no script failed, nothing is too wide."""
    context = browser.new_context(viewport=request.param, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    hosts, faults = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.goto(f"{plan_server}/support")
    yield page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert hosts == {urlsplit(plan_server).netloc}
    assert faults == []
    context.close()


def find(page: sync_api.Page, text: str) -> None:
    page.fill("#p-text", text)
    page.locator("button.apply").click()
    page.locator(".found .card, .found .nothing").first.wait_for()
    page.wait_for_selector("#results:not([aria-busy])")


def test_a_sentence_gives_cards_and_stays_out_of_the_address(page, plan_server):
    find(page, PCB)
    assert "规模：30人" in page.locator(".understood").inner_text()
    assert page.url == f"{plan_server}/support"


def test_an_example_fills_the_form_and_finds(page):
    page.locator(".examples a").first.click()
    page.locator(".card").first.wait_for()
    assert page.input_value("#p-text") == PCB


def test_one_need_at_a_time(page):
    find(page, PCB)
    chosen = page.locator(".by-need a").nth(1)
    chosen.click()
    need = chosen.get_attribute("data-need")
    shown = [s.get_attribute("data-need") for s in page.locator("section.need").all() if s.is_visible()]
    assert shown == [need]
    page.locator(".by-need a").first.click()
    assert page.locator("section.need").last.is_visible()


def test_a_chip_opens_the_clause_with_the_measure_marked(page):
    find(page, PCB)
    card = page.locator(".card").first
    card.locator(".pq-cite").click()
    page.wait_for_selector("#pq-panel.open mark")
    marked = "".join(page.locator("#pq-panel mark").all_inner_texts())
    assert card.locator("blockquote").inner_text() == marked


@pytest.mark.parametrize(("button", "name"), [("Word", ".docx"), ("Excel", ".xlsx")])
def test_the_brief_is_downloaded(page, button, name):
    find(page, BANK)
    with page.expect_download() as download:
        page.locator(".downloads button", has_text=button).click()
    assert download.value.suggested_filename == f"支持措施对照简报{name}"
    assert Path(download.value.path()).stat().st_size > 5000


def test_markup_in_a_profile_is_shown_and_never_runs(page):
    find(page, "茶园<img src=x onerror=alert(1)><script>alert(2)</script>")
    assert page.locator("main img, main script").count() == 0


def test_a_failure_is_said(page):
    page.route("**/support", lambda route: route.abort())
    page.locator("button.apply").click()
    page.wait_for_selector("#results [role=alert]")
    page.unroute("**/support")


def test_without_scripts_the_form_finds(browser, plan_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{plan_server}/support")
    page.fill("#p-text", PCB)
    page.locator("button.apply").click()
    assert page.locator(".card").count() > 3
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_accessibility_engine_finds_no_violation(browser, plan_server, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(locale="zh-CN", color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{plan_server}/support?lang=en")
    page.locator("summary").click()
    found = violations(axe, page)
    for text in (PCB, BANK):
        page.goto(f"{plan_server}/support?text={text}")
        found += violations(axe, page)
    context.close()
    assert found == []


def violations(axe, page: sync_api.Page) -> list[str]:
    result = axe.run(page).response
    assert len(result["passes"]) > 20
    return [f"{v['impact']} {v['id']}: {v['nodes'][0]['html']}" for v in result["violations"]]
