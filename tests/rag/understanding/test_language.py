from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given

from rag.understanding.language import (
    Language,
    detect,
    fold,
    from_japanese,
    is_traditional,
    to_simplified,
    to_traditional,
)
from tests.rag.texts import TEXTS, fuzzed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("黄石的发展定位是什么？", Language.CHINESE),
        ("黃石的發展定位是什麼？", Language.TRADITIONAL),
        ("發展", Language.TRADITIONAL),
        ("PCB企业能享受什么支持", Language.CHINESE),
        ("5G+工业互联网", Language.CHINESE),
        ("R&D investment 研发", Language.CHINESE),
        ("How many high-tech firms?", Language.ENGLISH),
        ("Which projects will Daye (大冶) build by 2025?", Language.ENGLISH),
        ("PCB", Language.ENGLISH),
        ("研究開発の目標は？どこですか", Language.JAPANESE),
        ("연구개발 목표", Language.KOREAN),
        ("Какая цель по НИОКР?", Language.RUSSIAN),
        ("ما هو الهدف", Language.OTHER),
        ("2025", Language.CHINESE),
        ("", Language.CHINESE),
    ],
)
def test_the_script_tells_the_language(text, language):
    assert detect(text) is language


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("發展定位", "发展定位"),
        ("頭髮與發展", "头发与发展"),
        ("指標", "指标"),
        ("臺灣", "台湾"),
        ("a\ud800發\x00", "a\ud800发\x00"),
    ],
)
def test_traditional_becomes_simplified_character_by_character(traditional, simplified):
    assert to_simplified(traditional) == simplified


@pytest.mark.parametrize(("simplified", "traditional"), [("皇后后面", "皇后後面"), ("发展", "發展"), ("PCB", "PCB")])
def test_simplified_becomes_traditional_by_words(simplified, traditional):
    assert to_traditional(simplified) == traditional


def test_japanese_forms_become_simplified_ones_and_kana_stay():
    assert from_japanese("研究開発の経済価値、銅鉱") == "研究开发の经济价值、铜矿"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("發展", True), ("发展", False), ("", False), ("台湾", False), ("发展战略要求目标规划很長", True)],
)
def test_one_traditional_form_in_twelve_characters_makes_a_text_traditional(text, expected):
    assert is_traditional(text) is expected


def test_one_traditional_form_in_a_long_simplified_text_does_not():
    assert not is_traditional("发展战略要求目标规划很長" + "这里都是简体字" * 3)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("２０２５年ＰＣＢ", "2025年PCB"), ("＞８％", "＞8％"), ("（一）", "（一）"), ("①", "1"), ("é", "é")],
)
def test_folding_makes_letters_and_digits_plain_and_keeps_marks(text, folded):
    assert fold(text) == folded


@fuzzed
@given(TEXTS)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@fuzzed
@given(TEXTS)
def test_folding_loses_no_character(text):
    assert unicodedata.normalize("NFKC", fold(text)) == unicodedata.normalize("NFKC", text)


@fuzzed
@given(TEXTS)
def test_simplifying_keeps_length_and_changes_han_only(text):
    simplified = to_simplified(text)
    assert len(simplified) == len(text)
    changed = [old for old, new in zip(text, simplified, strict=True) if old != new]
    assert all("CJK" in unicodedata.name(char) for char in changed)


@fuzzed
@given(TEXTS)
def test_simplifying_twice_changes_nothing_more(text):
    assume("薴" not in text)  # the dictionary's one chain: 薴 → 苧 → 苎
    assert to_simplified(to_simplified(text)) == to_simplified(text)


@fuzzed
@given(TEXTS)
def test_any_text_has_a_language_and_can_be_written_in_each_script(text):
    assert detect(text) in Language
    assert isinstance(to_traditional(text) + from_japanese(text), str)
