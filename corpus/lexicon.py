"""A plan's lexicon: everyday and abbreviated words, and English names, for terms of the plan.

``lexicon.toml`` has two tables, both optional. Each entry is one line and carries a comment that says
why it is there::

    [aliases]
    "高企" = "高新技术企业"             # usual short form
    "上市" = ["IPO", "资本市场"]         # several terms

    [english]
    "incubator" = "孵化器"               # the usual translation
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import PlanFormatError

MAX_KEY = 8
"""Longest alias, in characters: longer ones would be questions, not words."""
_TABLES = ("aliases", "english")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms of the plan by alias (as typed) and by English name (lower case)."""

    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    english: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load_lexicon(path: Path) -> Lexicon:
    """The lexicon in a file; an empty one if there is no such file.

    Raises:
        PlanFormatError: the file is no TOML, or an entry breaks the rules above.
    """
    if not path.exists():
        return Lexicon()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanFormatError(f"{path}: {error}. Expected TOML in UTF-8; mend the file.") from error
    unknown = sorted(set(tables) - set(_TABLES))
    if unknown:
        raise PlanFormatError(f"{path}: unknown table {unknown[0]!r}. Expected [aliases] or [english]; rename it.")
    entries = {name: _entries(path, name, tables.get(name, {})) for name in _TABLES}
    return Lexicon(**entries)


def _entries(path: Path, table: str, raw: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(raw, dict):
        raise PlanFormatError(f"{path}: {table} is {raw!r}. Expected a table; write [{table}] above its entries.")
    entries: dict[str, tuple[str, ...]] = {}
    for key, value in raw.items():
        terms = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ()
        if not terms or not all(isinstance(term, str) and term.strip() for term in terms):
            expected = "a term or a list of terms, none of them empty"
            raise PlanFormatError(f"{path}: [{table}] {key!r} = {value!r}. Expected {expected}; correct the value.")
        _check_key(path, table, key)
        entries[key] = terms
    return entries


def _check_key(path: Path, table: str, key: str) -> None:
    if table == "english" and key != key.lower():
        raise PlanFormatError(f"{path}: [english] {key!r}. Expected lower case; write {key.lower()!r}.")
    if table == "aliases" and not 0 < len(key.strip()) <= MAX_KEY:
        raise PlanFormatError(f"{path}: [aliases] {key!r}. Expected 1 to {MAX_KEY} characters; shorten or remove it.")
