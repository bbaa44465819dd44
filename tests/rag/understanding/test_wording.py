from __future__ import annotations

import pytest
from hypothesis import given

from index.tokenizer import Tokenizer
from rag.understanding.wording import Thesaurus
from tests.index.plan_material import CACHE_DIR
from tests.rag.texts import TEXTS, fuzzed

NAMES = {
    "高企": ("高新技术企业",),
    "IPO": ("上市", "资本市场"),
    "incubator": ("孵化器",),
    "R&D": ("研发",),
    "business incubator": ("科技企业孵化器",),
    "地铁": ("轨道交通",),
}


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return Thesaurus(NAMES, Tokenizer((), CACHE_DIR).words)


@pytest.mark.parametrize(
    ("text", "synonyms"),
    [
        ("高企的目标", {"高企": ("高新技术企业",)}),
        ("想搞ipo怎么办", {"ipo": ("上市", "资本市场")}),
        ("Which INCUBATORS exist?", {"incubators": ("孵化器",)}),
        ("a business incubator", {"business incubator": ("科技企业孵化器",)}),
        ("incubatory", {}),
        ("R&D target", {"r&d": ("研发",)}),
        ("某地铁路", {}),
        ("目标", {}),
        ("", {}),
    ],
)
def test_names_are_looked_up_longest_first_at_word_edges(thesaurus, text, synonyms):
    assert thesaurus.wording(text).synonyms == synonyms


def test_a_name_is_one_of_the_words_beside_the_other_content_words(thesaurus):
    assert set(thesaurus.wording("高企的研发目标是多少").words) == {"高企", "研发", "目标"}


def test_expansions_are_all_terms_each_once(thesaurus):
    assert thesaurus.wording("incubator和incubators、IPO").expansions == ("孵化器", "上市", "资本市场")


def test_without_names_there_are_words_only(thesaurus):
    wording = Thesaurus({}, thesaurus.cut).wording("高企的研发目标")
    assert (wording.synonyms, wording.expansions) == ({}, ())
    assert {"研发", "目标"} <= set(wording.words)


@fuzzed
@given(TEXTS)
def test_the_names_found_in_any_text_are_words_with_terms(thesaurus, text):
    wording = thesaurus.wording(text)
    assert set(wording.synonyms) <= set(wording.words)
    assert all(wording.synonyms.values())
    assert len(set(wording.words)) == len(wording.words)
