"""Where something stands: the chapter, section, box, table or clause that says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Document, Span
from corpus.sentences import sentences
from rag.excerpts import row_statement
from rag.navigation.places import place_words, title_quote
from rag.navigation.wording import Where
from rag.phrases import in_language
from rag.query import Query
from rag.quotes import MAX_QUOTE, Statement, quote_text
from rag.retriever import PlanRanker, Ranking
from rag.understanding.terms import TermWeights, coverage

_ENOUGH = 0.6
_ALL = 0.99
_SOMEWHAT = 0.4
_NEAR_TOP = 5
_MOST_PLACES = 4
_MOST_UNASKED = 3
_INSIDE = {
    BlockKind.BOX: frozenset({BlockKind.BOX, BlockKind.BOX_ITEM}),
    BlockKind.TABLE: frozenset({BlockKind.TABLE, BlockKind.ROW}),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A block that covers what is sought, and how far (0 to 1)."""

    block: Block
    share: float


@dataclass(frozen=True)
class PlaceFinder:
    """Finds the places of a plan that speak of something."""

    document: Document
    weights: TermWeights

    def find(
        self,
        query: Query,
        words: Sequence[str],
        where: Where,
        ranking: Ranking,
        ranker: PlanRanker,
        within: str | None = None,
    ) -> list[Found]:
        """The best place first; further ones, in other sections, only where several are asked for."""
        if where.kind in _INSIDE or within is not None:
            ranking = ranker.rank(query, self._allowed(where.kind, within))
        ranked = [self.document.by_id[ranker.chunk_at(ranking, rank).id] for rank in range(len(ranking))]
        rated = [Found(b, self._share(b, words, query)) for b in ranked if b.kind is not BlockKind.TITLE]
        good = [found for found in rated if found.share >= _ENOUGH]
        if not good:
            return []
        heading = self._heading(query, words, where, good)
        if heading is not None and not where.plural:
            return [heading]
        first = heading or good[0]
        return [first, *self._others(first, good, where.plural)]

    def _heading(self, query: Query, words: Sequence[str], where: Where, good: Sequence[Found]) -> Found | None:
        """The heading whose own title says all that is sought: the one of the kind asked for, or a well ranked one."""
        asked = [b for b in self.document.blocks if b.kind is where.kind and self._title_share(b, words, query) > _ALL]
        if len(asked) == 1:
            return Found(asked[0], 1.0)
        ranked = [f for f in good[:_NEAR_TOP] if f.block.title and self._title_share(f.block, words, query) > _ALL]
        return ranked[0] if ranked else None

    def mentions(self, query: Query, words: Sequence[str], ranking: Ranking, ranker: PlanRanker) -> bool:
        """Whether any of the best clauses speaks of a good part of what is sought."""
        blocks = (self.document.by_id[ranker.chunk_at(ranking, rank).id] for rank in range(len(ranking)))
        return any(self._share(block, words, query) >= _SOMEWHAT for block in blocks)

    def _allowed(self, kind: BlockKind | None, within: str | None) -> frozenset[str]:
        blocks: Iterable[Block] = self.document.blocks
        if within is not None:
            blocks = self.document.descendants(within)
        kinds = _INSIDE.get(kind) if kind else None
        return frozenset(b.id for b in blocks if kinds is None or b.kind in kinds)

    def _share(self, block: Block, words: Sequence[str], query: Query) -> float:
        above = " ".join(b.title for b in self.document.ancestors(block.id)[-2:] if b.kind is not BlockKind.TITLE)
        own = coverage(words, block.text.lower(), self.weights, query.synonyms)
        return max(
            own, 0.5 * own + 0.5 * coverage(words, f"{above} {block.text}".lower(), self.weights, query.synonyms)
        )

    def _title_share(self, block: Block, words: Sequence[str], query: Query) -> float:
        return coverage(words, block.title.lower(), self.weights, query.synonyms)

    def _others(self, first: Found, good: Sequence[Found], plural: bool) -> list[Found]:
        """Places in other sections; where one place is asked for only those in other chapters that name it as fully."""
        part = self._section if plural else self._chapter
        slack = 0.05 if plural else 0.0
        seen = {part(first.block)}
        others: list[Found] = []
        for found in good:
            if found.block.id.startswith(f"{first.block.id}."):
                continue
            if part(found.block) not in seen and found.share >= max(first.share - slack, 0 if plural else _ALL):
                seen.add(part(found.block))
                others.append(found)
        return others[: (_MOST_PLACES if plural else _MOST_UNASKED) - 1]

    def _chapter(self, block: Block) -> str:
        above = self.document.nearest(block.id, BlockKind.CHAPTER)
        return above.id if above else block.id

    def _section(self, block: Block) -> str:
        above = self.document.nearest(block.id, BlockKind.SECTION) or self.document.nearest(block.id, BlockKind.CHAPTER)
        return above.id if above else block.id

    def statement(self, found: Found, words: Sequence[str], query: Query) -> Statement:
        """The place in words, and the sentence there that speaks of it."""
        block = found.block
        place = place_words(self.document, block)
        if block.kind in (BlockKind.CHAPTER, BlockKind.SECTION, BlockKind.BOX, BlockKind.TABLE):
            said = in_language(f"在{place}。", f"In {place}.", query.language)
            return Statement(said, (title_quote(self.document, block),))
        if block.row is not None:
            row = row_statement(self.document, block)
            return Statement(in_language(f"在{place}：", f"In {place}: ", query.language) + row.text, row.quotes)
        span = self._best_sentence(block, words, query)
        said = in_language(f"在{place}：", f"In {place}: ", query.language)
        quote = quote_text(self.document, block, span)
        return Statement(f"{said}“{quote.text}”", (quote,))

    def _best_sentence(self, block: Block, words: Sequence[str], query: Query) -> Span:
        spans = sentences(block.text) or [Span(0, len(block.text))]
        best = max(
            spans, key=lambda s: coverage(words, block.text[s.start : s.end].lower(), self.weights, query.synonyms)
        )
        return Span(best.start, min(best.end, best.start + MAX_QUOTE))
