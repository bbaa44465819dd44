from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from index.tokenizer import Tokenizer, has_han


@pytest.fixture(scope="module")
def tokenizer(cache_dir) -> Tokenizer:
    tokenizer = Tokenizer(["青山科技园", "十四五"], cache_dir)
    tokenizer.warm()
    return tokenizer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("研发经费投入", ["研发", "经费", "投入"]),
        ("“十四五”期间", ["十四五", "期间"]),
        ("5G+工业", ["5g", "工业"]),
        ("ＧＤＰ１２％", ["gdp12"]),
        ("370.2亿元", ["370.2", "亿元"]),
        ("R&D e-commerce c++", ["r&d", "e-commerce", "c++"]),
        ("140（总数＞700）", ["140", "总数", "700"]),
        ("", []),
        ("？！…", []),
    ],
)
def test_words_are_cut_once_in_reading_order(tokenizer, text, words):
    assert tokenizer.words(text) == words


@pytest.mark.parametrize(
    ("text", "words", "bigrams"),
    [
        ("研发经费", {"研发", "经费"}, ("发经",)),
        ("青山科技园", {"青山科技园", "青山", "科技", "科技园"}, ("山科", "技园")),
        ("园", set(), ()),
        ("5G", {"5g"}, ()),
    ],
)
def test_terms_unite_words_and_bigrams(tokenizer, text, words, bigrams):
    terms = tokenizer.terms(text)
    assert words <= set(terms.words)
    assert terms.bigrams == bigrams
    assert terms.characters == tuple(character for character in text if has_han(character))


def test_a_span_counts_once(tokenizer):
    assert tokenizer.tokens("研发研发").count("研发") == 2


def test_user_words_change_the_identity_and_only_their_own_tokenizer(tokenizer, cache_dir):
    other = Tokenizer([], cache_dir)
    assert "青山科技园" not in other.words("青山科技园")
    assert other.identity != tokenizer.identity
    assert Tokenizer(["十四五", "青山科技园", " "]).identity == tokenizer.identity


def test_the_dictionary_is_copied_and_a_damaged_copy_is_replaced(tokenizer, cache_dir):
    (copy,) = cache_dir.glob("jieba-*.frequencies")
    good = copy.read_bytes()
    copy.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert Tokenizer([], cache_dir).words("研发经费") == ["研发", "经费"]
    assert copy.read_bytes() == good


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path):
    (tmp_path / "file").write_text("")
    assert Tokenizer([], tmp_path / "file").words("研发经费") == ["研发", "经费"]


def test_threads_share_one_dictionary(cache_dir):
    tokenizer = Tokenizer(["青山科技园"], cache_dir)
    with ThreadPoolExecutor(8) as pool:
        cuts = set(pool.map(lambda _: tuple(tokenizer.tokens("青山科技园占地300亩")), range(64)))
    assert len(cuts) == 1


@pytest.mark.parametrize(("text", "result"), [("GDP", False), ("占GDP", True), ("〇", True), ("かな", False)])
def test_has_han(text, result):
    assert has_han(text) is result
