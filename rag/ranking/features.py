"""Features of a question and a chunk, few and general, each from 0 to about 1 or a standard score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from corpus.chunk import Chunk
from corpus.document import BlockKind
from corpus.sentences import sentences
from index.fusion import z_scores
from index.results import ChunkScores
from rag.query import Query
from rag.understanding.asks import Ask
from rag.understanding.terms import TermWeights, coverage, word_match

NAMES = (
    "dense",
    "dense_raw",
    "sentence",
    "sentence_raw",
    "bm25_words",
    "bm25_bigrams",
    "bm25_characters",
    "story",
    "section",
    "late",
    "late_raw",
    "foreign_dense",
    "foreign_sentence",
    "foreign_late",
    "coverage",
    "heading_coverage",
    "own_title",
    "sentence_coverage",
    "longest_shared",
    "rarest_matched",
    "title_in_question",
    "figure_fits",
    "money_fits",
    "list_fits",
    "year_fits",
    "year_clashes",
    "place_fits",
    "unit_fits",
    "number_fits",
    "is_row",
    "is_row_asked",
    "is_heading",
    "is_box_line",
    "is_bullet",
    "length",
)
HEADING_KINDS = frozenset({BlockKind.TITLE, BlockKind.CHAPTER, BlockKind.SECTION, BlockKind.BOX, BlockKind.TABLE})
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MONEY = re.compile(r"\d\s*(?:亿|万)?元|一定比例|\d+%的")
_UNIT_ASKED = re.compile(
    r"(?:多少|几|哪几)\s*(个|家|项|名|人|件|条|所|亿元|万元|元|亿|万|倍|种|处|座|位|年|支|项目|类)"
)


def late_interaction(matches: np.ndarray) -> np.ndarray:
    """One score a chunk: the mean over the question's tokens, each weighing what it tells the chunks apart.

    A token that all chunks meet alike (什么, 的) says nothing of any of them.
    """
    if not matches.size:
        return np.zeros(matches.shape[1])
    telling = matches.max(axis=1) - np.median(matches, axis=1) + 1e-6
    return (matches * telling[:, None]).sum(axis=0) / telling.sum()


@dataclass(frozen=True)
class ChunkFacts:
    """What is true of a chunk whatever the question."""

    text: str
    headings: str
    title: str
    years: frozenset[str]
    numbers: frozenset[str]
    has_money: bool
    kind: BlockKind
    section: str
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, chunk: Chunk) -> ChunkFacts:
        """Collect a chunk's facts."""
        text = f"{chunk.embed_text} {chunk.text}".lower()
        headings = " ".join(chunk.headings).lower()
        return cls(
            text=text,
            headings=headings,
            title=_own_title(chunk).lower(),
            years=frozenset(re.findall(r"(?:19|20)\d\d(?=\s*年)", f"{headings} {text}")),
            numbers=frozenset(_NUMBER.findall(text)),
            has_money=bool(_MONEY.search(text)),
            kind=chunk.kind,
            section=".".join(chunk.id.split(".")[:2]),
            sentences=tuple(chunk.text[span.start : span.end].lower() for span in sentences(chunk.text)),
        )


def _own_title(chunk: Chunk) -> str:
    """What a chunk is headed by itself: the first sentence or the words before its colon."""
    if chunk.kind is BlockKind.ROW:
        return chunk.text.split(" | ")[0]
    head = re.split(r"[。：:\n]", chunk.text, maxsplit=1)[0]
    return re.sub(r"^(?:[\d一二三四五六七八九十]+[.、．]|[（(][^）)]{1,3}[）)]|——|专栏\s*\d*|表\s*\d+)\s*", "", head)[
        :40
    ]


@dataclass(frozen=True)
class FeatureExtractor:
    """Computes the feature matrix of a question over an index's chunks."""

    chunks: Sequence[Chunk]
    weights: TermWeights

    @cached_property
    def facts(self) -> tuple[ChunkFacts, ...]:
        """The facts of each chunk, in the index's order."""
        return tuple(map(ChunkFacts.of, self.chunks))

    def matrix(
        self,
        query: Query,
        scores: ChunkScores,
        places: np.ndarray,
        story: np.ndarray | None = None,
        matches: np.ndarray | None = None,
    ) -> np.ndarray:
        """Features of the chunks at some places of the scores, shape (places, ``len(NAMES)``), float32.

        Standard scores are taken over all scored chunks; ``story`` are the scores of what was told round
        the question, ``matches`` how well each of its tokens is met in each of these chunks.
        """
        lexical = scores.lexical_weight
        columns = [
            z_scores(scores.dense),
            (scores.dense - 0.8) * 10,
            z_scores(scores.sentence),
            (scores.sentence - 0.8) * 10,
            z_scores(scores.bm25_words) * lexical,
            z_scores(scores.bm25_bigrams) * lexical,
            z_scores(scores.bm25_characters) * lexical,
            z_scores(story) if story is not None else np.zeros(len(scores.dense), dtype=np.float32),
            self._section_scores(scores),
        ]
        rest = np.array([self._of_chunk(query, self.facts[p]) for p in scores.positions[places]], dtype=np.float32)
        late = late_interaction(matches) if matches is not None else np.zeros(len(places))
        # Between languages words hardly help, so the vectors have weights of their own there.
        foreign = 0.0 if query.language.is_chinese else 1.0
        seen = [*(column[places] for column in columns), z_scores(late), (late - 0.5) * 10 * (matches is not None)]
        seen += [foreign * column for column in (seen[0], seen[2], z_scores(late))]
        return np.column_stack([*seen, rest]).astype(np.float32)

    def _section_scores(self, scores: ChunkScores) -> np.ndarray:
        """For each chunk the best standard score among the chunks of its section."""
        dense = z_scores(scores.dense)
        best: dict[str, float] = {}
        for place, position in enumerate(scores.positions):
            section = self.facts[position].section
            best[section] = max(best.get(section, -9.0), float(dense[place]))
        return np.array([best[self.facts[p].section] for p in scores.positions], dtype=np.float32)

    def _best_sentence(self, query: Query, facts: ChunkFacts) -> float:
        """The share of the question's weight that one sentence accounts for."""
        return max((coverage(query.words, s, self.weights, query.synonyms) for s in facts.sentences), default=0.0)

    def _of_chunk(self, query: Query, facts: ChunkFacts) -> list[float]:
        asks = query.asks
        heading = facts.kind in HEADING_KINDS
        row = facts.kind is BlockKind.ROW
        figure = bool(asks & {Ask.FIGURE, Ask.COMPUTE})
        question = query.plan_text.lower()
        return [
            coverage(query.words, facts.text, self.weights, query.synonyms),
            coverage(query.words, f"{facts.headings} {facts.title}", self.weights, query.synonyms),
            coverage(query.words, facts.title, self.weights, query.synonyms),
            self._best_sentence(query, facts),
            _longest_shared(question, facts.text),
            max((self.weights.idf(word) for word in query.words if word in facts.text), default=0.0) / 6,
            title_mentioned(facts.title, question),
            float(figure and bool(facts.numbers)) - 0.5 * float(figure and not facts.numbers),
            float(Ask.AMOUNT in asks and facts.has_money),
            float(Ask.LIST in asks and heading),
            _year_fit(query, facts),
            _year_clash(query, facts),
            _place_fit(query, facts),
            _unit_fit(question, facts),
            _number_fit(question, facts),
            float(row),
            float(row and (figure or bool(query.years))),
            float(heading),
            float(facts.kind is BlockKind.BOX_ITEM),
            float(facts.kind is BlockKind.BULLET),
            min(len(facts.text), 600) / 300,
        ]


def _longest_shared(question: str, text: str) -> float:
    """The longest run of characters that question and text share, 8 or more counting as 1; under 3 as 0."""
    longest = 0
    for start in range(len(question)):
        while start + longest < len(question) and question[start : start + longest + 1] in text:
            longest += 1
    return min(longest, 8) / 8 if longest > 2 else 0.0


def title_mentioned(title: str, question: str) -> float:
    """How much of a chunk's own title the question names."""
    parts = [part for part in re.split(r"[、，, （）()“”与和及]", title) if len(part) > 1]
    return max((word_match(part, question) * min(len(part), 6) / 6 for part in (title, *parts) if part), default=0.0)


def _year_fit(query: Query, facts: ChunkFacts) -> float:
    return float(any(str(mention.end) in facts.years for mention in query.years))


def _year_clash(query: Query, facts: ChunkFacts) -> float:
    single = [mention for mention in query.years if not mention.is_period]
    return float(bool(single) and bool(facts.years) and not any(str(m.end) in facts.years for m in single))


def _place_fit(query: Query, facts: ChunkFacts) -> float:
    if not query.places:
        return 0.0
    return sum(place.name.lower().rstrip("市区县省") in facts.text for place in query.places) / len(query.places)


def _unit_fit(question: str, facts: ChunkFacts) -> float:
    match = _UNIT_ASKED.search(question)
    return float(match is not None and re.search(rf"\d\s*{match[1]}", facts.text) is not None)


def _number_fit(question: str, facts: ChunkFacts) -> float:
    asked = [number for number in _NUMBER.findall(question) if not re.fullmatch("20[12]\\d|[12345]", number)]
    return sum(number in facts.numbers for number in asked) / len(asked) if asked else 0.0
