"""How well support measures are found and ranked for profiles, beside plain hybrid search.

A judged measure is named by its address and words of it ("c7.s3.i1~贷款贴息"). The finder ranks measures,
search ranks clauses; for the comparison both are lists of addresses, an address being worth its best measure.
nDCG looks at the whole ranking, precision at what is shown: the finder may show fewer than five.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2
from pathlib import Path

from corpus.measures import Measure
from eval.errors import EvalError
from index.search import HybridIndex
from rag.support import Fit, Profile, SupportFinder

PROFILES = Path(__file__).with_name("profiles.jsonl")
CUT = 5


@dataclass(frozen=True)
class ProfileCase:
    """A profile and what is right for it: grades (1 to 3) of relevant measures, measures that have nothing to
    do with it, and measures that must not be marked as met."""

    id: str
    profile: Profile
    relevant: Mapping[str, int]
    irrelevant: tuple[str, ...]
    must_not: tuple[str, ...]


@dataclass(frozen=True)
class CaseScore:
    """One case: the figures, and what went wrong."""

    id: str
    ndcg: float
    precision: float
    measure_ndcg: float
    measure_precision: float
    baseline_ndcg: float
    baseline_precision: float
    wrongly_met: tuple[str, ...] = ()
    irrelevant_shown: tuple[str, ...] = ()
    top: tuple[str, ...] = field(default=(), repr=False)


def load_profiles(path: Path = PROFILES) -> list[ProfileCase]:
    """The cases of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines if line.strip()]


def _case(raw: dict) -> ProfileCase:
    fields = dict(raw["profile"])
    fields["needs"] = tuple(fields.get("needs", ()))
    return ProfileCase(raw["id"], Profile(**fields), raw["relevant"], tuple(raw["irrelevant"]), tuple(raw["must_not"]))


def ndcg(grades: Sequence[int], ideal: Iterable[int], k: int = CUT) -> float:
    """Normalised discounted cumulative gain of the first k grades, gains 2^grade - 1; 1.0 is the best order."""
    best = sorted(ideal, reverse=True)[:k]
    return _dcg(grades[:k]) / _dcg(best) if best else 1.0


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def precision(grades: Sequence[int], k: int = CUT) -> float:
    """The share of the first k places (or of the fewer there are) that are relevant."""
    first = grades[:k]
    return sum(grade > 0 for grade in first) / len(first) if first else 0.0


def measure_named(measures: Sequence[Measure], name: str) -> Measure:
    """The measure that a judgement names.

    Raises:
        EvalError: no measure, or more than one, fits the name.
    """
    block, _, words = name.partition("~")
    found = [measure for measure in measures if measure.block == block and words in measure.text]
    if len(found) != 1:
        raise EvalError(f"{name!r} names {len(found)} measures, expected one; correct it in {PROFILES.name}.")
    return found[0]


def score_case(case: ProfileCase, finder: SupportFinder, search: Callable[[str, int], list[str]]) -> CaseScore:
    """Score one profile; ``search`` gives the addresses of the k best clauses for a text."""
    grades: dict[str, int] = {}
    for name, grade in case.relevant.items():
        measure = measure_named(finder.measures, name)
        grades[measure.id] = max(grade, grades.get(measure.id, 0))
    by_block = _best_by_block(grades)
    reply = finder.find(case.profile)
    ranking = finder.rank(case.profile)
    fits = {measure.id: fit for measure, fit in ranking}
    ranked = [measure for measure, fit in ranking if fit is not Fit.UNMET]
    shown = [match.measure for match in reply.ranked if match.fit is not Fit.UNMET]
    blocks = list(dict.fromkeys(measure.block for measure in ranked))
    shown_blocks = list(dict.fromkeys(measure.block for measure in shown))
    found = search(case.profile.words, CUT)
    irrelevant = {measure_named(finder.measures, name).id for name in case.irrelevant}
    return CaseScore(
        id=case.id,
        ndcg=ndcg([by_block.get(block, 0) for block in blocks], by_block.values()),
        precision=precision([by_block.get(block, 0) for block in shown_blocks]),
        measure_ndcg=ndcg([grades.get(measure.id, 0) for measure in ranked], grades.values()),
        measure_precision=precision([grades.get(measure.id, 0) for measure in shown]),
        baseline_ndcg=ndcg([by_block.get(block, 0) for block in found], by_block.values()),
        baseline_precision=precision([by_block.get(block, 0) for block in found]),
        wrongly_met=tuple(name for name in case.must_not if fits[measure_named(finder.measures, name).id] is Fit.MET),
        irrelevant_shown=tuple(measure.id for measure in shown if measure.id in irrelevant),
        top=tuple(f"{grades.get(measure.id, 0)} {measure.text}" for measure in ranked[: 2 * CUT]),
    )


def _best_by_block(grades: Mapping[str, int]) -> dict[str, int]:
    best: dict[str, int] = {}
    for name, grade in grades.items():
        block = name.partition("#")[0]
        best[block] = max(grade, best.get(block, 0))
    return best


def search_addresses(index: HybridIndex) -> Callable[[str, int], list[str]]:
    """Plain hybrid search as a ranking of addresses."""
    return lambda text, k: [result.chunk.id for result in index.search(text, k)]


def evaluate_support(finder: SupportFinder, cases: Sequence[ProfileCase]) -> list[CaseScore]:
    """Scores of all cases."""
    search = search_addresses(finder.index)
    return [score_case(case, finder, search) for case in cases]


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean; 0.0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
