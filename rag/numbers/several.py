"""Questions over several indicators: their total, the share of one in another, how far they lie apart, whether
they are the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Document
from corpus.indicators import Figure, FigureKind, Indicator
from rag.numbers import derived
from rag.numbers.matching import Matcher
from rag.numbers.mentions import Mention
from rag.numbers.points import is_number, points_of, same_number
from rag.numbers.reply import NumberReply
from rag.numbers.request import Request, Sum
from rag.numbers.selection import Period, select
from rag.numbers.single import answer_one
from rag.numbers.sums import across
from rag.numbers.words import WORDS
from rag.quotes import Statement

_COMPARED = WORDS["compared"]
_TOGETHER = re.compile("[两三四五六几]笔|各类|这些|所有|全部|设立的")
_CANDIDATES = 8


@dataclass(frozen=True)
class Several:
    """Answers over the indicators that a question names together."""

    document: Document
    matcher: Matcher
    indicators: Sequence[Indicator]
    period: Period

    def answer(self, request: Request, mentions: Sequence[Mention]) -> NumberReply | None:
        """A sum over several indicators; None where the question wants each by itself."""
        candidates = self.matcher.rank(request.text, request.wish)[:_CANDIDATES]
        applied = derived.applied(self.document, request, candidates)
        if applied is not None or not mentions:
            return applied
        figures = [self._figure(mention, request) for mention in mentions]
        if request.sum is Sum.SHARE and not (len(mentions) == 1 and figures[0].unit == "%"):
            return self._share(request, figures)
        if request.sum is Sum.TOTAL and len(figures) == 1:
            return derived.over_years(self.document, request, figures[0]) or self._listed_sums(request, figures[0])
        if len(mentions) < 2:
            return None
        if request.sum is Sum.TOTAL:
            return derived.total(self.document, figures)
        if request.sum is Sum.SAME:
            return self._same(request, mentions)
        if _COMPARED.search(request.question):
            return across(self.document, figures[0], figures[1], request)
        return None

    def _figure(self, mention: Mention, request: Request) -> Figure:
        """The figure that a question means of an indicator: one with a claimed value, else the one selected."""
        figures = mention.match.indicator.figures
        claimed = [f for f in figures if any(same_number(claim, f) for claim in mention.claims) and is_number(f)]
        if claimed:
            return claimed[0]
        points = points_of(mention.match.indicator, self.period.start)
        return select(points, request, self.period).points[0].lead

    def _share(self, request: Request, figures: Sequence[Figure]) -> NumberReply | None:
        """The part in the whole: by the numbers named; in a whole of its own sentence; as named before and
        behind 占."""
        candidates = [match.indicator for match in self.matcher.rank(request.text, request.wish)[:_CANDIDATES]]
        stated = [figure for record in candidates for figure in record.figures if is_number(figure)]
        claimed = [next((f for f in stated if same_number(claim, f)), None) for claim in request.claims[:2]]
        if len(claimed) == 2 and claimed[0] and claimed[1]:
            return derived.share_of(self.document, *_part_and_whole(request, (claimed[0], claimed[1])))
        part = figures[-1]
        beside = [f for f in stated if f.clause == part.clause and not f.in_table]
        mates = [f for f in beside if f != part and f.unit == part.unit]
        if mates:
            return derived.share_of(self.document, part, mates[0])
        return derived.share_of(self.document, *_part_and_whole(request, figures)) if len(figures) > 1 else None

    def _listed_sums(self, request: Request, figure: Figure) -> NumberReply | None:
        """All sums of money of the sentence that one stands in, where a question asks for them together."""
        if figure.kind is not FigureKind.MONEY or not _TOGETHER.search(request.question):
            return None
        stated = [f for record in self.indicators for f in record.figures if f.clause == figure.clause]
        return derived.total(self.document, [f for f in stated if f.kind is FigureKind.MONEY])

    def _same(self, request: Request, mentions: Sequence[Mention]) -> NumberReply | None:
        """Two names for two things: each with its figure."""
        each = replace(request, sum=Sum.LOOK_UP, asserted=False)
        found = [answer_one(self.document, mention, each, self.period) for mention in mentions]
        replies = [reply for reply in found if reply is not None]
        if len(replies) < 2:
            return None
        sentences = [sentence for reply in replies for sentence in reply.sentences]
        lead = Statement(f"不是同一项，{sentences[0].text}", sentences[0].quotes)
        sums = tuple(sum_ for reply in replies for sum_ in reply.calculations)
        return NumberReply((lead, *sentences[1:]), sums, (), min(reply.confidence for reply in replies))


def _part_and_whole(request: Request, figures: Sequence[Figure]) -> tuple[Figure, Figure]:
    """甲占乙的比例 names the part first; 乙里甲占几成 the whole."""
    first, second = figures[0], figures[1]
    within = re.search("[里中](?![^占]*[里中]).*占", request.question)
    return (second, first) if within else (first, second)
