"""The door: a question about figures in, a cited reply out, or None where the records do not hold it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from corpus.indicators import FigureKind, Indicator, read_indicators
from corpus.plans import Plan
from index.tokenizer import Tokenizer
from rag.numbers import estimates, listing, lookup, sets, tables
from rag.numbers.conditions import shows_ratio
from rag.numbers.matching import Match, Matcher
from rag.numbers.mentions import Mention, find_mentions
from rag.numbers.points import same_number
from rag.numbers.relevance import NOT_FIGURES, Relevance
from rag.numbers.reply import NumberReply
from rag.numbers.request import Request, parse_request
from rag.numbers.selection import Period
from rag.numbers.several import Several
from rag.numbers.single import answer_one
from rag.numbers.words import WORDS
from rag.understanding.asks import Ask
from rag.understanding.places import Gazetteer, jieba_dictionary, names_in_plan
from rag.understanding.years import YearMention

_CLEAR = 0.5
_SURE_OF_PLACE, _BY_VALUE = 0.75, 0.8
_VALUE_ASKED = WORDS["value_asked"]
_LEVEL = re.compile("全省|全国")
# 下陆区, 阳新县 in a list or before a verb of what they are to do.
_DIVISION = re.compile(
    r"(?:(?<![\u3400-\u9fff])|(?<=[和与及中在]))([\u3400-\u9fff]{2,3}[区县])(?=[、，。；和与及打建推创依聚沿重经的])"
)
_NO_DIVISION = re.compile("园区|开发|高新|农高|新区|示范|聚集|地区|各|全|支持|鼓励|部分|持")


class NumberAnswerer:
    """Answers questions about a plan's figures from its indicators.

    Args:
        plan: the plan, with its lexicon.
        similarity: embeds a text; unused, for names tell enough.
        words: cuts a text into words (by default jieba with no terms of the plan).
    """

    def __init__(
        self,
        plan: Plan,
        similarity: Callable[[str], np.ndarray] | None = None,
        words: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        self.indicators = read_indicators(plan.document)
        self._document = plan.document
        self._period = Period(plan.period_start, plan.period_end)
        self._matcher = Matcher(self.indicators, plan.lexicon, plan.place_names, _contexts(plan, self.indicators))
        self._several = Several(plan.document, self._matcher, self.indicators, self._period)
        cut = words or Tokenizer().words
        self._relevance = Relevance(self._matcher, cut, plan.document, plan.place_names)
        self._places = Gazetteer(jieba_dictionary(), own=plan.place_names, extra=_divisions(plan))

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
        about = tables.about_tables(self._document, request, self.indicators, self._period)
        if about is not None and not self._names_one(request):
            return about
        chosen = None if asks & NOT_FIGURES else sets.choose(request, self.indicators, self._period)
        if chosen is not None and (chosen.certain or not self._names_one(request)):
            reply = listing.answer_set(self._document, chosen, show_ratio=shows_ratio(request))
            if reply is not None:
                return reply
        if not self._relevance.asks_for_figure(request, asks):
            return None
        return self._derive(request) or self._answer_mentions(request, asks)

    def _names_one(self, request: Request) -> bool:
        """Whether the question names an indicator so clearly that it is not about a set."""
        ranked = self._matcher.rank(request.text, request.wish)
        return bool(ranked) and ranked[0].score >= _CLEAR

    def _derive(self, request: Request) -> NumberReply | None:
        ranked = self._matcher.rank(request.text, replace(request.wish, apart=True))
        document, near = self._document, ranked[:8]
        return (
            estimates.reference_value(document, request, self.indicators, near)
            or estimates.before_doubling(document, request, self.indicators, near)
            or estimates.base_of_rate(document, request, self.indicators)
            or estimates.compounded(document, request, self.indicators, near)
            or estimates.place_in_field(document, request, near)
            or estimates.whole_from_share(document, request, self.indicators)
        )

    def _answer_mentions(self, request: Request, asks: frozenset[Ask]) -> NumberReply | None:
        found = find_mentions(self._matcher, request) or self._by_value(request)
        named = [mention.match for mention in found]
        judged = [
            m if m.confidence else replace(m, confidence=self._relevance.confidence(request, m.match, named, asks))
            for m in found
        ]
        mentions = [mention for mention in judged if mention.confidence]
        if mentions and (place := self._other_place(request, mentions[0])):
            sure = mentions[0].match.score >= _SURE_OF_PLACE
            return lookup.silent_about_place(place, mentions[0].match) if sure else None
        over_several = self._several.answer(request, mentions)
        if over_several is not None:
            return over_several
        replies = [answer_one(self._document, mention, request, self._period) for mention in mentions]
        return _joined([reply for reply in replies if reply is not None])

    def _by_value(self, request: Request) -> list[Mention]:
        """The one indicator that has all values which a question names without naming it (187.5%怎么来的)."""
        claims = [claim for claim in request.claims if claim.unit]
        holders = [
            record
            for record in self.indicators
            if claims and all(any(same_number(claim, figure) for figure in record.figures) for claim in claims)
        ]
        if len(holders) != 1 or not _VALUE_ASKED.search(request.question):
            return []
        match = Match(holders[0], _CLEAR, holders[0].name, frozenset())
        return [Mention(match, tuple(claims), _BY_VALUE)]

    def _other_place(self, request: Request, mention: Mention) -> str:
        """A place in the question that is not the plan's own and not part of the indicator's sentence."""
        said = " ".join(mention.match.indicator.names)
        said += " ".join(
            self._document.source[figure.clause.start : figure.clause.end] for figure in mention.match.indicator.figures
        )
        found = [place.name for place in self._places.foreign(request.text) if place.name not in said]
        level = _LEVEL.search(request.text)
        if level and not request.wish.ranked and level[0] not in said:
            found.append(level[0])
        return found[0] if found else ""


def _contexts(plan: Plan, indicators: Sequence[Indicator]) -> dict[str, list[str]]:
    """The headings above the figures of running text, and of tables without goals their captions."""
    document = plan.document
    contexts: dict[str, list[str]] = {}
    for record in indicators:
        if any(figure.kind is FigureKind.TARGET and figure.in_table for figure in record.figures):
            continue
        blocks = {figure.block for figure in record.figures}
        titles = [above.title for block in blocks for above in (*document.ancestors(block)[-1:], document.by_id[block])]
        contexts[record.id] = titles
    return contexts


def _divisions(plan: Plan) -> tuple[str, ...]:
    """Divisions and provinces that the plan's text names, those no dictionary knows by their shape."""
    shaped = {name for name in _DIVISION.findall(plan.source) if not _NO_DIVISION.search(name)}
    return tuple(shaped | set(names_in_plan(plan.source, jieba_dictionary())))


def _joined(replies: list[NumberReply]) -> NumberReply | None:
    if not replies:
        return None
    return NumberReply(
        tuple(dict.fromkeys(sentence for reply in replies for sentence in reply.sentences)),
        tuple(dict.fromkeys(sum_ for reply in replies for sum_ in reply.calculations)),
        tuple(dict.fromkeys(gap for reply in replies for gap in reply.missing)),
        min(1.0, max(reply.confidence for reply in replies)),
        replies[0].status,
    )


__all__ = ["NumberAnswerer"]
