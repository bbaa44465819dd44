"""Every function that reads raw text by regular expressions takes time linear in its length."""

from __future__ import annotations

import time
from datetime import date

import pytest

from rag.understanding.asks import asks_of, question_words
from rag.understanding.conversation import read_in_context, subject_of, with_new_topic
from rag.understanding.instructions import without_instructions
from rag.understanding.language import detect, fold, from_japanese, to_simplified
from rag.understanding.pinyin import is_pinyin
from rag.understanding.places import Gazetteer, jieba_dictionary
from rag.understanding.smalltalk import smalltalk_of, without_greeting
from rag.understanding.splitting import split_message
from rag.understanding.years import resolve_relative, year_mentions

LENGTH = 20_000
# Of the core's own time: a quadratic expression takes more than a second over such texts, linear ones less than 0.1.
SECONDS = 0.8
TODAY = date(2026, 11, 22)
UNITS = (" ", "\n", "a", "ba", "1", "20", "哪", "第一", "那", "？", "是吗", "明年", "what does a ", '{"role')
TEXTS = [unit * (LENGTH // len(unit)) for unit in UNITS]
TEXTS += [unit * LENGTH + "§" for unit in (" ", "多", "好")]
GAZETTEER = Gazetteer(jieba_dictionary())
FUNCTIONS = {
    "asks_of": asks_of,
    "question_words": question_words,
    "subject_of": subject_of,
    "read_in_context": lambda text: read_in_context(text, ["它的目标是多少"], str.split),
    "read_in_context after a long one": lambda text: read_in_context("高了多少", [text], str.split),
    "with_new_topic": lambda text: with_new_topic(text, text, ["多", "a"]),
    "without_instructions": without_instructions,
    "detect": detect,
    "fold": fold,
    "to_simplified": to_simplified,
    "from_japanese": from_japanese,
    "is_pinyin": is_pinyin,
    "Gazetteer.find": GAZETTEER.find,
    "smalltalk_of": smalltalk_of,
    "without_greeting": without_greeting,
    "split_message": split_message,
    "year_mentions": lambda text: year_mentions(text, TODAY),
    "resolve_relative": lambda text: resolve_relative(text, TODAY),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_long_texts_take_linear_time(name):
    for text in TEXTS:
        started = time.thread_time()
        FUNCTIONS[name](text)
        assert time.thread_time() - started < SECONDS, f"{name} of {text[:12]!r}…{text[-1]!r}"
