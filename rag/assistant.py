"""The assistant: a message and its history to one cited Answer."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from corpus.plans import Plan
from index.results import SearchResult
from rag import phrases
from rag.answer import Answer, Status
from rag.answering import Answerer
from rag.citations import cite, write_up
from rag.contextual import Contextualizer
from rag.query import Query
from rag.query_builder import QueryBuilder
from rag.quotes import Statement
from rag.repair import Repairer
from rag.reply import Reply
from rag.retriever import PlanRanker
from rag.support import SupportFinder
from rag.support.cues import looks_like_support_question
from rag.support.reading import profile_from_text
from rag.support.wording import as_reply
from rag.understanding.asks import asks_of
from rag.understanding.conversation import FollowUp, Reading, subject_of
from rag.understanding.instructions import without_instructions
from rag.understanding.language import Language, detect, fold
from rag.understanding.smalltalk import smalltalk_of, without_greeting
from rag.understanding.splitting import split_message
from rag.understanding.years import resolve_relative

Turn = str | Mapping[str, Any]
DOUBT = 0.12
# From here a message tells of a firm and asks what there is for it, which is the finder's to answer.
SUPPORT_FROM = 0.5


@dataclass(frozen=True)
class Assistant:
    """Answers questions about one plan; safe to share between threads.

    ``clock`` gives today's date, which relative years are counted from; ``support`` finds the measures
    that fit a profile.
    """

    plan: Plan
    builder: QueryBuilder
    ranker: PlanRanker
    answerer: Answerer
    repairer: Repairer
    context: Contextualizer
    support: SupportFinder
    index_hash: str
    examples: tuple[str, ...] = ()
    clock: Callable[[], date] = date.today

    def ask(self, question: str, history: Sequence[Turn] = (), plan: str | None = None) -> Answer:
        """The whole answer to one message; ``history`` holds earlier turns, oldest first."""
        started = time.perf_counter()
        mended = self.repairer.from_pinyin(question.strip())
        language = detect(fold(mended.text))
        text = without_greeting(mended.text)
        text, commanded = without_instructions(text)
        if commanded and not self.context.has_subject(text):
            return self._pack(question, text, language, started, Reply(Status.OUT_OF_SCOPE))
        kind = smalltalk_of(fold(text))
        if kind is not None:
            said = "\n· ".join((phrases.smalltalk(kind, self.plan.title, language), *self.examples[:3]))
            return self._pack(question, text, language, started, Reply(Status.SMALLTALK, (Statement(said),)))
        if not history and looks_like_support_question(text, asks_of(text)) >= SUPPORT_FROM:
            found = as_reply(self.support.find(profile_from_text(text)))
            if found.statements:
                return self._pack(question, text, language, started, found)
        previous = self._previous(history)
        message = split_message(text)
        replies, standalone = [], []
        for part in message.questions:
            reading, reply = self._ask_one(part, message.told, standalone, previous)
            replies.append(replace(reply, read_as=reply.read_as or (part if mended.read_as else None)))
            standalone.append(reading)
        understood = resolve_relative(" ".join(standalone), self.clock())
        return self._pack(question, understood, language, started, *replies)

    def understand(self, question: str, story: str = "", language: Language | None = None) -> Query:
        """A stand-alone question made ready for retrieval."""
        return self.builder.build(question, self.clock(), story=story, language=language)

    def search(self, query: str, k: int = 8) -> list[SearchResult]:
        """The k best chunks for a query."""
        return self.ranker.results(self.ranker.rank(self.builder.build(query, self.clock())), k)

    def _previous(self, history: Sequence[Turn]) -> tuple[str, ...]:
        """Earlier questions, each made stand-alone by those before it."""
        asked = [turn if isinstance(turn, str) else str(turn.get("question") or "") for turn in history]
        standalone: list[str] = []
        for text in filter(None, map(str.strip, asked)):
            standalone.append(self.context.read(text, standalone).candidates[0])
        return tuple(standalone)

    def _ask_one(
        self, text: str, told: Sequence[str], asked: Sequence[str], previous: Sequence[str]
    ) -> tuple[str, Reply]:
        """Answer one question; ``asked`` are those before it in the message, ``previous`` in the conversation."""
        reading = self.context.read(text, (*previous, *asked))
        today = self.clock()
        if reading.kind in (FollowUp.ORDINAL, FollowUp.MORE):
            first = self.answerer.answer(self.builder.build(reading.candidates[0], today), today)
            return reading.candidates[0], self._continue(reading, first, today)
        story = " ".join(told)
        candidates = self._candidates(reading, told, asked)
        replies = [self._answer_candidate(candidate, story, today) for candidate in candidates]
        # Of equals the first: a reading further from the question must be clearly better to be taken.
        return max(enumerate(replies), key=lambda e: e[1][1].confidence - DOUBT * e[0])[1]

    def _answer_candidate(self, candidate: str, story: str, today: date) -> tuple[str, Reply]:
        started = time.perf_counter()
        query, read_as = self.repairer.corrected(candidate, lambda text: self.understand(text, story))
        understood = time.perf_counter()
        reply = self.answerer.answer(query, today)
        spent = {
            "understand": understood - started,
            "retrieve": reply.spent.get("retrieve", 0.0),
            "answer": time.perf_counter() - understood - reply.spent.get("retrieve", 0.0),
        }
        return candidate, replace(reply, read_as=read_as, spent=spent)

    def _candidates(self, reading: Reading, told: Sequence[str], asked: Sequence[str]) -> list[str]:
        """Readings of a question, likeliest first.

        Where it lacks a subject, what was told or asked just before it is put in front.
        """
        candidates = list(reading.candidates)
        if reading.kind is not FollowUp.NEW:
            return candidates
        if told and not self.context.has_subject(reading.candidates[0]):
            return [f"{told[-1]} {reading.candidates[0]}", *candidates]
        if told:
            candidates.append(f"{told[-1]} {reading.candidates[0]}")
        elif asked:
            candidates.append(f"{subject_of(asked[-1])} {reading.candidates[0]}")
        return candidates

    def _continue(self, reading: Reading, first: Reply, today: date) -> Reply:
        ids = first.cited_ids
        question = self.builder.build(reading.candidates[0], today)
        if reading.kind is FollowUp.MORE:
            return self.answerer.answer(question, today, skip=ids)
        position = reading.ordinal if reading.ordinal < 0 else reading.ordinal - 1
        # A list cites the heading first that it stands under.
        listed = ids[1:] if len(ids) > 2 and all(each.startswith(f"{ids[0]}.") for each in ids[1:]) else ids
        if not -len(listed) <= position < len(listed):
            return Reply(Status.NEEDS_CLARIFICATION, (Statement(phrases.clarify(question.language)),))
        return self.answerer.show(listed[position], question)

    def _pack(self, question: str, standalone: str, language: Language, started: float, *replies: Reply) -> Answer:
        # Two questions may be answered by the same clause, which is said once.
        statements = list(dict.fromkeys(line for reply in replies for line in self._lines(reply, language)))
        if (reading := _read_as(replies)) is not None:
            statements.append(Statement(phrases.read_as(reading, language)))
        text, citations = write_up(self.plan.document, statements)
        related = [quote for reply in replies for quote in reply.related]
        return Answer(
            id=uuid.uuid4().hex,
            question=question,
            standalone_question=standalone,
            read_as=_read_as(replies),
            status=_overall([reply.status for reply in replies]),
            answer=text,
            plan=self.plan.id,
            index=self.index_hash,
            citations=citations,
            missing=tuple(dict.fromkeys(m for reply in replies for m in reply.missing)),
            calculations=tuple(c for reply in replies for c in reply.calculations),
            related=tuple(cite(self.plan.document, quote, n) for n, quote in enumerate(related, start=1)),
            suggestions=self.examples if self._wants_examples(replies) else (),
            timings_ms=_timings(replies, time.perf_counter() - started),
        )

    def _wants_examples(self, replies: Sequence[Reply]) -> bool:
        return any(r.status in (Status.SMALLTALK, Status.OUT_OF_SCOPE, Status.NEEDS_CLARIFICATION) for r in replies)

    def _lines(self, reply: Reply, language: Language) -> list[Statement]:
        if reply.status is Status.NOT_IN_PLAN:
            return [Statement(phrases.not_in_plan(reply.missing, self.plan.period, language))]
        if reply.status is Status.OUT_OF_SCOPE:
            return [Statement(phrases.out_of_scope(self.plan.title, language))]
        if reply.status is Status.PARTIAL and reply.missing:
            return [*reply.statements, Statement(phrases.partial(reply.missing, language))]
        return list(reply.statements)


def _read_as(replies: Sequence[Reply]) -> str | None:
    return " ".join(reply.read_as for reply in replies if reply.read_as) or None


def _timings(replies: Sequence[Reply], total: float) -> dict[str, float]:
    parts = {part: sum(r.spent.get(part, 0.0) for r in replies) for part in ("understand", "retrieve", "answer")}
    return {part: round(seconds * 1000, 1) for part, seconds in (*parts.items(), ("total", total))}


def _overall(statuses: Sequence[Status]) -> Status:
    """One status for several questions: partial where some were answered and some not."""
    kinds = set(statuses)
    if len(kinds) == 1:
        return statuses[0]
    answered = kinds & {Status.ANSWERED, Status.PARTIAL}
    return Status.PARTIAL if answered else Status.NOT_IN_PLAN
