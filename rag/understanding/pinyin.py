"""Questions typed in pinyin ("dayehu gaoxinqu dingwei"), read back into characters.

The reading is the most probable sequence of words: the plan's terms first, then common words of the
dictionary; a maximum-probability path over syllables (Viterbi 1967).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from rag.understanding.spelling import sounds

_LATIN = re.compile("[a-zü']+", re.IGNORECASE)
_MAX_SYLLABLES = 8
_LONGEST_SYLLABLE = 6
_COMMON_WORDS = 9000
# A plan's term is this many times as likely as a common word of the same sound.
_PLAN_BONUS = 9.0
_WORD_COST = 11.0
# People put blanks between words, so a word that crosses one is unlikely.
_CROSSING_COST = 8.0
_SPOKEN = {"shei": "shui", "zhei": "zhe"}


@cache
def syllables() -> frozenset[str]:
    """All toneless syllables of Mandarin."""
    from pypinyin import pinyin_dict
    from pypinyin.contrib.tone_convert import to_normal

    readings = {to_normal(r) for all_readings in pinyin_dict.pinyin_dict.values() for r in all_readings.split(",")}
    return frozenset(
        r.replace("ü", "v") for r in readings if re.fullmatch("[a-zü]{1,6}", r) and re.search("[aeiouüv]", r)
    )


def cut_syllables(word: str) -> list[str] | None:
    """A run of letters cut into syllables, the fewest that fit; None if it is not pinyin.

    An apostrophe parts syllables (xi'an).
    """
    parts = [_cut(part) for part in word.lower().replace("ü", "v").split("'")]
    return None if any(part is None for part in parts) else [syllable for part in parts for syllable in part or ()]


def _cut(word: str) -> list[str] | None:
    fewest: list[float] = [0.0] + [math.inf] * len(word)
    starts = [0] * (len(word) + 1)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            syllable = word[start:end]
            if fewest[start] + 1 < fewest[end] and syllable in syllables() and _consonant_start(syllable, start):
                fewest[end], starts[end] = fewest[start] + 1, start
    return None if fewest[-1] == math.inf else _backwards(word, starts)


def _backwards(word: str, starts: list[int]) -> list[str]:
    """The pieces of a word, given for each end of a piece its start."""
    pieces: list[str] = []
    end = len(word)
    while end:
        pieces.append(word[starts[end] : end])
        end = starts[end]
    return pieces[::-1]


def _consonant_start(syllable: str, start: int) -> bool:
    """Inside a run only syllables that begin with a consonant can be told from their neighbours."""
    return start == 0 or syllable[0] not in "aeo"


def is_pinyin(text: str) -> bool:
    """Whether a question without Chinese characters is wholly typed in pinyin."""
    words = [word for word in _LATIN.findall(text) if not _is_acronym(word)]
    cut = [cut_syllables(word) for word in words]
    if not words or any(parts is None for parts in cut):
        return False
    return sum(len(parts or ()) for parts in cut) >= 3 and any(len(parts or ()) > 1 for parts in cut)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


@dataclass(frozen=True)
class PinyinReader:
    """Reads pinyin with a plan's terms and a dictionary's word frequencies."""

    terms: frozenset[str]
    frequencies: Mapping[str, int]

    @cached_property
    def _words(self) -> dict[tuple[str, ...], tuple[str, float]]:
        total = math.log(max(1, sum(self.frequencies.values())))
        table: dict[tuple[str, ...], tuple[str, float]] = {}
        for word, bonus in self._vocabulary():
            key = sounds(word)
            score = math.log(1 + self.frequencies.get(word, 0)) - total + bonus + _WORD_COST * (len(word) - 1)
            if key not in table or score > table[key][1]:
                table[key] = (word, score)
        return table

    def _vocabulary(self) -> Iterable[tuple[str, float]]:
        han = ((w, f) for w, f in self.frequencies.items() if f > 300 and len(w) <= 4 and "\u4e00" <= w[0] <= "\u9fff")
        common = sorted(han, key=lambda entry: -entry[1])[:_COMMON_WORDS]
        yield from ((word, 0.0) for word, _ in common)
        yield from ((term, _PLAN_BONUS) for term in sorted(self.terms))

    def read(self, text: str) -> str:
        """The text with its pinyin read as characters; digits and punctuation stay."""
        pieces = re.split(r"((?:[a-zü']+\s*)+)", text, flags=re.IGNORECASE)
        return "".join(self._read_run(piece) if _LATIN.match(piece) else piece for piece in pieces)

    def _read_run(self, run: str) -> str:
        flat: list[str] = []
        blanks: set[int] = set()
        for word in _LATIN.findall(run):
            flat += [word] if _is_acronym(word) else cut_syllables(word) or [word]
            blanks.add(len(flat))
        best: list[tuple[float, str]] = [(0.0, "")]
        for end in range(1, len(flat) + 1):
            best.append(max(self._steps(flat, blanks, best, end)))
        return best[-1][1]

    def _steps(
        self, flat: list[str], blanks: set[int], best: list[tuple[float, str]], end: int
    ) -> Iterable[tuple[float, str]]:
        for start in range(max(0, end - _MAX_SYLLABLES), end):
            entry = self._words.get(tuple(_SPOKEN.get(syllable, syllable) for syllable in flat[start:end]))
            if entry:
                crossed = _CROSSING_COST * len(blanks.intersection(range(start + 1, end)))
                yield best[start][0] + entry[1] - crossed, best[start][1] + entry[0]
        # An unknown syllable stays as it is typed, at a price that any word beats.
        yield best[end - 1][0] - 40.0, best[end - 1][1] + flat[end - 1]
