"""The parts of a claim that a sentence can hold another value of: numbers, years, places, levels, how often."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.indicators import Operator
from corpus.indicators.merging import scaled
from corpus.indicators.quantities import find_quantities
from rag.numbers.matching import unit_base
from rag.understanding.places import Gazetteer, jieba_dictionary, names_in_plan

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_OFTEN = {
    "每年": "year", "一年一次": "year", "年度": "year", "每半年": "half", "半年一次": "half", "每季度": "quarter", "每季": "quarter",
    "每个季度": "quarter", "每月": "month", "每个月": "month", "月度": "month", "每周": "week", "每星期": "week", "每天": "day", "每日": "day",
    "每两年": "two years", "annually": "year", "every year": "year", "monthly": "month", "every month": "month", "quarterly": "quarter",
}  # fmt: skip
_OFTEN_RE = re.compile("|".join(sorted(_OFTEN, key=len, reverse=True)), re.I)
_LEVELS = {"国家级": "国", "国家": "国", "全国": "国", "省级": "省", "全省": "省", "市级": "市", "区级": "区", "县级": "县"}
_LEVEL_RE = re.compile(rf"({'|'.join(_LEVELS)})(?:的)?([\u4e00-\u9fff]{{2}})")
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


def _numbers(text: str) -> Iterable[tuple[str, Decimal]]:
    for quantity in find_quantities(text):
        if quantity.value is None:
            continue
        ranked = quantity.operator is Operator.RANK
        yield ("rank" if ranked else unit_base(quantity.unit), scaled(quantity.value, quantity.unit)[0])


@lru_cache(maxsize=4)
def place_finder(plan_text: str) -> Callable[[str], Iterable[str]]:
    """Finds the names of divisions and countries, those of the plan among them."""
    gazetteer = Gazetteer(jieba_dictionary(), extra=tuple(names_in_plan(plan_text, jieba_dictionary())))
    # 大冶湖 is no 大冶: a name that runs on into another kind of place is not meant.
    return lambda text: [
        place.name for place in gazetteer.find(text) if not re.match("[湖江河山路港]", text[place.offset + len(place.name) :])
    ]
