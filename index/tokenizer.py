"""Search terms of a text: jieba's search-mode words united with the pairs and single characters of Chinese runs.

Words give precision, pairs find names that no dictionary knows, characters find short forms and slips
(科创 for 科技创新). All are spans of the text, and each span counts once, so a word of two characters is
not counted twice. Runs of letters and digits ("5G", "PCB", "370.2") are one term each.
"""

from __future__ import annotations

import logging
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from index.cache import cached_bytes
from index.frequencies import WordFrequencies

if TYPE_CHECKING:
    import jieba

# Rarer entries of the dictionary are mostly names, which a misspelling may hit by chance.
COMMON_WORD = 50
TOKENIZER_VERSION = "2"

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
HAN_RUN = re.compile(f"[{HAN}]+")
_LETTERS = r"[^\W_" + HAN + "]"
# A number keeps its decimal part, a Latin word its inner "&", "'", "." or "-": "370.2", "r&d", "c++".
LATIN_TERM = re.compile(rf"\d+(?:\.\d+)+|\b[a-z]\+\+|{_LETTERS}+(?:[&'.-]{_LETTERS}+)*")


@dataclass(frozen=True, slots=True)
class Terms:
    """The search terms of a text, told apart by where they come from. Repetitions are kept."""

    words: tuple[str, ...]
    bigrams: tuple[str, ...]
    characters: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Words (of two characters at least), pairs that are no words, single characters."""
        return self.words + self.bigrams + self.characters


def normalize(text: str) -> str:
    """Fold compatibility forms (full-width letters, ligatures) and case."""
    return unicodedata.normalize("NFKC", text).lower()


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return HAN_RUN.search(text) is not None


class Tokenizer:
    """Cuts texts into search terms. Safe to share between threads; the dictionary loads on first use.

    Args:
        words: user words (names and terms of a plan) that are to stay whole.
        cache_dir: where a fast-loading copy of the dictionary is kept; None keeps none.
    """

    def __init__(self, words: Iterable[str] = (), cache_dir: Path | None = None) -> None:
        self.user_words = tuple(sorted({normalize(word) for word in words if word.strip()}))
        self._cache_dir = cache_dir
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Tokenizer(version={TOKENIZER_VERSION!r}, user_words={len(self.user_words)})"

    @property
    def identity(self) -> str:
        """Changes whenever the same text could be cut differently."""
        digest = sha256("\n".join(self.user_words).encode()).hexdigest()[:12]
        return f"{TOKENIZER_VERSION}:{digest}"

    def terms(self, text: str) -> Terms:
        """The text's search terms, told apart."""
        folded = normalize(text)
        words: list[str] = [match.group() for match in LATIN_TERM.finditer(folded)]
        bigrams: list[str] = []
        characters: list[str] = []
        for run in HAN_RUN.findall(folded):
            spans = set(self._word_spans(run))
            words.extend(run[start:end] for start, end in sorted(spans))
            bigrams.extend(run[i : i + 2] for i in range(len(run) - 1) if (i, i + 2) not in spans)
            characters.extend(run)
        return Terms(tuple(words), tuple(bigrams), tuple(characters))

    def tokens(self, text: str) -> list[str]:
        """The text's search terms in one list."""
        return list(self.terms(text).all)

    def words(self, text: str) -> list[str]:
        """The text cut into words once, without overlap, in reading order."""
        pieces = re.findall(f"{HAN_RUN.pattern}|{LATIN_TERM.pattern}", normalize(text))
        return [word for piece in pieces for word in (self._jieba.cut(piece, HMM=False) if has_han(piece) else [piece])]

    @property
    def frequencies(self) -> WordFrequencies:
        """How often each word of the dictionary is used in general Chinese; prefixes that are no words have 0."""
        return self._jieba.FREQ

    def is_common_word(self, text: str) -> bool:
        """Whether general Chinese uses the text as a word."""
        return self.frequencies.get(text, 0) > COMMON_WORD

    def warm(self) -> None:
        """Load the dictionary now instead of at the first text."""
        with self._lock:
            _ = self._loaded

    def _word_spans(self, run: str) -> Iterator[tuple[int, int]]:
        # The hidden Markov model guesses new words from their surroundings, so that a name in a question
        # and the same name in the plan can be cut differently; bigrams find such names more reliably.
        for _, start, end in self._jieba.tokenize(run, mode="search", HMM=False):
            if end - start > 1:
                yield start, end

    @property
    def _jieba(self) -> jieba.Tokenizer:
        if "_loaded" not in self.__dict__:
            self.warm()
        return self._loaded

    @cached_property
    def _loaded(self) -> jieba.Tokenizer:
        import jieba

        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        # jieba's own cache is a marshalled file in the shared temporary folder, where anyone may put one.
        tokenizer.FREQ = _frequencies(self._cache_dir)
        tokenizer.total = sum(tokenizer.FREQ.values())
        tokenizer.initialized = True
        for word in self.user_words:
            tokenizer.add_word(word)
        return tokenizer


def _frequencies(cache_dir: Path | None) -> WordFrequencies:
    """The prefix dictionary of jieba, from a copy that loads at once where there is one."""
    import jieba

    copy = cache_dir / f"jieba-{jieba.__version__}.frequencies" if cache_dir else None
    return WordFrequencies.from_bytes(cached_bytes(copy, _pack_dictionary))


def _pack_dictionary() -> bytes:
    import jieba

    tokenizer = jieba.Tokenizer()
    frequencies, _ = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return WordFrequencies(frequencies).to_bytes()
