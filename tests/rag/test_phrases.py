from __future__ import annotations

import re
import string

import pytest

from rag import phrases
from rag.answer import Missing
from rag.understanding.language import Language
from rag.understanding.smalltalk import Smalltalk

HAN = re.compile("[\u4e00-\u9fff]")
KINDS = ("year", "place", "indicator", "amount", "deadline", "procedure", "person", "contact", "support")
PERIOD = "2021—2025年"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.CHINESE, "发展"),
        (Language.TRADITIONAL, "發展"),
        (Language.ENGLISH, "development"),
        (Language.JAPANESE, "发展 / development"),
        (Language.RUSSIAN, "发展 / development"),
        (Language.OTHER, "发展 / development"),
    ],
)
def test_the_frame_is_in_the_language_of_the_question(language, expected):
    assert phrases.in_language("发展", "development", language) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_each_missing_part_is_named_in_both_languages(kind):
    missing = (Missing(kind, "某值"),)
    chinese = phrases.not_in_plan(missing, PERIOD, Language.CHINESE)
    english = phrases.not_in_plan(missing, PERIOD, Language.ENGLISH)
    assert chinese.startswith("规划没有")
    assert english.startswith("The plan does not give ")
    assert not HAN.search(english.replace("某值", ""))
    assert phrases.partial(missing, Language.CHINESE).startswith("规划没有写明")
    assert phrases.partial(missing, Language.ENGLISH).startswith("The plan does not give ")


def test_a_missing_year_tells_the_plan_s_period():
    missing = (Missing("year", "2035年"),)
    assert (
        phrases.not_in_plan(missing, PERIOD, Language.CHINESE) == "规划没有2035年的数据或目标（规划期为2021—2025年）。"
    )
    assert phrases.not_in_plan(missing, PERIOD, Language.ENGLISH).endswith("(it covers 2021–2025).")


def test_several_missing_parts_are_named_once_each():
    missing = (Missing("amount", "甲"), Missing("amount", "乙"), Missing("place", "武汉市"))
    assert phrases.not_in_plan(missing, PERIOD, Language.CHINESE) == "规划没有具体金额或比例、关于武汉市的内容。"


def test_with_nothing_to_name_the_refusal_is_short():
    assert phrases.not_in_plan((), PERIOD, Language.CHINESE) == "规划没有提到这一点。"
    assert phrases.not_in_plan((), PERIOD, Language.ENGLISH) == "The plan does not say."


@pytest.mark.parametrize("kind", Smalltalk)
@pytest.mark.parametrize("language", [Language.CHINESE, Language.TRADITIONAL, Language.ENGLISH, Language.KOREAN])
def test_small_talk_has_a_reply_without_gaps(kind, language):
    said = phrases.smalltalk(kind, "某规划", language)
    assert said
    assert [field for _, field, _, _ in string.Formatter().parse(said) if field] == []


def test_a_value_with_braces_is_text():
    assert "{value}" in phrases.not_in_plan((Missing("indicator", "{value}"),), PERIOD, Language.CHINESE)


def test_off_topic_and_unclear_questions_get_one_friendly_line():
    assert phrases.out_of_scope("某规划", Language.CHINESE) == "这个问题不在《某规划》的范围内，我只回答规划里的内容。"
    assert "某规划" in phrases.out_of_scope("某规划", Language.ENGLISH)
    assert "指标" in phrases.clarify(Language.CHINESE)
    assert phrases.read_as("科技型企业", Language.CHINESE) == "（已按“科技型企业”理解）"
