from __future__ import annotations

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from web.board.board import Board
from web.site import TABS

ALL = "/api/indicators"


def rows_of(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_json_holds_each_figure_with_its_place(plan_client, whole_plan):
    body = plan_client.get(ALL).json()
    assert (body["plan"], body["period"], body["past_period"]) == (whole_plan.id, "“十四五”", "“十三五”")
    assert body["count"] == len(body["indicators"])
    for record in body["indicators"]:
        assert record["rows"]
        for figure in record["figures"]:
            words = "".join(whole_plan.source[figure["start"] : figure["end"]].split())
            assert figure["text"].rstrip("*") in words
            assert figure["url"] == f"/plan#{figure['id']}"


def test_json_of_one_quantity(plan_client):
    body = plan_client.get(ALL, params={"q": "全社会研发经费投入占GDP比重", "era": "current"}).json()
    (record,) = body["indicators"]
    (row,) = record["rows"]
    assert (record["id"], row["state"]["value"], row["state"]["year"], row["goal"]["value"]) == (
        "c1.s4.t2.r5", "1.79", 2019, "2.6",
    )  # fmt: skip
    assert (row["change"], row["open"], row["met"], row["differing"]) == ("0.81", False, None, [])
    assert row["citations"][0]["quote"] == "全社会研发经费投入占GDP比重 | % | 1.79* | 2.6"


@pytest.mark.parametrize(
    ("query", "count"),
    [("verdict=unmet", 4), ("verdict=met", 11), ("era=past", 15), ("era=current&source=table", 21), ("q=火锅", 0)],
)
def test_every_door_filters_alike(plan_client, query, count):
    assert sum(len(r["rows"]) for r in plan_client.get(f"{ALL}?{query}").json()["indicators"]) == count
    assert len(rows_of(plan_client.get(f"{ALL}.csv?{query}"))) == count
    sheet = load_workbook(io.BytesIO(plan_client.get(f"{ALL}.xlsx?{query}").content))["指标"]
    assert sheet.max_row == count + 1
    assert f"共 {count} 项" in plan_client.get(f"/board?{query}").text


@pytest.mark.parametrize("query", ["era=soon", "source=web", "verdict=maybe", "q=" + "长" * 101])
def test_what_cannot_be_filtered_by_is_a_422_that_names_it(plan_client, query):
    response = plan_client.get(f"{ALL}?{query}")
    assert response.status_code == 422
    assert query.partition("=")[0] in response.json()["error"]["message"]


def test_csv_keeps_chinese_and_numbers(plan_client):
    response = plan_client.get(f"{ALL}.csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.content.startswith("\ufeff类别,时期,分组,指标".encode())
    (row,) = [row for row in rows_of(response) if row["指标"] == "高新技术产业增加值年均增速"]
    assert (row["数值"], row["目标"], row["目标数值"], row["变化"]) == ("-2.1", "＞12", "12", "至少+14.1个百分点")


def test_xlsx_has_numbers_to_reckon_with_and_says_what_it_is(plan_client):
    book = load_workbook(io.BytesIO(plan_client.get(f"{ALL}.xlsx").content))
    sheet = book["指标"]
    names = [cell.value for cell in sheet[1]]
    rows = [dict(zip(names, (cell.value for cell in line), strict=True)) for line in sheet.iter_rows(min_row=2)]
    (row,) = [row for row in rows if row["指标"] == "省级以上重点实验室"]
    assert (row["数值"], row["目标数值"], row["完成情况"], row["完成率%"]) == (8, 12, "✗ 未完成", 66.7)
    assert "以规划原文为准" in str([cell.value for line in book["说明"] for cell in line])


class TestPage:
    @pytest.mark.parametrize("show", ["table", "chart"])
    def test_nothing_comes_from_elsewhere(self, plan_client, show):
        html = plan_client.get(f"/board?show={show}").text
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//', html) == []

    def test_every_row_leads_to_its_clause(self, plan_client, whole_plan):
        html = plan_client.get("/board").text
        for address, start, end in re.findall(r'href="plan\?hl=(\d+)-(\d+)#([^"]+)"', html):
            assert int(address) < int(start) <= len(whole_plan.source)
            assert end in whole_plan.document.by_id
        assert html.count('role="rowheader" scope="row"') == len(Board.of(whole_plan).entries)

    def test_words_asked_for_are_escaped_and_kept(self, plan_client):
        html = plan_client.get("/board", params={"q": '"><script>alert(1)</script>'}).text
        assert "<script>alert" not in html
        assert "&lt;script&gt;" in html
        assert "没有符合条件的指标" in html

    def test_the_plans_own_words_are_escaped(self, client):
        html = client.get("/board").text
        assert "&lt;b&gt;企业&amp;数&lt;/b&gt;" in html
        assert "<b>企业" not in html

    def test_the_filter_goes_along_to_the_exports_and_the_chart(self, plan_client):
        html = plan_client.get("/board?unit=%25&era=past").text
        for address in ("board?show=chart&amp;", "api/indicators.csv?", "api/indicators.xlsx?"):
            assert f'href="{address}unit=%25&amp;era=past"' in html

    def test_the_chart_marks_met_and_unmet_in_words(self, plan_client):
        html = plan_client.get("/board?show=chart&era=past").text
        assert (html.count(">✓ 完成</span>"), html.count(">✗ 未完成</span>")) == (11, 4)
        assert html.count('<svg class="track"') == 15

    def test_a_total_in_brackets_is_shown_but_not_counted_as_a_row_of_the_table(self, plan_client):
        html = plan_client.get("/board").text
        assert '<p class="big">20<small>项</small></p>' in html
        assert "“十四五”目标 <small>20 项</small>" in html
        assert html.count("表中写在括号内的总数") == 1

    def test_the_chart_says_how_many_rows_it_can_draw(self, plan_client):
        html = plan_client.get("/board?show=chart").text
        assert "共 91 项，其中 36 项可对比作图" in html
        assert html.count('<svg class="track"') == 36

    def test_an_english_page_says_so_and_keeps_it(self, plan_client):
        html = plan_client.get("/board?lang=en").text
        assert '<html lang="en">' in html
        assert "Indicator board" in html
        assert 'href="board?show=chart&amp;lang=en"' in html
        assert '<input type="hidden" name="lang" value="en">' in html

    def test_inside_the_chat_page_it_has_no_header_of_its_own(self, plan_client):
        assert "site-header" in plan_client.get("/board").text
        embedded = plan_client.get("/board?embed=1").text
        assert "site-header" not in embedded
        assert 'name="embed" value="1"' in embedded


@pytest.mark.parametrize("path", ["board", "plan"])
def test_every_page_has_the_tabs_and_marks_its_own(plan_client, path):
    html = plan_client.get(f"/{path}").text
    nav = re.search(r'<nav class="site-tabs".*?</nav>', html, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', nav) == [tab.path for tab in TABS]
    assert re.findall(r'href="([^"]+)" aria-current="page"', nav) == [path]
