"""Text that comes from clients and command lines: what is taken, and how it is shown back."""

from __future__ import annotations

import unicodedata
from typing import Any

MAX_QUESTION = 2000
_LAYOUT = "\t\n\r"


def shown(value: Any, limit: int = 60) -> str:
    """A value as it may be echoed: cut short, anything that is not plain text written as an escape."""
    text = value if isinstance(value, str) else repr(value)
    cut = text[:limit] + ("…" if len(text) > limit else "")
    escaped = "".join(c if c.isprintable() and c not in "<>&\"'\\" else f"\\u{{{ord(c):04x}}}" for c in cut)
    return f"'{escaped}'" if isinstance(value, str) else escaped


def checked_text(value: Any, name: str, limit: int = MAX_QUESTION) -> str:
    """A client's text as it came, if it is one that can be answered.

    Raises ``ValueError`` that says what was expected: a string of 1 to ``limit`` characters, not blank,
    without control characters other than tab and line breaks, and without lone surrogates.
    """
    expected = f"expected 1–{limit:,} characters of text, tab and line breaks allowed"
    if not isinstance(value, str):
        raise ValueError(f"{name}: {expected}, got {shown(value)}")
    if len(value) > limit:
        raise ValueError(f"{name}: {expected}, got {len(value):,} characters")
    for position, char in enumerate(value):
        if char not in _LAYOUT and unicodedata.category(char) in ("Cc", "Cs"):
            raise ValueError(f"{name}: {expected}, got {shown(char)} at position {position}")
    if not any(char.isprintable() and not char.isspace() for char in value):
        raise ValueError(f"{name}: {expected}, got a blank one")
    return value
