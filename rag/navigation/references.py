"""References by number: 第五章第二节, 三（一）5, 专栏9第3条, 表2, chapter 5 section 2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.numerals import parse_numeral

LAST = -1


class Level(StrEnum):
    """What a step of a reference counts."""

    CHAPTER = "chapter"
    SECTION = "section"
    BOX = "box"
    TABLE = "table"
    ENTRY = "entry"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step; ``number`` is ``LAST`` for the last one."""

    level: Level
    number: int


@dataclass(frozen=True, slots=True)
class Reference:
    """Steps from the outermost inwards, and the stretch of the question that they were read from."""

    steps: tuple[Step, ...]
    start: int
    end: int


_N = r"(?:\d{1,3}|[零〇一二三四五六七八九十百两]{1,4})"
_EN_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_EN_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EN_N = rf"(?:\d{{1,3}}|[ivx]{{1,5}}|{'|'.join(_EN_CARDINALS)})\b"
_EN_NTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_EN_ORDINALS)}|last)"
_EN_WORDS = {word: n for words in (_EN_CARDINALS, _EN_ORDINALS) for n, word in enumerate(words, start=1)}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_OPEN, _CLOSE = "[（(]", "[）)]"
_ENGLISH = {
    Level.CHAPTER: r"chapter|ch\.|part",
    Level.SECTION: r"section|sec\.",
    Level.BOX: r"box|column",
    Level.TABLE: r"table",
    Level.ENTRY: r"item|point|entry|row|line",
    Level.PARAGRAPH: r"paragraph",
}
_CHINESE = {
    Level.CHAPTER: r"大?(?:章|部分|板块)",
    Level.SECTION: r"小?节(?![能点约水奏日目])",
    Level.BOX: r"个?专栏",
    Level.TABLE: r"[张个]表格?",
    Level.ENTRY: r"(?:小?[条点项行]|个(?:方向|领域|方面|要点)?)(?![件业动政目])",
    Level.PARAGRAPH: r"(?:自然)?段",
}


def _patterns() -> list[tuple[re.Pattern[str], tuple[Level, ...]]]:
    """What to look for, earlier ones first; each group of a match is the number of one level."""
    found = [
        (rf"第\s*({_N})[.．]({_N})\s*节|\bsection (\d+)\.(\d+)", (Level.CHAPTER, Level.SECTION) * 2),
        # 五（二）, 三、（一）1: a bare numeral counts as a chapter only before a bracketed one.
        (
            rf"(?<![\w.])({_N})\s*[、.．]?\s*{_OPEN}({_N}){_CLOSE}(?:\s*[、.]?\s*(\d{{1,2}}))?(?![\d\w%])",
            (Level.CHAPTER, Level.SECTION, Level.ENTRY),
        ),
        (r"(?<=节)\s*\d\.(\d{1,2})(?![\d%])", (Level.ENTRY,)),
        (rf"{_OPEN}({_N}){_CLOSE}(?:\s*第?\s*(\d{{1,2}})[条点项.、]?(?![\d年%个家项]))?", (Level.SECTION, Level.ENTRY)),
        (rf"专栏\s*({_N})(?![\d]*[个条项张])|({_N})号专栏", (Level.BOX, Level.BOX)),
        (rf"(?<![代发列填报仪外])表格?\s*({_N})(?![\d年月个张条项]|[一-鿿]*[个张]表)", (Level.TABLE,)),
    ]
    found += [(rf"第\s*({_N})\s*{word}|(最后)一?{word}", (level, level)) for level, word in _CHINESE.items()]
    found += [
        (rf"\b(?:{word})\s*(?:no\.?\s*)?({_EN_N})|\b({_EN_NTH})\s+(?:{word})\b", (level, level))
        for level, word in _ENGLISH.items()
    ]
    return [(re.compile(pattern, re.IGNORECASE), levels) for pattern, levels in found]


_PATTERNS = _patterns()
_DEPTH = {
    Level.CHAPTER: 0,
    Level.SECTION: 1,
    Level.BOX: 2,
    Level.TABLE: 2,
    Level.ENTRY: 3,
    Level.PARAGRAPH: 4,
}


def number_of(text: str) -> int | None:
    """The number a word of a reference stands for."""
    word = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", text.strip().lower())
    if word in ("last", "最后"):
        return LAST
    return _EN_WORDS.get(word) or _ROMAN.get(word) or parse_numeral(word.replace("两", "二"))


def references(text: str) -> tuple[Reference, ...]:
    """The references of a folded question, in order; a step no deeper than the one before opens a new one."""
    found: list[Reference] = []
    for steps, start, end in sorted(_steps(text), key=lambda step: step[1]):
        last = found[-1] if found else None
        if last is not None and text[start] in "（(" and last.steps[-1].level in (Level.SECTION, Level.ENTRY):
            # 第一节（3）: behind a section a number in brackets is one of its entries.
            steps = tuple(Step(Level.ENTRY, step.number) for step in steps)
        near = last is not None and len(text[last.end : start].strip(" 的里中·,，、之下面头")) <= 2
        deeper = last is not None and _DEPTH[steps[0].level] > _DEPTH[last.steps[-1].level]
        repeats = last is not None and steps[0].level is last.steps[-1].level is Level.ENTRY
        if last is not None and near and (deeper or repeats):
            found[-1] = Reference((*last.steps, *steps), last.start, end)
        else:
            found.append(Reference(steps, start, end))
    return tuple(found)


def anchored(found: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """A follow-up's "第二节 … 第五章": two references, the deeper one first, are one turned round."""
    if len(found) == 2 and _DEPTH[found[0].steps[0].level] > _DEPTH[found[1].steps[-1].level]:
        inner, outer = found
        return (Reference((*outer.steps, *inner.steps), inner.start, inner.end),)
    return found


def _steps(text: str) -> list[tuple[tuple[Step, ...], int, int]]:
    """Matches of the patterns that do not overlap."""
    taken: list[tuple[tuple[Step, ...], int, int]] = []
    for pattern, levels in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for _, start, end in taken):
                continue
            numbers = [(level, number_of(group)) for level, group in zip(levels, match.groups(), strict=True) if group]
            steps = tuple(Step(level, number) for level, number in numbers if number)
            if steps and len(steps) == len(numbers):
                taken.append((steps, *match.span()))
    return taken
