"""Ask every case of every system, and keep what came back beside what made it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from eval.cases import Case
from eval.errors import EvalError
from eval.metrics.summary import Value
from eval.score import Outcome, Source, faults, score


class System(Protocol):
    """Anything that answers a question; ``name`` is its column in the tables."""

    name: str

    def ask(self, question: str, history: Sequence[Any]) -> Outcome:
        """Answer a question."""
        ...


@dataclass(frozen=True, slots=True)
class Scored:
    """A case's answer from one system, its figures, and its faults in words."""

    case: str
    system: str
    answer: Mapping[str, Any]
    milliseconds: float
    figures: Mapping[str, Value]
    faults: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """Whether the question was turned down."""
        return not self.answer["answerable"]


@dataclass(frozen=True, slots=True)
class Run:
    """A whole evaluation: what was scored, and what made it (commit, settings, versions, index, gold)."""

    made_by: Mapping[str, Any]
    cases: tuple[Case, ...] = field(repr=False)
    scored: Mapping[str, tuple[Scored, ...]] = field(repr=False)

    @property
    def case_of(self) -> dict[str, Case]:
        """Cases by id."""
        return {case.id: case for case in self.cases}


def evaluate(
    system: System, cases: Sequence[Case], source: Source, advance: Callable[[], None] = lambda: None
) -> tuple[Scored, ...]:
    """Ask a system every case in order; ``advance`` is called after each (a progress bar)."""
    scored = []
    for case in cases:
        begun = time.perf_counter()
        outcome = system.ask(case.question, case.history)
        milliseconds = (time.perf_counter() - begun) * 1000 + outcome.saved_ms
        figures = score(case, outcome, source)
        said = tuple(faults(case, outcome, figures, source))
        scored.append(Scored(case.id, system.name, outcome.answer.to_dict(), round(milliseconds, 2), figures, said))
        advance()
    return tuple(scored)


def save_run(run: Run, folder: Path) -> Path:
    """Write a run record under a folder, named by its time; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.made_by['time'].replace(':', '')}.json"
    plain = {
        "made_by": dict(run.made_by),
        "cases": [asdict(case) for case in run.cases],
        "scored": {name: [asdict(one) for one in many] for name, many in run.scored.items()},
    }
    path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return path


def load_run(path: Path) -> Run:
    """Read a run record back; raises ``EvalError`` for a file that is none."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        cases = tuple(_case_from(raw) for raw in plain["cases"])
        scored = {
            name: tuple(Scored(**{**one, "faults": tuple(one["faults"])}) for one in many)
            for name, many in plain["scored"].items()
        }
    except (OSError, KeyError, TypeError, json.JSONDecodeError) as error:
        raise EvalError(
            f"{path} is not a run record ({error}); `python -m eval` writes one under eval/runs/"
        ) from error
    return Run(plain["made_by"], cases, scored)


def _case_from(raw: Mapping[str, Any]) -> Case:
    tuples = {name: tuple(raw[name]) for name in ("history", "wrong", "evidence")}
    groups = {name: tuple(tuple(group) for group in raw[name]) for name in ("facts", "relevant")}
    return Case(**{**raw, **tuples, **groups})
