"""Scored cases summed up: a figure with its interval, over all cases or a group of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.metrics import refusal
from eval.metrics.summary import Value, bootstrap_interval, mean, percentile
from eval.run import Scored

# Below this many cases a share says little: it is shown as a count and carries no threshold.
SMALL_GROUP = 40
MEANS = (
    "correct", "status_right", "missing_named", "facts", "all_facts", "nothing_wrong", "cited",
    "citation_precision", "citation_recall", "precision@chapter", "recall@chapter", "precision@section",
    "recall@section", "precision@item", "recall@item", "precision@box", "recall@box", "precision@table",
    "recall@table", "verbatim", "whole_quotes", "numbers", "lead", "length", "recall@1", "recall@3", "recall@5",
    "recall@8", "mrr", "ndcg@10",
)  # fmt: skip
REFUSALS: Mapping[str, Callable[[refusal.Pairs], float | None]] = {
    "refusal_precision": refusal.refusal_precision,
    "refusal_recall": refusal.refusal_recall,
    "over_refusal": refusal.over_refusal,
}
LATENCIES = {"p50_ms": 0.5, "p95_ms": 0.95}
NAMES = (*MEANS[:2], *REFUSALS, *MEANS[2:], *LATENCIES)


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over the ``n`` cases where it is due, with its 95 % bootstrap interval where it has one."""

    name: str
    value: float
    n: int
    interval: tuple[float, float] | None = None


def figure(name: str, scored: Sequence[Scored], case_of: Mapping[str, Case]) -> Figure | None:
    """One figure over some scored cases; None if it is due in none of them."""
    if name in LATENCIES:
        value = percentile([one.milliseconds for one in scored], LATENCIES[name])
        return None if value is None else Figure(name, value, len(scored))
    values = list(_values(name, scored, case_of))
    value = mean(values)
    if value is None:
        return None
    return Figure(name, value, sum(one is not None for one in values), bootstrap_interval(values))


def _values(name: str, scored: Sequence[Scored], case_of: Mapping[str, Case]) -> Iterable[Value]:
    if name not in REFUSALS:
        return (one.figures.get(name) for one in scored)
    # Each case's share of the metric, so that the interval can be drawn from cases.
    return (REFUSALS[name]([(one.refused, case_of[one.case].answerable)]) for one in scored)


def grouped(
    scored: Sequence[Scored], case_of: Mapping[str, Case], key: Callable[[Case], Iterable[str]]
) -> dict[str, list[Scored]]:
    """Scored cases by group, in the groups' order; a case may stand in several."""
    groups: dict[str, list[Scored]] = {}
    for one in scored:
        for name in key(case_of[one.case]):
            groups.setdefault(name, []).append(one)
    return dict(sorted(groups.items()))


def worst(scored: Sequence[Scored]) -> list[Scored]:
    """The cases that went wrong, those with the most and gravest faults first."""
    failing = [one for one in scored if not one.figures["correct"]]
    return sorted(failing, key=lambda one: (one.figures.get("facts") or 0.0, -len(one.faults), one.case))
