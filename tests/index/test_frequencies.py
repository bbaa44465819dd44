from __future__ import annotations

import jieba
import pytest

from index.frequencies import WordFrequencies

COUNTS = {"发": 0, "发展": 5000, "发展规划": 7, "长江中游城市群": 3, "Ab": 2, "𠮷": 1, "𠮷野家店": 4, "": 9}


@pytest.fixture(params=["made", "read back"])
def frequencies(request) -> WordFrequencies:
    made = WordFrequencies(COUNTS)
    return made if request.param == "made" else WordFrequencies.from_bytes(made.to_bytes())


def test_counts_are_those_of_the_dict(frequencies):
    assert dict(frequencies.items()) == COUNTS
    assert {word: frequencies[word] for word in frequencies} == COUNTS
    assert (len(frequencies), sum(frequencies.values())) == (len(COUNTS), sum(COUNTS.values()))


@pytest.mark.parametrize("word", ["展", "发展规", "发展规划纲", "城市群", "𠮷野", "\ud800", "ab"])
def test_other_words_are_unknown(frequencies, word):
    assert word not in frequencies
    assert (frequencies.get(word), frequencies.get(word, 0)) == (None, 0)
    with pytest.raises(KeyError):
        frequencies[word]


@pytest.mark.parametrize("word", ["发展", "黄石", "长江中游城市群", "黄石大学科技园", "发"])
def test_a_count_can_be_set(frequencies, word):
    before = frequencies.get(word)
    frequencies[word] = 42
    assert frequencies.get(word) == dict(frequencies.items())[word] == 42
    assert len(frequencies) == len(COUNTS) + (before is None)


def test_a_word_cannot_be_taken_out(frequencies):
    with pytest.raises(TypeError, match="'发展' cannot be taken out"):
        del frequencies["发展"]


def test_nothing_is_a_dictionary_too():
    assert len(WordFrequencies.from_bytes(WordFrequencies({}).to_bytes())) == 0


def test_jieba_cuts_as_with_its_own_dict():
    own, ours = jieba.Tokenizer(), jieba.Tokenizer()
    own.FREQ, own.total = own.gen_pfdict(own.get_dict_file())
    ours.FREQ, ours.total = WordFrequencies(own.FREQ), own.total
    own.initialized = ours.initialized = True
    for tokenizer in (own, ours):
        tokenizer.add_word("光谷东科创岛")
    text = "围绕长江中游城市群区域性科创中心，建设光谷东科创岛和研究生命科学的实验室，5G+工业互联网。"
    assert list(ours.cut(text, HMM=False)) == list(own.cut(text, HMM=False))
    assert list(ours.tokenize(text, mode="search", HMM=False)) == list(own.tokenize(text, mode="search", HMM=False))
    assert dict(ours.FREQ.items()) == own.FREQ
