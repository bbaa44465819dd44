"""Questions to begin with, from a plan's ``examples.toml``.

The file holds one ``[[group]]`` for each kind of reader: ``who`` (企业) and ``questions``. It may be missing.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import PlanFormatError


@dataclass(frozen=True, slots=True)
class ExampleGroup:
    """What one kind of reader might ask."""

    who: str
    questions: tuple[str, ...]


def load_examples(folder: Path) -> tuple[ExampleGroup, ...]:
    """The example questions of the plan in a folder, in the file's order; none if it has no such file.

    Raises ``PlanFormatError`` if the file is not TOML or a group lacks its parts.
    """
    path = folder / "examples.toml"
    if not path.exists():
        return ()
    try:
        return tuple(_group(group) for group in tomllib.loads(path.read_text("utf-8")).get("group", []))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise PlanFormatError(
            f"{path}: expected [[group]] tables with who and questions, got {error!r}; mend the file"
        ) from error


def _group(group: dict[str, Any]) -> ExampleGroup:
    who, questions = group["who"], group["questions"]
    if not isinstance(who, str) or not isinstance(questions, list) or not all(isinstance(q, str) for q in questions):
        raise TypeError(f"who={who!r}, questions={questions!r}")
    return ExampleGroup(who, tuple(questions))
