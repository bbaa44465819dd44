"""The words of the plan that prove a figure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from corpus.document import Document, Span
from corpus.indicators import Figure
from corpus.sentences import clauses
from rag.answer import Operand
from rag.numbers.points import Point, nominal_year, same_value
from rag.quotes import MAX_QUOTE, Quote, quote_row, quote_text, source_offsets


def quote_figure(document: Document, figure: Figure) -> Quote:
    """The row of a figure, or its sentence; of a long sentence the clauses around it."""
    block = document.by_id[figure.block]
    if block.row is not None:
        return quote_row(block)
    offsets = source_offsets(block, document.source)
    sentence = Span(bisect_left(offsets, figure.clause.start), bisect_right(offsets, figure.clause.end - 1))
    at = bisect_left(offsets, figure.span.start)
    if sentence.end - sentence.start > MAX_QUOTE:
        sentence = _around(block.text, sentence, at)
    return quote_text(document, block, sentence)


def _around(text: str, sentence: Span, at: int) -> Span:
    """The clause at an offset, widened to both sides while the quote stays short."""
    pieces = [piece for piece in clauses(text) if sentence.start <= piece.start and piece.end <= sentence.end]
    first = last = next((n for n, piece in enumerate(pieces) if piece.start <= at < piece.end), None)
    if first is None or last is None:
        return Span(sentence.start, sentence.start + MAX_QUOTE)
    grown = True
    while grown:
        grown = False
        if first > 0 and pieces[last].end - pieces[first - 1].start <= MAX_QUOTE:
            first, grown = first - 1, True
        if last + 1 < len(pieces) and pieces[last + 1].end - pieces[first].start <= MAX_QUOTE:
            last, grown = last + 1, True
    return Span(pieces[first].start, pieces[last].end)


def quotes_of(document: Document, point: Point, *, with_text: bool = True) -> tuple[Quote, ...]:
    """The proof of a point: its first figure's place, and one sentence that says the same."""
    places = [point.lead]
    if with_text and point.lead.in_table:
        places += [figure for figure in point.figures if not figure.in_table and same_value(figure, point.lead)][:1]
    return tuple(quote_figure(document, figure) for figure in places)


def operand(figure: Figure) -> Operand:
    """A figure as an operand of a calculation."""
    return Operand(
        figure.block, "" if figure.value is None else format(figure.value, "f"), figure.unit, nominal_year(figure)
    )
