"""The indicators of a question in their order, each with the claims that the question makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.indicators.merging import core_name
from corpus.indicators.quantities import Quantity
from rag.numbers.matching import Match, Matcher, Wish, pairs, unit_base
from rag.numbers.points import same_number
from rag.numbers.request import Request, Sum
from rag.numbers.words import WORDS

_PIECE = re.compile(
    r"(?:(?![，,、；;。？?：:—！!]|和|与|以及|还有|或者|还是|跟|(?<!占)比(?![重例])|(?<!增)加(?![强快工速大计起在])).)+"
)
_LEAST, _LEAST_PIECE, _LEAST_LISTED, _SURE = 0.4, 0.6, 0.42, 0.85
# How near another name must come to the best one to be named as well, and how much it must add.
_NEARLY, _NEW = 0.7, 0.12
_MOST = 4
# 甲是乙的几倍 and 甲占乙几成 name two things.
_BETWEEN = {Sum.MULTIPLE: "是", Sum.SHARE: "占"}
_BESIDE = 0.5
_ASKS = re.compile("几|多少|第")
_LISTED = WORDS["listed"]
_LEFT_OUT = re.compile(r"\s*(?:不算|不含|不包括|除了|除去|扣除|不计)")


@dataclass(frozen=True, slots=True)
class Mention:
    """An indicator that a question names, and the quantities that it claims for it; how surely it is
    meant, once that is judged."""

    match: Match
    claims: tuple[Quantity, ...]
    confidence: float = 0.0


def find_mentions(matcher: Matcher, request: Request) -> list[Mention]:
    """The indicators that a question names, in its order; empty if it names none."""
    whole = matcher.rank(request.text, request.wish)
    if not whole or whole[0].score < _LEAST:
        return []
    placed = _by_pieces(matcher, request, whole[0])
    if len({match.indicator.id for _, match in placed}) < 2:
        placed = [(0, match) for match in _whole_and_further(matcher, request, whole)]
    return _with_claims(placed, replace(request, claims=_own_claims(request, placed, whole)))


def _by_pieces(matcher: Matcher, request: Request, whole: Match) -> list[tuple[int, Match]]:
    """The best match of each piece between commas and conjunctions, with where the piece starts."""
    found: list[tuple[int, Match]] = []
    listed = request.sum is Sum.TOTAL or bool(_LISTED.search(request.question))
    between = "" if "占" in whole.name else _BETWEEN.get(request.sum, "")
    for start, piece in _pieces(request.text, between):
        ranked = matcher.rank(piece, _wish_of(piece, request.wish))
        least = _LEAST_LISTED if listed or _ASKS.search(piece) else _LEAST_PIECE
        if _LEFT_OUT.match(piece) or not ranked or ranked[0].score < least:
            continue
        match = ranked[0]
        # A piece of a longer name (众创空间、星创天地) names the whole, not a thing of its own.
        inside = match.indicator is not whole.indicator and match.shared <= whole.shared
        if (inside and match.score < _SURE) or any(match.indicator is old.indicator for _, old in found):
            continue
        found.append((start, match))
    return found[:_MOST]


def _wish_of(piece: str, wish: Wish) -> Wish:
    return wish if _ASKS.search(piece) else Wish(ranked=wish.ranked)


def _pieces(text: str, between: str) -> Iterator[tuple[int, str]]:
    text = text.translate({ord(char): "，" for char in between})
    for match in _PIECE.finditer(text):
        if len(match[0].strip()) >= 2:
            yield match.start(), match[0]


def _whole_and_further(matcher: Matcher, request: Request, ranked: list[Match]) -> list[Match]:
    """The best match of the whole question, and those that add something nearly as sure."""
    found = [ranked[0]]
    known = frozenset(ranked[0].shared)
    for match in ranked[1:]:
        if len(found) == _MOST or match.score < _NEARLY * ranked[0].score:
            break
        new = matcher.weigh(match.shared - known)
        if new >= _NEW * matcher.weigh(pairs(core_name(match.name))):
            found.append(match)
            known |= match.shared
    found += _claimed_further(request, ranked, found)
    return sorted(found, key=lambda match: _place(request.text, match, found))


def _place(text: str, match: Match, found: Sequence[Match]) -> int:
    """Where a question first says what only this one of the found names says; its end if nowhere."""
    others = frozenset().union(*(other.shared for other in found if other is not match))
    places = [text.find(pair) for pair in match.shared - others]
    return min((place for place in places if place >= 0), default=len(text))


def _claimed_further(request: Request, ranked: list[Match], found: list[Match]) -> list[Match]:
    """Further indicators that have a value which the question names and no found one has."""
    further = []
    for claim in request.claims:
        if any(_has(match, claim) for match in found):
            continue
        holder = next((match for match in ranked if match.score >= _LEAST and _has(match, claim)), None)
        if holder is not None and len(request.claims) > 1:
            further.append(holder)
    return further


def _own_claims(request: Request, placed: list[tuple[int, Match]], ranked: list[Match]) -> tuple[Quantity, ...]:
    """The claims without those that rightly name another indicator's figure (212家平台里国家级占多少)."""
    if request.asserted:
        return request.claims
    named = [match for _, match in placed]
    others = [
        m for m in ranked if m.indicator not in [n.indicator for n in named] and m.score >= _BESIDE * ranked[0].score
    ]
    return tuple(
        claim
        for claim in request.claims
        if any(_has(match, claim) for match in named) or not any(_has(match, claim) for match in others)
    )


def _has(match: Match, claim: Quantity) -> bool:
    return any(same_number(claim, figure) for figure in match.indicator.figures)


def _with_claims(placed: list[tuple[int, Match]], request: Request) -> list[Mention]:
    """Each claim goes to the indicator named last before it that has its kind of unit."""
    mentions = [Mention(match, ()) for _, match in placed]
    for claim in request.claims:
        fitting = [
            at
            for at, (_, match) in enumerate(placed)
            if any(unit_base(claim.unit) == unit_base(figure.unit) for figure in match.indicator.figures)
        ]
        before = [at for at in fitting if placed[at][0] <= claim.start]
        if fitting:
            at = (before or fitting)[-1] if before else fitting[0]
            mentions[at] = replace(mentions[at], claims=(*mentions[at].claims, claim))
    return mentions
