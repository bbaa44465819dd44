from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokenizer import Tokenizer
from rag.understanding.pinyin import PinyinReader, cut_syllables, is_pinyin, syllables
from tests.index.plan_material import CACHE_DIR
from tests.rag.texts import TEXTS, fuzzed


@pytest.fixture(scope="module")
def reader() -> PinyinReader:
    tokenizer = Tokenizer((), CACHE_DIR)
    return PinyinReader(frozenset({"大冶湖", "高新区", "定位", "研发", "投入", "目标"}), tokenizer.frequencies)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("dayehu", ["da", "ye", "hu"]),
        ("Gaoxinqu", ["gao", "xin", "qu"]),
        ("nüren", ["nv", "ren"]),
        ("lvse", ["lv", "se"]),
        ("xian", ["xian"]),
        ("xi'an", ["xi", "an"]),
        ("fangan", ["fan", "gan"]),
        ("target", None),
        ("x", None),
        ("", []),
    ],
)
def test_letters_are_cut_into_the_fewest_syllables(word, pieces):
    assert cut_syllables(word) == pieces


def test_syllables_are_plain_letters():
    assert {"zhuang", "lv", "er", "a"} <= syllables()
    assert all(syllable.isascii() and syllable.isalpha() for syllable in syllables())


@pytest.mark.parametrize(
    "text", ["dayehu gaoxinqu dingwei", "yanfa touru mubiao shi duoshao?", "PCB chanye you shenme"]
)
def test_pinyin_is_recognised(text):
    assert is_pinyin(text)


@pytest.mark.parametrize(
    "text", ["What is the target?", "a b c", "hello", "he", "PCB", "dayehu is where", "", "2025", "an can be"]
)
def test_other_languages_are_no_pinyin(text):
    assert not is_pinyin(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("dayehu gaoxinqu dingwei", "大冶湖高新区定位"),
        ("yanfatouru mubiao?", "研发投入目标?"),
        ("2025 mubiao", "2025 目标"),
        ("PCB mubiao", "PCB目标"),
        ("", ""),
    ],
)
def test_pinyin_is_read_with_the_plan_s_terms_first(reader, text, read):
    assert reader.read(text) == read


@fuzzed
@given(st.lists(st.sampled_from(sorted(syllables())), min_size=1, max_size=6))
def test_what_is_cut_joins_to_the_word(parts):
    word = "".join(parts)
    pieces = cut_syllables(word)
    assert pieces is None or ("".join(pieces) == word and syllables().issuperset(pieces) and len(pieces) <= len(parts))


@fuzzed
@given(TEXTS)
def test_any_text_can_be_read(reader, text):
    assert isinstance(reader.read(text), str)
    assert is_pinyin(text) in (True, False)
