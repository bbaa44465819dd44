"""Reading a profile: who somebody is, how big, how old, what they need."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.measures import Audience, Kind
from rag.support.profile import Profile
from rag.support.words import Actor, words

_HEADCOUNT = re.compile(
    r"(?P<count>\d[\d,]*|[一二两三四五六七八九十百千几]+)\s*(?:多|来|几)?\s*(?:个|名|号|位)?(?:人|员工|职工|people|employees|staff)(?!才|工智能)"
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "几": 5}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TRADE = (
    re.compile(
        r"(?<![想要能去再算])(?:做|搞|干|生产(?!线)|从事|研发|制造|经营|加工|种植?|养殖?|卖)(?:了)?(?!不)"
        r"(?P<trade>[^，。；,;的了吗？?、]{1,14}?)(?P<kept>)(?:的|，|。|,|$|企业|公司|厂|业务)"
    ),
    re.compile(
        r"(?:一?家|个|是|开(?!拓|发|展)|办|管着?)(?P<trade>[^，。；,;的是家]{1,10}?)(?P<kept>园|场|厂|库)?(?:公司|企业|厂|中心|所|机构|作坊|行业|[，。,]|$)"
    ),
    re.compile(
        r"(?:^|，|的)(?P<trade>[^，。；,;的我们是家]{1,8}?)(?P<kept>园|场)?(?:公司|企业|厂|行业|合作社|农场|基地|户)"
    ),
    re.compile(r"(?:we (?:make|produce|manufacture)|maker of|in the) (?P<trade>[A-Za-z -]{2,30})(?P<kept>)"),
)
_NOT_TRADE = re.compile(
    "想|要|人|项目|市场|玩法|模式|应届|大学生|解决|成立|外地|在外|有没|能[不否得享]|可以|我|你|怎么|规划|支持|从|把|什么|哪|大型|成果|申报|出口|创业|"
    "^(?:小|新|大|民营|国有|科技|初创|高新技术|中小|龙头|一|个|家|本|贵|上市|老|刚|创新|本地|外地|这|该|两|二|搬|没|市级|省级|工业|服务|技术|企业|制造|得|强|投资|团队|中介|新型研发|市属国企|国企|央企|中心)*$"
)
# How many people make a firm small or large, by the general statistical classes of industry.
_SMALL, _LARGE = 300, 1000


@dataclass(frozen=True)
class Understood:
    """What a profile amounts to. ``actors`` are the audiences that it surely is, ``maybe`` those
    that it may be; ``firm`` whether it is an
    enterprise at all; ``headcount`` None if nobody said; ``needs`` names of needs, ``wanted`` how
    much (0 to 1) each kind is looked for, ``asked`` kinds asked for by name."""

    profile: Profile
    actors: frozenset[Audience]
    maybe: frozenset[Audience]
    firm: bool
    stage: str
    size: str
    headcount: int | None
    needs: tuple[str, ...]
    wanted: Mapping[Kind, float]
    asked: tuple[Kind, ...]
    ownership: str


def profile_from_text(text: str) -> Profile:
    """A profile of a free sentence: what it says of itself, in its own words; the rest stays empty."""
    count = _HEADCOUNT.search(text)
    stage = _first(words().stages, text)
    ownership = _first(words().ownership, text)
    return Profile(
        text=text,
        industry="" if _is_institution(text) else _trade(text),
        stage=stage[1] if stage else "",
        size=count[0] if count else (found[1] if (found := _first(words().sizes, text)) else ""),
        needs=tuple(need.name for need in words().needs.values() if need.pattern.search(_asking(text))),
        ownership=ownership[1] if ownership else "",
    )


def _is_institution(text: str) -> bool:
    found = {actor.audience for actor in words().actors if actor.found_in(text)}
    return bool(found & (_INSTITUTIONS - {Audience.FARMER, Audience.STUDENT}))


def understand(profile: Profile) -> Understood:
    """What a profile amounts to, its empty fields filled from its text."""
    profile = _filled(profile)
    said = profile.words
    actors = [actor for actor in words().actors if actor.found_in(said)]
    found = frozenset(actor.audience for actor in actors)
    firm = not found & _ORGANISATIONS and (any(actor.firm for actor in actors) or not found & _INSTITUTIONS)
    stage = _first(words().stages, profile.stage or "")
    headcount = _headcount(profile.size)
    needs = _needs(profile)
    return Understood(
        profile=profile,
        actors=found | {Audience.ENTERPRISE} if firm else found - {Audience.ENTERPRISE},
        maybe=frozenset(audience for audience, pattern in words().maybe.items() if pattern.search(said)),
        firm=firm,
        stage=stage[0] if stage else "",
        size=_size(profile.size, headcount),
        headcount=headcount,
        needs=needs,
        wanted=_wanted(profile, needs, actors),
        asked=tuple(kind for kind, pattern in words().asked_kinds.items() if pattern.search(said)),
        ownership=(_first(words().ownership, profile.ownership) or ("",))[0],
    )


_ORGANISATIONS = frozenset(
    {
        Audience.BANK,
        Audience.INVESTOR,
        Audience.INCUBATOR,
        Audience.UNIVERSITY,
        Audience.INSTITUTE,
        Audience.LAB,
        Audience.HOSPITAL,
        Audience.PARK,
        Audience.DISTRICT,
    }
)
_INSTITUTIONS = _ORGANISATIONS | {
    Audience.TEAM,
    Audience.RESEARCHER,
    Audience.TALENT,
    Audience.STUDENT,
    Audience.FARMER,
}


def _filled(profile: Profile) -> Profile:
    read = profile_from_text(profile.text)
    empty = {
        name: getattr(read, name)
        for name in ("industry", "stage", "size", "needs", "ownership")
        if not getattr(profile, name)
    }
    return replace(profile, **empty)


def _needs(profile: Profile) -> tuple[str, ...]:
    """Names of needs; words for needs are read, unknown words left to the ranking."""
    known = words().needs
    found: list[str] = []
    for said in profile.needs:
        found += [said] if said in known else [need.name for need in known.values() if need.pattern.search(said)]
    return tuple(dict.fromkeys(found))


# How much a kind is wanted: by its own words, by what such actors look for, by the need it serves. What somebody
# names outweighs what those like him mostly look for, and the other kinds of the same need.
_BY_WORDS, _BY_ACTOR, _BY_NEED, _BESIDE = 1.0, 0.8, 0.8, 0.3


def _wanted(profile: Profile, needs: Sequence[str], actors: Sequence[Actor]) -> dict[Kind, float]:
    said = "，".join((_asking(profile.text), *(need for need in profile.needs if need not in words().needs)))
    named = {kind for kind, pattern in words().wanted.items() if pattern.search(said)}
    wanted: dict[Kind, float] = {}
    for name in needs:
        kinds = words().needs[name].kinds
        weight = _BESIDE if named.intersection(kinds) else _BY_NEED
        for place, kind in enumerate(kinds):
            wanted[kind] = max(wanted.get(kind, 0.0), weight - 0.02 * place)
    for actor in actors:
        for kind in actor.kinds:
            wanted[kind] = max(wanted.get(kind, 0.0), _BY_ACTOR / 2 if named else _BY_ACTOR)
    return wanted | dict.fromkeys(named, _BY_WORDS)


# Words of needs inside what somebody is, not what he wants.
_NO_NEED = re.compile(
    "(?:科技|技术)(?:公司|企业|型)|高新技术企业|科技型中小企业|投资(?:公司|机构|基金)|技术员|税务|"
    "从?(?:大学|高校|研究所|学校)[^，。]{0,8}出来|实验室[^，。]{0,4}(?:出来|做完)"
)
_DESCRIBES = re.compile(
    "^(?:我|我们|咱们?|本公司|公司|单位)?(?:这边|这里)?(?:就)?是[^，。]*$|^[^，。]{0,10}(?:大学生|教授|老师|博士)$"
)
_WISH = re.compile("想|要|缺|需|找|能|有没有|有哪些|有什么|怎么|招|求|希望|打算|难|不到|不起|没有|没钱")


def _asking(text: str) -> str:
    """What is said of wants: the text without clauses that only describe their speaker, unless nothing else is said."""
    clauses = re.split("[，。；,;！？!?]", text)
    asking = [clause for clause in clauses if not (_DESCRIBES.match(clause) and not _WISH.search(clause))]
    kept = _NO_NEED.sub("", "，".join(asking))
    tells = any(need.pattern.search(kept) for need in words().needs.values())
    return kept if tells else _NO_NEED.sub("", text)


def _trade(text: str) -> str:
    # What is said of "us" comes before what is said of others.
    about_us = "，".join(clause for clause in re.split("[，。；！？]", text) if clause.startswith(("我", "本", "咱")))
    return _trade_in(about_us) or _trade_in(text)


def _trade_in(text: str) -> str:
    for pattern in _TRADE:
        for match in pattern.finditer(text):
            trade = re.sub("^(?:一家|家|有?个|点|些|着|了|是|主要|专门)+", "", match["trade"].strip())
            trade += (match["kept"] or "") if len(trade) <= 2 else ""
            long_enough = len(trade) >= 2 or pattern is _TRADE[0]
            if trade and long_enough and not _NOT_TRADE.search(trade):
                return trade
    return ""


def _first(table: dict[str, re.Pattern[str]], text: str) -> tuple[str, str] | None:
    for name, pattern in table.items():
        if match := pattern.search(text):
            return name, match[0]
    return None


def _headcount(text: str) -> int | None:
    match = _HEADCOUNT.search(text) or re.fullmatch(r"\s*(?P<count>\d+)\s*", text)
    if not match:
        return None
    count = match["count"].replace(",", "")
    return int(count) if count.isdecimal() else _chinese(count)


def _chinese(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[char], 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit


def _size(text: str, headcount: int | None) -> str:
    if headcount is not None:
        return (
            "micro"
            if headcount < 20
            else "small"
            if headcount < _SMALL
            else "medium"
            if headcount < _LARGE
            else "large"
        )
    found = _first(words().sizes, text)
    return found[0] if found else ""
