"""The plan's figures, read out of its tables and its text by general rules."""

from __future__ import annotations

from corpus.document import Document
from corpus.indicators.merging import merge
from corpus.indicators.records import Figure, FigureKind, Indicator, Operator
from corpus.indicators.running_text import read_running_text
from corpus.indicators.tables import read_tables

__all__ = ["Figure", "FigureKind", "Indicator", "Operator", "read_indicators"]


def read_indicators(document: Document) -> tuple[Indicator, ...]:
    """Everything that a plan puts a number on, one record a quantity, in the order of first mention
    (tables first)."""
    return merge(read_tables(document), read_running_text(document))
