"""The door: a question about figures in, a cited reply out, or None where the records do not hold it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from corpus.indicators import Indicator, read_indicators
from corpus.plans import Plan
from rag.answer import Calculation
from rag.numbers import lookup, premise, sums
from rag.numbers.matching import Match, Matcher
from rag.numbers.points import Point, Role, points_of
from rag.numbers.reply import NumberReply
from rag.numbers.request import Request, Sum, parse_request
from rag.numbers.selection import Comparison, Period, Selection, compare, select
from rag.quotes import Statement
from rag.understanding.asks import Ask
from rag.understanding.years import YearMention

_ABOUT_FIGURES = frozenset({Ask.FIGURE, Ask.AMOUNT, Ask.COMPUTE})
_RECKONED = frozenset({Sum.RATE, Sum.MULTIPLE, Sum.PER_YEAR, Sum.GROWTH, Sum.DIFFERENCE, Sum.MET})


class NumberAnswerer:
    """Answers questions about a plan's figures from its indicators.

    Args:
        plan: the plan, with its lexicon.
        similarity: embeds a text; unused where names alone tell.
    """

    def __init__(self, plan: Plan, similarity: Callable[[str], np.ndarray] | None = None) -> None:
        self.plan = plan
        self.indicators = read_indicators(plan.document)
        self._period = Period(plan.period_start, plan.period_end)
        self._matcher = Matcher(self.indicators, plan.lexicon)

    def answer(
        self, question: str, asks: frozenset[Ask], years: tuple[YearMention, ...], today: date
    ) -> NumberReply | None:
        """A reply, or None where the question is about no figure that the records hold.

        Args:
            question: in the plan's script, letters and digits plain.
            asks: what kinds of thing it asks for.
            years: the years and periods it names.
            today: unused where the question names its years.
        """
        request = parse_request(question, asks, years)
        if not self._about_figures(request, asks):
            return None
        matches = self._matcher.match(request.text)
        replies = [self._answer_one(match, request) for match in matches]
        return _joined([reply for reply in replies if reply is not None])

    def _about_figures(self, request: Request, asks: frozenset[Ask]) -> bool:
        return bool(asks & _ABOUT_FIGURES or request.aspects or request.claims or request.sum is not Sum.LOOK_UP)

    def _points(self, indicator: Indicator) -> tuple[Point, ...]:
        return points_of(indicator, self._period.start)

    def _answer_one(self, match: Match, request: Request) -> NumberReply | None:
        document, indicator = self.plan.document, match.indicator
        points = self._points(indicator)
        selection = select(points, request, self._period)
        if selection.missing:
            return lookup.silent_about(document, indicator, points, selection, match.score)
        lead = selection.points[0]
        comparison = compare(points, request, self._period)
        corrected = self._check_claim(request, selection, points)
        special = {Sum.UNIT: lookup.unit_of, Sum.GROUP: lookup.group_of, Sum.DATA_YEAR: lookup.data_year}
        if request.sum in special:
            found = special[request.sum](document, indicator, lead)
            return NumberReply(tuple(found), (), (), match.score) if found else None
        if request.sum in _RECKONED and comparison and not (corrected and request.asserted):
            worked = sums.work_out(document, comparison, request)
            if worked:
                return NumberReply(tuple(worked[0]), tuple(worked[1]), (), match.score)
        return self._look_up(match, selection, points, comparison, corrected)

    def _look_up(
        self, match: Match, selection: Selection, points: tuple[Point, ...], comparison: Comparison | None, lead: str
    ) -> NumberReply:
        document, change, calculations = self.plan.document, "", []
        if comparison and comparison.end_point in selection.points[:1] and comparison.start_point.lead.in_table:
            change, calculations = self._change(comparison)
        shown = [p for p in points if p.role is not Role.PAST_GOAL] if selection.points[0].role is Role.GOAL else points
        found = lookup.look_up(document, match.indicator, selection, shown, change)
        if lead:
            found[0] = Statement(lead + found[0].text, found[0].quotes)
        return NumberReply(tuple(found), tuple(calculations), (), match.score)

    def _change(self, comparison: Comparison) -> tuple[str, list[Calculation]]:
        if comparison.past:
            return "", []
        return sums.change_words(comparison)

    def _check_claim(self, request: Request, selection: Selection, points: tuple[Point, ...]) -> str:
        """是 or 不是 where the question claims a value for the point it asks about; else nothing."""
        for point in selection.points:
            claim = premise.claimed(request, point)
            if claim is not None:
                if premise.agrees(claim, point):
                    return "是，" if request.asserted else ""
                elsewhere = premise.stated_elsewhere(claim, points)
                if elsewhere is None or request.asserted:
                    return f"不是{claim.text}："
        return ""


def _joined(replies: list[NumberReply]) -> NumberReply | None:
    if not replies:
        return None
    return NumberReply(
        tuple(dict.fromkeys(sentence for reply in replies for sentence in reply.sentences)),
        tuple(dict.fromkeys(sum_ for reply in replies for sum_ in reply.calculations)),
        tuple(dict.fromkeys(gap for reply in replies for gap in reply.missing)),
        min(1.0, replies[0].confidence),
        replies[0].status,
    )
