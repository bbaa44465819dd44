"""Thresholds that a run must hold, read from a file beside the gold set."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import select
from eval.errors import EvalError
from eval.figures import NAMES, SMALL_GROUP, Figure, figure
from eval.run import Run


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least (``min``) or most (``max``) that a figure may be, over a half and, if named, a kind or persona."""

    figure: str
    min: float | None = None
    max: float | None = None
    split: str = "test"
    kind: str = ""
    persona: str = ""

    @property
    def group(self) -> str:
        """What it is asked of, in words."""
        return " · ".join(part for part in (self.split, self.kind, self.persona) if part)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A threshold that a run does not hold."""

    threshold: Threshold
    found: Figure | None

    def __str__(self) -> str:
        asked = self.threshold
        bound = f"≥ {asked.min:g}" if asked.min is not None else f"≤ {asked.max:g}"
        value = "is not measured" if self.found is None else f"= {self.found.value:.4g} (n = {self.found.n})"
        return f"{asked.figure} {value}, expected {bound}   [{asked.group}]"


def load_thresholds(path: Path) -> list[Threshold]:
    """Read the thresholds; raises ``EvalError`` naming the entry that is wrong and how."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["threshold"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise EvalError(f"{path}: {error!r}; expected [[threshold]] tables, each with figure and min or max") from error
    return [_threshold(entry, f"{path.name}, entry {number}") for number, entry in enumerate(entries, start=1)]


def _threshold(entry: dict[str, Any], where: str) -> Threshold:
    fields = set(Threshold.__dataclass_fields__)
    if set(entry) - fields:
        raise EvalError(f"{where}: unknown {sorted(set(entry) - fields)}; expected some of {sorted(fields)}")
    if entry.get("figure") not in NAMES:
        raise EvalError(f"{where}: figure is {entry.get('figure')!r}; expected one of {', '.join(NAMES)}")
    if ("min" in entry) == ("max" in entry):
        raise EvalError(f"{where}: {entry['figure']} needs either min or max")
    return Threshold(**entry)


def shortfalls(run: Run, thresholds: Sequence[Threshold], system: str = "assistant") -> list[Shortfall]:
    """The thresholds that a system does not hold in a run, in the file's order.

    Raises:
        EvalError: a threshold is put on fewer than 40 cases, where a share says little.
    """
    return [fall for asked in thresholds if (fall := _check(run, asked, system)) is not None]


def _check(run: Run, asked: Threshold, system: str) -> Shortfall | None:
    kinds, personas = [asked.kind] if asked.kind else [], [asked.persona] if asked.persona else []
    wanted = {case.id for case in select(run.cases, asked.split, kinds, personas)}
    scored = [one for one in run.scored.get(system, ()) if one.case in wanted]
    found = figure(asked.figure, scored, run.case_of)
    if found is None:
        return Shortfall(asked, None)
    if len(scored) < SMALL_GROUP:
        raise EvalError(
            f"The threshold on {asked.figure} [{asked.group}] stands on {len(scored)} cases; "
            f"expected at least {SMALL_GROUP}. Put it on a larger group."
        )
    holds = found.value >= asked.min if asked.min is not None else found.value <= (asked.max or 0.0)
    return None if holds else Shortfall(asked, found)
