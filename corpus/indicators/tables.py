"""Figures in tables: which column names, which gives the unit, which hold figures and of what year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Block, BlockKind, Document, Row, Span
from corpus.indicators.decimals import narrow, to_decimal
from corpus.indicators.quantities import operator_of
from corpus.indicators.records import Figure, FigureKind, Indicator

_NAME = re.compile("名称|指标$|^(?:重点)?(?:工程|项目|任务)")
_UNIT = re.compile("^(?:指标|计量)?单位$")
_SUM = re.compile("合计|总计|小计|总和")
_IN_HEADER = re.compile(r"（([^（）]{1,6})）|\(([^()]{1,6})\)$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NUMBER = re.compile(
    r"^(?P<before>[＞>≥≤＜<约])?\s*(?P<low>-?\d[\d,]*(?:\.\d+)?)\s*(?:[-—～~]\s*(?P<high>\d[\d.]*))?\s*(?P<percent>%)?(?P<after>以上|以下|左右)?(?P<star>[*＊]?)"
    r"(?:[（(](?P<inner>[^（）()]*)[）)])?$"
)
_INNER = re.compile(r"^(?P<word>\D*?)(?P<before>[＞>≥≤＜<约])?(?P<low>\d[\d,]*(?:\.\d+)?)$")
_STAR_YEAR = re.compile(r"[*＊][^。；]*?((?:19|20)\d{2})年")
_KINDS = (
    (re.compile("目标|预期|规划值"), FigureKind.TARGET),
    (re.compile("实际|完成|现值"), FigureKind.ACTUAL),
    (re.compile("基数|基期|基准|现状"), FigureKind.BASELINE),
)
_RATE = re.compile("^每.{1,10}?中(?=.{3})|^每[百千万亿]*(?:人口?|家|户|名)")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which cells of a table's rows play which part."""

    name: int
    unit: int | None
    figures: tuple[int, ...]


def read_tables(document: Document) -> list[Indicator]:
    """One record for every table row, or for every figure column of a row where columns have units of their own."""
    records: list[Indicator] = []
    for table in document.blocks:
        if table.kind is BlockKind.TABLE:
            records += _read_table(document, table)
    return records


def _read_table(document: Document, table: Block) -> list[Indicator]:
    rows = [block for block in document.children(table.id) if block.row is not None]
    if not rows:
        return []
    notes = "".join(block.text for block in document.children(table.id) if block.kind is BlockKind.NOTE)
    columns = _columns([block.row for block in rows if block.row is not None])
    caption = table.title or table.text
    return [record for block in rows for record in _read_row(block, columns, caption, notes)]


def _columns(rows: list[Row]) -> _Columns:
    headers = rows[0].columns
    unit = next((at for at, header in enumerate(headers) if _UNIT.search(_squeeze(header))), None)
    figures = tuple(
        at for at, header in enumerate(headers) if at != unit and _holds_figures(rows, at) and "序号" not in header
    )
    texts = [at for at in range(len(headers)) if at != unit and at not in figures and "序号" not in headers[at]]
    name = next((at for at in texts if _NAME.search(_squeeze(headers[at]))), texts[0] if texts else 0)
    return _Columns(name, unit, figures)


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def _holds_figures(rows: list[Row], at: int) -> bool:
    cells = [row.cells[at].text for row in rows if at < len(row.cells)]
    return sum(bool(_NUMBER.match(narrow(_squeeze(cell)))) for cell in cells) * 2 > len(cells)


def _read_row(block: Block, columns: _Columns, caption: str, notes: str) -> Iterator[Indicator]:
    row = block.row
    if row is None:
        return
    name = _squeeze(row.cells[columns.name].text)
    if columns.unit is not None:
        unit = _squeeze(row.cells[columns.unit].text)
        figures = tuple(f for at in columns.figures if (f := _figure(block, row, at, unit, name, notes)))
        yield Indicator(block.id, name, row.group, unit, (name,), figures)
        yield from _totals(block, row, columns, name, unit)
        return
    for number, at in enumerate(columns.figures, start=1):
        header = _squeeze(row.columns[at])
        unit = _header_unit(header)
        plain_header = _IN_HEADER.sub("", header)
        whole = plain_header + name if _SUM.fullmatch(name) else name + plain_header
        figure = _figure(block, row, at, unit, whole, notes + caption)
        if figure:
            yield Indicator(f"{block.id}#{number}", whole, row.group, unit, (whole,), (figure,))


def _header_unit(header: str) -> str:
    match = _IN_HEADER.search(header)
    return (match[1] or match[2]) if match else ""


def _figure(block: Block, row: Row, at: int, unit: str, name: str, notes: str) -> Figure | None:
    cell = row.cells[at]
    match = _NUMBER.match(narrow(_squeeze(cell.text)))
    if match is None:
        return None
    header = _squeeze(row.columns[at])
    column_year = int(year[0]) if (year := _YEAR.search(header)) else None
    starred = _STAR_YEAR.search(notes) if match["star"] else None
    return Figure(
        value=to_decimal(match["low"]),
        text=_squeeze(cell.text).split("（")[0].rstrip("*＊"),
        operator=operator_of(match["before"], match["after"]),
        unit=unit,
        kind=_kind(header, unit),
        year=int(starred[1]) if starred else column_year,
        block=block.id,
        span=cell.span,
        clause=Span(block.start, block.end),
        note=f"{starred[1]}年数据" if starred else "",
        column=header,
        column_year=column_year,
        upper=to_decimal(match["high"]) if match["high"] else None,
        stated_name=name,
        group=row.group,
    )


def _kind(header: str, unit: str) -> FigureKind:
    for pattern, kind in _KINDS:
        if pattern.search(header):
            return kind
    return FigureKind.MONEY if unit.endswith("元") else FigureKind.FACT


def _totals(block: Block, row: Row, columns: _Columns, name: str, unit: str) -> Iterator[Indicator]:
    """The total that a cell gives beside its rate, as in 140（总数＞700）: a quantity of its own."""
    total = _RATE.sub("", name)
    figures = [f for at in columns.figures if (f := _inner_figure(block, row, at, total, unit))]
    if figures:
        yield Indicator(f"{block.id}#total", total, row.group, unit, (total,), tuple(figures))


def _inner_figure(block: Block, row: Row, at: int, name: str, unit: str) -> Figure | None:
    cell = row.cells[at]
    match = _NUMBER.match(narrow(_squeeze(cell.text)))
    inner = _INNER.match(match["inner"]) if match and match["inner"] else None
    if inner is None:
        return None
    header = _squeeze(row.columns[at])
    year = int(found[0]) if (found := _YEAR.search(header)) else None
    return Figure(
        value=Decimal(inner["low"]),
        text=_squeeze(cell.text)[match.start("inner") + len(inner["word"]) : match.end("inner")],
        operator=operator_of(inner["before"]),
        unit=unit,
        kind=_kind(header, ""),
        year=year,
        block=block.id,
        span=cell.span,
        clause=Span(block.start, block.end),
        note=inner["word"],
        column=header,
        column_year=year,
        stated_name=name,
        group=row.group,
    )
