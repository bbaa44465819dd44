"""The plan's text as physical lines with bookmark marks taken out, and the way back to its offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from corpus.document import Span

_MARK = re.compile(r"\[bookmark: [^\[\]\n\r\v\f\x85\u2028\u2029]*\]")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# A byte order mark or zero-width blank before a heading must not hide its number.
INVISIBLE = "\ufeff\u200b"
_STOPS = "。！？；：!?;:"
_CLOSERS = "”’」』）》)】\"'"


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line: its text without marks, and (text index, source offset) where each piece begins."""

    text: str
    pieces: tuple[tuple[int, int], ...]
    end: int

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen on it."""
        return not self.text.strip()

    def offset(self, index: int) -> int:
        """The source offset of the character at an index of the text (its end for the text's length)."""
        if index >= len(self.text):
            return self.end
        start, offset = self.pieces[bisect_right(self.pieces, (index, 1 << 62)) - 1]
        return offset + index - start

    def span(self, start: int = 0, end: int | None = None) -> Span | None:
        """Where the visible part of ``text[start:end]`` stands in the source; None if nothing is visible."""
        piece = self.text[start:end]
        stripped = piece.strip()
        if not stripped:
            return None
        first = start + piece.index(stripped[0]) if stripped else start
        return Span(self.offset(first), self.offset(first + len(stripped) - 1) + 1)


class Source:
    """A plan's text with its bookmark marks located."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._marks = [match.span() for match in _MARK.finditer(text)]
        self._ends = [end for _, end in self._marks]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All physical lines, those that hold nothing but a mark left out."""
        lines: list[Line] = []
        start = 0
        for match in _BREAK.finditer(self.text):
            self._add_line(lines, start, match.start())
            start = match.end()
        self._add_line(lines, start, len(self.text))
        return tuple(lines)

    def _add_line(self, lines: list[Line], start: int, end: int) -> None:
        texts: list[str] = []
        pieces: list[tuple[int, int]] = []
        length = 0
        for piece in self._outside_marks(start, end):
            pieces.append((length, piece.start))
            texts.append(self.text[piece.start : piece.end])
            length += piece.end - piece.start
        # A mark alone on a line is no blank line: it must not cut a table in two.
        if start == end or texts:
            lines.append(Line("".join(texts), tuple(pieces) or ((0, start),), end))

    def _outside_marks(self, start: int, end: int) -> list[Span]:
        pieces: list[Span] = []
        for index in range(bisect_right(self._ends, start), len(self._marks)):
            mark_start, mark_end = self._marks[index]
            if mark_start >= end:
                break
            if mark_start > start:
                pieces.append(Span(start, mark_start))
            start = mark_end
        if start < end:
            pieces.append(Span(start, end))
        return pieces

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The visible pieces of a range, cut only by marks and without blanks at their ends."""
        pieces = (self._trimmed(piece) for piece in self._outside_marks(start, end))
        return tuple(piece for piece in pieces if piece is not None)

    def _trimmed(self, piece: Span) -> Span | None:
        raw = self.text[piece.start : piece.end]
        left = len(raw) - len(raw.lstrip())
        right = len(raw.rstrip())
        return Span(piece.start + left, piece.start + right) if left < right else None


def ends_sentence(text: str) -> bool:
    """Whether a line reads as finished: a stop, perhaps with closing quotes or brackets behind it."""
    tail = text.rstrip()[-4:].rstrip(_CLOSERS)
    return bool(tail) and tail[-1] in _STOPS + "."


def join_wrapped(texts: list[str]) -> str:
    """Physical lines as one text: a line cut in mid-sentence is mended, a finished one keeps its break."""
    parts = texts[:1]
    for left, right in pairwise(texts):
        parts += ["\n" if ends_sentence(left) else _glue(left, right), right]
    return "".join(parts)


def join_cell(texts: list[str]) -> str:
    """The lines of a table cell as one text."""
    parts = texts[:1]
    for left, right in pairwise(texts):
        parts += [_glue(left, right), right]
    return "".join(parts)


def _glue(left: str, right: str) -> str:
    latin = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return " " if latin else ""
