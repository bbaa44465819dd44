"""What a question demands that the evidence must hold: a year, a place, an amount, a date, a person, a procedure.

Each check looks at the question and at the words shown as evidence, and names what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.answer import Missing
from rag.query import Query
from rag.understanding.asks import Ask
from rag.understanding.places import PlaceMention

_MONEY = re.compile(r"\d\s*(?:亿|万|千)?元|\d\s*%")
_OPEN_AMOUNT = re.compile(
    r"一定(?:比例|额度|数额)|经费扶持|专项(?:资金|引导资金|扶持)|资金扶持|贴息|奖补|补助|补贴|补偿|资助|奖励|基金|投入|贷款|融资|财政支持|支持力度|允许率|创新券"
)
_DATE = re.compile(
    r"(?:19|20)\d\d\s*年|每年|每月|每季|定期|常年|及时|年底|年末|\d\s*月|期末|“?十[三四五]五”?(?:末|期间|时期)?|三年|\d\s*年"
)
_PROCEDURE = re.compile(
    r"流程|办理|申报|受理|审核|备案|认定|评定|手续|网上办|掌上办|申请|征集|对接|揭榜|入驻|联席会议|程序"
)
_STEPS_ASKED = re.compile(r"流程|手续|材料|资料|步骤|一步|窗口|网址|表格|申报书|账号")
_STEPS = re.compile(r"流程|手续|材料清单|步骤|程序|网上办|掌上办")
_EXACT_DATE_ASKED = re.compile(r"截止|哪天|几号|几月|哪个月|最晚|最迟|哪一天|\bdeadline\b|\bwhich (?:day|month)\b")
_EXACT_DATE = re.compile(r"\d\s*[月日]|截止")
_ORGANISATION = r"(?:委员会|领导小组|委|局|厅|部门|办公室|中心|单位|政府|常委会|公司|联席会议|机构|教师)"
_WHO_OFFICE = re.compile(
    r"(?:哪个|什么|啥|哪家|哪些)(?:部门|局|处室|科室|委办|牵头单位|责任单位|主管单位|单位(?:负责|牵头|管|主管|承担))|(?:谁|哪家|哪个)[^，。？?]{0,4}(?:牵头|主管)|牵头(?:部门|单位)是|归(?:谁|哪)[^，。？?]{0,4}管|"
    r"\bwhich (?:department|bureau|office|agency)\b|\bwho is (?:in charge|responsible)"
)
_RESPONSIBLE = re.compile(
    rf"{_ORGANISATION}[^，。；]{{0,12}}(?:负责|牵头|主管|组织|召集|统筹)|由[^，。；]{{2,14}}(?:负责|牵头|主管|组织|召集)"
)
_YEAR_CONTEXT = re.compile(
    r"^\s*年?(?:度)?(?:[^，。？?]{0,4})?(?:刚|才|就|想|打算|准备|成立|注册|创办|毕业|投产|开办|搬|回国|回来|来的|建的|开的|买|入职|退休|出生|那会儿?我)"
)
_PLACE_CONTEXT_BEFORE = re.compile(r"(?:从|由|离|回|去|到|往|自|跟|和|与|对接|在|借|挨着|靠|学习?|像|比)\s*$")
_PLACE_CONTEXT_AFTER = re.compile(
    r"^\s*(?:市|省|县|区)?(?:那边)?(?:回来|回去|来的|来黄|过来|人[，,。的]|籍|户口|老板|客户|的?朋友|的?同学|那边的朋友|打工|上班|读书|工作|合作|对接|开的|总部|搬)"
)
_TARGET_TALK = re.compile(r"目标|指标|数据|完成|任务|结果|情况|实际|达到|水平|基数|target|goal|figure", re.I)
# Kinds for which a year is part of what is asked and not only told.
_YEAR_ASKS = frozenset({Ask.FIGURE, Ask.COMPUTE, Ask.AMOUNT, Ask.WHEN})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is shown for a question: its sentences, the first of them, and the whole clauses with their headings.

    ``years`` are those of the clauses, ``plan_years`` those of the whole plan.
    """

    shown: str
    first: str
    context: str
    years: frozenset[str]
    plan_years: frozenset[str]


Check = Callable[[Query, Evidence], Iterator[Missing]]


def missing_parts(query: Query, evidence: Evidence) -> tuple[Missing, ...]:
    """All that the question demands and the evidence does not hold."""
    return tuple(missing for check in CHECKS for missing in check(query, evidence))


def _year(query: Query, evidence: Evidence) -> Iterator[Missing]:
    asked = bool(query.asks & _YEAR_ASKS or _TARGET_TALK.search(query.text))
    for mention in query.years:
        after = query.text[mention.offset + len(mention.text) :]
        if _YEAR_CONTEXT.match(after) or _year_shown(mention.start, mention.end, evidence):
            continue
        if mention.is_period:
            in_plan = any(mention.start <= int(year) <= mention.end for year in evidence.plan_years)
        else:
            in_plan = not asked and str(mention.end) in evidence.plan_years
        if not in_plan:
            yield Missing("year", mention.text.strip("“”") if mention.is_period else f"{mention.end}年")


def _year_shown(start: int, end: int, evidence: Evidence) -> bool:
    return any(start <= int(year) <= end for year in evidence.years)


def _place(query: Query, evidence: Evidence) -> Iterator[Missing]:
    for place in query.foreign_places:
        stem = place.name.rstrip("市区县省")
        if stem in evidence.first or _only_told(query.text, place):
            continue
        yield Missing("place", place.name)


def _only_told(text: str, place: PlaceMention) -> bool:
    """Whether a place is where someone comes from rather than what is asked about."""
    after = text[place.offset + len(place.name) :]
    return bool(_PLACE_CONTEXT_AFTER.match(after) or _PLACE_CONTEXT_BEFORE.search(text[: place.offset]))


def _amount(query: Query, evidence: Evidence) -> Iterator[Missing]:
    if Ask.AMOUNT in query.asks and not _MONEY.search(evidence.first):
        yield Missing("amount", "金额或比例")


def _deadline(query: Query, evidence: Evidence) -> Iterator[Missing]:
    exact = _EXACT_DATE_ASKED.search(query.text)
    if exact and not _EXACT_DATE.search(evidence.first):
        yield Missing("deadline", "具体日期")
    elif query.asks & {Ask.DEADLINE, Ask.WHEN} and not _DATE.search(evidence.first):
        yield Missing("deadline", "时间")


def _procedure(query: Query, evidence: Evidence) -> Iterator[Missing]:
    if Ask.PROCEDURE not in query.asks:
        return
    in_detail = _STEPS_ASKED.search(query.text) or not query.language.is_chinese
    if not (_STEPS if in_detail else _PROCEDURE).search(evidence.shown):
        yield Missing("procedure", "办理流程")


def _contact(query: Query, evidence: Evidence) -> Iterator[Missing]:
    if Ask.CONTACT in query.asks and not re.search(r"\d{7,}|@", evidence.shown):
        yield Missing("contact", "联系方式")


def _person(query: Query, evidence: Evidence) -> Iterator[Missing]:
    if Ask.PERSON in query.asks:
        yield Missing("person", "人名")
    elif _WHO_OFFICE.search(query.text) and not _RESPONSIBLE.search(evidence.shown):
        yield Missing("person", "责任部门")


# What is asked for in these units must stand in them.
_UNIT_ASKED = re.compile(
    r"(?:多少|几|哪几)(?:十|百|千)?(?:个)?(亿元|万元|亿|万|块|元|钱|成|个点|百分点|家|项|名|人|位|件|条|所|亩|座|辆|倍|公里|平米|平方|吨|度|号线|档|栋|套|架|趟)"
)
_UNIT_FORMS = {
    "钱": "元", "块": "元", "万": "万|亿元", "亿": "亿", "成": "%", "个点": "%|百分点", "百分点": "%|百分点",
    "位": "人|位|名", "名": "名|人|位", "人": "人|名", "号线": "号线", "项": "项|个", "所": "所|学院|大学|学校",
}  # fmt: skip


def lacks_unit(question: str, shown: str) -> bool:
    """Whether a question asks for a number of some unit that nothing shown is counted in."""
    match = _UNIT_ASKED.search(question)
    if match is None:
        return False
    unit = _UNIT_FORMS.get(match[1], re.escape(match[1]))
    return re.search(rf"(?:\d|[一二三四五六七八九十两百千])\s*(?:余|多|以上)?\s*(?:{unit})", shown) is None


CHECKS: Sequence[Check] = (_contact, _person, _year, _place, _deadline, _procedure, _amount)


_OPEN = {"amount": _OPEN_AMOUNT, "deadline": re.compile(r"定期|每年|常年|每月|每季|及时|不断|逐步|持续")}


def leaves_open(kind: str, words: Sequence[str], evidence: Evidence) -> bool:
    """Whether the evidence gives the thing asked about without its amount or date: one clause names both."""
    pattern = _OPEN.get(kind)
    if pattern is None:
        return False
    clauses = re.split(r"[。；]" if kind == "deadline" else r"[。；，]", evidence.first)
    return any(pattern.search(clause) and any(word in clause for word in words if len(word) > 1) for clause in clauses)
