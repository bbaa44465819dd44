"""What a question wants to know about figures: which sum, which point in time, which claim it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from corpus.indicators import Operator
from corpus.indicators.quantities import Quantity, find_quantities
from rag.numbers.matching import BLANK, LEVELS, Wish, unit_base
from rag.understanding.asks import Ask
from rag.understanding.years import YearMention


class Sum(StrEnum):
    """What is to be done with the figures."""

    LOOK_UP = "look_up"
    UNIT = "unit"
    DATA_YEAR = "data_year"
    GROUP = "group"
    RATE = "rate"
    MULTIPLE = "multiple"
    PER_YEAR = "per_year"
    GROWTH = "growth"
    DIFFERENCE = "difference"
    MET = "met"
    TOTAL = "total"
    SHARE = "share"
    SAME = "same"


class Aspect(StrEnum):
    """Which side of an indicator a question means."""

    GOAL = "goal"
    STATE = "state"


_RISE = "提高|提升|增加|增长|新增|净增|(?<!最)多|涨|升|(?<!最)高|上升|提|增|差|少|低|降|下降|减少|缺|补|超出|超额|超(?!过(?:多少|几))|加|扩"
_SUMS: tuple[tuple[Sum, str], ...] = (
    (Sum.SAME, r"(?:不)?一样(?:吗|么|的)?|一致(?:吗|么)?|矛盾|一回事|同一个|(?:有|什么|啥)(?:区别|差别|不同)|(?:什么|啥)关系|搞混|弄混|分清|对不上|打架|冲突|两个(?:表|数)不同|(?:哪个|以哪)(?:个)?(?:为)?准"),
    (Sum.UNIT, r"(?:什么|啥|哪种|何种|计量)单位|单位(?:是|用的)?(?:什么|啥)|\bunit\b"),
    (Sum.DATA_YEAR, r"哪(?:一)?年的(?:数|值|数据|统计)|(?:数|数据|值)是哪(?:一)?年|什么年份的|哪年数据"),
    (Sum.GROUP, r"(?:归|属于?|算|划)(?:在|到|于|进)?(?:哪|什么|啥)(?:一|个)?(?:类|组|块|类别|类型|大类|方面)|哪(?:一|个)?(?:类|组)(?:指标|里)?"),
    (Sum.RATE, r"完成率|完成度|完成(?:了)?(?:目标的?)?(?:百分之|几成|多少比例)|达成率|超额(?:完成)?(?:了)?(?:百分之|几成|多少%)|completion rate"),
    (
        Sum.MULTIPLE,
        r"几倍|多少倍|倍数|是.{0,12}倍[吗?？]|翻(?:了)?(?:几|多少)番|翻(?:了)?(?:几|多少)倍|翻(?:了)?(?:一)?番(?:了)?(?:吗|没|么|以上吗)|how many times|times (?:as|higher|the)",
    ),
    (
        Sum.PER_YEAR,
        rf"年均(?!增长率|增速|增长速度)|(?:平均|均)?(?:每|一)年(?:平均|大概|大约|得|要|需|至少|该)*(?:{_RISE})|平均(?:到)?(?:每|一)年|分(?:摊|到)(?:到)?每年|一年(?:要|得|需)|"
        r"per year|each year|annual(?:ly)? average|a year\b",
    ),
    (Sum.GROWTH, r"(?:增|涨|升|提高|降)(?:长|加|高|幅)?(?:了|到)?(?:百分之(?:几|多少)|几成|多少%|%多少)|增幅|涨幅|增长幅度|增长比例|增长(?:了)?多少(?:[?？]|$)|percent(?:age)? (?:increase|growth)|growth rate from"),
    (Sum.TOTAL, r"合计|(?:一共|共|共有|总)(?:是|有)?(?:多少|几)|加起来(?:一共)?(?:是|有)?(?:多少|几)|加在一起|总计|一共(?:是|有|多少|几)|总共|总额(?:是|有)?多少|\bin total\b|\bsum of\b"),
    (Sum.SHARE, r"占(?:了|比)?(?:几成|百分之|多大比|多少比例|多少[?？]?$)|(?:里|中)[^，。；]{0,10}占比?(?:是)?(?:多少|几)|占.{2,12}(?:几成|的?百分之(?:几|多少)|多大比重)"),
    (
        Sum.DIFFERENCE,
        rf"(?:{_RISE})(?:了|出|过|目标|了?目标|于)*(?:多少|几|百分点)|几个?(?:百分)?点|相差|差距|差额|缺口|欠账|欠(?:了)?(?:多少|几)|差(?:了)?(?:多少|几)|"
        rf"还(?:要|得|需|差|缺)(?:再)?(?:{_RISE}|多少|几)|超(?:了|出|过)?目标(?:了)?(?:多少|几)|超(?:了|出)(?:多少|几)|\bdifference\b|\bgap\b|\bhow (?:much|many) (?:more|higher|lower|fewer)|\bincrease\b",
    ),
    (
        Sum.MET,
        r"(?:完成|达标|达成|达到|实现|超额|兑现|到位)(?:了|目标|任务)*(?:没有?|吗|么|吧|与否|情况)|(?:没有?|未)(?:能)?(?:完成|达标|达成|达到|实现)|是否(?:完成|达标|达成|达到)|有没有(?:完成|达标|达成|达到)|算(?:不算)?(?:完成|达标)|(?:拿到|拿下|建成|建好|创成)(?:了)?(?:吗|没|么)|"
        r"完成(?:得|的)?(?:怎么样|如何|咋样)|\b(?:met|achieved|reached)\b",
    ),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _SUMS)
_GOAL = re.compile(
    r"目标|要求|任务|定(?:了|在|的|多|为|下)|原定|计划|规划值|要(?:达|到|做|搞|有|建|占|超|过|引|提|组建|布局)|力争|预期|设定|该(?:到|达)|(?:提高|增加|提升|增长|扩大)到(?:多少|几)|要几|指标值|算完成|"
    r"\btargets?\b|\bgoals?\b|\bby 20",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"基数|基期|基础值|起点|底子|底数|现在|目前|现状|当前|如今|已有|现有|已经|实际|完成值|完成(?:了)?多少|做到|干成|建成(?:了)?几|完成数|达到了|实绩|实现值|现值|原来|原先|"
    r"\bbaseline\b|\bactual(?:ly)?\b|\bcurrent(?:ly)?\b|\bnow\b|\bachieved\b",
    re.IGNORECASE,
)
_NOT_MET = re.compile("(?:(?<!有)没有?|未)(?:能)?(?:完成|达标|达成|达到|实现|做到)|不达标|差(?:了)?一?截")
_IS_MET = re.compile("(?<![没未有])(?:完成|达标|达成|超额|拿下|拿到|实现)(?:了|目标|任务)*")
_BARE_MONEY = re.compile(r"(?<=\d)\s*个?(亿|万)(?!元|人|家|个|件|项|吨|户|亩|千|次|平)")
_POINTS = re.compile(r"(?<=\d)\s*个点(?!位)")
_ASSERTED = re.compile(
    r"(?:吧|对吧|对吗|是吧|是吗|对不对|没错吧|没问题吧|可以吗|行不行|这句对吗|核(?:对|实|一)?下|确认|是这么说的吗|属实|准确吗|(?:了|过)没(?:有)?\s*[?？]?$|写进|照这么写)"
)


_BARE_NUMBER = re.compile(
    r"(?<![\d.])(\d+\.\d+)(?![\d.%])|(?:为|是|等于|同为|都是|均为)\s*(\d+)(?=的|[?？]|$)|(?<![\d.])(\d{1,3})这(?:个|一)?(?:数|目标|值)"
)
_ASKED_UNITS = tuple(
    (re.compile(pattern), unit)
    for pattern, unit in (
        (r"翻(?:了)?(?:一)?(?:番|倍)|倍增", "倍"),
        (r"(?:多少|几)个?(?:百分)?点(?!位)|百分之(?:几|多少)|多少%|比例|比重|占比|覆盖率|费率", "%"),
        (r"(?:多少|几个?)(?:亿|万|钱|元)|多大的?(?:基金|资金|盘子)", "元"),
        (r"(?:多少|几个?)人年", "人年"),
        (r"(?:多少|几)(?:家|个|户|所)", "家"),
        (r"(?:多少|几)(?:件)", "件"),
        (r"(?:多少|几)(?:项)", "项"),
        (r"(?:多少|几)(?:人|名|位)(?!年)", "人"),
        (r"(?:连续|过去)?(?:多少|几)年", "年"),
    )
)
_GOAL_NAMED = re.compile(r"目标|指标|基数|基期|底数|起点值|实际值|完成值|任务数|\btarget|\bbaseline", re.IGNORECASE)
_NUMBER_ASKED = re.compile(
    r"(?:数|值|量|额)\s*[?？。]?$|(?:那|这)(?:一)?行|数字|数值|口径|[两三几]个数|(?:规模|盘子)\s*[?？。]?$"
)
_GROWS_YEARLY = re.compile("(?:每年|年年|一年)(?:得|要|需|至少|平均)*(?:增长|增速)")
# 年均提高多少 asks for a sum; 年均增长率 and 年均增速 are names.
_AVERAGED = re.compile("年均(?=(?:要|需|得|应|至少|大约|约)*(?:提高|提升|增加|新增))")
_SHARE_NAMED = re.compile("占比|比重|比例")
_PLACES = ((re.compile("几强|多少强|百强|榜"), "强"), (re.compile("第几|几位|几名|名次|位次|排名"), "位"))
_RANKED = re.compile(
    r"第几|第\d|排(?:名|到|在|第|行|位)|名次|位次|位列|几(?:名|位)|百强|几强|多少强|榜|什么位置|rank", re.IGNORECASE
)


@dataclass(frozen=True)
class Request:
    """A question about figures, taken apart.

    ``text`` is the question without its quantities, years and question words, for matching;
    ``claims`` are the quantities it names, ``numbers`` those without a unit; ``denies`` and ``affirms``
    whether it takes a goal to be missed or met; ``wish`` is the kind of figure asked for.
    """

    question: str
    text: str
    sum: Sum
    aspects: frozenset[Aspect]
    years: tuple[YearMention, ...]
    claims: tuple[Quantity, ...]
    asserted: bool
    denies: bool
    affirms: bool
    wish: Wish
    asks_number: bool = False
    names_goal: bool = False
    numbers: tuple[Decimal, ...] = ()


def parse_request(question: str, asks: frozenset[Ask], years: tuple[YearMention, ...]) -> Request:
    """Take a question apart; nothing is looked up yet."""
    question = _POINTS.sub("个百分点", _BARE_MONEY.sub(r"\1元", question))
    claims = tuple(quantity for quantity in find_quantities(question) if _is_claim(quantity))
    aspects = {aspect for aspect, pattern in ((Aspect.GOAL, _GOAL), (Aspect.STATE, _STATE)) if pattern.search(question)}
    kind = next((kind for kind, pattern in _COMPILED if pattern.search(question)), Sum.LOOK_UP)
    return Request(
        question=question,
        text=_named_rate(_bare(question, claims, years)),
        sum=kind,
        aspects=frozenset(aspects),
        years=years,
        claims=claims,
        asserted=Ask.YESNO in asks or bool(_ASSERTED.search(question)),
        denies=bool(_NOT_MET.search(question)),
        affirms=bool(_IS_MET.search(question)),
        wish=replace(_wish(question, claims, kind), levels=_levels(question)),
        names_goal=bool(_GOAL_NAMED.search(question)),
        asks_number=bool(_NUMBER_ASKED.search(question)),
        numbers=tuple(Decimal("".join(match)) for match in _BARE_NUMBER.findall(question)),
    )


def _levels(question: str) -> frozenset[str]:
    return frozenset(level for level in LEVELS if level in question)


def _is_claim(quantity: Quantity) -> bool:
    """Whether a quantity may be a claim: 两个 and 四项 in a question count what is asked for."""
    counted = quantity.operator is not Operator.RANK and not any(char.isdecimal() for char in quantity.text)
    return quantity.value is not None and not (counted and quantity.unit in ("个", "项", "件", "家"))


def _wish(question: str, claims: tuple[Quantity, ...], kind: Sum) -> Wish:
    ranked = bool(_RANKED.search(question)) or any(claim.operator is Operator.RANK for claim in claims)
    claimed = {unit_base(claim.unit) for claim in claims if claim.unit}
    if not ranked and kind not in (Sum.LOOK_UP, Sum.SHARE, Sum.TOTAL) and _SHARE_NAMED.search(question):
        return Wish("%", apart=kind is Sum.DIFFERENCE)
    if ranked or kind is not Sum.LOOK_UP:
        place = next((unit for pattern, unit in _PLACES if pattern.search(question)), "") if ranked else ""
        place = next((claim.unit for claim in claims if claim.operator is Operator.RANK), place)
        return Wish(place, bool(place), ranked, kind is Sum.DIFFERENCE)
    if len(claimed) == 1:
        return Wish(claimed.pop(), certain=True)
    return Wish(next((unit for pattern, unit in _ASKED_UNITS if pattern.search(question)), ""))


def _named_rate(text: str) -> str:
    """每年增长多少 names a growth rate as well."""
    return text + "␣年均增长率" if _GROWS_YEARLY.search(text) else text


def _bare(question: str, claims: tuple[Quantity, ...], years: tuple[YearMention, ...]) -> str:
    """The question with its numbers and years blanked, so that only names are left to match."""
    for quantity in claims:
        # 三个100 and the like are names.
        if quantity.unit:
            question = question[: quantity.start] + BLANK * (quantity.end - quantity.start) + question[quantity.end :]
    question = _AVERAGED.sub(BLANK * 2, question)
    for mention in years:
        question = question.replace(mention.text, BLANK * len(mention.text))
    return question
