"""What narrows a measure and what it leaves open: conditions, industries, places, figures."""

from __future__ import annotations

import re

from corpus.indicators.quantities import Quantity, find_quantities
from corpus.measures.records import MONEY_KINDS, ConditionKind, FigureRole, Kind, LeftOpen
from corpus.measures.words import words

# A list that names branches: "在A、B、C等领域", "围绕A、B等主导产业"; a park's theme: "打造A、B产业园".
_BRANCHES = re.compile(
    "(?:围绕|在|推进|聚焦于?|投向|集中于?)(?P<list>[^，。；围绕在]{2,60}?、[^，。；围绕在]{2,30}?)(?:等|[两二三四五六七八九十]个)?"
    "(?:重点|主导|战略性?新兴|特色|优势)*(?:产业链|产业|行业|领域|主导产业领域)"
)
_THEMES = re.compile(
    "(?:打造|建设|以及)(?P<list>[^，。；]{2,40}?)(?:科技创新示范园|循环经济园区?|(?:等)?(?:新兴)?特色产业园区?|产业园区?|科技园)(?!区)"
)
_NO_BRANCH = re.compile(
    "我市|全市|建立|建设|创办|进行|面向|市场|重大|重点|平台|主导|关键|战略|国际|技术创新|合作|现代服务|大学|学院"
)
_LINKS = re.compile("、|以及|和|及|产业园")
_PLACE = re.compile(
    "(?:支持|推动|推进|鼓励|加快|加大|在|依托|建设|与|、|和|，|^)"
    "(?P<name>[一-龥A-Za-z·（）]{2,12}?"
    "(?:高新区|经开区|开发区|综合保税区|工业园区|物流园区|临空经济区|经济区|科学城|科技城|科创岛|科创园|[市县区]))"
    "(?=打造|建设|与|、|等|推进|共建|国家|一期|二期|重点|聚焦|以|和|优化|创建|$)"
)
_LEADING_VERBS = re.compile("^(?:重点|支持|推动|推进|鼓励|加快|加大|建设|创建|在|依托|布局)+")
_NO_PLACE = re.compile("各县|各区|循环|功能区|特色|合作|现有|我市|本市|高新技术|等|省级|示范")
# "支持A、B等高校…": names of examples before the kind of those that it is given to.
_NAMED = re.compile(
    "(?:支持|推动|鼓励|引导)(?P<names>[^，。；的在]{2,40}?、[^，。；的在]{2,20}?)等[^，。；、]{0,6}(?:平台|企业|高校|机构|园区|医院)"
)
_COMMON = re.compile("打造|建设|人才|资金|技术|项目|互联网|企业$|机构$|平台$|载体")
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
    found = [(ConditionKind(match.lastgroup), *match.span()) for match in matches if match.lastgroup]
    return [
        *found,
        *((ConditionKind.NAMED, *match.span("names")) for match in _NAMED.finditer(text) if _are_names(match)),
    ]


def _are_names(match: re.Match[str]) -> bool:
    """Whether a list before 等 holds names: 高校、科研院所 are none, 东山学院、西河学院 are."""
    items = re.split("[、和]", match["names"])
    return not any(words().audience.fullmatch(item) or item.startswith("在") or _COMMON.search(item) for item in items)


def industries_in(text: str) -> tuple[str, ...]:
    """The branches that a text names as its field, or as a park's theme."""
    found = [name for pattern in (_BRANCHES, _THEMES) for match in pattern.finditer(text) for name in _items(match)]
    return tuple(dict.fromkeys(name for name in found if 2 <= len(name) <= 14 and not _NO_BRANCH.search(name)))


def _items(match: re.Match[str]) -> list[str]:
    return [name.strip("于的等") for name in _LINKS.split(match["list"])]


def places_in(text: str) -> tuple[str, ...]:
    """Names of districts and parks in a text, read by their endings."""
    names = (_LEADING_VERBS.sub("", match["name"]) for match in _PLACE.finditer(text))
    return tuple(dict.fromkeys(name for name in names if len(name) > 2 and not _NO_PLACE.search(name)))


def figures_in(text: str, kinds: tuple[Kind, ...]) -> list[tuple[Quantity, FigureRole]]:
    """The numbers of a measure and what each measures; what is left open in words (一定比例) is none."""
    return [(found, _role(text, found, kinds)) for found in find_quantities(text) if found.value is not None]


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
    if not _MONEY.search(quantity.text) or not MONEY_KINDS.intersection(kinds):
        return FigureRole.COUNT
    if _THRESHOLD.search(quantity.text) and after.startswith("的"):
        return FigureRole.THRESHOLD
    if "%" not in quantity.text and (_POOL.search(before) or _POOL.search(after)) and not _EACH.search(before):
        return FigureRole.POOL
    return FigureRole.BENEFIT
