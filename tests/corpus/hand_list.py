"""Measures listed by hand beside those that were read: what was found, and how exactly.

A row names a measure by its block and words of it. ``required`` is "no" where two careful readers may differ on
whether the clause is a measure of its own: found, it is no mistake; not found, neither. A clause that is read as
part of its neighbour counts as found, and ``merged`` counts those.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.measures import Measure


@dataclass(frozen=True)
class Listed:
    block: str
    words: str
    kinds: frozenset[str]
    audiences: frozenset[str]
    strength: str
    required: bool


@dataclass(frozen=True)
class Comparison:
    precision: float
    recall: float
    kind_precision: float
    kind_recall: float
    audience_precision: float
    audience_recall: float
    strength: float
    merged: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def load(path: Path) -> list[Listed]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Listed(
            row["block"],
            row["words"],
            frozenset(filter(None, row["kinds"].split(","))),
            frozenset(filter(None, row["audiences"].split(","))),
            row["strength"],
            row["required"] == "yes",
        )
        for row in rows
    ]


def compare(read: Sequence[Measure], listed: Sequence[Listed]) -> Comparison:
    pairs = {m.id: [row for row in listed if row.block == m.block and row.words in m.text] for m in read}
    required = [row for row in listed if row.required]
    found = {row for rows in pairs.values() for row in rows}
    missed = [row for row in required if row not in found]
    wrong = [m for m in read if not pairs[m.id]]
    kinds, audiences, strengths = _Counts(), _Counts(), []
    for measure in read:
        rows = pairs[measure.id]
        if not rows:
            continue
        due_kinds = frozenset().union(*(row.kinds for row in rows))
        if due_kinds:
            kinds.add({kind.value for kind in measure.kinds}, due_kinds)
        given = {audience.value for audience in measure.audiences}
        named = given | {audience.value for audience in (*measure.served, *measure.heading_audiences)}
        # Served ones and those of headings are help for the reader, so they can be found but not be wrong.
        audiences.add(given, frozenset().union(*(row.audiences for row in rows)), named)
        strengths.append(measure.strength.value in {row.strength for row in rows})
    return Comparison(
        precision=1 - len(wrong) / len(read),
        recall=1 - len(missed) / len(required),
        kind_precision=kinds.precision,
        kind_recall=kinds.recall,
        audience_precision=audiences.precision,
        audience_recall=audiences.recall,
        strength=sum(strengths) / len(strengths),
        merged=sum(sum(row.required for row in rows) > 1 for rows in pairs.values()),
        missed=tuple(f"{row.block} {row.words}" for row in missed),
        wrong=tuple(f"{m.id} {m.text}" for m in wrong),
    )


class _Counts:
    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, found: set[str], due: frozenset[str], also: set[str] | None = None) -> None:
        everything = found if also is None else also
        self.right += len(due & everything)
        self.missed += len(due - everything)
        self.wrong += len(found - due)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)
