"""Which of the ranked clauses to show, and what of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Document
from corpus.sentences import sentences
from index.search import HybridIndex
from rag.excerpts import excerpt_block, whole_block
from rag.outlines import is_outlined, outline, parts_of
from rag.query import Query
from rag.quotes import Quote, Statement, quote_block, quote_text
from rag.retriever import PlanRanker, Ranking
from rag.understanding.asks import Ask
from rag.understanding.terms import TermWeights

BUDGET = 360
BUDGET_ALL = 1100
# A second clause is shown only if the model thinks it nearly as likely to be the answer.
SECOND_MARGIN = 0.6
OUTLINE_PARTS = 3
OUTLINE_WITHIN = 8


@dataclass(frozen=True)
class EvidenceFinder:
    """Turns a ranking into statements with quotes."""

    document: Document
    index: HybridIndex
    ranker: PlanRanker
    weights: TermWeights

    def statements(self, query: Query, ranking: Ranking, skip: Sequence[str] = ()) -> list[Statement]:
        """What the best clauses say, lead first; clauses whose address is in ``skip`` are passed over."""
        blocks = [block for block in self._best_blocks(ranking, 8) if block.id not in skip]
        if not blocks:
            return []
        container = self._container(query, blocks)
        if container is not None:
            return outline(self.document, container)
        budget = BUDGET_ALL if Ask.ALL in query.asks else BUDGET
        blocks = [self._body(block) for block in blocks]
        statements = self._excerpt(query, blocks[0], budget)
        second = blocks[1] if len(blocks) > 1 else None
        if second is not None and self._near(ranking) and not skip:
            used = sum(len(statement.text) for statement in statements)
            if used < budget - 60:
                statements += self._excerpt(query, second, budget - used)
        return statements

    def nearest(self, ranking: Ranking, count: int = 2) -> tuple[Quote, ...]:
        """The nearest clauses as quotes, for what is only related."""
        return tuple(_short_quote(self.document, block) for block in self._best_blocks(ranking, count))

    def is_row(self, block_id: str) -> bool:
        """Whether an address is a table row's."""
        return self.document.by_id[block_id].kind is BlockKind.ROW

    def whole(self, block_id: str) -> list[Statement]:
        """A clause in full; of a heading its parts."""
        block = self.document.by_id[block_id]
        if self._is_heading(block) and is_outlined(self.document, block):
            return outline(self.document, block)
        return whole_block(self.document, block)

    def _best_blocks(self, ranking: Ranking, count: int) -> list[Block]:
        chunks = [self.ranker.chunk_at(ranking, rank) for rank in range(min(count, len(ranking)))]
        return [self.document.by_id[chunk.id] for chunk in chunks]

    def _near(self, ranking: Ranking) -> bool:
        return ranking.score_at(1) > ranking.score_at(0) - SECOND_MARGIN

    def _container(self, query: Query, blocks: Sequence[Block]) -> Block | None:
        """The heading whose parts are asked for, if that is what the question wants."""
        first = blocks[0]
        if self._is_heading(first) and is_outlined(self.document, first):
            return _descend(self.document, first)
        if not query.asks & {Ask.LIST, Ask.ALL} or first.parent is None:
            return None
        parent = self.document.by_id[first.parent]
        near = blocks[:OUTLINE_WITHIN]
        siblings = [b for b in near if b.parent == parent.id and (b.title or b.kind is BlockKind.BOX_ITEM)]
        named = bool(parent.title) and parent.title in query.text
        asked = bool(parent.title) and parent.title[:4] in query.text
        enough = 2 if named and parent in near else OUTLINE_PARTS
        return parent if asked and first in siblings and len(siblings) >= enough else None

    def _body(self, block: Block) -> Block:
        """Of a heading with one paragraph that paragraph: there is nothing to list."""
        children = self.document.children(block.id)
        return children[0] if self._is_heading(block) and children else block

    def _is_heading(self, block: Block) -> bool:
        return self.index.chunks[self.index.position(block.id)].heading

    def _excerpt(self, query: Query, block: Block, budget: int) -> list[Statement]:
        cosines = self.index.sentence_scores(self.index.position(block.id), query.vector)
        return excerpt_block(self.document, block, cosines, query, self.weights, budget)


def _descend(document: Document, block: Block) -> Block:
    """A heading with one heading-like part only is replaced by that part."""
    parts = parts_of(document, block)
    while len(parts) == 1 and is_outlined(document, parts[0]):
        block = parts[0]
        parts = parts_of(document, block)
    return block


def _short_quote(document: Document, block: Block) -> Quote:
    quote = quote_block(document, block)
    if len(quote.text) <= 200 or block.kind is BlockKind.ROW:
        return quote
    first = sentences(block.text)[0]
    return quote_text(document, block, first)
