"""The parts of the gold set, written by different hands, made one file with halves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.cases import Case, read_lines
from eval.errors import GoldFormatError
from eval.metrics.summary import percentile
from eval.metrics.text import bigram_share, normalise
from eval.split import split


def merge_parts(folder: Path, before: Sequence[Case] = ()) -> tuple[list[Case], list[str]]:
    """All cases of a folder's parts, split; and the refused lines as ``file:line: why``.

    Cases that stood in a half ``before`` stay in it where they can.

    Raises:
        GoldFormatError: there is no part.
    """
    parts = sorted(folder.glob("*.jsonl"))
    if not parts:
        raise GoldFormatError(f"{folder} holds no *.jsonl; expected the gold set's parts there")
    cases: list[Case] = []
    refused: list[str] = []
    for part in parts:
        read, bad = read_lines(part)
        refused += bad
        for case in read:
            why = _clash(case, cases)
            if why:
                refused.append(f"{part.name}: {case.id}: {why}")
            else:
                cases.append(case)
    return split(cases, {case.id: case.split for case in before}), refused


def _clash(case: Case, before: Sequence[Case]) -> str | None:
    for other in before:
        if other.id == case.id:
            return "this id is taken by an earlier case"
        if (other.history, normalise(other.question)) == (case.history, normalise(case.question)):
            return f"asks the same as {other.id}"
    return None


def write_gold(cases: Sequence[Case], path: Path) -> None:
    """Write cases as a gold file, one a line."""
    path.write_text("".join(case.to_json() + "\n" for case in cases), encoding="utf-8")


def kind_counts(cases: Sequence[Case]) -> list[tuple[str, int, int, int]]:
    """(kind, all, dev, test) for every kind, largest first."""
    counts = Counter((case.kind, case.split) for case in cases)
    totals = Counter(case.kind for case in cases)
    return [(kind, n, counts[kind, "dev"], counts[kind, "test"]) for kind, n in totals.most_common()]


def median_overlap(cases: Sequence[Case], texts: Mapping[str, str]) -> float | None:
    """Median share of a question's bigrams that stand in the clauses it is about (texts by address)."""
    shares = [
        bigram_share(case.question, [texts.get(address, "") for group in case.relevant for address in group])
        for case in cases
        if case.answerable
    ]
    return percentile([share for share in shares if share is not None], 0.5)
