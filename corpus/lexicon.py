"""Words that people use for a plan's terms: everyday and abbreviated ones, and names in other languages.

What any science and technology plan shares lies in ``corpus/lexicons/*.toml``; a plan's own names (places,
universities, programmes) lie in its ``lexicon.toml``, whose entries win. Both have these tables, all
optional. Each entry is one line and carries a comment that says why it is there::

    [aliases]
    "高企" = "高新技术企业"             # short form
    "上市" = ["IPO", "资本市场"]         # several terms

    [english]
    "incubator" = "孵化器"               # translation

``[japanese]``, ``[korean]`` and ``[russian]`` are written like ``[english]``. Han characters in Japanese
names are simplified ones, since questions are converted before the look-up; Russian and Korean names may
be stems. A name in other than Latin letters is found inside longer words, too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import PlanFormatError

SHARED_DIR = Path(__file__).parent / "lexicons"
MAX_KEY = 8
"""Longest alias, in characters: longer ones would be questions, not words."""
MAX_WORDS = 5
"""Longest name in another language, in words, for the same reason."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms of the plan by alias (as typed) and by name in other languages (lower case)."""

    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    english: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    japanese: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    korean: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    russian: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def names(self, language: str = "") -> dict[str, tuple[str, ...]]:
        """The names to look up in a question, in lower case.

        Those of all tables but ``[japanese]``, whose Han words mean other things in Chinese: they come in, and
        first, for the language ``ja``. Elsewhere an alias wins over an equal name in another language.
        """
        order = [self.russian, self.korean, self.english, self.aliases]
        if language == "ja":
            order.append(self.japanese)
        return {name.lower(): terms for table in order for name, terms in table.items()}

    def terms_in(self, source: str) -> frozenset[str]:
        """Those of all terms and aliases that stand in a plan's text."""
        terms = {term for _, table in self.tables() for found in table.values() for term in found}
        return frozenset(term for term in (*terms, *self.aliases) if term in source)

    def tables(self) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
        """Each table's name and entries."""
        return ((part.name, getattr(self, part.name)) for part in fields(self))

    def over(self, base: Lexicon) -> Lexicon:
        """The lexicon's own entries, and those of ``base`` whose name (in any case) is not among them."""
        merged = {}
        for table, own in self.tables():
            taken = {name.lower() for name in own}
            kept = {name: terms for name, terms in getattr(base, table).items() if name.lower() not in taken}
            merged[table] = kept | dict(own)
        return Lexicon(**merged)


_TABLES = tuple(part.name for part in fields(Lexicon))


@cache
def shared_lexicon(folder: Path = SHARED_DIR) -> Lexicon:
    """The lexicon that all plans share: every TOML file of a folder.

    Raises:
        PlanFormatError: a file is malformed, or two files have the same entry.
    """
    shared = Lexicon()
    for path in sorted(folder.glob("*.toml")):
        lexicon = load_lexicon(path)
        for table, entries in lexicon.tables():
            _check_new(path, table, entries, getattr(shared, table))
        shared = lexicon.over(shared)
    return shared


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
        raise PlanFormatError(f"{path}: unknown table {unknown[0]!r}. Expected {', '.join(_TABLES)}; rename it.")
    return Lexicon(**{name: _entries(path, name, tables.get(name, {})) for name in _TABLES})


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
    where = f"{path}: [{table}] {key!r}."
    if not key or key != key.strip():
        raise PlanFormatError(f"{where} Expected a name without space round it; correct it.")
    if table == "aliases":
        if len(key) > MAX_KEY:
            raise PlanFormatError(f"{where} Expected 1 to {MAX_KEY} characters; shorten or remove it.")
    elif key != key.lower():
        raise PlanFormatError(f"{where} Expected lower case; write {key.lower()!r}.")
    elif len(key.split()) > MAX_WORDS:
        raise PlanFormatError(f"{where} Expected 1 to {MAX_WORDS} words; shorten or remove it.")


def _check_new(path: Path, table: str, entries: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    lowered = {name.lower() for name in known}
    for key in entries:
        if key.lower() in lowered:
            raise PlanFormatError(f"{path}: [{table}] {key!r} stands in another file. Expected it once; remove one.")
