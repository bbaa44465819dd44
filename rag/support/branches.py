"""Which of the plan's industry directions a trade in one's own words belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.measures import Direction
from index.fusion import z_scores
from index.search import HybridIndex

_SHOWN = 2
# A direction counts without a shared word only if its vector stands this far above the plan's others.
_CLEARLY_NEAR = 3.5
# A name or an industry, or two words of the text.
_TELLING = 1.5
_TOO_COMMON = re.compile("产品|技术|开发|研究|生产|制造|企业|公司|服务|设备|加工|材料|系统|科技|高端|新型|智能|设计")


@dataclass(frozen=True)
class BranchMatcher:
    """Matches trades to directions by shared words first, by meaning second."""

    index: HybridIndex
    directions: Sequence[Direction]
    aliases: Mapping[str, tuple[str, ...]]

    def match(self, trade: str) -> list[Direction]:
        """The best directions for a trade; empty where none is near."""
        if not trade or not self.directions:
            return []
        words = self.words_of(trade)
        found = sorted(self.directions, key=lambda direction: -_shared(direction, words))
        lexical = [direction for direction in found if _shared(direction, words) >= _TELLING]
        return _distinct(lexical or self._near(trade))

    def words_of(self, trade: str) -> tuple[str, ...]:
        """The trade's words, and the plan's words for them; none for no trade."""
        if not trade:
            return ()
        named = [term for alias, terms in self.aliases.items() if alias.lower() in trade.lower() for term in terms]
        own = [word for word in self.index.tokenizer.words(trade) if len(word) > 1]
        return tuple(dict.fromkeys(word for word in (trade, *named, *own) if not _TOO_COMMON.fullmatch(word)))

    def _near(self, trade: str) -> list[Direction]:
        vector = self.index.embed_query(trade)
        scores = self.index.scores(trade, vector)
        standard = dict(
            zip(scores.positions.tolist(), z_scores(np.maximum(scores.dense, scores.sentence)), strict=True)
        )
        ranked = [(standard.get(self.index.position(d.block), -9.0), d) for d in self.directions]
        return [d for score, d in sorted(ranked, key=lambda pair: -pair[0]) if score >= _CLEARLY_NEAR]


def _shared(direction: Direction, words: Sequence[str]) -> float:
    """How much of the trade a direction names: in its own name most, then in the industry's, then in its text."""
    return sum(
        3.0 * (word in direction.name or direction.name in word)
        + 1.5 * (word in direction.industry or direction.industry in word)
        + (1.5 if len(word) > 2 else 0.7) * (word in direction.text)
        for word in words
    )


def _distinct(directions: Sequence[Direction]) -> list[Direction]:
    chosen: list[Direction] = []
    for direction in directions:
        if direction.name not in {other.name for other in chosen}:
            chosen.append(direction)
    return chosen[:_SHOWN]
