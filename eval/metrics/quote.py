"""Whether quotes are the plan's own words, and not too many of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

QUOTE_LIMIT = 200
_BLANK = re.compile(r"\s+")
# Marks that a word processor left in the text are no words of the plan.
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_SENTENCE_END = "。！？；!?;"


def is_verbatim(quote: str, source: str, start: int, end: int) -> bool:
    """Whether a quote stands in ``source[start:end]``, blanks, bookmark marks and " | " between cells aside."""
    sought = _BLANK.sub("", quote.replace(" | ", ""))
    return bool(sought) and sought in _BLANK.sub("", _BOOKMARK.sub("", source[start:end]))


def verbatim_rate(quotes: Sequence[tuple[str, int, int]], source: str) -> float | None:
    """Share of (quote, start, end) that are verbatim; None without quotes."""
    if not quotes:
        return None
    return sum(is_verbatim(quote, source, start, end) for quote, start, end in quotes) / len(quotes)


def is_whole(quote: str, source: str, start: int, end: int) -> bool:
    """Whether a quote of at most 200 characters begins and ends where a sentence, line or cell does."""
    if len(quote) > QUOTE_LIMIT:
        return False
    before = _BOOKMARK.sub("", source[:start][-60:]).rstrip(" \t　")
    after = source[end:].lstrip(" \t　")
    begins = not before or before[-1] in _SENTENCE_END + "\n"
    ends = not after or after[0] in "\n" or source[:end].rstrip()[-1] in _SENTENCE_END
    return begins and ends


def whole_rate(quotes: Sequence[tuple[str, int, int]], source: str) -> float | None:
    """Share of (quote, start, end) that are short and whole; None without quotes."""
    if not quotes:
        return None
    return sum(is_whole(quote, source, start, end) for quote, start, end in quotes) / len(quotes)
