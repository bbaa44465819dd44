"""What a clause says to a question: its best sentences as verbatim quotes, cut where they are too long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.document import Block, BlockKind, Document, Span
from corpus.sentences import clauses, sentences
from rag.query import Query
from rag.quotes import MAX_QUOTE, Quote, Statement, quote_row, quote_text
from rag.understanding.asks import Ask
from rag.understanding.terms import TermWeights, coverage

# A clause up to this length is shown whole: cutting it saves little and may lose its point.
WHOLE_UP_TO = 260
MARGIN = 0.6
_NUMBER = re.compile(r"\d")
# Not 牵头单位.
_UNIT_COLUMN = re.compile("(?:指标|计量)?单位")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of a block and how well it answers, higher is better."""

    span: Span
    score: float


def rate_sentences(text: str, cosines: np.ndarray, query: Query, weights: TermWeights) -> list[Excerpt]:
    """Each sentence of a block's text with its score: likeness, shared words, and the kind of thing asked for."""
    spans = sentences(text) or [Span(0, len(text))]
    likeness = cosines if len(cosines) == len(spans) else np.zeros(len(spans))
    return [
        Excerpt(span, 10 * (float(cosine) - 0.8) + _fit(text[span.start : span.end], query, weights))
        for span, cosine in zip(spans, likeness, strict=True)
    ]


def _fit(sentence: str, query: Query, weights: TermWeights) -> float:
    score = 1.5 * coverage(query.words, sentence.lower(), weights, query.synonyms)
    if query.asks & {Ask.FIGURE, Ask.COMPUTE, Ask.AMOUNT}:
        score += 0.3 * bool(_NUMBER.search(sentence))
    if any(str(mention.end) in sentence for mention in query.years):
        score += 0.3
    return score


def choose(excerpts: Sequence[Excerpt], budget: int, margin: float = MARGIN) -> list[Span]:
    """The best sentence and those close to it, in reading order, within a length."""
    best = max(excerpt.score for excerpt in excerpts)
    chosen: list[Excerpt] = []
    used = 0
    for excerpt in sorted(excerpts, key=lambda e: -e.score):
        length = excerpt.span.end - excerpt.span.start
        if chosen and (excerpt.score < best - margin or used + length > budget):
            continue
        chosen.append(excerpt)
        used += length
    return [excerpt.span for excerpt in sorted(chosen, key=lambda e: e.span.start)]


def excerpt_block(
    document: Document, block: Block, cosines: np.ndarray, query: Query, weights: TermWeights, budget: int
) -> list[Statement]:
    """Statements of what a block says to a question, each the plan's own words, within about ``budget`` characters."""
    if block.kind is BlockKind.ROW and block.row is not None:
        return [row_statement(document, block)]
    if len(block.text) <= WHOLE_UP_TO or (Ask.ALL in query.asks and len(block.text) <= budget):
        spans = sentences(block.text) or [Span(0, len(block.text))]
    else:
        spans = choose(rate_sentences(block.text, cosines, query, weights), budget)
    return [_statement(document, block, span) for span in _merge(spans, block.text)]


def whole_block(document: Document, block: Block) -> list[Statement]:
    """Everything a block says, as statements."""
    if block.kind is BlockKind.ROW:
        return [row_statement(document, block)]
    spans = sentences(block.text) or [Span(0, len(block.text))]
    return [_statement(document, block, span) for span in _merge(spans, block.text)]


def _merge(spans: Sequence[Span], text: str) -> list[Span]:
    """Neighbouring sentences joined while they fit into one quote."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and not text[last.end : span.start].strip() and span.end - last.start <= MAX_QUOTE:
            merged[-1] = Span(last.start, span.end)
        else:
            merged.append(span)
    return merged


def _statement(document: Document, block: Block, span: Span) -> Statement:
    pieces = _pieces(block.text, span)
    quotes = tuple(quote_text(document, block, piece) for piece in pieces)
    return Statement(_plain(block.text[span.start : span.end]), quotes)


def _plain(text: str) -> str:
    """A quote as a line of an answer, without the bullet or number it is headed by."""
    return re.sub(r"^(?:——|[\d一二三四五六七八九十]{1,2}[.、．]\s*(?=[^\d\s]))", "", text.strip())


def _pieces(text: str, span: Span) -> list[Span]:
    """A span cut into pieces that fit a quote, at commas where it must be."""
    if span.end - span.start <= MAX_QUOTE:
        return [span]
    pieces: list[Span] = []
    start = span.start
    last = start
    for clause in clauses(text[span.start : span.end]):
        end = min(span.start + clause.end + 1, span.end)
        if end - start > MAX_QUOTE and last > start:
            pieces.append(Span(start, last))
            start = last
        last = end
    pieces.append(Span(start, span.end))
    return [part for piece in pieces for part in _hard_cut(piece)]


def _hard_cut(span: Span) -> list[Span]:
    return [Span(at, min(at + MAX_QUOTE, span.end)) for at in range(span.start, span.end, MAX_QUOTE)]


def row_statement(document: Document, block: Block) -> Statement:
    """A table row as a sentence: name, and each column with its value and unit."""
    row = block.row
    if row is None:
        return Statement(block.text, (Quote(block.id, block.text, block.start, block.end),))
    pairs = [(c, cell.text) for c, cell in zip(row.columns[1:], row.cells[1:], strict=True) if cell.text]
    unit = next((text for column, text in pairs if _UNIT_COLUMN.fullmatch(column)), "")
    values = "，".join(
        f"{column}为{text}{unit if text[-1:].isdigit() else ''}"
        for column, text in pairs
        if not _UNIT_COLUMN.fullmatch(column)
    )
    return Statement(f"{row.name}：{values}。", (quote_row(block),))
