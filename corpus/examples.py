"""Questions and profiles to begin with, from a plan's ``examples.toml``.

The file holds one ``[[group]]`` for each kind of reader: ``who`` (企业) and ``questions``; and one
``[[profile]]`` for each kind of seeker of support: ``who`` (制造企业) and ``text``, a sentence of theirs. Both, and
the file itself, may be missing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import PlanFormatError

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class ExampleGroup:
    """What one kind of reader might ask."""

    who: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExampleProfile:
    """What one kind of seeker of support might say."""

    who: str
    text: str


def load_examples(folder: Path) -> tuple[ExampleGroup, ...]:
    """The example questions of the plan in a folder, in the file's order; none if it has no such file.

    Raises ``PlanFormatError`` if the file is not TOML or a group lacks its parts.
    """
    return _entries(folder, "group", "who and questions", _group)


def load_profiles(folder: Path) -> tuple[ExampleProfile, ...]:
    """The example profiles of the plan in a folder, in the file's order; none if it has no such file.

    Raises ``PlanFormatError`` if the file is not TOML or a profile lacks its parts.
    """
    return _entries(folder, "profile", "who and text", _profile)


def _entries(folder: Path, name: str, parts: str, read: Callable[[dict[str, Any]], Entry]) -> tuple[Entry, ...]:
    path = folder / "examples.toml"
    if not path.exists():
        return ()
    try:
        return tuple(read(entry) for entry in tomllib.loads(path.read_text("utf-8")).get(name, []))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise PlanFormatError(
            f"{path}: expected [[{name}]] tables with {parts}, got {error!r}; mend the file"
        ) from error


def _group(group: dict[str, Any]) -> ExampleGroup:
    who, questions = group["who"], group["questions"]
    if not isinstance(who, str) or not isinstance(questions, list) or not all(isinstance(q, str) for q in questions):
        raise TypeError(f"who={who!r}, questions={questions!r}")
    return ExampleGroup(who, tuple(questions))


def _profile(profile: dict[str, Any]) -> ExampleProfile:
    who, text = profile["who"], profile["text"]
    if not isinstance(who, str) or not isinstance(text, str):
        raise TypeError(f"who={who!r}, text={text!r}")
    return ExampleProfile(who, text)
