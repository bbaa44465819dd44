"""Misspelt plan terms in a question, found by sound (homophones) and by one wrong, missing or extra character.

Only the plan's own terms are offered as corrections, and only for stretches of the question that do not stand
in the plan themselves; whether a correction is taken is decided by what it retrieves.
Candidates by shape use the deletion neighbourhood of each term (Garbe's SymSpell), sounds are toneless pinyin
with the usual confusions of southern speakers (z/zh, c/ch, s/sh, n/l, -n/-ng, h/f) folded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from rag.understanding.terms import stop_words

HAN_RUN = re.compile("[\u3400-\u9fff]+")
MAX_TERM = 8
MIN_SHAPE = 4
_FINALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@dataclass(frozen=True, slots=True)
class Correction:
    """One stretch of a question and the plan's term it was read as."""

    wrong: str
    right: str
    offset: int


def sounds(text: str) -> tuple[str, ...]:
    """Toneless pinyin of each Han character."""
    from pypinyin import Style, lazy_pinyin  # 0.1 s to import, and most questions never need it

    return tuple(lazy_pinyin(text, style=Style.NORMAL))


def fold_sound(syllable: str) -> str:
    """A syllable without the distinctions that are often confused."""
    for full, flat in _FINALS:
        if syllable.startswith(full):
            syllable = flat + syllable[2:]
    if syllable.endswith("ng"):
        syllable = syllable[:-1]
    return syllable


def deletions(term: str) -> set[str]:
    """The term and every form of it with one character left out."""
    return {term, *(term[:i] + term[i + 1 :] for i in range(len(term)))}


def one_edit_apart(left: str, right: str) -> bool:
    """Whether one substitution, insertion, deletion or swap of neighbours turns one into the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    if len(left) == len(right):
        differing = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        return len(differing) == 1 or (
            swapped and left[differing[0]] == right[differing[1]] and left[differing[1]] == right[differing[0]]
        )
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


@dataclass(frozen=True)
class SpellingIndex:
    """Offers corrections out of a plan's terms.

    Args:
        terms: the plan's terms, two to eight Han characters each.
        source: the plan's text; what stands in it is never corrected.
        is_word: whether a stretch is an ordinary word, which a two-character correction leaves alone.
        cut: a run cut into words; a two-character correction may not cut through one of them.
    """

    terms: frozenset[str]
    source: str = field(repr=False)
    is_word: Callable[[str], bool] = field(repr=False)
    cut: Callable[[str], list[str]] = field(repr=False)

    @cached_property
    def _by_sound(self) -> dict[tuple[str, ...], str]:
        table: dict[tuple[str, ...], str] = {}
        for term in sorted(self.terms, key=self.source.count):
            table[tuple(map(fold_sound, sounds(term)))] = term
        return table

    @cached_property
    def _by_shape(self) -> dict[str, set[str]]:
        table: dict[str, set[str]] = {}
        for term in self.terms:
            if len(term) >= MIN_SHAPE:
                for form in deletions(term):
                    table.setdefault(form, set()).add(term)
        return table

    def corrections(self, text: str) -> tuple[Correction, ...]:
        """Non-overlapping corrections, the longest first chosen, in order of appearance."""
        found = [c for run in HAN_RUN.finditer(text) for c in self._of_run(run[0], run.start())]
        chosen: list[Correction] = []
        for candidate in sorted(found, key=lambda c: (-len(c.right), c.offset)):
            if all(_apart(candidate, other) for other in chosen):
                chosen.append(candidate)
        return tuple(sorted(chosen, key=lambda c: c.offset))

    def _of_run(self, run: str, offset: int) -> Iterable[Correction]:
        syllables = tuple(map(fold_sound, sounds(run)))
        edges = set(accumulate(map(len, self.cut(run)), initial=0))
        for length in range(min(MAX_TERM + 1, len(run)), 1, -1):
            for start in range(len(run) - length + 1):
                window = run[start : start + length]
                if window in self.source or (length == 2 and not {start, start + 2} <= edges):
                    continue
                after = run[start + length : start + length + 1]
                right = self._same_sound(window, syllables[start : start + length]) or self._near_shape(window, after)
                if right:
                    yield Correction(window, right, offset + start)

    def _same_sound(self, window: str, syllables: tuple[str, ...]) -> str | None:
        term = self._by_sound.get(syllables)
        if term is None or term == window:
            return None
        if len(window) == 2 and (self.is_word(window) or stop_words() & {window, *window}):
            return None
        return term if len(window) == 2 or any(a == b for a, b in zip(window, term, strict=False)) else None

    def _near_shape(self, window: str, after: str) -> str | None:
        if len(window) < MIN_SHAPE - 1:
            return None
        near = {term for form in deletions(window) for term in self._by_shape.get(form, ())}
        fitting = sorted((t for t in near if one_edit_apart(window, t)), key=lambda t: (-self.source.count(t), t))
        return next((t for t in fitting if self._is_slip(window, t, after)), None)

    def _is_slip(self, window: str, term: str, after: str) -> bool:
        """Whether the difference is one wrong character rather than another phrase; ``after`` follows the window.

        A longer or shorter window is a slip only where the characters round it stay the term's; a window
        that falls into ordinary words (高企培育 beside 高企业培育), or does so at the changed place (高新区企业
        beside 高新企业, 研发投入目标 beside 研发投入占), is left alone.
        """
        if window[0] != term[0] and window[-1] != term[-1]:
            return False
        if len(window) == len(term):
            changed = next(i for i, (a, b) in enumerate(zip(window, term, strict=True)) if a != b)
            pairs = (window[max(0, changed - 1) : changed + 1], (window + after)[changed : changed + 2])
            in_word = any(len(pair) == 2 and self.is_word(pair) for pair in pairs)
            return not in_word and window[changed] not in stop_words()
        if len(window) > len(term):
            extra = next((i for i, (a, b) in enumerate(zip(window, term, strict=False)) if a != b), len(term))
            return window[extra] in (window[extra - 1 : extra] + window[extra + 1 : extra + 2])
        if all(len(word) > 1 for word in self.cut(window)):
            return False
        missing = next((i for i, (a, b) in enumerate(zip(term, window, strict=False)) if a != b), len(window))
        return 0 < missing < len(term) - 1


def _apart(left: Correction, right: Correction) -> bool:
    return left.offset + len(left.wrong) <= right.offset or right.offset + len(right.wrong) <= left.offset


def apply(text: str, corrections: Iterable[Correction]) -> str:
    """The text with the corrections made."""
    for correction in sorted(corrections, key=lambda c: -c.offset):
        end = correction.offset + len(correction.wrong)
        text = text[: correction.offset] + correction.right + text[end:]
    return text
