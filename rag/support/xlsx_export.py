"""The brief as a workbook: the measures on one sheet, the reservations on another."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from rag.support.brief import COLUMNS, Brief, brief_of
from rag.support.reply import SupportReply

_WIDTHS = (6, 12, 52, 18, 18, 16, 10, 30, 12, 18, 26)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")


def to_xlsx(reply: SupportReply) -> bytes:
    """The brief of a reply as an .xlsx file."""
    brief = brief_of(reply)
    book = Workbook()
    _measures(book.active, brief)
    _notes(book.create_sheet("说明"), brief)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _measures(sheet: Worksheet, brief: Brief) -> None:
    sheet.title = "措施"
    sheet.append(COLUMNS)
    for row in brief.rows:
        sheet.append([_as_text(cell) for cell in row.cells])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in zip(sheet.iter_cols(max_row=1), _WIDTHS, strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _notes(sheet: Worksheet, brief: Brief) -> None:
    lines = [
        ("简报", brief.title),
        *(("我的理解", part) for part in brief.understood),
        *(("规划没有写到", label) for label in brief.absent),
        *(("技术方向", direction) for direction in brief.directions),
        ("提示", brief.disclaimer),
        ("来源", brief.stamp),
    ]
    for name, text in lines:
        sheet.append([name, _as_text(text)])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 110
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _as_text(text: str) -> str:
    """The text, kept from being taken for a formula: a profile may hold anything."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
