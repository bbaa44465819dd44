"""Puts an assistant together from a plan, its index and the settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from langchain_core.embeddings import Embeddings

from corpus.plans import Plan, list_plans, load_plan
from index.embeddings import get_embeddings
from index.plan_index import ensure_plan_index
from index.search import HybridIndex
from index.store import Progress
from rag.answering import Answerer
from rag.assistant import Assistant
from rag.evidence import EvidenceFinder
from rag.query_builder import QueryBuilder
from rag.ranking.features import FeatureExtractor
from rag.ranking.model import LinearRanker
from rag.retriever import PlanRanker
from rag.settings import Settings, load_settings
from rag.understanding.places import Gazetteer, jieba_dictionary, names_in_plan
from rag.understanding.wording import Thesaurus
from rag.vocabulary import Vocabulary


def build_assistant(
    settings: Settings | None = None,
    *,
    plan_id: str | None = None,
    embeddings: Embeddings | None = None,
    progress: Progress | None = None,
    clock: Callable[[], date] = date.today,
) -> Assistant:
    """An assistant over a plan (the first of the corpus by default); builds its index where there is none."""
    settings = settings or load_settings()
    plan = load_plan(plan_id or list_plans()[0])
    embeddings = embeddings or get_embeddings(settings.embeddings)
    index = ensure_plan_index(plan, embeddings, settings.data_dir, progress=progress)
    return assemble(plan, index, clock)


def assemble(plan: Plan, index: HybridIndex, clock: Callable[[], date] = date.today) -> Assistant:
    """An assistant over an open index."""
    tokenizer = index.tokenizer
    thesaurus = Thesaurus({**plan.lexicon.aliases, **plan.lexicon.english}, tokenizer.words)
    dictionary = jieba_dictionary()
    gazetteer = Gazetteer(dictionary, own=_own_names(plan), extra=tuple(names_in_plan(plan.source, dictionary)))
    vocabulary = Vocabulary.read(plan.chunks, tokenizer)
    ranker = PlanRanker(index, FeatureExtractor(index.chunks, vocabulary.weights), LinearRanker.load())
    evidence = EvidenceFinder(plan.document, index, ranker, vocabulary.weights)
    return Assistant(
        plan=plan,
        builder=QueryBuilder(thesaurus, gazetteer, partial(HybridIndex.embed_query, index)),
        ranker=ranker,
        answerer=Answerer(ranker, evidence),
        index_hash=index.index_hash,
        clock=clock,
    )


def _own_names(plan: Plan) -> tuple[str, ...]:
    province = plan.province
    return (*plan.place_names, *((province, province.rstrip("省")) if province else ()))
