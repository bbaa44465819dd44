"""Questions about the tables themselves: their groups, their notes, what stands in two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import BlockKind, Document
from corpus.indicators import Figure, Indicator
from corpus.indicators.decimals import to_decimal
from rag.answer import Calculation
from rag.numbers.evidence import operand, quote_figure
from rag.numbers.groups import table_of
from rag.numbers.lookup import place
from rag.numbers.phrases import amount, short_name
from rag.numbers.reply import NumberReply
from rag.numbers.request import Request
from rag.numbers.selection import Period
from rag.numbers.words import WORDS
from rag.quotes import Statement, quote_block

_GROUPS_ASKED = WORDS["groups_asked"]
_NOTE_ASKED = WORDS["note_asked"]
_OF_INDICATORS = re.compile("指标|表")
_IN_BOTH = WORDS["in_both"]
_COUNTS_COMPARED = WORDS["counts_compared"]
_MOST_ASKED = WORDS["most_in_group"]
_COLUMNS_ASKED = WORDS["columns_asked"]
_ROW_ASKED = re.compile("(?:第(?P<at>[0-9一二三四五六七八九十]+)|(?P<last>最后一|末))(?:行|个指标|项指标)")
_CONFIDENCE = 0.9


def about_tables(
    document: Document, request: Request, indicators: Sequence[Indicator], period: Period
) -> NumberReply | None:
    """The reply to a question about groups, notes or rows that two tables share; None if it is none."""
    question = request.question
    if row := _ROW_ASKED.search(question):
        return _row(document, indicators, table_of(question), row)
    if _COUNTS_COMPARED.search(question):
        return _counts(document, request, indicators)
    if _COLUMNS_ASKED.search(question) and table_of(question):
        return _columns(document, table_of(question))
    if _IN_BOTH.search(question):
        return _in_both(document, indicators)
    if _NOTE_ASKED.search(question):
        return _notes(document, indicators, table_of(question))
    if _MOST_ASKED.search(question) or (_OF_INDICATORS.search(question) and _GROUPS_ASKED.search(question)):
        return _groups(document, request, indicators, period)
    return None


def _tabled(indicators: Sequence[Indicator]) -> list[Figure]:
    figures = [f for record in indicators for f in record.figures if f.in_table and not f.is_aside]
    return sorted(figures, key=lambda figure: figure.span.start)


def _row(
    document: Document, indicators: Sequence[Indicator], wanted: int | None, asked: re.Match[str]
) -> NumberReply | None:
    """The row at a place of a table, all its figures."""
    figures = [figure for figure in _tabled(indicators) if wanted and f".t{wanted}." in figure.block]
    blocks = list(dict.fromkeys(figure.block for figure in figures))
    at = len(blocks) if asked["last"] else int(to_decimal(asked["at"]))
    if not 1 <= at <= len(blocks):
        return None
    row = [figure for figure in figures if figure.block == blocks[at - 1]]
    cells = "，".join(f"{figure.column}{amount(figure)}" for figure in row)
    where = "最后一行" if asked["last"] else f"第{at}行"
    words = f"{where}是{short_name(row[0].stated_name)}：{cells}。"
    sum_ = Calculation("逐行计数", tuple(operand(figure) for figure in row), where)
    return NumberReply((Statement(words, (quote_figure(document, row[0]),)),), (sum_,), (), _CONFIDENCE)


def _counts(document: Document, request: Request, indicators: Sequence[Indicator]) -> NumberReply | None:
    """How many rows the first two tables have, together and apart."""
    tables: dict[str, list[Figure]] = {}
    for figure in _tabled(indicators):
        rows = tables.setdefault(figure.block.rpartition(".")[0], [])
        if all(figure.block != row.block for row in rows):
            rows.append(figure)
    if len(tables) < 2:
        return None
    first, second = list(tables.values())[:2]
    one, two = len(first), len(second)
    apart = re.search("比|差|多几|多少个", request.question) and not re.search("一共|总共|加起来", request.question)
    result = f"{abs(two - one)}个" if apart else f"{one + two}个"
    each = f"{place(document, first[0])}有{one}个指标，{place(document, second[0])}有{two}个指标"
    words = f"{'相差' if apart else '一共'}{result}：{each}。"
    expression = f"{max(one, two)} − {min(one, two)}" if apart else f"{one} + {two}"
    quotes = (quote_figure(document, first[0]), quote_figure(document, second[0]))
    sum_ = Calculation(expression, (operand(first[0]), operand(second[0])), result)
    return NumberReply((Statement(words, quotes),), (sum_,), (), _CONFIDENCE)


def _columns(document: Document, wanted: int | None) -> NumberReply | None:
    for block in document.blocks:
        if block.row is not None and f".t{wanted}." in block.id:
            table = document.by_id[block.parent] if block.parent else block
            names = "、".join(re.sub(r"\s", "", column) for column in block.row.columns)
            return NumberReply((Statement(f"各列是：{names}。", (quote_block(document, table),)),), (), (), _CONFIDENCE)
    return None


def _groups(
    document: Document, request: Request, indicators: Sequence[Indicator], period: Period
) -> NumberReply | None:
    wanted = table_of(request.question)
    past = any(mention.end < period.start for mention in request.years)
    tables: dict[str, dict[str, list[Figure]]] = {}
    for figure in _tabled(indicators):
        if figure.group:
            tables.setdefault(figure.block.rpartition(".")[0], {}).setdefault(figure.group, []).append(figure)
    for table, groups in tables.items():
        years = [f.column_year for figures in groups.values() for f in figures if f.column_year]
        is_past = bool(years) and max(years) < period.start
        if (wanted and not table.endswith(f".t{wanted}")) or (not wanted and is_past != past):
            continue
        rows = {group: {figure.block for figure in figures} for group, figures in groups.items()}
        listed = "、".join(f"{group}（{len(rows[group])}个指标）" for group in groups)
        quotes = tuple(quote_figure(document, figures[0]) for figures in groups.values())
        sum_ = Calculation(
            "逐行计数", (), f"{len(groups)}类；" + "；".join(f"{len(blocks)}个" for blocks in rows.values())
        )
        lead = f"分{len(groups)}类：{listed}。"
        if asked := _MOST_ASKED.search(request.question):
            pick = min if asked[0].endswith("少") else max
            group = pick(rows, key=lambda name: len(rows[name]))
            lead = f"{group}最{asked[0][-1]}（{len(rows[group])}个指标）：{listed}。"
        return NumberReply((Statement(lead, quotes),), (sum_,), (), _CONFIDENCE)
    return None


def _notes(document: Document, indicators: Sequence[Indicator], wanted: int | None) -> NumberReply | None:
    notes = [
        block
        for block in document.blocks
        if block.kind is BlockKind.NOTE and (wanted is None or f".t{wanted}." in block.id)
    ]
    if not notes:
        return None
    statements = [Statement(notes[0].text, tuple(quote_block(document, note) for note in notes))]
    starred = [f for f in _tabled(indicators) if f.note and any(_same_table(f.block, note.id) for note in notes)]
    for figure in starred:
        words = f"{place(document, figure)}：{short_name(figure.stated_name)}{amount(figure)}。"
        statements.append(Statement(words, (quote_figure(document, figure),)))
    return NumberReply(tuple(statements), (), (), _CONFIDENCE)


def _same_table(row: str, note: str) -> bool:
    return row.rpartition(".")[0] == note.rpartition(".")[0]


def _in_both(document: Document, indicators: Sequence[Indicator]) -> NumberReply | None:
    found: list[list[Figure]] = []
    for record in indicators:
        tables: dict[str, Figure] = {}
        for figure in record.figures:
            if figure.in_table and not figure.is_aside:
                tables.setdefault(figure.block.rpartition(".")[0], figure)
        if len(tables) > 1:
            found.append(list(tables.values()))
    if not found:
        return None
    sum_ = Calculation("逐行计数", tuple(operand(figures[0]) for figures in found), f"{len(found)}个")
    lines = [_shared_row(document, figures) for figures in found]
    lead = Statement(f"共{len(found)}个指标在两张表里都有。", lines[0].quotes)
    return NumberReply((lead, *lines), (sum_,), (), _CONFIDENCE)


def _shared_row(document: Document, figures: Sequence[Figure]) -> Statement:
    names = "，".join(f"{place(document, figure)}称{short_name(figure.stated_name)}" for figure in figures)
    quotes = tuple(quote_figure(document, figure) for figure in figures)
    return Statement(f"{short_name(figures[-1].stated_name)}（{names}）。", quotes)
