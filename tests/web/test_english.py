from __future__ import annotations

import json
import re
from pathlib import Path

from rag.support.labels import DISCLAIMER, LEFT_OPEN
from rag.support.words import words
from web.site import TABS, View, english
from web.support.page import MARKS, OWNERSHIP, STAGES

WEB = Path(__file__).parents[2] / "web"
_USED = re.compile(r"""\bt\(["']([^"'{}]+)["']\)""")


def test_every_word_of_the_pages_has_its_english():
    files = [*WEB.glob("templates/*.html"), *WEB.glob("board/*.py"), *WEB.glob("support/*.py")]
    used = {word for file in files for word in _USED.findall(file.read_text("utf-8"))}
    assert len(used) > 80
    assert used - set(english()) == set()


def test_every_label_of_the_finder_has_its_english():
    labels = {need.label for need in words().needs.values()} | {word for _, word in MARKS.values()}
    labels |= {tab.name for tab in TABS} | {*STAGES, *OWNERSHIP, *LEFT_OPEN.values(), DISCLAIMER}
    assert labels - set(english()) == set()


def test_holes_are_the_same_in_both_languages():
    holes = re.compile("%[sd]")
    assert [word for word, other in english().items() if holes.findall(word) != holes.findall(other)] == []


def test_a_word_without_english_stays_as_it_is():
    assert View("en").t("黄石") == "黄石"
    assert View("zh").t("指标") == "指标"


def test_the_chats_english_is_of_words_that_the_chat_has():
    source = "".join(
        file.read_text("utf-8")
        for file in (
            *WEB.glob("chat/*.py"),
            *WEB.glob("templates/header.html"),
            WEB / "site.py",
            WEB / "ui" / "chat.js",
        )
    )
    for word in json.loads((WEB / "ui" / "chat-english.json").read_text("utf-8")):
        for part in word.replace("2000", "%").split("%"):
            assert part in source, word
