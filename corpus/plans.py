"""The plans at hand: a folder each, with the text (``plan.txt``), ``plan.toml`` and ``lexicon.toml``.

``plan.toml`` holds ``id`` (the folder's name), ``title``, ``short_title``, ``period_start`` and
``period_end`` (years); optional are ``base_year``, ``place`` (黄石市), ``province``, ``issuer`` and
``contact`` (a line of the deployer's for questions that the plan leaves open; never from the plan).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from corpus.chunk import Chunk
from corpus.chunker import chunk
from corpus.document import Document
from corpus.errors import PlanFormatError, PlanNotFoundError
from corpus.lexicon import Lexicon, load_lexicon, shared_lexicon
from corpus.parser import parse

PLANS_DIR = Path(__file__).parent / "plans"
_REQUIRED = ("id", "title", "short_title", "period_start", "period_end")
_OPTIONAL = ("base_year", "place", "province", "issuer", "contact")
_YEARS = ("period_start", "period_end", "base_year")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_PLACE_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|省|市|县|区)$")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A plan of the corpus: what its files say, and on first use its document and chunks.

    ``issuer`` and ``contact`` are empty where ``plan.toml`` gives none.
    """

    id: str
    title: str
    short_title: str
    period_start: int
    period_end: int
    base_year: int | None = None
    place: str = ""
    province: str = ""
    issuer: str = ""
    contact: str = ""
    path: Path
    source: str = field(repr=False)
    lexicon: Lexicon = field(repr=False)

    @property
    def period(self) -> str:
        """The years the plan is for, as Chinese writes them."""
        start = f"{self.period_start}—" if self.period_start != self.period_end else ""
        return f"{start}{self.period_end}年"

    @property
    def place_names(self) -> tuple[str, ...]:
        """The place's full and short name (黄石市, 黄石); empty if the plan has none."""
        short = _PLACE_SUFFIX.sub("", self.place)
        return tuple(dict.fromkeys(name for name in (self.place, short) if len(name) >= 2))

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of ``plan.txt`` in hexadecimal digits."""
        return hashlib.sha256(self.source.encode()).hexdigest()

    @cached_property
    def document(self) -> Document:
        """The parsed plan."""
        return parse(self.source, self.id)

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """The plan's chunks in reading order."""
        return chunk(self.document)


def plan_sha256(plan_id: str, root: Path | None = None) -> str:
    """The SHA-256 of a plan's text as it lies on disk, without parsing it."""
    return hashlib.sha256(_read(_folder(plan_id, root) / "plan.txt")).hexdigest()


def list_plans(root: Path | None = None) -> tuple[str, ...]:
    """The ids of all plans under ``root`` (the corpus' own folder by default), sorted."""
    folder = root or PLANS_DIR
    return tuple(sorted(path.parent.name for path in folder.glob("*/plan.toml") if _ID.fullmatch(path.parent.name)))


def load_plan(plan_id: str, root: Path | None = None) -> Plan:
    """Read a plan's folder.

    Raises:
        PlanNotFoundError: there is no such plan.
        PlanFormatError: one of its files is missing or malformed.
    """
    folder = _folder(plan_id, root)
    settings = _settings(folder)
    source = _decoded(folder / "plan.txt")
    lexicon = load_lexicon(folder / "lexicon.toml").over(shared_lexicon())
    return Plan(**settings, path=folder, source=source, lexicon=lexicon)


def _folder(plan_id: str, root: Path | None) -> Path:
    folder = (root or PLANS_DIR) / plan_id if _ID.fullmatch(plan_id) else None
    if folder is None or not (folder / "plan.toml").exists():
        known = "、".join(list_plans(root)) or "none"
        raise PlanNotFoundError(f"No plan {plan_id!r}. Expected one of: {known}; choose one or add its folder.")
    return folder


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PlanFormatError(f"{path}: {error.strerror}. Expected a readable file; put it back.") from error


def _decoded(path: Path) -> str:
    try:
        return _read(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise PlanFormatError(f"{path}: byte {error.start} is no UTF-8. Expected UTF-8; convert the file.") from error


def _settings(folder: Path) -> dict[str, Any]:
    path = folder / "plan.toml"
    try:
        raw = tomllib.loads(_decoded(path))
    except tomllib.TOMLDecodeError as error:
        raise PlanFormatError(f"{path}: {error}. Expected TOML; mend the file.") from error
    _check_keys(path, raw)
    for key, value in raw.items():
        _check_value(path, key, value)
    if raw["id"] != folder.name:
        raise PlanFormatError(
            f"{path}: id is {raw['id']!r}. Expected the folder's name {folder.name!r}; make them equal."
        )
    start, end = raw["period_start"], raw["period_end"]
    if start > end:
        raise PlanFormatError(f"{path}: period {start} to {end}. Expected the earlier year first; swap them.")
    return raw


def _check_keys(path: Path, raw: Mapping[str, Any]) -> None:
    for key in _REQUIRED:
        if key not in raw:
            raise PlanFormatError(f"{path}: {key!r} is missing. Expected {', '.join(_REQUIRED)}; add it.")
    for key in raw:
        if key not in _REQUIRED + _OPTIONAL:
            names = ", ".join(_REQUIRED + _OPTIONAL)
            raise PlanFormatError(f"{path}: unknown key {key!r}. Expected {names}; rename or remove it.")


def _check_value(path: Path, key: str, value: object) -> None:
    is_year = key in _YEARS
    if is_year and not (type(value) is int and 1900 <= value <= 2200):
        raise PlanFormatError(f"{path}: {key} is {value!r}. Expected a year such as 2025; correct it.")
    if not is_year and not (isinstance(value, str) and (value.strip() or key in _OPTIONAL)):
        raise PlanFormatError(f"{path}: {key} is {value!r}. Expected a text in quotes; correct it.")
