from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from rag.query_builder import to_plan_script
from rag.understanding.asks import Ask
from rag.understanding.language import Language
from tests.rag.conftest import TODAY
from tests.rag.texts import TEXTS, fuzzed


@pytest.fixture(scope="module")
def build(assistant):
    return lambda text, **how: assistant.builder.build(text, TODAY, **how)


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        ("黃石的發展ＰＣＢ", Language.TRADITIONAL, "黄石的发展PCB"),
        ("２０２５年", Language.CHINESE, "2025年"),
        ("研究開発の目標", Language.JAPANESE, "研究开发の目标"),
        ("The Target", Language.ENGLISH, "The Target"),
    ],
)
def test_a_question_is_brought_to_the_plan_s_script(text, language, plain):
    assert to_plan_script(text, language) == plain


def test_a_chinese_question_is_read_whole(build):
    query = build("高企２０２５年的目标是多少？")
    assert query.text == query.plan_text == "高企2025年的目标是多少？"
    assert query.language is Language.CHINESE
    assert query.asks == {Ask.FIGURE}
    assert [(m.start, m.end) for m in query.years] == [(2025, 2025)]
    assert set(query.words) == {"高企", "目标"}
    assert "高新技术企业" in query.synonyms["高企"]
    assert "高新技术企业" in query.expansions


def test_traditional_and_simplified_questions_are_the_same_to_retrieval(build):
    traditional, simplified = build("黃石的發展定位是什麼？"), build("黄石的发展定位是什么？")
    assert (traditional.text, traditional.words, traditional.asks) == (
        simplified.text,
        simplified.words,
        simplified.asks,
    )
    assert np.allclose(traditional.vector, simplified.vector)
    assert (traditional.language, simplified.language) == (Language.TRADITIONAL, Language.CHINESE)


def test_an_english_question_gets_the_plan_s_words_beside_its_own(build):
    query = build("What is the R&D target for incubators in 2025, dear weatherman?")
    assert query.plan_text.startswith(query.text)
    assert "孵化器" in query.plan_text
    assert "incubators" in query.words
    assert not {"weatherman", "dear", "2025"} & set(query.words)


def test_a_japanese_question_is_looked_up_in_japanese(build):
    query = build("研究開発の目標は何ですか")
    assert query.language is Language.JAPANESE
    assert "研发" in query.expansions


@pytest.mark.parametrize(
    ("text", "places", "foreign"),
    [("黄石市的园区", ["黄石市"], []), ("武汉市的研发投入", ["武汉市"], ["武汉市"]), ("园区有哪些", [], [])],
)
def test_places_are_told_apart_from_the_plan_s_own(build, text, places, foreign):
    query = build(text)
    assert [place.name for place in query.places] == places
    assert [place.name for place in query.foreign_places] == foreign


def test_years_are_no_content_words(build):
    assert not {"2025", "2020"} & set(build("2020年和2025年的研发投入").words)


def test_the_story_is_kept_apart_and_a_language_can_be_given(build):
    query = build("PCB", story="我们做线路板。", language=Language.CHINESE)
    assert (query.story, query.language, query.text) == ("我们做线路板。", Language.CHINESE, "PCB")
    assert build("PCB").language is Language.ENGLISH


@fuzzed
@given(TEXTS)
def test_any_text_becomes_a_query_with_a_unit_vector(build, text):
    query = build(text)
    assert np.linalg.norm(query.vector) == pytest.approx(1.0, abs=1e-3)
    assert query.plan_text.startswith(query.text)
    assert set(query.foreign_places) <= set(query.places)
