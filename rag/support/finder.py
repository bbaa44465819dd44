"""Finding the measures that fit a profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.document import Span
from corpus.measures import Direction, Measure, read_directions, read_measures
from corpus.plans import Plan
from index.search import HybridIndex
from rag.citations import cite
from rag.quotes import Quote, quote_text
from rag.support import ranking
from rag.support.branches import BranchMatcher
from rag.support.checks import Check, Fit, Surroundings, check_all, overall
from rag.support.clarifying import one_question, understood_as
from rag.support.profile import Profile
from rag.support.reading import Understood, understand
from rag.support.reply import Absent, DirectionMatch, Match, NeedGroup, SupportReply
from rag.support.words import words

PER_GROUP = 8
FITTING = 12
UNMET = 5
# Below this, or this share of a good one's score, a measure has little to do with what was asked.
_WORTH_SHOWING, _OF_A_GOOD_ONE = 2.0, 0.55


@dataclass(frozen=True)
class _Scored:
    measure: Measure
    checks: tuple[Check, ...]
    fit: Fit
    score: float
    wanted: bool


def _worth_showing(scored: Sequence[_Scored]) -> list[_Scored]:
    # The third best sets the bar: the first may stand far above all others by naming the profile's very trade.
    bar = scored[min(2, len(scored) - 1)].score if scored else 0.0
    least = max(_WORTH_SHOWING, _OF_A_GOOD_ONE * bar)
    return [one for one in scored if one.score >= least][:FITTING]


@dataclass(frozen=True)
class SupportFinder:
    """Finds a plan's support measures for profiles; safe to share between threads."""

    plan: Plan
    index: HybridIndex

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """All measures of the plan."""
        return read_measures(self.plan.document)

    @cached_property
    def directions(self) -> tuple[Direction, ...]:
        """All industry directions of the plan."""
        return read_directions(self.plan.document)

    @cached_property
    def _scorer(self) -> ranking.MeasureScorer:
        return ranking.MeasureScorer(self.plan.document, self.index, self.measures)

    def _expansions(self, said: str) -> tuple[str, ...]:
        """The plan's own terms for what was said."""
        aliases = self.plan.lexicon.aliases.items()
        return tuple(term for alias, terms in aliases if alias.lower() in said.lower() for term in terms)

    @cached_property
    def _branches(self) -> BranchMatcher:
        return BranchMatcher(self.index, self.directions, self.plan.lexicon.aliases)

    def find(self, profile: Profile) -> SupportReply:
        """Everything that the plan holds for a profile, best first, nothing of it promised."""
        who = understand(profile)
        directions = self._branches.match(who.profile.industry)
        scored = self._scored(who, directions)
        fitting = _worth_showing([one for one in scored if one.fit is not Fit.UNMET and one.wanted])
        failed = [one for one in scored if one.fit is Fit.UNMET and self._was_asked(one, who)][:UNMET]
        groups = self._groups(fitting, who)
        ordered = [one for _, many in groups for one in many]
        number = {one.measure.id: n for n, one in enumerate([*ordered, *failed], start=1)}
        first_direction = len(number) + 1
        return SupportReply(
            profile=who.profile,
            understood=understood_as(who),
            groups=tuple(NeedGroup(name, tuple(self._match(one, number) for one in many)) for name, many in groups),
            unmet=tuple(self._match(one, number) for one in failed),
            absent=tuple(Absent(kind) for kind in who.asked if kind not in ranking.kinds_held(self.measures)),
            directions=tuple(self._direction(d, n) for n, d in enumerate(directions, start=first_direction)),
            question=one_question(who, [one.measure for one in fitting], profile.text),
            plan=self.plan.id,
            plan_title=self.plan.title,
            index=self.index.index_hash,
        )

    def rank(self, profile: Profile) -> list[tuple[Measure, Fit]]:
        """All measures of the plan for a profile, best first, those that do not fit last."""
        who = understand(profile)
        scored = self._scored(who, self._branches.match(who.profile.industry))
        return [(one.measure, one.fit) for one in sorted(scored, key=lambda one: one.fit is Fit.UNMET)]

    def _scored(self, who: Understood, directions: Sequence[Direction]) -> list[_Scored]:
        trade = self._branches.words_of(who.profile.industry)
        near = self._scorer.near(who.profile.words or self.plan.title, trade, self._expansions(who.profile.words))
        around = Surroundings(self._places, self._names(trade, directions))
        scored = []
        for measure, nearness in zip(self.measures, near, strict=True):
            checks = check_all(measure, who, around)
            value = ranking.score(measure, who, checks, nearness)
            scored.append(
                _Scored(measure, checks, overall(checks), value, ranking.to_the_point(measure, who, nearness))
            )
        return sorted(scored, key=lambda one: -one.score)

    @cached_property
    def _places(self) -> tuple[str, ...]:
        named = {place for measure in self.measures for place in measure.places}
        return (*self.plan.place_names, *sorted(named))

    def _names(self, trade: Sequence[str], directions: Sequence[Direction]) -> tuple[str, ...]:
        """Everything that the profile's branch may be called in a list of branches."""
        return tuple(dict.fromkeys([*trade, *(d.name for d in directions), *(d.industry for d in directions)]))

    def _was_asked(self, one: _Scored, who: Understood) -> bool:
        return ranking.served(one.measure, who) > 0.6

    def _groups(self, fitting: Sequence[_Scored], who: Understood) -> list[tuple[str, list[_Scored]]]:
        needs = who.needs or tuple(words().needs)
        grouped: dict[str, list[_Scored]] = {}
        for one in fitting:
            name = ranking.need_of(one.measure, needs, who) or ranking.default_need(one.measure)
            grouped.setdefault(name, []).append(one)
        return sorted(
            ((name, many[:PER_GROUP]) for name, many in grouped.items()),
            key=lambda group: (group[0] not in who.needs, -group[1][0].score),
        )

    def _match(self, one: _Scored, number: dict[str, int]) -> Match:
        document = self.plan.document
        quote = quote_text(document, document.by_id[one.measure.block], one.measure.within)
        citation = cite(document, quote, number[one.measure.id])
        return Match(one.measure, one.fit, one.checks, one.score, quote, citation)

    def _direction(self, direction: Direction, n: int) -> DirectionMatch:
        document = self.plan.document
        block = document.by_id[direction.block]
        quote: Quote = quote_text(document, block, Span(0, len(block.text)))
        return DirectionMatch(direction, quote, cite(document, quote, n))
