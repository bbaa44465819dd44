"""What all pages share: the tabs, the language, the templates."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query
from jinja2 import Environment, FileSystemLoader, StrictUndefined

ENGLISH_FILE = Path(__file__).with_name("english.toml")


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the site's pages: its address relative to the site, and its name."""

    path: str
    name: str


TABS = (Tab("./", "问答"), Tab("board", "指标"), Tab("support", "找支持"), Tab("plan", "规划原文"))


@cache
def english() -> Mapping[str, str]:
    """The English for the pages' Chinese words."""
    return tomllib.loads(ENGLISH_FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class View:
    """How a page is asked for: in which language, and whether it stands inside the chat page,
    which has the site's header itself."""

    lang: str = "zh"
    embed: bool = False

    def t(self, text: str) -> str:
        """A Chinese word of the page in the page's language; unchanged where there is no English for it."""
        return english().get(text, text) if self.lang == "en" else text

    @property
    def kept(self) -> dict[str, str]:
        """The query that keeps language and place from page to page."""
        asked = {"lang": "en" if self.lang == "en" else "", "embed": "1" if self.embed else ""}
        return {name: value for name, value in asked.items() if value}

    def link(self, path: str, fragment: str = "", **query: object) -> str:
        """The address of one of the site's pages in this view."""
        asked = urlencode({**{name: value for name, value in query.items() if value}, **self.kept})
        return path + (f"?{asked}" if asked else "") + (f"#{fragment}" if fragment else "")


CHINESE = View()


def view_of(
    lang: Annotated[str, Query(max_length=10, description="zh or en")] = "zh",
    embed: Annotated[str, Query(max_length=5, description="1 inside the chat page")] = "",
) -> View:
    """The view that a request asks for; anything unknown is the Chinese page by itself."""
    return View("en" if lang == "en" else "zh", embed == "1")


AskedView = Annotated[View, Depends(view_of)]

templates = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.globals.update(tabs=TABS)


def render(template: str, view: View, **values: object) -> str:
    """A page from its template; ``t`` and ``link`` of the view are at hand in it."""
    return templates.get_template(template).render(view=view, t=view.t, link=view.link, **values)


def header_html(plan_title: str, tab: str, view: View, tag: str) -> str:
    """The site's header with the plan's title set in ``tag``, for pages that are not made from the layout."""
    parts = templates.get_template("header.html").make_module()
    return f'<div class="site-header">{parts.site_header(plan_title, tab, view, tag)}{parts.language(tab, view)}</div>'
