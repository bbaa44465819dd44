"""How a row of the board is worded: its numbers, how far apart they are, where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from corpus.address import locate
from corpus.document import Document
from corpus.indicators import Figure
from corpus.indicators.decimals import narrow, plain
from corpus.numerals import chinese_numeral
from rag.answer import Citation
from rag.citations import cite
from rag.numbers.arithmetic import difference_unit
from rag.numbers.evidence import quote_figure
from rag.numbers.phrases import number
from web.board.entries import Entry, Era

Translate = Callable[[str], str]

# The five-year plans are numbered: the tenth ended in 2005, each is five years long.
_TENTH_ENDED = 2005
_PIECE, _EXCERPT = re.compile("[^，；：]+[，；：]?"), 80
# The bounds as a table writes them, wide enough to be seen.
_SIGNS = str.maketrans("<>", "＜＞")


def five_year_name(start: int, end: int) -> str:
    """What the years of a five-year plan are called (“十四五”); other periods by their years."""
    count, rest = divmod(end - _TENTH_ENDED, 5)
    if rest or end - start != 4 or not -9 <= count <= 20:
        return f"{start}—{end}年"
    return f"“{chinese_numeral(10 + count)}五”"


def shown(figure: Figure | None) -> str:
    """The number as the plan writes it, without the unit where a table's column has it."""
    return narrow(figure.text).translate(_SIGNS) if figure else ""


def with_unit(figure: Figure) -> str:
    """The number with its unit."""
    return shown(figure) + (figure.unit if figure.in_table else "")


def change(entry: Entry, t: Translate = str) -> str:
    """How far the goal lies from the baseline, or what was reached from its goal: +0.81个百分点."""
    if entry.change is None:
        return ""
    least = t("至少") if entry.era is Era.CURRENT and entry.lead.is_open else ""
    sign = "+" if entry.change > 0 else "−" if entry.change < 0 else "±"
    return f"{least}{sign}{plain(abs(entry.change))}{t(difference_unit(entry.unit))}"


def multiple(entry: Entry, t: Translate = str) -> str:
    """How many times the baseline the goal is, for amounts that more than doubled or nearly so; else ""."""
    times = entry.multiple
    if times is None or entry.unit == "%" or times < Decimal("1.5"):
        return ""
    about = "" if plain(times) == number(times) else t("约")
    return f"{about}{number(times)}{t('倍')}"


def completion(entry: Entry) -> str:
    """What was reached as a percentage of the goal."""
    return f"{number(entry.completion, 1)}%" if entry.completion is not None else ""


def verdict(entry: Entry, t: Translate = str) -> str:
    """Met or not, as a sign and a word."""
    return "" if entry.met is None else f"✓ {t('完成')}" if entry.met else f"✗ {t('未完成')}"


def sources(document: Document, entry: Entry) -> tuple[Citation, ...]:
    """Where a row's numbers stand, the row's own place first, each place once."""
    figures = [entry.lead, *(figure for figure in entry.indicator.figures if _tells(entry, figure))]
    if entry.state is not None:
        figures.append(entry.state)
    by_block: dict[str, Figure] = {}
    for figure in figures:
        by_block.setdefault(figure.block, figure)
    quotes = [quote_figure(document, figure) for figure in by_block.values()]
    return tuple(cite(document, quote, n) for n, quote in enumerate(quotes, start=1))


def short_label(document: Document, block_id: str) -> str:
    """The label of a place without headings, and without the section above a table or box."""
    place = locate(document, block_id)
    label = place.label.rpartition(" · ")[2]
    for title in (place.item_title, place.section_title, place.chapter_title):
        label = label.removesuffix(title or "").rstrip() or label
    return label


def _tells(entry: Entry, figure: Figure) -> bool:
    """Whether a figure is of the same kind and year as the row's own."""
    return figure in entry.differing or (figure.kind, figure.year) == (entry.lead.kind, entry.lead.year)


def differing(document: Document, entry: Entry) -> str:
    """The values that the plan gives for one year where they contradict each other, each with its place."""
    return "，".join(f"{shown(figure)}（{short_label(document, figure.block)}）" for figure in entry.differing)


def heading(figures: Iterable[Figure | None], otherwise: str) -> str:
    """The column's words that figures share (2025年目标值); else a word for all."""
    columns = {figure.column for figure in figures if figure is not None}
    return columns.pop() or otherwise if len(columns) == 1 else otherwise


def remark(figure: Figure | None) -> str:
    """The year of a figure's data where a note says that it is another's than its column's; else ""."""
    return figure.note if figure is not None and figure.note.endswith("数据") else ""


def excerpt(document: Document, figure: Figure) -> str:
    """The words around a figure of running text, whole clauses, with a mark where something is left out."""
    text = document.source[figure.clause.start : figure.clause.end]
    at = figure.span.start - figure.clause.start
    pieces = [match.span() for match in _PIECE.finditer(text)]
    first = last = next(n for n, (start, end) in enumerate(pieces) if start <= at < end)
    while first > 0 and pieces[last][1] - pieces[first - 1][0] <= _EXCERPT:
        first -= 1
    while last + 1 < len(pieces) and pieces[last + 1][1] - pieces[first][0] <= _EXCERPT:
        last += 1
    start, end = pieces[first][0], pieces[last][1]
    words = "".join(text[start:end].split())
    return f"{'……' if start else ''}{words}{'……' if end < len(text) else ''}"
