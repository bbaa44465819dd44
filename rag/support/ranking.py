"""How well a measure serves a profile: one number from a few plain parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.measures import Audience, Kind, Measure, Strength
from index.fusion import z_scores
from index.search import HybridIndex
from rag.support.checks import Check, Fit
from rag.support.reading import Understood
from rag.support.words import words

NEED, ASKED_BY_NAME, RECIPIENT, OWN_RECIPIENT, BRANCH, FOREIGN_BRANCH, PLACE = 3.0, 1.2, 1.5, 0.7, 1.2, -0.8, 0.8
MEANING, WORDING = 0.6, 0.4
_STRENGTH = {
    Strength.GIVE: 0.6,
    Strength.ESTABLISH: 0.3,
    Strength.SUPPORT: 0.5,
    Strength.ENCOURAGE: 0.35,
    Strength.PROMOTE: 0.15,
    Strength.EXPLORE: 0.0,
}
# Each later kind of a need is this much less to the point.
_KIND_STEP = 0.05
_NO_NEED_TOLD = 0.4


@dataclass(frozen=True)
class Nearness:
    """How near each measure is to what was said, by meaning and by shared words, as standard scores."""

    meaning: np.ndarray
    wording: np.ndarray


def nearness(index: HybridIndex, measures: Sequence[Measure], said: str, expansions: Sequence[str]) -> Nearness:
    """Scores of the measures' own sentences for a text."""
    vector = index.embed_query(said)
    scores = index.scores(said, vector, expansions=expansions)
    bm25 = dict(zip(scores.positions.tolist(), z_scores(scores.bm25).tolist(), strict=True))
    meaning = np.array([_meaning(index, measure, vector) for measure in measures])
    wording = np.array([bm25.get(index.position(measure.block), 0.0) for measure in measures])
    return Nearness(np.clip(z_scores(meaning), -2, 3) / 2, np.clip(wording, -1, 3) / 2)


def _meaning(index: HybridIndex, measure: Measure, vector: np.ndarray) -> float:
    position = index.position(measure.block)
    cosines = index.sentence_scores(position, vector)
    spans = index.sentence_spans(position)
    own = [
        float(cosine)
        for cosine, span in zip(cosines, spans, strict=False)
        if span.start < measure.within.end and measure.within.start < span.end
    ]
    return max(own, default=float(cosines.max()))


def need_of(measure: Measure, needs: Sequence[str]) -> tuple[str, float]:
    """The need that a measure serves best, and how directly (0 to 1)."""
    best = ("", 0.0)
    for name in needs:
        kinds = words().needs[name].kinds
        served = [1.0 - _KIND_STEP * kinds.index(kind) for kind in measure.kinds if kind in kinds]
        # A measure that gives many things besides is less to the point.
        score = max(served, default=0.0) - 0.08 * (len(measure.kinds) - 1)
        if served and score > best[1]:
            best = (name, score)
    return best


def score(measure: Measure, who: Understood, checks: Sequence[Check], near: tuple[float, float]) -> float:
    """The measure's score for a profile; the parts' weights stand above."""
    need = need_of(measure, who.needs)[1] if who.needs else _NO_NEED_TOLD
    return (
        NEED * need
        + ASKED_BY_NAME * bool(set(who.asked) & set(measure.kinds))
        + _recipient(measure, who, checks[0])
        + _branch(checks)
        + PLACE
        * any(check.about == "地域" and check.fit is Fit.MET and check.words in measure.places for check in checks)
        + _STRENGTH[measure.strength]
        + MEANING * near[0]
        + WORDING * near[1]
    )


def _recipient(measure: Measure, who: Understood, check: Check) -> float:
    if check.fit is Fit.MET:
        own = set(measure.audiences or measure.heading_audiences) & who.actors - {Audience.ENTERPRISE}
        return RECIPIENT + OWN_RECIPIENT * bool(own)
    if check.fit is Fit.VERIFY:
        return 0.5 * RECIPIENT if check.words else 0.2 * RECIPIENT
    return 0.0


def _branch(checks: Sequence[Check]) -> float:
    for check in checks:
        if check.about == "行业" and "、" in check.words or check.about == "行业":
            return BRANCH if check.fit is Fit.MET else FOREIGN_BRANCH if "没有您" in check.reason else 0.0
    return 0.0


def default_need(measure: Measure) -> str:
    """The need that a measure belongs to when nobody asked for one."""
    table = words().needs
    return need_of(measure, tuple(table))[0] or "services"


def kinds_held(measures: Sequence[Measure]) -> frozenset[Kind]:
    """All kinds of support that a plan holds."""
    return frozenset(kind for measure in measures for kind in measure.kinds)
