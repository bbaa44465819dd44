"""How the question box looks and reads on pages that are not its own."""

from __future__ import annotations

import pytest
from browsing import violations
from widget_sites import ASK, DESKTOP, ask, in_box

pytestmark = pytest.mark.browser

STRICT = (
    "default-src 'self'; script-src {service}; connect-src {service}; style-src {service}; "
    "require-trusted-types-for 'script'"
)
HOSTILE = (
    "<style>* { font-size: 60px !important; color: lime !important } "
    "button { display: none } div { position: fixed }</style>"
)
CONTRAST = """(() => {
    const light = (text) => {
        const [r, g, b] = text.match(/[0-9.]+/g).map((v) => v / 255)
            .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const style = getComputedStyle(box.querySelector('.launch'));
    const [a, b] = [light(style.color), light(style.backgroundColor)];
    return Math.max(a, b) / Math.min(a, b);
})()"""


def test_a_strict_content_security_policy_is_kept(visit, service):
    page = visit(policy=STRICT.format(service=service), options=DESKTOP)
    ask(page).get_by_text("原文摘录").wait_for()
    assert page.evaluate(in_box("getComputedStyle(box.querySelector('.panel')).position")) == "fixed"


def test_on_a_phone_it_fills_the_screen_and_what_the_keyboard_leaves_of_it(visit):
    page = visit()
    page.click(".launch")
    assert page.locator(".panel").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    page.set_viewport_size({"width": 390, "height": 420})
    page.wait_for_function("() => " + in_box("box.querySelector('.panel').clientHeight === 420"))
    box = page.locator("form").bounding_box()
    assert box["y"] + box["height"] < 420
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_page_written_from_right_to_left_keeps_it_whole(visit):
    page = visit(lang="ar", direction="rtl", options=DESKTOP)
    assert page.locator(".launch").bounding_box()["x"] < 100
    ask(page, "ما هو الهدف؟").get_by_text("Not in the plan").wait_for()
    panel = page.locator(".panel").bounding_box()
    assert panel["x"] >= 0
    for box in filter(None, (part.bounding_box() for part in page.locator(".panel *").all())):
        assert box["x"] >= panel["x"] - 1
        assert box["x"] + box["width"] <= panel["x"] + panel["width"] + 1


def test_the_sites_own_style_stays_outside(visit):
    page = visit(body=HOSTILE, options=DESKTOP)
    ask(page).get_by_text("原文摘录").wait_for()
    read = "['fontSize', 'color'].map((name) => getComputedStyle(box.querySelector('textarea'))[name])"
    assert page.evaluate(in_box(read)) == ["16px", "rgb(28, 38, 52)"]


@pytest.mark.parametrize("color", ["#ffd400", "#0a0", "rebeccapurple", "not a colour", "#fff"])
def test_any_colour_keeps_its_words_readable(visit, color):
    page = visit(f'data-color="{color}"', options=DESKTOP)
    assert page.evaluate(in_box(CONTRAST)) >= 4.5


@pytest.mark.parametrize("query", ["", "?lang=en"], ids=["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_accessibility_engine_finds_no_violation(browser, service, scheme, query):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{service}/widget-demo{query}")
    found = {"closed": violations(page)}
    for question in (ASK, "火锅"):
        answer = ask(page, question)
        answer.locator("h3").first.wait_for()
    found["open"] = violations(page)
    context.close()
    assert found == {"closed": [], "open": []}


def test_the_demo_makes_the_snippet_that_it_shows(browser, service):
    context = browser.new_context(viewport=DESKTOP["viewport"], permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{service}/widget-demo")
    page.fill("[name=title]", '"><b>问')
    page.select_option("[name=position]", "left")
    page.click("#copy")
    page.get_by_text("已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f'<script src="{service}/widget.js" data-position="left" data-lang="zh"')
    assert 'data-title="&quot;>&lt;b>问"' in copied
    assert page.locator(".launch").inner_text() == '"><b>问'
    assert page.locator(".launch").bounding_box()["x"] == 20
    page.select_option("[name=position]", "")
    assert "<policy-chat data-lang" in page.locator("#snippet").inner_text()
    assert page.locator("#inline policy-chat .panel").is_visible()
    context.close()
