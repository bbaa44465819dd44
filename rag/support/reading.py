"""Reading a profile: who somebody is, how big, how old, what they need."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.measures import Audience, Kind
from rag.support.profile import Profile
from rag.support.words import words

_HEADCOUNT = re.compile(
    r"(?P<count>\d[\d,]*|[一二两三四五六七八九十百千几]+)\s*(?:多|来|几)?\s*(?:个|名|号|位)?(?:人|员工|职工|people|employees|staff)(?!才|工智能)"
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "几": 5}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TRADE = (
    re.compile(
        r"(?:做|搞|干|生产|从事|研发|开发|制造|经营|加工|种植?|养殖?|卖)(?P<trade>(?!投资|研发|的|得|大|强)[^，。；,;的了吗？?、]{1,14})(?:的|，|。|,|$|企业|公司|厂|业)"
    ),
    re.compile(
        r"(?:一?家|个|是|开|办|管着?|在|经营)(?P<trade>[^，。；,;的是家]{1,12}?)(?:公司|企业|厂|园|中心|所|行|机构|作坊)"
    ),
    re.compile(r"(?P<trade>[^，。；,;的我们是家]{1,10}?)(?:公司|企业|厂|园|行业)"),
    re.compile(r"(?:we (?:make|produce|manufacture)|maker of|in the) (?P<trade>[A-Za-z -]{2,30})"),
)
_NOT_TRADE = re.compile(
    r"^(?:小|新|大|民营|国有|科技|初创|高新技术|中小|创业|龙头|一|个|家|什么|哪些|我们|本|贵|上市|老|刚|创新|我|本地|外地|有|这|该|两|二|搬|没|能|可以|支持)*$"
)
# How many people make a firm small or large, by the general statistical classes of industry.
_SMALL, _LARGE = 300, 1000


@dataclass(frozen=True)
class Understood:
    """What a profile amounts to. ``actors`` are the audiences that it surely is; ``firm`` whether it is an
    enterprise at all; ``headcount`` None if nobody said; ``needs`` names of needs, ``asked`` kinds asked
    for by name."""

    profile: Profile
    actors: frozenset[Audience]
    firm: bool
    stage: str
    size: str
    headcount: int | None
    needs: tuple[str, ...]
    asked: tuple[Kind, ...]
    ownership: str


def profile_from_text(text: str) -> Profile:
    """A profile of a free sentence: what it says of itself, in its own words; the rest stays empty."""
    count = _HEADCOUNT.search(text)
    stage = _first(words().stages, text)
    ownership = _first(words().ownership, text)
    return Profile(
        text=text,
        industry=_trade(text),
        stage=stage[1] if stage else "",
        size=count[0] if count else (found[1] if (found := _first(words().sizes, text)) else ""),
        needs=tuple(need.name for need in words().needs.values() if need.pattern.search(_asking(text))),
        ownership=ownership[1] if ownership else "",
    )


def understand(profile: Profile) -> Understood:
    """What a profile amounts to, its empty fields filled from its text."""
    profile = _filled(profile)
    said = profile.words
    actors = [actor for actor in words().actors if actor.found_in(said)]
    found = frozenset(actor.audience for actor in actors)
    institution = found & _INSTITUTIONS
    firm = any(actor.firm for actor in actors) and not (institution and not found - institution - {Audience.ENTERPRISE})
    firm = firm or not found or bool(profile.industry and not institution)
    stage = _first(words().stages, profile.stage or "")
    headcount = _headcount(profile.size)
    return Understood(
        profile=profile,
        actors=found | ({Audience.ENTERPRISE} if firm else set()),
        firm=firm,
        stage=stage[0] if stage else "",
        size=_size(profile.size, headcount),
        headcount=headcount,
        needs=_needs(profile),
        asked=tuple(kind for kind, pattern in words().asked_kinds.items() if pattern.search(said)),
        ownership=(_first(words().ownership, profile.ownership) or ("",))[0],
    )


_INSTITUTIONS = frozenset(
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
        Audience.RESEARCHER,
        Audience.TALENT,
        Audience.STUDENT,
        Audience.FARMER,
    }
)


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


def _asking(text: str) -> str:
    """The text without its self-description's trade, which often holds words of needs (技术公司)."""
    return re.sub(
        r"(?:科技|技术)(?:公司|企业|型)|高新技术企业|科技型中小企业|投资(?:公司|机构|基金)|技术员|税务", "", text
    )


def _trade(text: str) -> str:
    for pattern in _TRADE:
        for match in pattern.finditer(text):
            trade = re.sub("^(?:一家|家|个|点|些|着|了|是|主要|专门)+", "", match["trade"].strip())
            if trade and not _NOT_TRADE.match(trade):
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
