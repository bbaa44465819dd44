"""Exact numbers from a plan's digits and numerals, and back."""

from __future__ import annotations

from decimal import Decimal

from corpus.numerals import parse_numeral

_WIDE = str.maketrans("０１２３４５６７８９．％＜＞－", "0123456789.%<>-")


def narrow(text: str) -> str:
    """Full-width digits and signs as plain ones; every character keeps its place."""
    return text.translate(_WIDE)


def to_decimal(text: str) -> Decimal:
    """The value of digits (thousands commas allowed) or of a Chinese numeral below a thousand.

    Raises:
        ValueError: the text is neither.
    """
    bare = narrow(text).replace(",", "").strip()
    if bare.lstrip("-").replace(".", "", 1).isdecimal():
        return Decimal(bare)
    value = parse_numeral(bare.replace("两", "二"))
    if value is None:
        raise ValueError(f"{text!r} is no number; expected digits or a Chinese numeral")
    return Decimal(value)


def plain(value: Decimal) -> str:
    """A number without exponent and without zeros at its end."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
