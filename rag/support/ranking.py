"""How well a measure serves a profile: one number from a few plain parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from corpus.document import Document
from corpus.measures import Audience, ConditionKind, Kind, Measure, Strength
from index.fusion import z_scores
from index.search import HybridIndex
from rag.support.checks import SIZE_FITS, Check, Fit
from rag.support.labels import CONDITIONS
from rag.support.reading import Understood
from rag.support.words import words
from rag.understanding.terms import stop_words

# Set by hand on the profile cases of eval/; fitting them on one half of the cases gains nothing on the other half.
NEED, ASKED_BY_NAME = 2.8, 1.1
RECIPIENT, OWN_RECIPIENT = 1.1, 1.7
BRANCH, FOREIGN_BRANCH, TRADE, PLACE = 1.3, -1.6, 1.4, 1.6
MEANING, WORDING = 1.0, 2.4
_STRENGTH = {
    Strength.GIVE: 0.5,
    Strength.ESTABLISH: 0.25,
    Strength.SUPPORT: 0.4,
    Strength.ENCOURAGE: 0.3,
    Strength.PROMOTE: 0.15,
    Strength.EXPLORE: 0.0,
}
# Whom and which trade a measure is for counts less where nobody asked for it.
_UNASKED_FOR = 0.5
# A recipient that only a heading names.
_BY_HEADING = 0.5
# How likely an enterprise is what it did not say: few are leaders or about to be listed, and a team or a talent is
# something that it can have, not what it is.
_OF_FIRMS = {
    Audience.LEADING: 0.35,
    Audience.LISTING_CANDIDATE: 0.35,
    Audience.ISSUER: 0.35,
    Audience.GROWTH: 0.4,
    Audience.SME: 0.6,
    Audience.TECH_FIRM: 0.6,
    Audience.TEAM: 0.2,
    Audience.TALENT: 0.2,
    Audience.WORKER: 0.2,
    Audience.ALLIANCE: 0.2,
}
# A recipient for sure, but under conditions that are open.
_CONDITIONAL = 0.8
# Named examples stand for their like: somebody who is one of the kind is not less meant.
_NAMED = CONDITIONS[ConditionKind.NAMED]
_NO_NEED_TOLD = 0.4
_LEAST_WANTED = 0.2
# A further wanted kind counts for this share of the first, an unwanted one against it.
_ONE_MORE, _UNWANTED, _BY_NAME = 0.2, 0.04, 0.8
# A word of a heading counts for the measures under it, but less than their own words.
_HEADING = 0.3


@dataclass(frozen=True)
class Nearness:
    """How near a measure is to what was said: by meaning (a standard score), by shared words (0 to 1),
    and whether it names the profile's trade."""

    meaning: float
    wording: float
    trade: float


@dataclass(frozen=True)
class MeasureScorer:
    """Scores a plan's measures for profiles."""

    document: Document
    index: HybridIndex
    measures: Sequence[Measure]

    def near(self, said: str, trade: Sequence[str], expansions: Sequence[str]) -> list[Nearness]:
        """The nearness of every measure to a text."""
        vector = self.index.embed_query(said)
        meaning = np.array([self._meaning(measure, vector) for measure in self.measures])
        standard = np.clip(z_scores(meaning), -2, 3) / 2
        query = self._content(said) | {word for text in expansions for word in self._content(text)}
        whole = sum(self._weight(word) for word in query) or 1.0
        return [
            Nearness(float(value), self._wording(at, query) / whole, self._trade(at, trade))
            for at, value in enumerate(standard)
        ]

    @cached_property
    def _own_words(self) -> list[set[str]]:
        return [self._content(measure.text) for measure in self.measures]

    @cached_property
    def _headings(self) -> list[str]:
        """The titles above each measure, as one text."""
        document = self.document
        titles = {
            block.id: " ".join(above.title for above in (*document.ancestors(block.id), block))
            for block in document.blocks
        }
        return [titles[measure.block] for measure in self.measures]

    @cached_property
    def _heading_words(self) -> list[set[str]]:
        return [self._content(titles) for titles in self._headings]

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(word for found in self._own_words for word in found)

    def _content(self, text: str) -> set[str]:
        return {word for word in self.index.tokenizer.words(text) if len(word) > 1 and word not in stop_words()}

    def _weight(self, word: str) -> float:
        """How telling a word is: the rarer among the measures, the more; 0 if none has it."""
        count = self._frequency[word]
        return log(1 + len(self.measures) / count) if count else 0.0

    def _wording(self, at: int, query: set[str]) -> float:
        own = sum(self._weight(word) for word in query & self._own_words[at])
        above = sum(self._weight(word) for word in query & self._heading_words[at] - self._own_words[at])
        return own + _HEADING * above

    def _trade(self, at: int, trade: Sequence[str]) -> float:
        if any(word in self.measures[at].text for word in trade):
            return 1.0
        return 0.4 if any(word in self._headings[at] for word in trade) else 0.0

    def _meaning(self, measure: Measure, vector: np.ndarray) -> float:
        position = self.index.position(measure.block)
        cosines = self.index.sentence_scores(position, vector)
        own = [
            float(cosine)
            for cosine, span in zip(cosines, self.index.sentence_spans(position), strict=False)
            if span.start < measure.within.end and measure.within.start < span.end
        ]
        return max(own, default=float(cosines.max()))


def served(measure: Measure, who: Understood) -> float:
    """How much of what is wanted a measure gives: about 1 for one wanted kind, more for two at once, less the
    more it gives that nobody asked for."""
    values = sorted((who.wanted.get(kind, 0.0) for kind in measure.kinds), reverse=True)
    one_more = _ONE_MORE * (len(values) > 1 and values[1] >= _BY_NAME)
    unwanted = _UNWANTED * sum(value < _BY_NAME for value in values[1:])
    return max(0.0, values[0] + one_more - unwanted) if values[0] else 0.0


def to_the_point(measure: Measure, who: Understood, near: Nearness) -> bool:
    """Whether a measure gives something that was looked for, or names the profile's very trade."""
    return not who.wanted or served(measure, who) >= _LEAST_WANTED or near.trade > 0


def score(measure: Measure, who: Understood, checks: Sequence[Check], near: Nearness) -> float:
    """The measure's score for a profile; the parts' weights stand above."""
    wanted = served(measure, who) if who.wanted else _NO_NEED_TOLD
    return (
        NEED * wanted
        + ASKED_BY_NAME * bool(set(who.asked) & set(measure.kinds))
        + _recipient(measure, who, checks) * min(1.0, wanted + _UNASKED_FOR)
        + _branch(checks)
        + TRADE * near.trade * min(1.0, wanted + _UNASKED_FOR)
        + PLACE * any(check.about == "地域" and check.fit is Fit.MET and bool(measure.places) for check in checks)
        + _STRENGTH[measure.strength]
        + MEANING * near.meaning
        + WORDING * near.wording
    )


def _recipient(measure: Measure, who: Understood, checks: Sequence[Check]) -> float:
    """What it counts that somebody is, or may be, one of those it is given to."""
    first, others = checks[0], checks[1:]
    if first.fit is Fit.UNMET:
        return 0.0
    if first.fit is Fit.VERIFY:
        return _likelihood(measure, who, first) * RECIPIENT
    own = who.actors - {Audience.ENTERPRISE}
    sure = _CONDITIONAL if any(check.fit is Fit.VERIFY and check.about != _NAMED for check in others) else 1.0
    if own.intersection(measure.audiences):
        return sure * (RECIPIENT + OWN_RECIPIENT)
    return sure * (RECIPIENT + _BY_HEADING * OWN_RECIPIENT * bool(own.intersection(measure.heading_audiences)))


def _likelihood(measure: Measure, who: Understood, check: Check) -> float:
    """How likely it is that a recipient to be checked turns out to be one."""
    if check.reason.startswith(SIZE_FITS):
        return 0.8
    named = set(measure.audiences or measure.heading_audiences)
    if not who.firm or not named or named & who.maybe:
        return 0.5
    return max(_OF_FIRMS.get(audience, 0.5) for audience in named)


def _branch(checks: Sequence[Check]) -> float:
    for check in checks:
        if check.about == "行业" and check.words not in ("主导产业", "重点行业"):
            foreign = "没有您" in check.reason or "、" not in check.words
            return BRANCH if check.fit is Fit.MET else FOREIGN_BRANCH if foreign else 0.0
    return 0.0


def need_of(measure: Measure, needs: Sequence[str], who: Understood | None = None) -> str:
    """The need that a measure serves best; "" if none."""
    best, name = 0.0, ""
    for need in needs:
        for place, kind in enumerate(words().needs[need].kinds):
            value = (who.wanted.get(kind, 0.5) if who else 1.0) - 0.01 * place
            if kind in measure.kinds and value > best:
                best, name = value, need
    return name


def default_need(measure: Measure) -> str:
    """The need that a measure belongs to when nobody asked for one."""
    return need_of(measure, tuple(words().needs)) or "services"


def kinds_held(measures: Sequence[Measure]) -> frozenset[Kind]:
    """All kinds of support that a plan holds."""
    return frozenset(kind for measure in measures for kind in measure.kinds)
