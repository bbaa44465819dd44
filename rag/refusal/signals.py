"""Signals that a question is answered by its evidence: few numbers that a small logistic model weighs."""

from __future__ import annotations

import re

import numpy as np

from rag.answer import Missing
from rag.query import Query
from rag.refusal.checks import Evidence, lacks_unit
from rag.retriever import Ranking
from rag.understanding.asks import Ask
from rag.understanding.language import Language
from rag.understanding.terms import TermWeights, coverage

NAMES = (
    "constant",
    "score",
    "margin",
    "dense",
    "sentence",
    "off_topic",
    "off_topic_uncovered",
    "tokens_met",
    "tokens_met_best",
    "tokens_unmet_best",
    "tokens_scattered",
    "tokens_telling",
    "title_named",
    "coverage_shown",
    "coverage_context",
    "known_share",
    "rarest_unmatched",
    "unmatched_count",
    "figure_without_number",
    "figure_unmatched",
    "lacks_unit",
    "amount_without_money",
    "number_conflict",
    "words",
    "foreign",
    "miss_year",
    "miss_place",
    "miss_amount",
    "miss_deadline",
    "miss_procedure",
    "miss_contact",
    "miss_person",
)
# A number that is no year, no heading's number and no part of a name.
_FIGURE = re.compile(
    r"(?<![\d.a-z])\d+(?:\.\d+)?(?!\d|年|\.|[a-z])|第[一二三四五六七八九十\d]+|前[一二三四五六七八九十\d]+位|百强"
)
_MONEY_TALK = re.compile(
    r"奖金|奖励|补贴|补助|津贴|安家费|报销|退税|免税|减免|房租|租金|电价|预算|经费|多少钱|几万|几十万|利率|利息|[给奖补发领](?:几|多少)"
)
_MONEY = re.compile(r"\d\s*(?:亿|万|千)?元|\d\s*%|一定比例|经费|贴息|资金")


def signals(
    query: Query,
    ranking: Ranking,
    evidence: Evidence,
    missing: tuple[Missing, ...],
    weights: TermWeights,
    off_topic: float,
    title_named: float,
) -> np.ndarray:
    """The signals of one question in the order of ``NAMES``; ``off_topic`` is its likeness to everyday questions,
    ``title_named`` how far it names the title of the clause that ranks first."""
    shown, context = evidence.shown.lower(), f"{evidence.context} {evidence.shown}".lower()
    unmatched = [word for word in query.words if coverage((word,), context, weights, query.synonyms) < 0.5]
    first = evidence.first.lower()
    missed_first = [word for word in query.words if coverage((word,), first, weights, query.synonyms) < 0.5]
    unknown = [word for word in query.words if not weights.knows(word) and word not in query.synonyms]
    missed = {m.kind for m in missing}
    wants_number = bool(query.asks & {Ask.FIGURE, Ask.COMPUTE, Ask.AMOUNT}) and Ask.LIST not in query.asks
    dense = float(ranking.parts.dense.max())
    values = (
        1.0,
        ranking.score_at(0) / 10,
        min(ranking.score_at(0) - ranking.score_at(1), 5.0) / 5 if len(ranking) > 1 else 1.0,
        (dense - 0.85) * 20,
        (float(ranking.parts.sentence.max()) - 0.85) * 20,
        (off_topic - dense) * 20,
        max(0.0, (off_topic - dense) * 20) * (1 - coverage(query.words, shown, weights, query.synonyms)),
        *_token_signals(ranking.matches),
        title_named,
        coverage(query.words, shown, weights, query.synonyms),
        coverage(query.words, context, weights, query.synonyms),
        1 - len(unknown) / max(1, len(query.words)),
        max((weights.idf(word) for word in unmatched), default=0.0) / 6,
        min(len(unmatched), 5) / 5,
        float(wants_number and not _FIGURE.search(shown)),
        float(wants_number) * max((weights.idf(word) for word in missed_first), default=0.0) / 6,
        float(lacks_unit(query.text, shown)),
        float(bool(_MONEY_TALK.search(query.text)) and not _MONEY.search(first)),
        _number_conflict(query.text, context),
        min(len(query.words), 8) / 8,
        float(query.language not in (Language.CHINESE, Language.TRADITIONAL)),
        *(float(kind in missed) for kind in ("year", "place", "amount", "deadline", "procedure", "contact", "person")),
    )
    return np.array(values, dtype=np.float64)


def _token_signals(matches: np.ndarray | None) -> tuple[float, ...]:
    """How the question's tokens are met: by the first chunk, by the best of the first twelve, and the worst quarter."""
    if matches is None or not matches.size:
        return (0.0,) * 5
    first, best = matches[:, 0], matches[:, :12].max(axis=1)
    telling = matches.max(axis=1) - np.median(matches, axis=1) + 1e-6
    worst = np.sort(best)[: max(1, len(best) // 4)]
    return (
        (float((first * telling).sum() / telling.sum()) - 0.5) * 10,
        (float(best.mean()) - 0.5) * 10,
        (float(worst.mean()) - 0.4) * 10,
        float((best - first).mean()) * 10,
        float(telling.mean()) * 10,
    )


def _number_conflict(question: str, context: str) -> float:
    asked = [n for n in re.findall(r"\d+(?:\.\d+)?", question) if not re.fullmatch(r"(?:19|20)?\d\d|\d", n)]
    return float(bool(asked) and not any(number in context for number in asked))
