"""Questions mended before they are searched for: pinyin read as characters, slips corrected to the plan's terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rag.query import Query
from rag.retriever import PlanRanker
from rag.understanding.language import Language, detect, fold, to_simplified
from rag.understanding.pinyin import PinyinReader, is_pinyin
from rag.understanding.spelling import SpellingIndex, apply

# The ranker's top score has to rise by this much for a correction to be taken.
CLEARLY_BETTER = 0.4


@dataclass(frozen=True, slots=True)
class Mended:
    """A question and, where it was mended, how it was read."""

    text: str
    read_as: str | None = None


@dataclass(frozen=True)
class Repairer:
    """Mends questions with a plan's vocabulary."""

    spelling: SpellingIndex
    pinyin: PinyinReader
    ranker: PlanRanker

    def from_pinyin(self, text: str) -> Mended:
        """The text in characters if it is typed in pinyin, else as it is."""
        if detect(text) is Language.ENGLISH and is_pinyin(text):
            read = self.pinyin.read(text)
            return Mended(read, read)
        return Mended(text)

    def corrected(self, text: str, build: Callable[[str], Query]) -> tuple[Query, str | None]:
        """The query of a question, slips corrected where that retrieves clearly better, and the reading if so."""
        query = build(text)
        if not query.language.is_chinese:
            return query, None
        plain = to_simplified(fold(text))
        corrections = self.spelling.corrections(plain)
        if not corrections:
            return query, None
        mended = build(apply(plain, corrections))
        gain = self.ranker.rank(mended).score_at(0) - self.ranker.rank(query).score_at(0)
        return (mended, mended.text) if gain > CLEARLY_BETTER else (query, None)
