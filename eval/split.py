"""Two halves of the gold cases that share no (clause, fact) pair, alike in kind and persona."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from eval.cases import SPLITS, Case
from eval.metrics.text import normalise


def pairs_of(case: Case) -> set[tuple[str, str]]:
    """The (clause address, fact) pairs that a case asks for; what tuning on it could give away."""
    return {
        (address, normalise(fact))
        for group in case.relevant
        for address in group
        for facts in case.facts
        for fact in facts
    }


def components(cases: Sequence[Case]) -> list[list[Case]]:
    """Cases grouped so that two which share a pair, or a chain of cases which do, stand together."""
    parent = {case.id: case.id for case in cases}

    def root(case_id: str) -> str:
        while parent[case_id] != case_id:
            parent[case_id] = parent[parent[case_id]]
            case_id = parent[case_id]
        return case_id

    first_with: dict[tuple[str, str], str] = {}
    for case in cases:
        for pair in sorted(pairs_of(case)):
            parent[root(case.id)] = root(first_with.setdefault(pair, case.id))
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[root(case.id)].append(case)
    return list(groups.values())


def split(cases: Sequence[Case], before: Mapping[str, str] = MappingProxyType({})) -> list[Case]:
    """The same cases in the same order with ``split`` assigned, the same way every time.

    A component with cases that had a half ``before`` (by id) keeps it, so that what was tuned on does not
    wander into the test half. The others go, the largest first, to the half that they leave more even over
    kind, persona, both together, answerable and all.
    """
    lean: Counter[tuple[str, ...]] = Counter()
    half_of: dict[str, str] = {}
    fixed = {_digest(group): _kept(group, before) for group in components(cases)}
    ordered = sorted(components(cases), key=lambda group: (not fixed[_digest(group)], -len(group), _digest(group)))
    for group in ordered:
        strata = Counter(stratum for case in group for stratum in _strata(case))
        tilt = sum(lean[name] * n / _weight(name) for name, n in strata.items())
        even = tilt < 0 or (tilt == 0 and int(_digest(group), 16) % 2 == 0)
        to_dev = fixed[_digest(group)] == SPLITS[0] if fixed[_digest(group)] else even
        for name, n in strata.items():
            lean[name] += n if to_dev else -n
        half_of.update((case.id, SPLITS[0] if to_dev else SPLITS[1]) for case in group)
    return [replace(case, split=half_of[case.id]) for case in cases]


def _kept(group: Sequence[Case], before: Mapping[str, str]) -> str:
    """The half that most of a component's cases had, the dev half of equals; "" if none had any."""
    had = Counter(before[case.id] for case in group if before.get(case.id))
    return max(sorted(had), key=lambda name: had[name], default="")


def leaks(cases: Iterable[Case]) -> list[tuple[str, str, tuple[str, str]]]:
    """(dev case, test case, pair) for every pair that stands in both halves."""
    halves: dict[str, dict[tuple[str, str], str]] = {name: {} for name in SPLITS}
    for case in cases:
        for pair in pairs_of(case):
            halves[case.split][pair] = case.id
    dev, test = (halves[name] for name in SPLITS)
    return [(dev[pair], test[pair], pair) for pair in sorted(dev.keys() & test.keys())]


def _strata(case: Case) -> tuple[tuple[str, ...], ...]:
    return ((), (case.kind,), ("by", case.persona), (case.kind, case.persona), ("answerable", str(case.answerable)))


def _weight(stratum: tuple[str, ...]) -> float:
    """How little a stratum's evenness counts: all cases least, a kind most, for kinds are what is read."""
    return 4 if not stratum else 2 if stratum[0] in ("by", "answerable") else 1 if len(stratum) == 2 else 0.4


def _digest(group: Sequence[Case]) -> str:
    return hashlib.sha256("|".join(sorted(case.id for case in group)).encode()).hexdigest()
