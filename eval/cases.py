"""Gold cases: a question as a person types it, and what a right answer holds.

``facts`` are groups of alternatives: one string of every group must stand in the answer. ``relevant``
are groups of alternative addresses: every group must be cited. ``wrong`` are strings that make an
answer wrong. ``missing`` is the kind of thing that the plan does not say (see ``rag.answer.Missing``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.errors import GoldFormatError

SPLITS = ("dev", "test")
# The one answerable kind that asks for nothing in the plan.
SMALLTALK = "smalltalk"
FIELDS = ("id", "kind", "persona", "history", "question", "facts", "wrong", "relevant", "evidence", "answerable")

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One gold question. ``split`` is "dev" (for tuning), "test" (scored only) or "" before the merge."""

    id: str
    kind: str
    persona: str
    question: str
    answerable: bool
    history: tuple[Any, ...] = ()
    facts: Groups = ()
    wrong: tuple[str, ...] = ()
    relevant: Groups = ()
    evidence: tuple[str, ...] = ()
    missing: str | None = None
    split: str = ""

    @property
    def chapters(self) -> tuple[str, ...]:
        """Addresses of the chapters that hold the answer, each once, in order."""
        return tuple(dict.fromkeys(address.split(".")[0] for group in self.relevant for address in group))

    def to_json(self) -> str:
        """The case as one line of a gold file."""
        return json.dumps(asdict(self), ensure_ascii=False)


def load_cases(path: Path) -> list[Case]:
    """Read a gold file.

    Raises:
        GoldFormatError: naming every refused line as ``file:line: why``.
    """
    cases, refused = read_lines(path)
    if refused:
        raise GoldFormatError("\n".join(refused) + "\nMend these lines; every line must be a JSON object of a case.")
    return cases


def read_lines(path: Path) -> tuple[list[Case], list[str]]:
    """The cases of a gold file, and its refused lines as ``file:line: why``."""
    cases: list[Case] = []
    refused: list[str] = []
    if not path.is_file():
        return [], [f"{path}: no such file; expected a gold file of one JSON object a line"]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            cases.append(parse_case(json.loads(line)))
        except (json.JSONDecodeError, GoldFormatError) as error:
            refused.append(f"{path.name}:{number}: {error}")
    return cases, refused


def parse_case(raw: Any) -> Case:
    """A case from plain data; raises ``GoldFormatError`` saying which field is wrong and how."""
    if not isinstance(raw, dict):
        raise GoldFormatError(f"expected an object with {', '.join(FIELDS)}; got {type(raw).__name__}")
    absent = [name for name in FIELDS if name not in raw]
    unknown = sorted(set(raw) - set(FIELDS) - {"missing", "split"})
    if absent or unknown:
        raise GoldFormatError(f"fields missing: {absent}, unknown: {unknown}")
    _check_scalars(raw)
    case = Case(
        id=raw["id"],
        kind=raw["kind"],
        persona=raw["persona"],
        question=raw["question"],
        answerable=raw["answerable"],
        history=tuple(raw["history"]),
        facts=_groups(raw, "facts"),
        wrong=_strings(raw["wrong"], "wrong"),
        relevant=_groups(raw, "relevant"),
        evidence=_strings(raw["evidence"], "evidence"),
        missing=raw.get("missing"),
        split=raw.get("split") or "",
    )
    _check_whole(case)
    return case


def _check_scalars(raw: Mapping[str, Any]) -> None:
    for name in ("id", "kind", "persona", "question"):
        if not isinstance(raw[name], str) or not raw[name].strip():
            raise GoldFormatError(f"{name} is {raw[name]!r}; expected a non-empty string")
    if not isinstance(raw["answerable"], bool):
        raise GoldFormatError(f"answerable is {raw['answerable']!r}; expected true or false")
    if not isinstance(raw["history"], list):
        raise GoldFormatError(f"history is {raw['history']!r}; expected a list of earlier turns")
    if raw.get("missing") is not None and not isinstance(raw["missing"], str):
        raise GoldFormatError(f"missing is {raw['missing']!r}; expected null or a kind")
    if (raw.get("split") or "dev") not in SPLITS:
        raise GoldFormatError(f"split is {raw['split']!r}; expected dev or test")


def _check_whole(case: Case) -> None:
    if case.answerable and case.kind != SMALLTALK and not (case.facts and case.relevant):
        raise GoldFormatError(f"{case.id} is answerable but has no facts or no relevant addresses")


def _strings(raw: Any, name: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(text, str) and text.strip() for text in raw):
        raise GoldFormatError(f"{name} is {raw!r}; expected a list of non-empty strings")
    return tuple(raw)


def _groups(raw: Mapping[str, Any], name: str) -> Groups:
    groups = raw[name]
    if not isinstance(groups, list) or not all(isinstance(group, list) and group for group in groups):
        raise GoldFormatError(f"{name} is {groups!r}; expected a list of non-empty lists of alternatives")
    return tuple(_strings(group, name) for group in groups)


def select(
    cases: Iterable[Case], split: str = "all", kinds: Sequence[str] = (), personas: Sequence[str] = ()
) -> list[Case]:
    """The cases of one half ("all": both), of some kinds and personas (none named: all)."""
    return [
        case
        for case in cases
        if split in ("all", case.split)
        and (not kinds or case.kind in kinds)
        and (not personas or case.persona in personas)
    ]
