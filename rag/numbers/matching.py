"""Which indicators a question speaks of, by the pairs of characters that it shares with their names.

Rare pairs weigh more. What is left unmatched on either side tells look-alikes apart: 发明专利 fits
每万人发明专利拥有量 better than its 高价值 sister, because less of the name goes unsaid.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.indicators import Indicator
from corpus.indicators.merging import core_name
from corpus.lexicon import Lexicon

# What is unsaid of a name counts less than what is said and unmatched.
_UNSAID, _UNMATCHED = 0.35, 0.7
_LEAST = 0.4
_LEAST_MORE = 0.5
_MOST_MATCHES = 4
_CONTENT = re.compile(r"[A-Za-z0-9]+|[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator that a question names, how surely (0 to 1), and under which of its names."""

    indicator: Indicator
    score: float
    name: str


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; Latin words and numbers count as one character."""
    runs = _CONTENT.findall(text.lower())
    return frozenset(first + second for first, second in zip(runs, runs[1:], strict=False))


@dataclass(frozen=True)
class _Name:
    indicator: Indicator
    name: str
    pairs: frozenset[str]


class Matcher:
    """Finds indicators in questions.

    Args:
        indicators: the plan's records.
        lexicon: everyday and English names for the plan's terms.
    """

    def __init__(self, indicators: Sequence[Indicator], lexicon: Lexicon) -> None:
        self._names = [_Name(record, name, pairs(core_name(name))) for record in indicators for name in record.names]
        self._aliases = {**lexicon.aliases, **lexicon.english}
        self._indicators = len(indicators)

    @cached_property
    def _weights(self) -> dict[str, float]:
        counts: Counter[str] = Counter()
        by_record: dict[str, set[str]] = {}
        for name in self._names:
            by_record.setdefault(name.indicator.id, set()).update(name.pairs)
        for found in by_record.values():
            counts.update(found)
        return {pair: math.log(1 + self._indicators / count) for pair, count in counts.items()}

    @cached_property
    def _alias_pattern(self) -> re.Pattern[str] | None:
        if not self._aliases:
            return None
        forms = [
            rf"(?<![a-z]){re.escape(name)}(?![a-z])" if name.isascii() else re.escape(name)
            for name in sorted(self._aliases, key=len, reverse=True)
        ]
        return re.compile("|".join(forms), re.IGNORECASE)

    def in_plan_words(self, question: str) -> str:
        """The question with everyday and English names replaced by the plan's terms."""
        if self._alias_pattern is None:
            return question

        def replace(match: re.Match[str]) -> str:
            terms = self._aliases.get(match[0]) or self._aliases.get(match[0].lower(), (match[0],))
            # A term that stands there in full already is left alone.
            around = question[max(0, match.start() - 8) : match.end() + 8]
            return match[0] if any(term in around for term in terms) else " ".join(terms)

        return self._alias_pattern.sub(replace, question)

    def match(self, question: str, allowed: Iterable[Indicator] | None = None) -> list[Match]:
        """The indicators that a question names, surest first; look-alikes of a better match are left out."""
        ids = None if allowed is None else {record.id for record in allowed}
        names = [name for name in self._names if ids is None or name.indicator.id in ids]
        left = pairs(core_name(self.in_plan_words(question)))
        found: list[Match] = []
        while len(found) < _MOST_MATCHES:
            best = max(
                (self._score(name, left) for name in names if all(name.indicator != old.indicator for old in found)),
                key=lambda pair: pair[0],
                default=(0.0, None),
            )
            if best[1] is None or best[0] < (_LEAST_MORE if found else _LEAST):
                break
            found.append(Match(best[1].indicator, best[0], best[1].name))
            left -= self._all_pairs(best[1].indicator)
        return found

    def _all_pairs(self, record: Indicator) -> frozenset[str]:
        return frozenset().union(*(name.pairs for name in self._names if name.indicator is record))

    def _score(self, name: _Name, asked: frozenset[str]) -> tuple[float, _Name]:
        weights = self._weights
        shared = sum(weights[pair] for pair in name.pairs & asked)
        if not shared:
            return 0.0, name
        unsaid = sum(weights[pair] for pair in name.pairs - asked)
        unmatched = sum(weights[pair] for pair in asked - name.pairs if pair in weights)
        prominence = 0.01 * min(5, len(name.indicator.figures))
        return shared / (shared + _UNSAID * unsaid + _UNMATCHED * unmatched) + prominence, name
