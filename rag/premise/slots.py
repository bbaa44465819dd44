"""The parts of a claim that a sentence can hold another value of: numbers, years, places, levels, how often."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.indicators import Operator
from corpus.indicators.merging import scaled
from corpus.indicators.quantities import find_quantities
from rag.numbers.matching import unit_base

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_OFTEN_NAMES = {
    "year": "每年|一年一次|年度|annually|every year",
    "half": "每半年|半年一次",
    "quarter": "每季度|每季|每个季度|quarterly",
    "month": "每月|每个月|月度|monthly|every month",
    "week": "每周|每星期",
    "day": "每天|每日",
    "two years": "每两年",
}
_OFTEN = {name: often for often, names in _OFTEN_NAMES.items() for name in names.split("|")}
_OFTEN_RE = re.compile("|".join(sorted(_OFTEN, key=len, reverse=True)), re.I)
_LEVELS = {
    "国家级": "国",
    "国家": "国",
    "全国": "国",
    "省级": "省",
    "全省": "省",
    "市级": "市",
    "区级": "区",
    "县级": "县",
}
_LEVEL_RE = re.compile(rf"({'|'.join(_LEVELS)})(?:的)?([\u4e00-\u9fff]{{2}})")
# 5亿 without a thing that is counted is money.
_BARE_MONEY = re.compile(r"(?<=\d)\s*([亿万])(?!元|人|家|个|件|项|吨|户|亩|千|次|平)")
_BARE_NUMBER = re.compile(r"(?<![\d.a-z])\d+(?:\.\d+)?(?![\d.a-z])", re.I)
_BRACKETS = re.compile(r"[（）()“”\"'‘’「」·\s]")


@dataclass(frozen=True, slots=True)
class Slots:
    """Values by kind. ``levels`` are a level and what it is said of; ``numbers`` a unit and a value."""

    years: frozenset[str]
    often: frozenset[str]
    levels: frozenset[tuple[str, str]]
    numbers: frozenset[tuple[str, Decimal]]
    places: frozenset[str]


def plain(text: str) -> str:
    """Text without brackets, quotation marks and blanks, in lower case: 县（市） as 县市."""
    return _BRACKETS.sub("", text).lower()


def read_slots(text: str, places: Callable[[str], Iterable[str]]) -> Slots:
    """The slots of a text; ``places`` finds place names."""
    return Slots(
        years=frozenset(_YEAR.findall(text)),
        often=frozenset(_OFTEN[match[0].lower()] for match in _OFTEN_RE.finditer(text)),
        levels=frozenset((_LEVELS[level], noun) for level, noun in _LEVEL_RE.findall(plain(text))),
        numbers=frozenset(_numbers(text)),
        places=frozenset(places(text)),
    )


def slot_words(text: str) -> str:
    """All words of a text that fill a slot (places aside), one after the other."""
    found = [match[0] for match in (*_YEAR.finditer(text), *_OFTEN_RE.finditer(text))]
    return " ".join([*found, *(quantity.text for quantity in find_quantities(text))])


def bare_numbers(text: str) -> frozenset[str]:
    """All numbers of a text as written."""
    return frozenset(_BARE_NUMBER.findall(text))


def _numbers(text: str) -> Iterator[tuple[str, Decimal]]:
    for quantity in find_quantities(_BARE_MONEY.sub(r"\1元", text)):
        if quantity.value is None:
            continue
        ranked = quantity.operator is Operator.RANK
        yield ("rank" if ranked else unit_base(quantity.unit), scaled(quantity.value, quantity.unit)[0])
