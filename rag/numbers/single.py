"""The answer for one indicator: the sum or the figure asked for, with a claim about it put right first."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.document import Document
from corpus.indicators import Indicator
from rag.answer import Calculation
from rag.numbers import lookup, premise, sums
from rag.numbers.groups import table_of
from rag.numbers.mentions import Mention
from rag.numbers.points import Point, Role, points_of
from rag.numbers.reply import NumberReply
from rag.numbers.request import Request, Sum
from rag.numbers.selection import Comparison, Period, Selection, compare, select
from rag.numbers.words import WORDS
from rag.quotes import Statement

_SPECIAL = {Sum.UNIT: lookup.unit_of, Sum.GROUP: lookup.group_of, Sum.DATA_YEAR: lookup.data_year}
_RECKONED = frozenset({Sum.RATE, Sum.MULTIPLE, Sum.PER_YEAR, Sum.GROWTH, Sum.DIFFERENCE, Sum.MET})


def answer_one(document: Document, mention: Mention, request: Request, period: Period) -> NumberReply | None:
    """The reply on one indicator that a question names."""
    indicator, score = mention.match.indicator, mention.confidence
    points = points_of(_of_table(indicator, table_of(request.question)), period.start)
    selection = select(points, request, period)
    if selection.missing and request.sum is Sum.LOOK_UP:
        return lookup.silent_about(document, indicator, points, selection, score)
    named = _named_points(points, mention, request)
    if request.sum is Sum.SAME:
        compared = lookup.compare_places(document, indicator, points)
        return NumberReply(tuple(compared), (), (), score) if compared else None
    if request.sum in _SPECIAL:
        point = named[0] if named else selection.points[0]
        found = _SPECIAL[request.sum](document, indicator, point)
        return NumberReply(tuple(found), (), (), score) if found else None
    comparison = compare(points, request, period)
    request = _of_rate(request, comparison)
    verdict = _verdict(request, mention, selection, points, comparison)
    if request.sum in _RECKONED and comparison and not verdict.startswith("不是"):
        worked = _work_out(document, comparison, request)
        if worked:
            return _prefixed(NumberReply(tuple(worked[0]), tuple(worked[1]), (), score), verdict)
    if verdict == _MET_WRONGLY and comparison:
        worked = sums.work_out(document, comparison, replace(request, sum=Sum.MET))
        if worked:
            return _prefixed(NumberReply(tuple(worked[0]), tuple(worked[1]), (), score), verdict)
    by_value = request.numbers or not mention.match.shared or _WHICH_SIDE.search(request.question)
    if not verdict and (len(named) > 1 or (named and by_value)):
        selection = Selection(tuple(named))
    return _prefixed(_look_up(document, mention, selection, points, comparison), verdict)


_POINTS = re.compile("百分点|个点|提高|提升")
_YEARLY_RATE = WORDS["yearly_rate"]
_WHICH_SIDE = re.compile("(?:基数|目标|实际|现状).{0,4}还是")
_MET_WRONGLY = "不是，"


def _work_out(document: Document, pair: Comparison, request: Request) -> sums.Worked | None:
    """The sum asked for, and those asked for beside it."""
    worked = sums.work_out(document, pair, request)
    for kind in request.further:
        more = sums.work_out(document, pair, replace(request, sum=kind)) if worked and kind in _RECKONED else None
        if worked and more and more[1] and more[1][0] not in worked[1]:
            worked = ([*worked[0], *more[0]], [*worked[1], *more[1]])
    return worked


def _of_table(indicator: Indicator, table: int | None) -> Indicator:
    """The indicator as one table has it, where a question names the table and it is in it."""
    figures = tuple(figure for figure in indicator.figures if f".t{table}." in figure.block)
    return replace(indicator, figures=figures) if figures else indicator


def _of_rate(request: Request, pair: Comparison | None) -> Request:
    """年均增长多少 asked of a growth rate is the rate itself; 年均增速 asked of a number is a sum."""
    rate = pair is not None and sums.is_growth_rate(pair.end)
    if rate and request.sum in (Sum.PER_YEAR, Sum.GROWTH) and not _POINTS.search(request.question):
        return replace(request, sum=Sum.LOOK_UP)
    if (
        pair
        and not rate
        and pair.end.unit != "%"
        and request.sum is Sum.LOOK_UP
        and _YEARLY_RATE.search(request.question)
    ):
        return replace(request, sum=Sum.PER_YEAR)
    return request


def _named_points(points: tuple[Point, ...], mention: Mention, request: Request) -> list[Point]:
    """The points whose values the question names."""
    numbers = {*request.numbers, *(claim.value for claim in mention.claims)}
    return [point for point in points if any(figure.value in numbers for figure in point.figures)]


def _verdict(
    request: Request, mention: Mention, selection: Selection, points: tuple[Point, ...], pair: Comparison | None
) -> str:
    """是 or 不是 before the answer, where the question claims something that the plan settles."""
    if pair and pair.past and (request.denies or request.sum is Sum.MET) and (request.asserted or request.denies):
        met = sums.verdict(pair)
        if request.denies and met:
            return _MET_WRONGLY
        if request.denies and request.asserted and not met:
            return "是，"
    if pair and pair.past and request.asserted and request.affirms and not request.denies:
        reached = sums.verdict(pair)
        claim = premise.claimed(tuple(c for c in mention.claims if c.unit), pair.end_point)
        if claim is None:
            return ("是，" if reached else _MET_WRONGLY) if request.presumed else ""
        return "是，" if premise.agrees(claim, pair.end_point) else f"不是{claim.text}，"
    for point in selection.points:
        claim = premise.claimed(tuple(claim for claim in mention.claims if claim.unit), point)
        if claim is None:
            continue
        if premise.agrees(claim, point):
            return "是，" if request.asserted else ""
        elsewhere = premise.stated_elsewhere(claim, points)
        if elsewhere is None or request.asserted:
            return f"不是{claim.text}，"
        return ""
    return ""


def _prefixed(reply: NumberReply, verdict: str) -> NumberReply:
    if not verdict:
        return reply
    first, *rest = reply.sentences
    return replace(reply, sentences=(Statement(verdict + first.text, first.quotes), *rest))


def _look_up(
    document: Document, mention: Mention, selection: Selection, points: tuple[Point, ...], pair: Comparison | None
) -> NumberReply:
    shown, change = selection.points, lookup.Change()
    companion = None
    if pair and pair.start_point.lead.in_table and _same_era(pair, shown):
        words, calculations = sums.change_words(pair)
        change = lookup.Change(words, tuple(calculations))
        other = pair.start_point if shown[0] is pair.end_point else pair.end_point
        companion = other if other not in shown else None
    further = [p for p in points if p.role is Role.GOAL and shown[0].role is Role.GOAL and p not in shown]
    found = lookup.look_up(document, mention.match.indicator, shown, companion, pair, change.words, further)
    return NumberReply(tuple(found), change.calculations, (), mention.confidence)


def _same_era(pair: Comparison, shown: tuple[Point, ...]) -> bool:
    return shown[0] in (pair.start_point, pair.end_point) and all(
        point in (pair.start_point, pair.end_point) for point in shown
    )


__all__ = ["Calculation", "Role", "answer_one"]
