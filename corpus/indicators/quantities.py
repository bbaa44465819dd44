"""Quantities in running text: a number, what bounds it and its unit, found by the shape of the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.indicators.decimals import narrow, to_decimal
from corpus.indicators.records import Operator

UNITS = (
    "个百分点|百分点|%|(?:万|亿|千)?元|(?:万|亿)?人年|(?:万|亿)?人次|(?:万|亿)?人|"
    "(?:万|亿)?(?:家|户|个|件|项|名|位|台（套）|台|套|辆|条|所|座|处|亩|吨|只|支|批|艘|册|场|期|次|平方米|公里|千米|平方公里|公顷|"
    "千瓦时|千瓦|吉瓦时|吉瓦|兆瓦|标准煤|立方米)|万吨标准煤|倍|岁|分钟|小时"
)
_DIGITS = r"(?<![\dA-Za-z.\-])-?\d+(?:,\d{3})*(?:\.\d+)?"
_CHINESE = "[二两三四五六七八九十][十百]?[二三四五六七八九]?"
_BEFORE = (
    "不少于|不低于|不小于|至少|不高于|不超过|不大于|不多于|最高|低于|少于|小于|突破|超过|大于|多于|超|约为|大约|约|近|"
    "＞|>|≥|≤|＜|<"
)
_AFTER = "以上|以下|以内|左右|余|多"
_OPERATORS = {
    **dict.fromkeys(("不少于", "不低于", "不小于", "至少", "以上", "≥"), Operator.AT_LEAST),
    **dict.fromkeys(("不高于", "不超过", "不大于", "不多于", "以内", "以下", "≤", "最高"), Operator.AT_MOST),
    **dict.fromkeys(("突破", "超过", "大于", "多于", "超", "＞", ">", "余", "多"), Operator.MORE),
    **dict.fromkeys(("低于", "少于", "小于", "＜", "<"), Operator.LESS),
    **dict.fromkeys(("约为", "大约", "约", "近", "左右"), Operator.ABOUT),
}
_AMOUNT = re.compile(
    rf"(?P<before>{_BEFORE})?\s*(?P<low>{_DIGITS})(?:\s*(?:-|—|－|～|~|至|到)\s*(?P<high>\d+(?:\.\d+)?))?\s*"
    rf"(?P<unit>{UNITS})(?![级])(?P<after>{_AFTER})?"
)
_YEARS = re.compile(r"连续(?P<low>\d+|[二两三四五六七八九十]+)\s*(?P<unit>年)")
_COUNTED = re.compile(
    rf"(?<![第“\d一二三四五六七八九十百千几各这])(?P<low>{_CHINESE})(?P<unit>个|家|项|件)(?P<after>{_AFTER})?(?=[^，。；、”\s面全])"
)
_RANK = re.compile(
    r"(?P<text>第\s*(?P<low>\d+|[一二三四五六七八九十]+)\s*(?:位|名|大(?=[A-Za-z一-龥])|个(?!五年)|(?=[，。；、对吧吗是]|$)))"
    r"|(?P<top>前\s*(?P<first>\d+|[一二三四五六七八九十]+)\s*(?:位|名|强))"
    r"|(?P<strong>“?(?P<best>\d+|[一二三四五六七八九十]?[十百])强”?)"
)
_HUNDREDS = re.compile(r"“?(?:[一二三四五六七八九]|\d)个(?P<low>\d{2,})”?")
_MULTIPLE = re.compile(r"(?P<text>(?P<span>[二两三四五六七八九十]|\d+)年倍增|翻(?:了)?(?P<fold>[一两二三])番|倍增)")
_OPEN = re.compile("一定比例|适当比例|适当奖励|一定额度")
_TENTHS = re.compile(
    r"(?P<before>不足|超过|近|约)?(?P<low>[一二三四五六七八九])成(?!果|立|本|长|效|为|功|熟|员|都|型|套|因)"
)
# Years, other documents' titles and the numbers of headings are no quantities.
_BLANKED = re.compile(
    r"《[^》]*》|(?:19|20)\d{2}\s*(?:年|[-—－至到]\s*(?:19|20)\d{2}年?)|^\s*(?:\d+(?:\.\d+)*[.．、](?!\d)|\d+(?:\.\d+)+\s)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: ``start``/``end`` are offsets into it, ``upper`` the end of a range."""

    start: int
    end: int
    text: str
    operator: Operator
    unit: str
    value: Decimal | None
    upper: Decimal | None = None


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a text, in order, none overlapping another."""
    # Blanked pieces keep their length, so offsets stay those of the text.
    searched = _BLANKED.sub(lambda match: "\0" * len(match[0]), narrow(text))
    found: list[Quantity] = []
    for finder in (_ranks, _hundreds, _amounts, _years, _multiples, _tenths, _counted, _left_open):
        found += [new for new in finder(searched) if not any(_overlap(new, old) for old in found)]
    return sorted((_with_text(quantity, text) for quantity in found), key=lambda quantity: quantity.start)


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.start < other.end and other.start < one.end


def _with_text(quantity: Quantity, text: str) -> Quantity:
    stated = re.sub(r"\s+", "", text[quantity.start : quantity.end])
    return Quantity(
        quantity.start, quantity.end, stated, quantity.operator, quantity.unit, quantity.value, quantity.upper
    )


def operator_of(before: str | None, after: str | None = None) -> Operator:
    """The operator that the words before and after a number stand for."""
    return _OPERATORS.get(before or "") or _OPERATORS.get(after or "") or Operator.EQUAL


def _amounts(text: str) -> list[Quantity]:
    found = []
    for match in _AMOUNT.finditer(text):
        upper = to_decimal(match["high"]) if match["high"] else None
        operator = Operator.RANGE if upper is not None else operator_of(match["before"], match["after"])
        found.append(Quantity(*match.span(), "", operator, match["unit"], to_decimal(match["low"]), upper))
    return found


def _years(text: str) -> list[Quantity]:
    return [
        Quantity(match.start("low"), match.end(), "", Operator.EQUAL, "年", to_decimal(match["low"]))
        for match in _YEARS.finditer(text)
    ]


def _counted(text: str) -> list[Quantity]:
    return [
        Quantity(*match.span(), "", operator_of(None, match["after"]), match["unit"], to_decimal(match["low"]))
        for match in _COUNTED.finditer(text)
    ]


def _ranks(text: str) -> list[Quantity]:
    found = []
    for match in _RANK.finditer(text):
        number = to_decimal(match["low"] or match["first"] or match["best"])
        found.append(Quantity(*match.span(), "", Operator.RANK, "强" if match["strong"] else "位", number))
    return found


def _hundreds(text: str) -> list[Quantity]:
    return [
        Quantity(*match.span(), "", Operator.EQUAL, "", to_decimal(match["low"])) for match in _HUNDREDS.finditer(text)
    ]


def _multiples(text: str) -> list[Quantity]:
    found = []
    for match in _MULTIPLE.finditer(text):
        folds = int(to_decimal(match["fold"])) if match["fold"] else 1
        found.append(Quantity(*match.span(), "", Operator.EQUAL, "倍", Decimal(2**folds)))
    return found


def _tenths(text: str) -> list[Quantity]:
    found = []
    for match in _TENTHS.finditer(text):
        operator = Operator.LESS if match["before"] == "不足" else operator_of(match["before"])
        found.append(Quantity(*match.span(), "", operator, "成", to_decimal(match["low"])))
    return found


def _left_open(text: str) -> list[Quantity]:
    return [Quantity(*match.span(), "", Operator.SOME, "", None) for match in _OPEN.finditer(text)]
