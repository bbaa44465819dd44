"""The general words that measures are read by, compiled from ``words.toml`` on first use."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.measures.records import Audience, Kind

_FILE = Path(__file__).with_name("words.toml")
PURPOSE = "purpose"


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a kind is recognised: its words, what makes them mean something else, and what must stand beside them."""

    kind: Kind
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    needs_audience: bool


@dataclass(frozen=True)
class Words:
    """All tables of ``words.toml``, as patterns.

    ``heading_audiences`` are the audiences that headings can name for all below them. ``head`` finds the verb at
    a clause's start (the group that matched tells its strength), ``verb`` the same anywhere.
    """

    kinds: tuple[KindWords, ...]
    audience: re.Pattern[str]
    heading_audiences: dict[Audience, re.Pattern[str]]
    condition: re.Pattern[str]
    head: re.Pattern[str]
    verb: re.Pattern[str]
    preposition: re.Pattern[str]
    place_subject: re.Pattern[str]
    adverbs: str
    headings: re.Pattern[str]
    targets: re.Pattern[str]
    layouts: re.Pattern[str]
    steering: re.Pattern[str]
    sanctions: re.Pattern[str]


@cache
def words() -> Words:
    """The tables, read once."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    openings, excluded = tables["openings"], tables["not_measures"]
    verbs = "|".join(f"(?P<{name}>{pattern})" for name, pattern in tables["strength"].items())
    adverbs = f"(?:{openings['adverbs']}|、|和)*"
    return Words(
        kinds=tuple(_kind(name, entry) for name, entry in tables["kinds"].items()),
        audience=re.compile("|".join(f"(?P<{name}>{entry['words']})" for name, entry in tables["audiences"].items())),
        heading_audiences={
            Audience(name): re.compile(entry.get("headings", entry["words"]))
            for name, entry in tables["audiences"].items()
            if entry.get("inherit") or "headings" in entry
        },
        condition=re.compile("|".join(f"(?P<{name}>{words})" for name, words in tables["conditions"].items())),
        head=re.compile(f"{adverbs}(?:{verbs})"),
        verb=re.compile(verbs),
        preposition=re.compile(openings["prepositions"]),
        place_subject=re.compile(
            f"[^，]{{1,16}}?{openings['place_subjects']}(?={adverbs}(?:打造|建设|布局|引入|吸引|设立|创建|引进))"
        ),
        adverbs=adverbs,
        headings=re.compile(excluded["headings"]),
        targets=re.compile(excluded["targets"]),
        layouts=re.compile(excluded["layouts"]),
        steering=re.compile(excluded["steering"]),
        sanctions=re.compile(excluded["sanctions"]),
    )


def _kind(name: str, entry: dict[str, str | bool]) -> KindWords:
    unless = entry.get("unless")
    return KindWords(
        kind=Kind(name),
        pattern=re.compile(str(entry["words"])),
        unless=re.compile(str(unless)) if unless else None,
        needs_audience=bool(entry.get("needs_audience")),
    )
