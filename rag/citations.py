"""From quotes to citations: numbered, with the place in the words people use."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.address import locate
from corpus.document import Document
from rag.answer import Citation
from rag.quotes import Quote, Statement


def cite(document: Document, quote: Quote, n: int) -> Citation:
    """The citation of a quote, with number ``n``."""
    place = locate(document, quote.block_id)
    return Citation(
        n=n,
        plan=document.plan_id,
        id=quote.block_id,
        chapter=place.chapter,
        chapter_title=place.chapter_title,
        section=place.section,
        section_title=place.section_title,
        item=place.item,
        bullet=place.bullet,
        column=place.column,
        column_title=place.column_title,
        column_item=place.column_item,
        table=place.table,
        row=place.row,
        label=place.label,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
        url=f"/plan#{quote.block_id}",
    )


def write_up(document: Document, statements: Sequence[Statement]) -> tuple[str, tuple[Citation, ...]]:
    """The statements as one text with marks [1], [2] …, and the citations that the marks stand for.

    A quote that supports several statements has one number.
    """
    numbers: dict[Quote, int] = {}
    lines: list[str] = []
    for statement in statements:
        for quote in statement.quotes:
            numbers.setdefault(quote, len(numbers) + 1)
        marks = "".join(f"[{number}]" for number in sorted({numbers[quote] for quote in statement.quotes}))
        lines.append(statement.text + marks)
    return "\n".join(lines), tuple(cite(document, quote, n) for quote, n in numbers.items())
