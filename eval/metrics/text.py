"""Text made comparable: width, case, blanks, script and quotation marks levelled, numbers as numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

from opencc import OpenCC

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")
_REFERENCE = re.compile(r"\[\d+\]")
_SILENT = re.compile(r"[\s*`\"'“”‘’「」『』〝〞]")
_SCALES = {"万": 10**4, "亿": 10**8, "千": 10**3, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_SCALED = re.compile(rf"({_NUMBER.pattern})\s*(万亿|万|亿|千|thousand|million|billion)?", re.IGNORECASE)


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Text with width, case, script and number spelling levelled; blanks, quotation marks and ``*`` gone.

    Each number is fenced in, so that searching "2.6" in a normalised text cannot hit "12.6" or "2.65"
    but does hit "2.60".
    """
    level = _to_simplified().convert(unicodedata.normalize("NFKC", text)).casefold()
    fenced = _NUMBER.sub(lambda match: f"⟨{canonical_number(match.group())}⟩", level)
    return _SILENT.sub("", fenced)


def canonical_number(digits: str) -> str:
    """A number's shortest spelling: "2.60" → "2.6", "1,200" → "1200", "08" → "8"."""
    value = Decimal(digits.replace(",", "")).normalize()
    return f"{value:f}"


def without_references(text: str) -> str:
    """Text without the citation marks "[1]"."""
    return _REFERENCE.sub("", text)


def contains(text: str, sought: str) -> bool:
    """Whether a normalised text holds a normalised string."""
    return normalise(sought) in normalise(text)


def numbers_in(text: str) -> list[str]:
    """The numbers of a text in their shortest spelling, in order."""
    return [canonical_number(match.group()) for match in _NUMBER.finditer(unicodedata.normalize("NFKC", text))]


def magnitudes_in(text: str) -> list[tuple[str, str]]:
    """Each number of a text as (bare, scaled): "1亿元" → ("1", "100000000"), "2.6%" → ("2.6", "2.6")."""
    pairs = []
    for match in _SCALED.finditer(unicodedata.normalize("NFKC", text)):
        bare = Decimal(match.group(1).replace(",", ""))
        scale = match.group(2)
        factor = 1 if scale is None else 10**12 if scale == "万亿" else _SCALES[scale.lower()]
        pairs.append((canonical_number(str(bare)), canonical_number(f"{bare * factor:f}")))
    return pairs


def bigrams(text: str) -> set[str]:
    """Pairs of neighbouring letters of a text, punctuation and blanks left out."""
    letters = [char for char in normalise(text) if char.isalnum()]
    return {first + second for first, second in zip(letters, letters[1:], strict=False)}


def bigram_share(question: str, clauses: Iterable[str]) -> float | None:
    """Share of a question's bigrams that stand in its clauses; None for a question without any."""
    asked = bigrams(question)
    if not asked:
        return None
    return len(asked & bigrams("\n".join(clauses))) / len(asked)
