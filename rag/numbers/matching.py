"""Which indicators a question speaks of, by the pairs of characters that it shares with their names.

Rare pairs weigh more. What is left unmatched on either side tells look-alikes apart: 发明专利 fits
每万人发明专利拥有量 better than its 高价值 sister, because less of the name goes unsaid.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from corpus.indicators import Indicator, Operator
from corpus.indicators.merging import core_name, scaled
from corpus.lexicon import Lexicon

# What is unsaid of a name counts less than what is said and unmatched.
_UNSAID, _UNMATCHED = 0.35, 0.7
_PROMINENCE = 0.01
# What a pair of the headings or the sentence around a figure counts.
_AROUND = 0.8
_QUOTED = re.compile("“([^”]{3,})”")
_AWARDED, _AWARDED_AS = re.compile("评为|认定为|列为|命名为"), 0.95
# 位列全国289个城市: the field of a place is not said when it is asked for.
_FIELD = re.compile(r"\d+[个家]")
LEVELS, _OTHER_LEVEL = ("国家级", "省级", "市级", "县级"), 0.8
_LISTED, _SHORTEST_PART = 0.85, 4
_OF_PLACE = 0.1
_DIFFERENCES = frozenset({"个百分点", "百分点"})
# How far a match through the lexicon's words is trusted beside one by the question's own.
_REPLACED = 0.97
# Stands for what was taken out of a question: its neighbours are no pair.
BLANK = "␣"
_LATIN = re.compile("[A-Za-z]{2,}|[A-Za-z]&[A-Za-z]")
_CONTENT = re.compile(r"[A-Za-z0-9]+|[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator that a question names, how surely, under which of its names, by which pairs."""

    indicator: Indicator
    score: float
    name: str
    shared: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What kind of figure is asked for: in which unit ("": any; ``certain`` where the
    question names a number in it), whether as a place in a ranking,
    whether as a difference; the levels (省级, 市级) that it names."""

    unit: str = ""
    certain: bool = False
    ranked: bool = False
    apart: bool = False
    levels: frozenset[str] = frozenset()


def unit_base(unit: str) -> str:
    """A unit without its scale, with units of one kind as one: 万元 → 元, 个百分点 → %, 个 → 家."""
    unit = {"百分点": "%", "个百分点": "%", "名": "人"}.get(unit, unit)
    return scaled(Decimal(1), unit)[1]


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; Latin words and numbers count as one character, white
    space and punctuation between them as nothing, ``BLANK`` as a gap."""
    runs = [_CONTENT.findall(part) for part in text.lower().split(BLANK)]
    return frozenset(first + second for run in runs for first, second in zip(run, run[1:], strict=False))


@dataclass(frozen=True)
class _Name:
    indicator: Indicator
    name: str
    pairs: frozenset[str]
    trust: float
    context: frozenset[str]


def _forms(name: str) -> Iterator[tuple[str, float]]:
    """A name's core, and what else stands for it: what it puts in quotes, each of the things that it lists
    (科技企业孵化器、众创空间、星创天地), the honour it counts years of."""
    core = core_name(name)
    yield core, 1.0
    for quoted in _QUOTED.findall(name):
        yield core_name(quoted), _AWARDED_AS
    field = _FIELD.split(core)
    if len(field) > 1 and len(field[0]) >= _SHORTEST_PART:
        yield field[0], 1.0
    honour = _AWARDED.split(core)
    if len(honour) > 1:
        yield honour[-1], _AWARDED_AS
    parts = core.split("、")
    if len(parts) > 1:
        yield from ((part, _LISTED) for part in parts if len(part) >= _SHORTEST_PART)


class Matcher:
    """Finds indicators in questions.

    Args:
        indicators: the plan's records.
        lexicon: everyday and English names for the plan's terms.
        places: names of the plan's place, which tell nothing apart.
        contexts: by indicator, what else may be said of it (headings and sentences): it helps where it is
            said, and is not missed where it is not.
    """

    def __init__(
        self,
        indicators: Sequence[Indicator],
        lexicon: Lexicon,
        places: Sequence[str] = (),
        contexts: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        contexts = contexts or {}
        self._names = [
            _Name(record, name, pairs(core), trust, pairs(core_name(" ".join(contexts.get(record.id, ())))))
            for record in indicators
            for name in record.names
            for core, trust in _forms(name)
        ]
        self._aliases = self._usable({**lexicon.aliases, **lexicon.english})
        self._indicators = len(indicators)
        self._common = frozenset().union(*(pairs(place) for place in places))

    def _usable(self, aliases: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
        """The aliases that stand for one term, or for a term and longer forms of it; other terms only widen
        a search. Words of the names themselves need none."""
        spoken = " ".join(core_name(name.name) for name in self._names)
        shortest = {alias: min(terms, key=len) for alias, terms in aliases.items() if alias not in spoken}
        return {alias: term for alias, term in shortest.items() if all(term in other for other in aliases[alias])}

    @cached_property
    def _weights(self) -> dict[str, float]:
        counts: Counter[str] = Counter()
        by_record: dict[str, set[str]] = {}
        for name in self._names:
            by_record.setdefault(name.indicator.id, set()).update(name.pairs)
        for found in by_record.values():
            counts.update(found)
        weights = {pair: math.log(1 + self._indicators / count) for pair, count in counts.items()}
        return {pair: weight * (_OF_PLACE if pair in self._common else 1.0) for pair, weight in weights.items()}

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
            term = self._aliases.get(match[0]) or self._aliases.get(match[0].lower(), match[0])
            # A term that stands there in full already is left alone.
            around = question[max(0, match.start() - 8) : match.end() + 8]
            return match[0] if term in around else term

        return self._alias_pattern.sub(replace, question)

    def rank(self, question: str, wish: Wish) -> list[Match]:
        """All indicators that share words with a question, best first, each under its best name."""
        mended = self.in_plan_words(question)
        # Latin words say nothing to Chinese names until they are replaced.
        spelled = [] if _LATIN.findall(mended) != _LATIN.findall(question) else [(question, 1.0)]
        best: dict[str, Match] = {}
        for form, trust in [*spelled, (mended, 1.0 if mended == question else _REPLACED)]:
            asked = pairs(core_name(form))
            for name in self._names:
                match = self._score(name, asked, wish, trust)
                known = best.get(name.indicator.id)
                if match.score > (known.score if known else 0.0):
                    best[name.indicator.id] = match
        return sorted(best.values(), key=lambda match: -match.score)

    def weigh(self, shared: Iterable[str]) -> float:
        """The weight of some pairs together."""
        return sum(self._weights.get(pair, 0.0) for pair in shared)

    def _score(self, name: _Name, asked: frozenset[str], wish: Wish, trust: float) -> Match:
        shared = name.pairs & asked
        said = self.weigh(shared)
        if not said:
            return Match(name.indicator, 0.0, name.name, shared)
        around = (asked & name.context) - name.pairs
        unsaid, unmatched = self.weigh(name.pairs - asked), self.weigh(asked - name.pairs - around)
        said += _AROUND * len(around)
        score = said / (said + _UNSAID * unsaid + _UNMATCHED * unmatched)
        score += _PROMINENCE * min(5, len(name.indicator.figures))
        levels = [level for level in LEVELS if level in name.name]
        if wish.levels and levels and not wish.levels & set(levels):
            score *= _OTHER_LEVEL
        return Match(name.indicator, score * trust * name.trust * _fitness(name.indicator, wish), name.name, shared)


def _fitness(indicator: Indicator, wish: Wish) -> float:
    """How well an indicator's kind of figure fits the kind asked for, 0 to 1."""
    unit = unit_base(indicator.unit)
    other_unit = wish.unit and all(unit_base(figure.unit) != wish.unit for figure in indicator.figures)
    fit = (0.4 if wish.certain else 0.75) if other_unit else 1.0
    ranked = indicator.figures[0].operator is Operator.RANK
    if ranked != wish.ranked:
        fit *= 0.6 if ranked else 0.85
    if indicator.unit in _DIFFERENCES and not wish.apart:
        fit *= 0.7
    return fit * (0.7 if unit == "倍" and wish.unit != "倍" else 1.0)
