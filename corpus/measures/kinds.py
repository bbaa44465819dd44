"""What a stretch of text gives, and to whom."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.measures.records import Audience, Kind
from corpus.measures.words import words

# What flows towards somebody is given to them, whoever else the clause speaks of.
_TOWARDS = re.compile("(?<!面)(?<!导)[向为](?P<to>[^，。；]{2,16}?)(?:开放|集聚|聚集|倾斜|提供|引进|孵化)")
# Where a recipient stands: behind a verb that takes one, or behind a preposition.
_CUE = re.compile(
    "支持|扶持|鼓励|引导|推动|推进|吸纳|吸引|帮助|服务(?=企业)|培育|壮大|发展|引进|引入|提升|深化|加快|加大|组织|选送|打造(?=[^，]{0,6}(?:人才|团队))|"
    "推广|落实|健全|成立|探索|建立|面向|对|由|(?<!作)为|到(?=企业)"
)
# What ends the stretch of words that can hold the recipient.
_ENDS = re.compile(
    "依托|按照|利用|运用|围绕|开展|开发|组建|建设|设立(?!的)|打造|创建|建立|携带|加入|通过|以(?!上|下)|与|承担|享受|做大|联合|参与|在(?!外|[一-龥](?:高校|企业))|创业|"
    "举办|试行|优化|担任|形成|聚集|集聚|布局|合作|对接|进入|业务|投资(?!基金)|到"
)
# An opening that only says by means of what.
_FRAME = re.compile("^(?:依托[^，]*|[^，]{0,14}以[^，]*为[^，]{1,8}|根据[^，]*|利用[^，]*)，(?=.)")
# "加快A建设": A is what is built, nobody it is given to.
_BUILT = re.compile("^(?:加快|推进|加强|加快推进|重点推进|推动)[^，]*建设(?:，|$)")
# Those that only help: "依托A、B等平台，…".
_MEANS = re.compile("依托[^，]*")


@lru_cache(maxsize=4096)
def kinds_of(text: str) -> tuple[Kind, ...]:
    """The kinds that a text speaks of, those apart that need a recipient and have none."""
    text = _FRAME.sub("", text)
    has_audience = words().audience.search(text) is not None
    return tuple(
        entry.kind
        for entry in words().kinds
        if entry.pattern.search(text)
        and not (entry.unless and entry.unless.search(text))
        and (has_audience or not entry.needs_audience)
    )


def mentioned(text: str) -> tuple[Audience, ...]:
    """All audiences that a text names, in order."""
    names = (match.lastgroup for match in words().audience.finditer(text))
    return tuple(dict.fromkeys(Audience(name) for name in names if name))


def audiences_of(text: str) -> tuple[tuple[Audience, ...], tuple[Audience, ...]]:
    """The audiences that something is given to, and the others that the text names as served by it."""
    towards = [audience for match in _TOWARDS.finditer(text) for audience in mentioned(match["to"])]
    given = tuple(dict.fromkeys(towards)) or _first_recipients(text)
    others = mentioned(_MEANS.sub("", text))
    return given, tuple(audience for audience in others if audience not in given)


def _first_recipients(text: str) -> tuple[Audience, ...]:
    if _BUILT.search(text):
        return ()
    for cue in _CUE.finditer(text):
        stretch = re.split("[，；。]", text[cue.end() : cue.end() + 40])[0]
        end = _ENDS.search(stretch)
        if named := mentioned(stretch[: end.start()] if end else stretch):
            return named
    return ()
