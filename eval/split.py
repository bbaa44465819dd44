"""Two halves of the gold cases that share no (clause, fact) pair, alike in kind and persona."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

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


def split(cases: Sequence[Case]) -> list[Case]:
    """The same cases in the same order with ``split`` assigned, the same way every time.

    Whole components go, the largest first, to the half that they leave more even over kind, persona,
    both together, answerable and all.
    """
    lean: Counter[tuple[str, ...]] = Counter()
    half_of: dict[str, str] = {}
    for group in sorted(components(cases), key=lambda group: (-len(group), _digest(group))):
        strata = Counter(stratum for case in group for stratum in _strata(case))
        tilt = sum(((lean[name] + n) ** 2 - (lean[name] - n) ** 2) / _weight(name) for name, n in strata.items())
        to_dev = tilt < 0 or (tilt == 0 and int(_digest(group), 16) % 2 == 0)
        for name, n in strata.items():
            lean[name] += n if to_dev else -n
        half_of.update((case.id, SPLITS[0] if to_dev else SPLITS[1]) for case in group)
    return [replace(case, split=half_of[case.id]) for case in cases]


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


def _weight(stratum: tuple[str, ...]) -> int:
    """Evenness in all counts least, in kind and in kind by persona most: those are what is read."""
    return 4 if not stratum else 2 if stratum[0] in ("by", "answerable") else 1


def _digest(group: Sequence[Case]) -> str:
    return hashlib.sha256("|".join(sorted(case.id for case in group)).encode()).hexdigest()
