"""The brief as a Word document of about two pages."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from rag.support.brief import COLUMNS, Brief, brief_of
from rag.support.reply import SupportReply

# East Asian text needs its font named apart from the Latin one, or Word falls back to what it likes.
_FONT = "Microsoft YaHei"
_SHOWN = ("序号", "需求", "规划的措施（原文）", "给谁", "符合情况", "待核实的条件", "金额", "规划未写明", "出处")
_WIDTHS = (1.0, 1.8, 8.2, 2.6, 1.6, 4.4, 1.8, 2.4, 3.4)


def to_docx(reply: SupportReply) -> bytes:
    """The brief of a reply as a .docx file."""
    brief = brief_of(reply)
    document = Document()
    _landscape(document)
    _fonts(document)
    document.add_heading(brief.title, level=1)
    document.add_paragraph("　".join(brief.understood))
    if brief.absent:
        document.add_paragraph(f"规划没有写到：{'、'.join(brief.absent)}。")
    _table(document, brief)
    for direction in brief.directions:
        _small(document, f"技术方向　{direction}")
    _small(document, brief.disclaimer, bold=True)
    _small(document, brief.stamp)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _landscape(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.2)


def _fonts(document: WordDocument) -> None:
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name = _FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    document.styles["Normal"].font.size = Pt(9)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    document.styles["Heading 1"].font.size = Pt(15)
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0, 0)


def _table(document: WordDocument, brief: Brief) -> None:
    table = document.add_table(rows=1, cols=len(_SHOWN))
    table.style = "Table Grid"
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, _SHOWN, strict=True):
        _write(cell, name, bold=True)
    places = [COLUMNS.index(name) for name in _SHOWN]
    for row in brief.rows:
        for cell, place in zip(table.add_row().cells, places, strict=True):
            _write(cell, row.cells[place], grey=row.unmet)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)


def _write(cell: object, text: str, *, bold: bool = False, grey: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)  # type: ignore[attr-defined]
    run.bold = bold
    run.font.size = Pt(8)
    if grey:
        run.font.color.rgb = RGBColor(0x60, 0x60, 0x60)


def _small(document: WordDocument, text: str, *, bold: bool = False) -> None:
    run = document.add_paragraph().add_run(text)
    run.font.size = Pt(8)
    run.bold = bold
