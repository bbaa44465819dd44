"""Puts an assistant together from a plan, its index and the settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus.examples import load_examples
from corpus.plans import Plan, list_plans, load_plan
from index.cache import cached_bytes
from index.embeddings import get_embeddings, identity_of
from index.plan_index import cache_folder, ensure_plan_index
from index.search import HybridIndex
from index.store import Progress
from rag.answering import Answerer
from rag.assistant import Assistant
from rag.contextual import Contextualizer
from rag.evidence import EvidenceFinder
from rag.navigation import Navigator
from rag.numbers import NumberAnswerer
from rag.premise import PremiseChecker
from rag.query_builder import QueryBuilder
from rag.ranking.features import FeatureExtractor
from rag.ranking.model import LinearRanker
from rag.refusal import Judge
from rag.refusal.model import load_models
from rag.repair import Repairer
from rag.retriever import PlanRanker
from rag.settings import Settings, load_settings
from rag.support import SupportFinder
from rag.understanding.pinyin import PinyinReader
from rag.understanding.places import Gazetteer, jieba_dictionary, names_in_plan
from rag.understanding.spelling import SpellingIndex
from rag.understanding.wording import Thesaurus
from rag.vocabulary import Vocabulary

OFF_TOPIC_FILE = Path(__file__).parent / "refusal" / "off_topic.txt"


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
    embeddings = embeddings or get_embeddings(settings.embeddings, cache_folder(settings.data_dir))
    index = ensure_plan_index(plan, embeddings, settings.data_dir, progress=progress)
    return assemble(plan, index, clock, cache_folder(settings.data_dir))


def assemble(
    plan: Plan, index: HybridIndex, clock: Callable[[], date] = date.today, cache_dir: Path | None = None
) -> Assistant:
    """An assistant over an open index; ``cache_dir`` keeps what is slow to make for the next start."""
    tokenizer = index.tokenizer
    thesaurus = Thesaurus(plan.lexicon.names(), tokenizer.words)
    japanese = Thesaurus(plan.lexicon.names("ja"), tokenizer.words)
    dictionary = jieba_dictionary()
    gazetteer = Gazetteer(dictionary, own=_own_names(plan), extra=tuple(names_in_plan(plan.source, dictionary)))
    vocabulary = Vocabulary.read(plan.chunks, tokenizer, plan.lexicon.terms_in(plan.source))
    features = FeatureExtractor(index.chunks, vocabulary.weights)
    ranker = PlanRanker(index, features, LinearRanker.load())
    evidence = EvidenceFinder(plan.document, index, ranker, vocabulary.weights)
    navigator = Navigator(plan.document, vocabulary.weights)
    return Assistant(
        plan=plan,
        repairer=build_repairer(plan, index, vocabulary, ranker),
        context=Contextualizer(thesaurus, gazetteer, features),
        builder=QueryBuilder(
            thesaurus, japanese, gazetteer, partial(HybridIndex.embed_query, index), vocabulary.weights.knows
        ),
        ranker=ranker,
        answerer=Answerer(
            ranker,
            evidence,
            build_judge(index, features, cache_dir),
            NumberAnswerer(plan, words=tokenizer.words),
            navigator,
            PremiseChecker(plan.source, vocabulary.weights, gazetteer),
        ),
        support=SupportFinder(plan, index),
        examples=tuple(q for group in load_examples(plan.path) for q in group.questions[:2])[:6],
        index_hash=index.index_hash,
        clock=clock,
    )


def build_repairer(plan: Plan, index: HybridIndex, vocabulary: Vocabulary, ranker: PlanRanker) -> Repairer:
    """Mends slips and pinyin with the plan's vocabulary and the dictionary's word frequencies."""
    tokenizer = index.tokenizer
    spelling = SpellingIndex(vocabulary.terms, plan.source, tokenizer.is_common_word, tokenizer.words)
    return Repairer(spelling, PinyinReader(vocabulary.terms, tokenizer.frequencies), ranker)


def build_judge(index: HybridIndex, features: FeatureExtractor, cache_dir: Path | None = None) -> Judge:
    """The judge of answerability, with the fitted models and the everyday questions embedded."""
    answered, on_topic = load_models(identity_of(index.embeddings))
    lines = OFF_TOPIC_FILE.read_text(encoding="utf-8").splitlines()
    questions = [line for line in lines if line and not line.startswith("#")]
    positions = {chunk.id: position for position, chunk in enumerate(index.chunks)}
    return Judge(answered, on_topic, features, positions, _question_vectors(index, questions, cache_dir))


def _question_vectors(index: HybridIndex, questions: list[str], cache_dir: Path | None) -> np.ndarray:
    """The questions' vectors, one a row; embedding them takes longer than the rest of a start."""
    recipe = index.manifest.recipe.embeddings
    digest = sha256("\n".join([recipe, *questions]).encode()).hexdigest()[:16]
    kept = cache_dir / f"questions-{digest}.f32" if cache_dir else None
    vectors = cached_bytes(kept, lambda: _embedded(index, questions).tobytes())
    return np.frombuffer(vectors, dtype=np.float32).reshape(len(questions), -1)


def _embedded(index: HybridIndex, questions: list[str]) -> np.ndarray:
    return np.stack([index.embed_query(question) for question in questions]).astype(np.float32)


def _own_names(plan: Plan) -> tuple[str, ...]:
    province = plan.province
    return (*plan.place_names, *((province, province.rstrip("省")) if province else ()))
