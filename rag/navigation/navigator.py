"""Answers questions about the plan's structure, and says which piece of it a question is confined to."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Block, BlockKind, Document
from rag.answer import Missing, Status
from rag.navigation.contents import contents
from rag.navigation.inverse import PlaceFinder
from rag.navigation.naming import named
from rag.navigation.overview import asked_kind, overview
from rag.navigation.places import place_words, title_quote
from rag.navigation.references import anchored, references
from rag.navigation.reply import NavigationReply
from rag.navigation.resolving import resolve
from rag.navigation.wording import Where, asks_where, left_over
from rag.phrases import in_language
from rag.query import Query
from rag.quotes import Statement
from rag.retriever import PlanRanker, Ranking
from rag.understanding.asks import Ask
from rag.understanding.terms import TermWeights

BUDGET = 380
BUDGET_ALL = 1100
_MOST_TARGETS = 3
_DEPTH = {
    BlockKind.TITLE: -1,
    BlockKind.CHAPTER: 0,
    BlockKind.SECTION: 1,
    BlockKind.ITEM: 2,
    BlockKind.BOX: 2,
    BlockKind.TABLE: 2,
}


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a question: the pieces it names, those that the plan lacks, and the words left over."""

    targets: tuple[Block, ...]
    lacking: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Navigator:
    """Answers about the structure of one plan; ``weights`` tell its rare words from its common ones."""

    document: Document
    weights: TermWeights

    def answer(self, query: Query, ranking: Ranking, ranker: PlanRanker) -> NavigationReply | None:
        """The place or the parts that a question asks for; None if it is not (only) about structure."""
        read = self._read(query)
        where = asks_where(query.text)
        if where is not None and (reply := self._where(query, read, where, ranking, ranker)):
            return reply
        if read.words:
            return None
        if read.targets:
            return self._contents(query, read.targets)
        if read.lacking:
            missing = tuple(Missing("indicator", name) for name in read.lacking)
            return NavigationReply((), 0.9, missing=missing, status=Status.NOT_IN_PLAN)
        return self._overview(query)

    def scope(self, query: Query) -> str | None:
        """The address that a question about contents is confined to (专栏1里铝合金要开发什么); None if to none."""
        read = self._read(query)
        return read.targets[0].id if len(read.targets) == 1 and read.words else None

    def _read(self, query: Query) -> _Read:
        text = query.text.lower()
        targets: list[Block] = []
        lacking: list[str] = []
        spans: list[tuple[int, int]] = []
        for reference in anchored(references(text)):
            block, readable = resolve(self.document, reference)
            if readable:
                spans.append((reference.start, reference.end))
                targets += [block] if block else []
                lacking += [] if block else [query.text[reference.start : reference.end].strip()]
        if not targets and not lacking:
            for name in named(self.document, query, self.weights):
                targets.append(name.block)
                spans.append((name.start, name.end))
        kept = tuple(dict.fromkeys(targets))
        title = " ".join(b.text for b in self.document.blocks if b.kind is BlockKind.TITLE).lower()
        known = f"{title} {' '.join(block.title for block in kept)}".lower()
        return _Read(kept, tuple(lacking), tuple(spans), left_over(text, spans, query.words, known))

    def _contents(self, query: Query, targets: tuple[Block, ...]) -> NavigationReply:
        budget = BUDGET_ALL if Ask.ALL in query.asks else BUDGET
        shown = targets[:_MOST_TARGETS]
        outlines = [contents(self.document, block, query.language, budget // len(shown)) for block in shown]
        statements = tuple(statement for outline in outlines for statement in outline.statements)
        return NavigationReply(statements, 0.9, tuple(c for outline in outlines for c in outline.calculations))

    def _overview(self, query: Query) -> NavigationReply | None:
        asked = asked_kind(query.text)
        if asked is None:
            return None
        outline = overview(self.document, asked[0], query.language, Ask.ALL in query.asks)
        return NavigationReply(outline.statements, 0.85, outline.calculations) if outline else None

    def _where(
        self, query: Query, read: _Read, where: Where, ranking: Ranking, ranker: PlanRanker
    ) -> NavigationReply | None:
        spans = (*read.spans, (where.start, where.end))
        words = left_over(query.text, spans, query.words)
        above = [target for target in read.targets if not _lies_deeper(where, target)]
        if not words:
            return self._place_of(query, above[0]) if above else None
        within = read.targets[0].id if len(read.targets) == 1 else None
        finder = PlaceFinder(self.document, self.weights)
        found = finder.find(query, words, where, ranking, ranker, within)
        if not found:
            absent = query.language.is_chinese and not finder.mentions(query, words, ranking, ranker)
            missing = (Missing("indicator", "、".join(words)),)
            return NavigationReply((), 0.7, missing=missing, status=Status.NOT_IN_PLAN) if absent else None
        statements = tuple(finder.statement(each, words, query) for each in found)
        return NavigationReply(statements, 0.6 + 0.3 * found[0].share, locates=True)

    def _place_of(self, query: Query, block: Block) -> NavigationReply:
        place = place_words(self.document, block)
        said = in_language(f"在{place}。", f"In {place}.", query.language)
        return NavigationReply((Statement(said, (title_quote(self.document, block),)),), 0.9)


def _lies_deeper(where: Where, target: Block) -> bool:
    """Whether the parts asked for lie inside a piece (第七章有哪几节) rather than round it (专栏9在哪一章)."""
    if where.kind is None:
        return False
    return _DEPTH.get(where.kind, 3) > _DEPTH.get(target.kind, 3)
