"""What a line begins with: a heading's number in any usual style, or a bullet.

Styles are ordered as official Chinese writing nests them; which of them is chapter, section or item
in a given plan is decided by ``levels``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from corpus.numerals import CHINESE_NUMERAL, CIRCLED, parse_numeral
from corpus.parser.lines import INVISIBLE


class Style(IntEnum):
    """A way of numbering; a smaller value stands above a greater one."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    ARTICLE = 3
    CHINESE = 4
    CHINESE_PAREN = 5
    MARKDOWN1 = 6
    MARKDOWN2 = 7
    MARKDOWN3 = 8
    MARKDOWN4 = 9
    NUMBER = 10
    ARABIC = 20
    DECIMAL2 = 21
    DECIMAL3 = 22
    DECIMAL4 = 23
    PAREN = 30
    HALF_PAREN = 31
    CIRCLED = 32
    DASH = 40
    DOT = 41

    @property
    def is_bullet(self) -> bool:
        """Whether the style carries no number."""
        return self >= Style.DASH


STRONG = frozenset(
    style for style in Style if style is not Style.ARTICLE and (style <= Style.NUMBER or 21 <= style <= 23)
)
"""Styles that only headings use; the others number sentences in a list as often."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A line's number: its style, the label as written, its value, and where the words begin."""

    style: Style
    label: str
    number: int | None
    rest: int
    path: tuple[int, ...] = ()


_LEAD = rf"[\s{INVISIBLE}>]*(?:#{{1,6}}\s+)?(?:\*\*)?\s*"
_N = rf"[{CHINESE_NUMERAL}]{{1,5}}|\d{{1,3}}"
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = tuple(
    (style, re.compile(_LEAD + pattern))
    for style, pattern in (
        (Style.PART, rf"(第\s?({_N})\s?(?:篇|编|部分))(?:[\s、：:．.]+|(?=[^\s，。；]))"),
        (Style.CHAPTER, rf"(第\s?({_N})\s?章)(?:[\s、：:．.]+|(?=[^\s，。；]))"),
        (Style.SECTION, rf"(第\s?({_N})\s?节)(?:[\s、：:．.]+|(?=[^\s，。；]))"),
        (Style.ARTICLE, rf"(第\s?({_N})\s?条)[\s、：:]+"),
        (Style.CHINESE, rf"(([{CHINESE_NUMERAL}]{{1,4}})\s?[、．.])\s*"),
        (Style.CHINESE_PAREN, rf"([（(]\s?([{CHINESE_NUMERAL}]{{1,4}})\s?[）)])[、．.]?\s*"),
        (Style.DECIMAL4, r"((\d{1,2}(?:[.．]\d{1,2}){3}))[.．、]?(?![\d.．])\s*"),
        (Style.DECIMAL3, r"((\d{1,2}(?:[.．]\d{1,2}){2}))[.．、]?(?![\d.．])\s*"),
        (Style.DECIMAL2, r"((\d{1,2}[.．]\d{1,2}))[.．、]?(?![\d.．])\s*"),
        (Style.ARABIC, r"((\d{1,3})\s?[.．、])\s*(?!\d)"),
        (Style.PAREN, r"([（(]\s?(\d{1,3})\s?[）)])[、．.]?\s*"),
        (Style.HALF_PAREN, r"((\d{1,2})[）)])\s*"),
        (Style.CIRCLED, rf"(([{CIRCLED}]))[、．.]?\s*"),
        (Style.DASH, r"((?:——?|――?|──?|－－|--)())\s*(?=[^\s—―─－-])"),
        (Style.DOT, r"(([•●◆■◇▪○□◎★➤·]))\s*|(([-*+]))\s+"),
    )
)
# "1.5亿元" opens a sentence about money, not section 1.5.
_QUANTITY = re.compile(r"\s*(?:[亿万%％倍]|个百分点|公里|平方|吉瓦|兆瓦|[:：]\d)")
_BARE = re.compile(_LEAD + r"(\d{1,2})[ \t\u3000]+(?=[^\s\d])")
_MARKDOWN = re.compile(rf"[\s{INVISIBLE}]*(#{{1,6}})\s+")


def read_bare_number(text: str) -> Marker | None:
    """The number of a heading such as "1 总则", which only a plan that goes on with 1.1 is known to have."""
    match = _BARE.match(text)
    return Marker(Style.NUMBER, match.group(1), int(match.group(1)), match.end()) if match else None


def read_marker(text: str) -> Marker | None:
    """The number or bullet that a line begins with, or None."""
    for style, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None or match.end() >= len(text.rstrip()):
            continue
        if style in (Style.DECIMAL2, Style.DECIMAL3) and _QUANTITY.match(text, match.end(1)):
            continue
        return _marker(style, match)
    return _markdown(text)


def _marker(style: Style, match: re.Match[str]) -> Marker:
    label = match.group(1) or match.group(match.lastindex or 1)
    if style.is_bullet:
        return Marker(style, label, None, match.end())
    parts = tuple(int(part) for part in re.split(r"[.．]", match.group(2))) if _is_decimal(style) else ()
    number = parts[-1] if parts else parse_numeral(match.group(2))
    return Marker(style, label, number, match.end(), parts)


def _is_decimal(style: Style) -> bool:
    return Style.DECIMAL2 <= style <= Style.DECIMAL4


def _markdown(text: str) -> Marker | None:
    match = _MARKDOWN.match(text)
    if match is None or match.end() >= len(text.rstrip()):
        return None
    depth = min(len(match.group(1)), 4)
    return Marker(Style(Style.MARKDOWN1 + depth - 1), "", None, match.end())
