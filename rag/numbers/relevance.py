"""Whether a question is about a figure of an indicator, or only shares words with its name.

Names alone do not tell: 高企的座机号多少 names an indicator and asks for something else. What counts is how
much of the question's clause the name, the words of figures and the plan's own sentence account for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.document import Document
from corpus.indicators import Indicator, Operator
from corpus.indicators.merging import core_name
from rag.numbers.groups import table_of
from rag.numbers.matching import Match, Matcher, pairs, unit_base
from rag.numbers.request import Request, Sum
from rag.numbers.words import WORDS
from rag.understanding.asks import Ask
from rag.understanding.terms import content_words, word_match

_CLAUSE = re.compile(r"[，,。；;？?！!\n]+")
# Words of asking for, comparing and dating figures: they say nothing of which figure is meant.
_GENERIC = WORDS["generic"]
NOT_FIGURES = frozenset({Ask.WHO, Ask.PERSON, Ask.CONTACT, Ask.PROCEDURE, Ask.DEADLINE})
_ASKS = re.compile("多少|几[^乎]|几$")
_BLOCKING = NOT_FIGURES | {Ask.NAVIGATE, Ask.PLACE}
_LISTED = re.compile("哪几|哪些")
_COUNTED_ASKS = frozenset({Ask.FIGURE, Ask.COMPUTE, Ask.AMOUNT})
_MONEY_RATE = re.compile("补偿|补贴|补助|贴息|奖励|利率|费率|允许率")
_LEAST_COVERED, _LEAST_SURE = 0.58, 0.38
_NAMED_FULLY = 0.95
# Measured on questions: with all words accounted for, even a half-said name is the right one.
_SAYS_COVERED = 0.75


class Relevance:
    """Judges matches for one plan.

    Args:
        matcher: says which words of a question stand for the plan's.
        words: cuts a text into words.
        document: the plan, for the sentences that figures stand in.
        own: names of the plan's place.
    """

    def __init__(
        self, matcher: Matcher, words: Callable[[str], Sequence[str]], document: Document, own: Sequence[str] = ()
    ) -> None:
        self._matcher = matcher
        self._words = words
        self._document = document
        self._own = frozenset(own)

    def asks_for_figure(self, request: Request, asks: frozenset[Ask]) -> bool:
        """Whether the question's words ask for a figure, claim one, or want a sum."""
        if request.sum is not Sum.LOOK_UP or request.numbers:
            return True
        if request.claims and any(claim.unit for claim in request.claims):
            return not (asks & {Ask.PROCEDURE, Ask.CONTACT, Ask.PERSON})
        # 表一 is no place to go to but where the figure stands.
        asks = asks - {Ask.NAVIGATE} if table_of(request.question) else asks
        if asks & _BLOCKING and not (request.aspects and asks & _COUNTED_ASKS):
            return False
        if _LISTED.search(request.question) and not request.names_goal:
            return False
        if Ask.YESNO in asks and not (asks & _COUNTED_ASKS):
            return request.affirms or request.denies
        return bool(asks & _COUNTED_ASKS or request.names_goal or request.asks_number)

    def confidence(self, request: Request, match: Match, named: Sequence[Match], asks: frozenset[Ask]) -> float:
        """How surely the question is about this indicator's figures and not about something else of its
        name, 0 to 1; 0 if surely not. ``named`` are all the indicators that it names."""
        if match.score < _LEAST_SURE:
            return 0.0
        indicator = match.indicator
        ranked = indicator.figures[0].operator is Operator.RANK
        if request.wish.ranked and not ranked and match.score < _NAMED_FULLY:
            return 0.0
        # Of several indicators each has its own unit.
        wished = request.wish.unit if len(named) < 2 else ""
        other_unit = wished and all(unit_base(figure.unit) != wished for figure in indicator.figures)
        if other_unit and match.score < _NAMED_FULLY:
            return 0.0
        # 奖多少 asks for money, 科技奖多少项 for a count.
        counted = wished and not other_unit
        if Ask.AMOUNT in asks and request.sum is Sum.LOOK_UP and not counted and not _is_money(indicator):
            return 0.0
        covered = self.coverage(request, match, named)
        return (
            _SAYS_COVERED * covered + (1 - _SAYS_COVERED) * min(1.0, match.score) if covered >= _LEAST_COVERED else 0.0
        )

    def coverage(self, request: Request, match: Match, named: Sequence[Match]) -> float:
        """The share of the words of the clauses that name the indicator which belong to it or to another
        of the indicators named, 0 to 1."""
        explaining = " ".join(self._explaining(other.indicator) for other in (match, *named))
        explained = left = 0
        for word in self._clause_words(request, match):
            if word_match(word, explaining) or word_match(core_name(word), explaining) or word in self._own:
                explained += len(word)
            elif len(rest := _GENERIC.sub("", word)) > 1:
                left += len(rest)
        return explained / (explained + left) if explained else 0.0

    def _explaining(self, indicator: Indicator) -> str:
        """What may be said of an indicator: its names; for one of running text its sentences and headings."""
        names = " ".join(indicator.names)
        texts = [names, core_name(names)]
        for figure in () if indicator.in_table else indicator.figures:
            above = (*self._document.ancestors(figure.block), self._document.by_id[figure.block])
            texts += [self._document.source[figure.clause.start : figure.clause.end], *(block.title for block in above)]
        return " ".join(texts).lower()

    def _clause_words(self, request: Request, match: Match) -> list[str]:
        clauses = [clause for clause in _CLAUSE.split(request.text) if clause.strip()]
        clauses = [
            self._matcher.in_plan_words(clause) if self._replaced(clause, match) else clause for clause in clauses
        ]
        weights = [self._matcher.weigh(pairs(core_name(clause)) & match.shared) for clause in clauses]
        most = max(weights, default=0.0)
        kept = [
            clause
            for clause, weight in zip(clauses, weights, strict=True)
            if (weight and weight >= 0.3 * most) or _ASKS.search(clause)
        ]
        found = [word for clause in kept for word in content_words(self._words(clause))]
        # Letters are left out: English function words stand in no list of Chinese ones.
        return [word for word in found if not word.isascii() or word.isdigit()]

    def _replaced(self, clause: str, match: Match) -> bool:
        """Whether the lexicon's words bring the clause nearer to the name."""
        plain = self._matcher.weigh(pairs(core_name(clause)) & match.shared)
        return self._matcher.weigh(pairs(core_name(self._matcher.in_plan_words(clause))) & match.shared) > plain


def _is_money(indicator: Indicator) -> bool:
    money = any(figure.unit.endswith("元") for figure in indicator.figures)
    return money or any(_MONEY_RATE.search(name) for name in indicator.names)
