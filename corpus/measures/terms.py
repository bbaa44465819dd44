"""What narrows a measure and what it leaves open: conditions, industries, places, figures."""

from __future__ import annotations

import re

from corpus.indicators.quantities import Quantity, find_quantities
from corpus.measures.records import MONEY_KINDS, ConditionKind, FigureRole, Kind, LeftOpen
from corpus.measures.words import words

# A list that names branches: "在A、B、C等领域", "围绕A、B等主导产业".
_BRANCHES = re.compile(
    "(?:围绕|在|推进|面向|聚焦于?|投向|集中于?)(?P<list>[^，。；围绕在]{2,60}?)(?:等|[两二三四五六七八九十]个)?"
    "(?:重点|主导|战略性?新兴|特色|优势)*(?:产业链|产业|行业|领域|主导产业领域)"
)
_PLACE = re.compile(
    "(?:支持|推动|推进|鼓励|加快|加大|在|依托|建设|与|、|和|，|^|以)"
    "(?P<name>(?!支持|推动|推进|鼓励|加快|建设)(?![一-龥]{0,6}(?:各县|各区|园区等|企业|科技园区$))[一-龥A-Za-z·（）]{2,12}?"
    "(?:高新区|经开区|开发区|综合保税区|工业园区|物流园区|临空经济区|经济区|科学城|科技城|科创岛|科创园|[市县区]))"
    "(?=打造|建设|与|、|等|推进|共建|国家|一期|二期|重点|聚焦|以|和|优化|创建|$)"
)
_POOL = re.compile("基金|资金池|准备金|总规模|总额|首期|累计安排|资金")
_THRESHOLD = re.compile("(?:以上|以下|以内)$")
_EACH = re.compile("每人|每家|每户|单个|单户|同一|最高|一次性|给予")
_MONEY = re.compile("元|%|百分点|比例|额度|奖励")
_DEADLINE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月|月底|年底前|\d+\s*月\s*\d+\s*日|期限不超过|为止|常年受理")
_PROCEDURE = re.compile(
    "申报材料|填报|登录|提交|受理|网上办|掌上办|申请流程|竣工验收后|申报(?:发行|时间)|平台在线|窗口"
)


def conditions_in(text: str) -> list[tuple[ConditionKind, int, int]]:
    """Words that narrow who gets it, as ranges of the text."""
    matches = words().condition.finditer(text)
    return [(ConditionKind(match.lastgroup), *match.span()) for match in matches if match.lastgroup]


def industries_in(text: str) -> tuple[str, ...]:
    """The branches that a text names as its field."""
    found: list[str] = []
    for match in _BRANCHES.finditer(text):
        found += [name.strip("于的") for name in re.split("、|和|以及|及", match["list"])]
    return tuple(dict.fromkeys(name for name in found if 2 <= len(name) <= 14))


def places_in(text: str) -> tuple[str, ...]:
    """Names of districts and parks in a text, read by their endings."""
    return tuple(dict.fromkeys(match["name"] for match in _PLACE.finditer(text)))


def figures_in(text: str, kinds: tuple[Kind, ...]) -> list[tuple[Quantity, FigureRole]]:
    """The numbers of a measure and what each measures."""
    return [(quantity, _role(text, quantity, kinds)) for quantity in find_quantities(text)]


def left_open(text: str, sentence: str, kinds: tuple[Kind, ...], roles: list[FigureRole]) -> tuple[LeftOpen, ...]:
    """What is not said: the amount (only of kinds that are money), a deadline, a procedure."""
    found = []
    if MONEY_KINDS.intersection(kinds) and FigureRole.BENEFIT not in roles:
        found.append(LeftOpen.AMOUNT)
    if not _DEADLINE.search(sentence):
        found.append(LeftOpen.DEADLINE)
    if not _PROCEDURE.search(text):
        found.append(LeftOpen.PROCEDURE)
    return tuple(found)


def _role(text: str, quantity: Quantity, kinds: tuple[Kind, ...]) -> FigureRole:
    before, after = text[max(0, quantity.start - 8) : quantity.start], text[quantity.end : quantity.end + 16]
    if quantity.value is None or not _MONEY.search(quantity.text) or not MONEY_KINDS.intersection(kinds):
        return FigureRole.COUNT
    if _THRESHOLD.search(quantity.text) and after.startswith("的"):
        return FigureRole.THRESHOLD
    if "%" not in quantity.text and (_POOL.search(before) or _POOL.search(after)) and not _EACH.search(before):
        return FigureRole.POOL
    return FigureRole.BENEFIT
