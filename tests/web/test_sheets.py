from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from web.sheets import Sheet, csv_bytes, download, xlsx_bytes

DANGEROUS = [
    "=1+1",
    '=HYPERLINK("http://a.example")',
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "|calc",
    "＝1+1",
    "＠A1",
]
PLAIN = ["", "指标", "2.6%", "＞700", "“三个100”", "a,b", 'say "x"', "两\n行"]


def sheet_of(*values) -> Sheet:
    return Sheet("表", (("列", 10),), [[value] for value in values])


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_begins_with_the_mark_that_excel_needs():
    assert csv_bytes(sheet_of("指标")).startswith(b"\xef\xbb\xbf\xe5\x88\x97")


@pytest.mark.parametrize("value", DANGEROUS)
def test_no_text_is_a_formula(value):
    assert read_csv(csv_bytes(sheet_of(value)))[1] == [f"'{value}"]
    cell = load_workbook(io.BytesIO(xlsx_bytes(sheet_of(value)))).active["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value.replace("_x000D_", "\r").split() == value.split()


@pytest.mark.parametrize("value", PLAIN)
def test_other_text_stays_as_it_is(value):
    assert read_csv(csv_bytes(sheet_of(value)))[1:] in ([[value]], [[]] if not value else None)
    assert (load_workbook(io.BytesIO(xlsx_bytes(sheet_of(value)))).active["A2"].value or "") == value


def test_numbers_stay_numbers():
    values = (Decimal("-2.1"), 2025, None)
    assert read_csv(csv_bytes(Sheet("表", (("a", 1), ("b", 1), ("c", 1)), [values])))[1] == ["-2.1", "2025", ""]
    page = load_workbook(io.BytesIO(xlsx_bytes(Sheet("表", (("a", 1), ("b", 1), ("c", 1)), [values])))).active
    assert [cell.value for cell in page[2]] == [-2.1, 2025, None]


def test_what_a_workbook_cannot_hold_is_left_out():
    content = xlsx_bytes(sheet_of("a\x00b\x1bc\ud800d"))
    assert load_workbook(io.BytesIO(content)).active["A2"].value == "abcd"
    assert read_csv(csv_bytes(sheet_of("a\x00b\ud800")))[1] == ["ab"]


def test_headers_stay_in_sight_and_filter():
    page = load_workbook(io.BytesIO(xlsx_bytes(sheet_of("一", "二")))).active
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", "A1:A3")


def test_a_download_has_a_name_for_old_and_new_programs():
    header = download(b"", "text/csv", "规划-指标.csv", "indicators.csv").headers["content-disposition"]
    assert header == (
        "attachment; filename=\"indicators.csv\"; filename*=UTF-8''%E8%A7%84%E5%88%92-%E6%8C%87%E6%A0%87.csv"
    )
