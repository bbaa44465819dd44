from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.plans import load_plan
from web.board import charts, wording
from web.board.board import Board
from web.board.entries import Era
from web.board.filters import Filter, groups, units

MADE_UP = Path(__file__).parents[1] / "made_up"


@pytest.fixture(scope="module")
def board(whole_plan):
    return Board.of(whole_plan)


@pytest.fixture(scope="module")
def made_up():
    return Board.of(load_plan("yunlan-manufacturing-2023-2027", MADE_UP))


def entry(board, name, era=Era.CURRENT):
    found = [e for e in board.entries if e.name == name and e.era is era]
    assert len(found) == 1, [e.name for e in board.entries if e.era is era]
    return found[0]


@pytest.mark.parametrize(
    ("name", "state", "goal", "change", "multiple"),
    [
        ("省级以上新型研发机构数量", "17", "120", "+103家", "约7.06倍"),
        ("全社会研发经费投入占GDP比重", "1.79", "2.6", "+0.81个百分点", ""),
        ("高新技术企业数", "375", "＞700", "至少+325家", "约1.87倍"),
        ("高新技术产业增加值年均增速", "-2.1", "＞12", "至少+14.1个百分点", ""),
        ("每万名就业人员中研发人员数", "68", "70", "+2人年", ""),
        ("省级以上国际科技合作基地数", "6", "12", "+6家", "2倍"),
        ("技术市场合同成交额", "56", "＞100", "至少+44亿元", "约1.79倍"),
    ],
)
def test_a_goal_stands_beside_its_baseline(board, name, state, goal, change, multiple):
    row = entry(board, name)
    assert (wording.shown(row.state), wording.shown(row.goal)) == (state, goal)
    assert (wording.change(row), wording.multiple(row)) == (change, multiple)


@pytest.mark.parametrize(
    ("name", "met", "change", "completion"),
    [
        ("省级以上重点实验室", "✗ 未完成", "−4个", "66.7%"),
        ("国家级高新区", "✓ 完成", "±0个", "100%"),
        ("国家创新型试点城市", "✗ 未完成", "−1个", "0%"),
        ("全社会研发投入占GDP的比例", "✗ 未完成", "−0.71个百分点", "71.6%"),
        ("技术合同成交额", "✓ 完成", "+16.5亿元", "141.3%"),
        ("省级以上校企共建研发中心", "✓ 完成", "+14个", "240%"),
    ],
)
def test_a_goal_of_before_is_held_against_what_was_reached(board, name, met, change, completion):
    row = entry(board, name, Era.PAST)
    assert (wording.verdict(row), wording.change(row), wording.completion(row)) == (met, change, completion)


def test_every_row_of_both_tables_is_there_once(board):
    rows = {block.id for block in board.document.blocks if block.row}
    tabled = [e.lead.block for e in board.entries if e.in_table]
    assert set(tabled) == rows
    # One row gives a rate and, in brackets, its total.
    assert sorted(block for block in rows if tabled.count(block) > 1) == ["c1.s4.t2.r10"]


def test_where_the_plan_contradicts_itself_both_values_are_shown(board):
    assert wording.differing(board.document, entry(board, "技术市场合同成交额")) == "56.5（表1），56（表2）"


def test_the_first_source_proves_the_row_and_all_are_verbatim(board):
    squeeze = "".join
    for row in board.entries:
        cited = wording.sources(board.document, row)
        assert cited[0].id == row.lead.block
        assert len({citation.id for citation in cited}) == len(cited)
        for citation in cited:
            words = squeeze(board.document.source[citation.start : citation.end].split())
            for piece in citation.quote.split(" | "):
                assert squeeze(piece.split()) in words


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("全社会研发经费投入占GDP比重", ["表2", "第一章（四）2", "第八章（二）"]),
        ("省级双创战略团队", ["第五章（三）"]),
    ],
)
def test_sources_are_labelled_shortly(board, name, labels):
    cited = wording.sources(board.document, entry(board, name))
    assert [wording.short_label(board.document, citation.id) for citation in cited] == labels


def test_an_excerpt_holds_the_number(board):
    for row in board.entries:
        if not row.in_table:
            assert "".join(row.lead.text.split()) in wording.excerpt(board.document, row.lead)


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (2021, 2025, "“十四五”"),
        (2016, 2020, "“十三五”"),
        (2026, 2030, "“十五五”"),
        (2001, 2005, "“十五”"),
        (2023, 2027, "2023—2027年"),
        (2021, 2035, "2021—2035年"),
    ],
)
def test_five_year_plans_are_numbered(start, end, name):
    assert wording.five_year_name(start, end) == name


FILTERS = [
    (Filter(q="研发投入强度"), {"全社会研发经费投入占GDP比重", "全社会研发投入占GDP的比例"}, "an alias"),
    (Filter(q="研发投入占比", era="current"), {"全社会研发经费投入占GDP比重"}, "characters left out"),
    (Filter(q="２２.５６", era="current"), {"高新技术产业增加值占GDP比重"}, "a number in wide digits"),
    (Filter(verdict="unmet"), {"省级以上重点实验室", "国家创新型试点城市", "全社会研发投入占GDP的比例",
                               "市级科技支出占当年财政公共预算支出的比例"}, "unmet"),
    (Filter(group="区域创新体系"), {"国家级高新区", "国家创新型试点城市"}, "a group"),
    (Filter(unit="人年"), {"每万名就业人员中研发人员数"}, "a unit"),
    (Filter(source="text", era="current", q="团队"), {"省级双创战略团队"}, "running text"),
    (Filter(q="火锅"), set(), "nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "names", "case"), FILTERS, ids=[case for *_, case in FILTERS])
def test_filters(board, wanted, names, case):
    found = {row.name for row in board.select(wanted)}
    assert names <= found if case == "an alias" else found == names


def test_nothing_asked_for_gives_everything(board):
    assert board.select(Filter(q="  ")) == board.entries


def test_groups_and_units_are_those_of_the_rows(board):
    assert groups(board.entries)[:2] == ("创新体系", "创新能力")
    assert {"%", "家", "亿元"} <= set(units(board.entries))


class TestAnotherPlan:
    def test_it_has_no_goals_of_before_and_names_its_years(self, made_up):
        assert made_up.period == "2023—2027年"
        assert [row for row in made_up.entries if row.era is Era.PAST] == []

    def test_goals_of_earlier_years_stand_beside_the_last(self, made_up):
        row = entry(made_up, "规模以上工业增加值")
        assert (wording.shown(row.state), [wording.shown(f) for f in row.interim], wording.shown(row.goal)) == (
            "1268", ["1620"], "1900",
        )  # fmt: skip
        assert wording.differing(made_up.document, row) == "1268（表1），1286亿元（第一章第一节 1.1）"

    def test_wide_digits_are_shown_plain(self, made_up):
        assert wording.with_unit(entry(made_up, "省级以上中试平台").goal) == "12个"


class TestCharts:
    def test_the_goal_ends_the_way_and_an_open_one_goes_beyond(self, board):
        plain = charts.track(entry(board, "省级以上新型研发机构数量"))
        assert 'class="goal" cx="97.0%"' in plain
        # 17 of 120 of the width of 94 % behind the edge of 3 %.
        assert 'class="state" cx="16.3%"' in plain
        assert "beyond" not in plain
        assert "beyond" in charts.track(entry(board, "高新技术企业数"))

    def test_a_negative_baseline_lies_left_of_zero(self, board):
        drawn = charts.track(entry(board, "高新技术产业增加值年均增速"))
        assert 'class="state" cx="3.0%"' in drawn
        # 2.1 of 14.1.
        assert 'class="zero" x1="17.0%"' in drawn

    def test_a_bar_is_named_by_its_sign_and_word(self, board):
        drawn = charts.track(entry(board, "省级以上重点实验室", Era.PAST))
        assert 'class="unmet"' in drawn
        assert "目标 12，实际 8，✗ 未完成 66.7%" in drawn

    def test_without_a_second_number_there_is_nothing_to_draw(self, board):
        assert charts.track(entry(board, "省级双创战略团队")) == ""

    def test_the_strip_has_a_square_for_each_goal(self, board):
        drawn = charts.strip([row for row in board.entries if row.era is Era.PAST], "11/15")
        assert (drawn.count('rect class="met"'), drawn.count('rect class="unmet"')) == (11, 4)


def test_the_leap_is_the_largest_multiple(board):
    assert board.leap.name == "省级以上新型研发机构数量"
    assert board.leap.multiple > Decimal(7)
