"""Which language a question is in, and how its characters are brought to the plan's (simplified) script."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

import opencc

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af\u1100-\u11ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_OTHER_LETTER = re.compile(r"[^\W\d_]")
_SURROGATES = re.compile("([\ud800-\udfff]+)")

# Forms that the two dictionaries leave between Japanese and simplified Chinese.
_JAPANESE_REST = str.maketrans("硏値鑛鉱汚戸歩捗", "研值矿矿污户步涉")


class Language(StrEnum):
    """Languages that are told apart; ``OTHER`` is any further script or Latin-script language."""

    CHINESE = "zh"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"
    JAPANESE = "ja"
    KOREAN = "ko"
    RUSSIAN = "ru"
    OTHER = "other"

    @property
    def is_chinese(self) -> bool:
        """Whether the question is written in Chinese, whatever the script."""
        return self in (Language.CHINESE, Language.TRADITIONAL)


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def _convert(config: str, text: str) -> str:
    """Text through a converter of OpenCC, which takes no lone surrogates; they stay as they are."""
    parts = _SURROGATES.split(text)
    return "".join(part if i % 2 else _converter(config).convert(part) for i, part in enumerate(parts))


def to_simplified(text: str) -> str:
    """Traditional characters as simplified ones; other text unchanged."""
    # Not tw2sp: its Taiwanese phrases turn 指標 (indicator) into 指针 (pointer).
    return _convert("t2s", text)


def to_traditional(text: str) -> str:
    """Simplified characters as traditional ones; other text unchanged."""
    return _convert("s2t", text)


def from_japanese(text: str) -> str:
    """Japanese kanji as simplified Chinese characters; kana unchanged."""
    return to_simplified(_convert("jp2t", text)).translate(_JAPANESE_REST)


def is_traditional(text: str) -> bool:
    """Whether at least one character (and one in twelve of the Han ones) is a traditional form."""
    han = _HAN.findall(text)
    simplified = _HAN.findall(_convert("t2s", text))
    changed = sum(1 for old, new in zip(han, simplified, strict=False) if old != new)
    return changed > 0 and changed * 12 >= len(han)


def detect(text: str) -> Language:
    """The language of a question, by its scripts.

    A few Latin words in a Chinese sentence leave it Chinese; kana or Hangul decide at once.
    """
    if len(_KANA.findall(text)) >= 2:
        return Language.JAPANESE
    if len(_HANGUL.findall(text)) >= 2:
        return Language.KOREAN
    cyrillic, han = len(_CYRILLIC.findall(text)), len(_HAN.findall(text))
    latin = len(_LATIN_WORD.findall(text))
    if cyrillic > max(3, han):
        return Language.RUSSIAN
    if han and han * 2 >= latin:
        return Language.TRADITIONAL if is_traditional(text) else Language.CHINESE
    if latin:
        return Language.ENGLISH
    return Language.OTHER if _OTHER_LETTER.search(text) else Language.CHINESE


def fold(text: str) -> str:
    """Width and case folded: full-width letters and digits become plain ones; punctuation is kept."""
    return "".join(_fold_char(char) for char in text)


def _fold_char(char: str) -> str:
    if char.isascii() or _HAN.match(char):
        return char
    folded = unicodedata.normalize("NFKC", char)
    return folded if folded.isalnum() and folded.isascii() else char
