"""Raw table cells turned into rows under columns, the merged first column told apart."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.document import Cell, Row, Span
from corpus.parser.tables import RawRow, RawTable

_SERIAL = re.compile(r"序\s*号?|编号|№|[Nn][Oo]\.?|#")
_GROUPING = re.compile(r".*(?:类别|类型|分类|门类|领域|维度|方面|一级指标)")


def read_rows(table: RawTable) -> tuple[tuple[str, ...], list[tuple[Row, RawRow]]]:
    """The header's texts (all columns) and the body's rows with where they stand.

    A first column of serial numbers is left out of the rows; a first column with empty cells, or one
    called 类别 and the like whose words repeat, is the rows' group.
    """
    header = tuple(cell.text for cell in table.rows[0].cells)
    body = [(raw, _padded(raw, len(header))) for raw in table.rows[1:]]
    first = 1 if len(header) > 2 and _SERIAL.fullmatch(header[0].strip()) else 0
    grouped = _has_group(header, [cells for _, cells in body], first)
    rows: list[tuple[Row, RawRow]] = []
    group = ""
    for number, (raw, cells) in enumerate(body, 1):
        group = (cells[first].text or group) if grouped else ""
        kept = cells[first + grouped :]
        columns = (*header[first + grouped :], *[""] * (len(cells) - len(header)))
        rows.append((Row(number, group, columns, kept), raw))
    return header, rows


def _padded(raw: RawRow, width: int) -> tuple[Cell, ...]:
    empty = Cell("", Span(raw.end, raw.end))
    return (*raw.cells, *[empty] * (width - len(raw.cells)))


def _has_group(header: tuple[str, ...], body: list[tuple[Cell, ...]], first: int) -> bool:
    if len(header) - first < 3 or not body or not body[0][first].text:
        return False
    words = [cells[first].text for cells in body]
    if "" in words:
        return all(cells[first + 1].text for cells in body)
    return _GROUPING.fullmatch(header[first]) is not None and any(a == b for a, b in pairwise(words))
