from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from rag.understanding.years import resolve_relative, year_mentions
from tests.rag.texts import TEXTS, fuzzed

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("到2025年要达到多少", [(2025, 2025)]),
        ("到 2025 年", [(2025, 2025)]),
        ("2021—2025年", [(2021, 2021), (2025, 2025)]),
        ("2020年和2025年各是多少", [(2020, 2020), (2025, 2025)]),
        ("二〇二五年", [(2025, 2025)]),
        ("二零三五", [(2035, 2035)]),
        ("25年要到多少", [(2025, 2025)]),
        ("20年基数", [(2020, 2020)]),
        ("廿五年和二五年", [(2025, 2025), (2025, 2025)]),
        ("“十四五”期间", [(2021, 2025)]),
        ("十四五末", [(2025, 2025)]),
        ("十三五完成得怎么样", [(2016, 2020)]),
        ("第十四个五年规划", [(2021, 2025)]),
        ("the 14th Five-Year Plan", [(2021, 2025)]),
        ("thirteenth five year plan period", [(2016, 2020)]),
        ("去年、今年和明年", [(2025, 2025), (2026, 2026), (2027, 2027)]),
        ("前年和大前年", [(2024, 2024), (2023, 2023)]),
        ("后年与大后年", [(2028, 2028), (2029, 2029)]),
        ("last year and NEXT YEAR", [(2025, 2025), (2027, 2027)]),
    ],
)
def test_years_and_periods_are_read(text, spans):
    assert [(m.start, m.end) for m in year_mentions(text, TODAY)] == spans


@pytest.mark.parametrize(
    "text",
    [
        "注册资本2000万的公司",
        "我们厂有2000人",
        "2020家企业",
        "2025.5亿元",
        "12025",
        "连续10年",
        "近20年来",
        "做了15年的老厂",
        "工作20年",
        "15年以上的经验",
        "21世纪",
        "第25年",
        "十四五个项目",
        "十二个五年",
        "二三年",
        "请说明年度目标",
        "过去年均增长",
        "以前年度",
        "近年来年均",
        "",
    ],
)
def test_counts_lengths_and_parts_of_words_are_no_years(text):
    assert year_mentions(text, TODAY) == ()


@pytest.mark.parametrize("text", ["2025多少家", "2020项目有哪些", "2025人才目标", "2025元旦"])
def test_a_year_may_stand_without_its_word(text):
    assert [m.end for m in year_mentions(text, TODAY)] == [int(text[:4])]


def test_a_mention_knows_its_words_its_place_and_whether_it_is_relative():
    period, relative = year_mentions("“十四五”末比去年", TODAY)
    assert (period.text, period.offset, period.relative, period.is_period) == ("“十四五”末", 0, False, False)
    assert (relative.text, relative.offset, relative.relative) == ("去年", 7, True)
    assert year_mentions("十四五", TODAY)[0].is_period


def test_relative_years_are_spelt_out():
    assert resolve_relative("今年和大前年，说明年度", TODAY) == "今年（2026年）和大前年（2023年），说明年度"


@fuzzed
@given(TEXTS)
def test_every_mention_stands_in_the_text_in_order(text):
    mentions = year_mentions(text, TODAY)
    assert all(text[m.offset :].startswith(m.text) and m.start <= m.end for m in mentions)
    assert [m.offset for m in mentions] == sorted(m.offset for m in mentions)


@fuzzed
@given(TEXTS)
def test_spelling_years_out_only_adds_to_the_text(text):
    spelt = resolve_relative(text, TODAY)
    remaining = iter(spelt)
    assert all(char in remaining for char in text)
