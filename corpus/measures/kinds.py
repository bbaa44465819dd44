"""What a stretch of text gives, and to whom."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.measures.records import Audience, Kind, Strength
from corpus.measures.words import words

# Where a recipient stands: behind a verb that takes one, or behind a preposition.
_CUE = re.compile(
    "支持|扶持|鼓励|引导|推动|推进|组织|吸纳|吸引|帮助|服务|培育|孵化|为|向|对|面向|发展|引进|提升|加快|选送|孵化|与|和|壮大|推广|落户|赋予|给予"
)
# What ends the stretch of words that can hold the recipient.
_ENDS = re.compile(
    "依托|按照|利用|运用|围绕|开展|组建|建设|设立|打造|创建|建立|携带|加入|通过|以(?!上|下)|与|承担|享受|做大|联合|参与|在职|创业|举办|试行|优化"
)


@lru_cache(maxsize=4096)
def kinds_of(text: str) -> tuple[Kind, ...]:
    """The kinds that a text speaks of, those apart that need a recipient and have none."""
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


def audiences_of(text: str, strength: Strength) -> tuple[Audience, ...]:
    """The audiences that stand where a recipient stands."""
    found: list[Audience] = []
    for cue in _CUE.finditer(text):
        stretch = text[cue.end() : cue.end() + 40]
        stretch = re.split("[，；。]", stretch)[0]
        if end := _ENDS.search(stretch):
            stretch = stretch[: end.start()]
        found += mentioned(stretch)
    if strength is Strength.GIVE or not found:
        found += mentioned(_without_means(text)) if strength in (Strength.GIVE, Strength.SUPPORT) else []
    return tuple(dict.fromkeys(found))


def _without_means(text: str) -> str:
    return re.sub("(?:依托|与|联合)[^，]*", "", text)
