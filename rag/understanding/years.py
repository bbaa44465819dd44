"""Years and plan periods that a question names, relative ones resolved against a given day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DIGITS = {
    char: str(value)
    for value, chars in enumerate(["〇零○", "一", "二", "三", "四", "五", "六", "七", "八", "九"])
    for char in chars
}
# What follows a number of things, people or money rather than a year: 2000万元, 2020人.
_COUNTED = (
    "万|亿|元(?!旦)|家|个(?!人|税)|人(?!才|均|口|大)|名(?!单|录|称|额)|项(?!目)|件|套|台(?!湾)|平(?!台|均)|"
    "亩|吨|余|户|千|块|多(?!少)"
)
_FULL = re.compile(rf"(?<!\d)(?<!\d\.)((?:19|20)\d{{2}})(?!\d|\.\d|\s*(?:{_COUNTED}))")
_CHINESE = re.compile("(二[〇零○][〇零○一二三四五六七八九]{2})年?")
# 廿五年, 二五年; 二三年 is rather two or three years.
_SHORT_CHINESE = re.compile("(?<![一二三四五六七八九十百第零〇])(?:廿([一二三四五六七八九])|二([〇零○四五六七八九]))年")
# Two digits are a year only near those the plans are about, and not as a length of time.
_LASTED = "".join(f"(?<!{word})" for word in ("连续", "过去", "近", "工作", "经营", "成立", "[干做开办营作立]了"))
_SHORT = re.compile(
    rf"(?<![\d.第]){_LASTED}([1-4]\d)年(?!前|内|来|以上|以内|多|时间|了|期|老|(?:以上)?的?(?:经验|历史))"
)
_RELATIVE = {
    "大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "昨年": -1,
    "今年": 0, "本年": 0, "当年度": 0, "本年度": 0,
    "明年": 1, "来年": 1, "下一年": 1, "后年": 2, "大后年": 3, "last year": -1, "this year": 0, "next year": 1,
}  # fmt: skip
# Inside other words they are none: 说明年度目标, 过去年均增长, 以前年度.
_NOT_INSIDE = {
    "明年": "(?<![说文证表申声注光])", "去年": "(?<!过)", "后年": "(?<![之以前今此])", "前年": "(?<![之以])",
    "上年": "(?<!以)", "来年": "(?<![未近以])", "本年": "(?<![成基根])",
}  # fmt: skip
_RELATIVE_RE = re.compile(
    "|".join(f"{_NOT_INSIDE.get(word, '')}{word}(?!均)" for word in sorted(_RELATIVE, key=len, reverse=True)),
    re.IGNORECASE,
)
_PERIODS = "十一|十二|十三|十四|十五|十六"
_PERIOD = re.compile(
    rf'[“"「]?(?:({_PERIODS})[ 、-]?五(?!个|家|项|年|名|人|万|百)|第({_PERIODS})个五年)[”"」]?(末|期末)?'
)
_ORDINAL = {"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16}
_ENGLISH_PERIOD = re.compile(
    r"\b(?:(1[1-6])th|(" + "|".join(_ORDINAL) + r"))[\s-]+five[\s-]+year\b(?:[\s-]+plan)?", re.IGNORECASE
)
_PERIOD_NUMBER = {"十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16}
# The eleventh five-year period of the People's Republic ran from 2006 to 2010.
_ELEVENTH_START = 2006


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year or span of years in a question; ``relative`` if it was said as 今年, 去年 and the like."""

    start: int
    end: int
    text: str
    offset: int
    relative: bool = False

    @property
    def is_period(self) -> bool:
        """Whether it is a five-year period and not one year."""
        return self.end > self.start


def _five_years(number: int) -> tuple[int, int]:
    start = _ELEVENTH_START + 5 * (number - 11)
    return start, start + 4


def _period_mentions(text: str) -> list[YearMention]:
    found = []
    for match in _PERIOD.finditer(text):
        start, end = _five_years(_PERIOD_NUMBER[match[1] or match[2]])
        found.append(YearMention(end if match[3] else start, end, match[0], match.start()))
    for match in _ENGLISH_PERIOD.finditer(text):
        start, end = _five_years(int(match[1]) if match[1] else _ORDINAL[match[2].lower()])
        found.append(YearMention(start, end, match[0], match.start()))
    return found


def _single_years(text: str) -> list[YearMention]:
    found = [YearMention(int(m[1]), int(m[1]), m[1], m.start()) for m in _FULL.finditer(text)]
    for match in _CHINESE.finditer(text):
        year = int("2" + "".join(_DIGITS.get(char, char) for char in match[1][1:]))
        found.append(YearMention(year, year, match[0], match.start()))
    for match in _SHORT_CHINESE.finditer(text):
        year = 2020 + int(_DIGITS[match[1] or match[2]])
        found.append(YearMention(year, year, match[0], match.start()))
    for match in _SHORT.finditer(text):
        year = 2000 + int(match[1])
        found.append(YearMention(year, year, match[0], match.start()))
    return found


def year_mentions(text: str, today: date) -> tuple[YearMention, ...]:
    """All years and five-year periods named in a text, in order of appearance.

    Relative years are counted from ``today``; two-digit years (25年) are of this century.
    """
    found = _period_mentions(text) + _single_years(text)
    for match in _RELATIVE_RE.finditer(text):
        year = today.year + _RELATIVE[match[0].lower()]
        found.append(YearMention(year, year, match[0], match.start(), relative=True))
    return tuple(sorted(found, key=lambda mention: mention.offset))


def resolve_relative(text: str, today: date) -> str:
    """The text with 今年, 去年 … followed by the year they mean: 今年（2026年）."""

    def spell_out(match: re.Match[str]) -> str:
        return f"{match[0]}（{today.year + _RELATIVE[match[0].lower()]}年）"

    return _RELATIVE_RE.sub(spell_out, text)
