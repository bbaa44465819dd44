"""The everyday words that profiles are read by, compiled from ``words.toml`` on first use."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.measures import Audience, Kind

_FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody may need: a name, its label, the words for it, and the kinds of measure that serve it,
    the most direct first."""

    name: str
    label: str
    pattern: re.Pattern[str]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """Words by which somebody is an audience; ``firm``: then also an enterprise; ``kinds`` what such a one
    mostly looks for."""

    audience: Audience
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    firm: bool
    kinds: tuple[Kind, ...]

    def found_in(self, text: str) -> bool:
        """Whether the text says so of its speaker."""
        return bool(self.pattern.search(text)) and not (self.unless and self.unless.search(text))


@dataclass(frozen=True)
class Words:
    """All tables of ``words.toml``."""

    needs: dict[str, Need]
    wanted: dict[Kind, re.Pattern[str]]
    asked_kinds: dict[Kind, re.Pattern[str]]
    actors: tuple[Actor, ...]
    maybe: dict[Audience, re.Pattern[str]]
    stages: dict[str, re.Pattern[str]]
    sizes: dict[str, re.Pattern[str]]
    ownership: dict[str, re.Pattern[str]]


@cache
def words() -> Words:
    """The tables, read once."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Words(
        needs={name: _need(name, entry) for name, entry in tables["needs"].items()},
        wanted={Kind(name): _compiled(pattern) for name, pattern in tables["wanted"].items()},
        asked_kinds={Kind(name): _compiled(pattern) for name, pattern in tables["asked_kinds"].items()},
        actors=tuple(_actor(name, entry) for name, entry in tables["actors"].items()),
        maybe={Audience(name): _compiled(pattern) for name, pattern in tables["maybe"].items()},
        stages={name: _compiled(pattern) for name, pattern in tables["stages"].items()},
        sizes={name: _compiled(pattern) for name, pattern in tables["sizes"].items()},
        ownership={name: _compiled(pattern) for name, pattern in tables["ownership"].items()},
    )


def _need(name: str, entry: dict) -> Need:
    return Need(name, entry["label"], _compiled(entry["words"]), tuple(Kind(kind) for kind in entry["kinds"]))


def _actor(name: str, entry: dict) -> Actor:
    unless = _compiled(entry["not"]) if "not" in entry else None
    return Actor(
        Audience(name),
        _compiled(entry["words"]),
        unless,
        entry.get("firm", False),
        tuple(Kind(kind) for kind in entry.get("kinds", ())),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
