"""Tables for spreadsheet programs, safe to open: no cell of theirs is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from starlette.responses import Response

Value = str | Decimal | int | None

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel reads a CSV file as UTF-8 only behind this mark.
_MARK = "\ufeff"
# What makes a spreadsheet program take a cell as a formula, full-width forms included.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n|]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_HEAD_FILL, _RULE = PatternFill("solid", start_color="E8EFFC"), Side("thin", color="C8D1DF")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns with their widths in characters, its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[Value]]


def csv_bytes(sheet: Sheet) -> bytes:
    """A table as CSV that Excel opens with Chinese intact."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_text(name) for name, _ in sheet.columns])
    writer.writerows([[_csv_cell(value) for value in row] for row in sheet.rows])
    return (_MARK + out.getvalue()).encode()


def xlsx_bytes(*sheets: Sheet) -> bytes:
    """Tables as one workbook, with header rows that stay in sight and can be filtered."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def download(content: bytes, media_type: str, name: str, plain_name: str) -> Response:
    """A file to be saved under a name, for old programs under one in plain letters."""
    disposition = f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})


def _text(value: str) -> str:
    bare = _CONTROL.sub("", value)
    return f"'{bare}" if _FORMULA.match(bare) else bare


def _csv_cell(value: Value) -> str:
    # Numbers go out as they are: a leading minus of theirs is no formula.
    return "" if value is None else _text(value) if isinstance(value, str) else str(value)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for at, (name, width) in enumerate(sheet.columns, start=1):
        _head(page.cell(1, at), name)
        page.column_dimensions[get_column_letter(at)].width = width
    for line, row in enumerate(sheet.rows, start=2):
        for at, value in enumerate(row, start=1):
            _put(page.cell(line, at), value)
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions


def _head(cell: Cell, name: str) -> None:
    _put(cell, name)
    cell.font, cell.fill = Font(bold=True), _HEAD_FILL
    cell.border = Border(bottom=_RULE)


def _put(cell: Cell, value: Value) -> None:
    if isinstance(value, str):
        cell.value = _CONTROL.sub("", value)
        # A string stays one, whatever it begins with, even after somebody edits the cell.
        cell.data_type, cell.quotePrefix = "s", bool(_FORMULA.match(value))
    else:
        cell.value = value
    cell.alignment = Alignment(vertical="top", wrap_text=True)
