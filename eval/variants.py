"""The assistant whole, with one part taken out (what is it worth?), or broken (does the gate notice?).

``assistant-no-…`` are ablations, ``broken-…`` are faults made on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from corpus.document import Document
from corpus.lexicon import Lexicon
from corpus.plans import Plan
from eval.run import System
from eval.score import Outcome
from index.plan_index import plan_source
from index.search import HybridIndex
from index.store import ensure_index
from rag.answer import Answer, Citation, Status
from rag.answering import Answerer
from rag.assistant import Assistant
from rag.ranking.model import LinearRanker

DENSE_PARTS = ("dense", "dense_raw", "sentence", "sentence_raw", "section")
WORD_PARTS = ("bm25_words", "bm25_bigrams", "coverage", "heading_coverage", "own_title", "title_in_question")


class Assisted:
    """The assistant itself."""

    def __init__(self, assistant: Assistant) -> None:
        self.name = "assistant"
        self._assistant = assistant

    def __repr__(self) -> str:
        return f"Assisted({self._assistant!r})"

    def ask(self, question: str, history: Sequence[Any]) -> Outcome:
        """The assistant's answer."""
        return Outcome(self._assistant.ask(question, list(history)))


class Reworked:
    """A system whose answers are changed before anyone sees them."""

    def __init__(self, inner: System, change: Callable[[Answer], Answer]) -> None:
        self.name = inner.name
        self._inner = inner
        self._change = change

    def __repr__(self) -> str:
        return f"Reworked({self._inner!r}, {self._change.__name__})"

    def ask(self, question: str, history: Sequence[Any]) -> Outcome:
        """The inner system's answer, changed."""
        outcome = self._inner.ask(question, history)
        return replace(outcome, answer=self._change(outcome.answer))


class Forgetful:
    """A system that is never told the history."""

    def __init__(self, inner: System) -> None:
        self.name = inner.name
        self._inner = inner

    def ask(self, question: str, history: Sequence[Any]) -> Outcome:
        """The inner system's answer to the question alone."""
        return self._inner.ask(question, ())


def first_only(answer: Answer) -> Answer:
    """The answer up to its first citation mark, with that citation alone."""
    head, mark, _ = answer.answer.partition("[1]")
    return replace(answer, answer=head + mark, citations=answer.citations[:1])


def never_refuses(answer: Answer) -> Answer:
    """A refusal turned into an answer from the nearest clauses."""
    if answer.answerable:
        return answer
    said = "\n".join(cite.quote for cite in answer.related) or answer.answer
    return replace(answer, status=Status.ANSWERED, answer=said, citations=answer.related, missing=())


def shifted(document: Document) -> Callable[[Answer], Answer]:
    """Citations that name the block behind the right one, quote and all."""
    following = {block.id: after for block, after in zip(document.blocks, document.blocks[1:], strict=False)}

    def shift(cite: Citation) -> Citation:
        block = following.get(cite.id)
        if block is None:
            return cite
        return replace(cite, id=block.id, quote=re.split(r"(?<=。)", block.text)[0], start=block.start, end=block.end)

    return lambda answer: replace(answer, citations=tuple(map(shift, answer.citations)))


def with_weights(assistant: Assistant, without: Sequence[str]) -> Assistant:
    """The assistant whose ranking does not look at some features."""
    kept = {name: weight for name, weight in assistant.ranker.model.weights.items() if name not in without}
    ranker = replace(assistant.ranker, model=LinearRanker(kept))
    evidence = replace(assistant.answerer.evidence, ranker=ranker)
    answerer: Answerer = replace(assistant.answerer, ranker=ranker, evidence=evidence)
    return replace(assistant, ranker=ranker, answerer=answerer)


def without_lexicon(plan: Plan) -> Plan:
    """The plan with an empty lexicon."""
    return replace(plan, lexicon=Lexicon())


def index_without_headings(plan: Plan, embeddings: Embeddings, data_dir: Path) -> HybridIndex:
    """The plan's index with nothing before each chunk's text; kept beside the real one."""
    source = plan_source(plan)
    bare = tuple(replace(chunk, headings=()) for chunk in source.chunks)
    return ensure_index(replace(source, chunks=bare), embeddings, data_dir / "eval" / f"{plan.id}-no-headings")


VARIANTS: Mapping[str, Callable[[Assistant], System]] = {
    "assistant": Assisted,
    "assistant-no-lexicon": Assisted,
    "assistant-no-history": lambda assistant: Forgetful(Assisted(assistant)),
    "assistant-words-only": lambda assistant: Assisted(with_weights(assistant, without=DENSE_PARTS)),
    "assistant-dense-only": lambda assistant: Assisted(with_weights(assistant, without=WORD_PARTS)),
    "broken-no-headings": Assisted,
    "broken-first-only": lambda assistant: Reworked(Assisted(assistant), first_only),
    "broken-citations": lambda assistant: Reworked(Assisted(assistant), shifted(assistant.plan.document)),
    "broken-refusals": lambda assistant: Reworked(Assisted(assistant), never_refuses),
}


def variant(name: str, assistant: Assistant) -> System:
    """The variant of that name over an assistant (already made from what the variant is to be made from)."""
    system = VARIANTS[name](assistant)
    system.name = name
    return system
