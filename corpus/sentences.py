"""Where sentences and clauses stand in a Chinese text (Latin stops too)."""

from __future__ import annotations

import re

from corpus.document import Span

_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "「": "」", "『": "』", "‘": "’", "【": "】", "〔": "〕"}
_CLOSING = frozenset(_PAIRS.values())
_STOPS = "。！？；!?;"
# A pair that closes this far away is more likely a stray quote than a quotation.
_MAX_PAIR = 200
# A Latin full stop ends a sentence only behind a word and before a blank: not in 3.5, not in "1. title".
_LATIN_STOP = re.compile(r"(?<=[A-Za-z)\"”])\.(?=\s|$)")


def sentences(text: str) -> list[Span]:
    """The sentences of a text: cut behind 。！？； and at line breaks, never inside quotes or brackets.

    Closing quotes stay with their sentence. Spans leave out blanks at both ends; no other character
    is left out.
    """
    return _cut(text, _STOPS, keep_mark=True)


def clauses(text: str, marks: str = "，；") -> list[Span]:
    """The pieces between commas (or other ``marks``), without the mark; finer than ``sentences``.

    Pass ``marks="、，；"`` for the elements of a list.
    """
    return _cut(text, _STOPS + marks + ("," if "，" in marks else ""), keep_mark=False)


def _cut(text: str, marks: str, *, keep_mark: bool) -> list[Span]:
    spans: list[Span] = []
    start, at = 0, 0
    closing = _pairs(text)
    latin = {match.start() for match in _LATIN_STOP.finditer(text)}
    while at < len(text):
        if at in closing:
            at = closing[at]
            if not (keep_mark and text[at - 1] in "。！？!?"):
                at += 1
                continue
        elif not (text[at] in "\n\r" or at in latin or _is_mark(text, at, marks)):
            at += 1
            continue
        end = _behind(text, at + 1, marks) if keep_mark else at
        _append(spans, text, start, end)
        start = at = max(end, at + 1)
    _append(spans, text, start, len(text))
    return spans


def _is_mark(text: str, at: int, marks: str) -> bool:
    if text[at] not in marks:
        return False
    inside_number = text[at] == "," and text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()
    return not inside_number


def _behind(text: str, at: int, marks: str) -> int:
    """Past further stops and the closing quotes that belong to them."""
    while at < len(text) and (text[at] in marks or text[at] in _CLOSING or text[at] in "\"'…"):
        at += 1
    return at


def _pairs(text: str) -> dict[int, int]:
    """Where each outermost quote or bracket closes, by where it opens."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in _PAIRS:
            opened.append(at)
        elif char == "\n":
            opened.clear()
        elif char in _CLOSING and opened and _PAIRS[text[opened[-1]]] == char:
            start = opened.pop()
            if at - start <= _MAX_PAIR:
                closing[start] = at
    return closing


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        spans.append(Span(start + left, start + right))
