"""One answer against one case: every figure that is due, and in words what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eval.cases import SMALLTALK, Case
from eval.metrics import citation, facts, lead, number, quote, retrieval
from eval.metrics.summary import Value
from rag.answer import Answer, Status

REFUSALS = (Status.NOT_IN_PLAN, Status.OUT_OF_SCOPE, Status.NEEDS_CLARIFICATION)
LEAD_KINDS = ("figure", "yes_no", "yesno", "false_premise")
CUTOFFS = (1, 3, 5, 8)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system gave back for a case.

    ``ranked`` holds, best first, the addresses that each retrieved passage covers (empty for a system
    that does not show them); ``saved_ms`` is time that only this run's caches saved, to be counted all the same.
    """

    answer: Answer
    ranked: tuple[tuple[str, ...], ...] = ()
    saved_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """What answers are checked against.

    ``known_numbers`` may stand in any answer (the plan's period); ``above`` gives for an address what a
    reader of the plan sees with it: the headings, and a table's header and note.
    """

    text: str = field(repr=False)
    known_numbers: str = ""
    above: Mapping[str, str] = field(default_factory=dict, repr=False)


def score(case: Case, outcome: Outcome, source: Source) -> dict[str, Value]:
    """Every figure of an answer by name; None where none is due."""
    answer = outcome.answer
    cited = [cite.id for cite in answer.citations]
    quotes = [(cite.quote, cite.start, cite.end) for cite in answer.citations]
    found = facts.facts_found(answer.answer, case.facts)
    wrong = facts.wrong_found(answer.answer, case.wrong)
    wanted = case.answerable
    figures: dict[str, Value] = {
        "correct": is_correct(case, answer),
        "status_right": status_right(case, answer),
        "missing_named": _missing_named(case, answer),
        "facts": facts.fact_coverage(answer.answer, case.facts) if wanted else None,
        "all_facts": all(found) if case.facts else None,
        "nothing_wrong": not wrong if case.wrong else None,
        "cited": cites_right(case, cited) if wanted else None,
        "citation_precision": citation.citation_precision(cited, case.relevant) if wanted else None,
        "citation_recall": citation.citation_recall(cited, case.relevant) if wanted else None,
        "verbatim": quote.verbatim_rate(quotes, source.text),
        "whole_quotes": quote.whole_rate(quotes, source.text),
        "numbers": not stray_numbers(case, answer, source),
        "lead": lead.lead_has_fact(answer.answer, case.facts) if wanted and case.kind in LEAD_KINDS else None,
        "length": lead.answer_length(answer.answer),
    }
    return figures | (_levels(cited, case) if wanted else {}) | _ranking(outcome, case)


def is_correct(case: Case, answer: Answer) -> bool:
    """Whether a user was served: all facts, nothing wrong and the right citation; or a due refusal."""
    if facts.wrong_found(answer.answer, case.wrong):
        return False
    if not case.answerable:
        return answer.status in REFUSALS
    if case.kind == SMALLTALK:
        return answer.status is Status.SMALLTALK
    cited = [cite.id for cite in answer.citations]
    return answer.answerable and all(facts.facts_found(answer.answer, case.facts)) and bool(cites_right(case, cited))


def cites_right(case: Case, cited: list[str]) -> bool | None:
    """Whether the first citation is right, or, for an answer from several places, each place is cited."""
    if len(case.relevant) > 1:
        return citation.citation_recall(cited, case.relevant) == 1.0
    return citation.first_right(cited, case.relevant)


def status_right(case: Case, answer: Answer) -> bool:
    """Whether the status is the one due: answered, off the topic, or on it but not in the plan."""
    if case.kind == SMALLTALK:
        return answer.status is Status.SMALLTALK
    if case.answerable:
        return answer.answerable
    if case.kind in ("off_topic", "out_of_scope"):
        return answer.status is Status.OUT_OF_SCOPE
    return answer.status in REFUSALS and (answer.status is not Status.OUT_OF_SCOPE or case.missing is None)


def stray_numbers(case: Case, answer: Answer, source: Source) -> list[str]:
    """The answer's numbers that stand in no quote, calculation, or part of the question."""
    known = [case.question, answer.standalone_question, source.known_numbers]
    known += [turn if isinstance(turn, str) else str(turn.get("question", "")) for turn in case.history]
    known += [text for cite in (*answer.citations, *answer.related) for text in (cite.quote, cite.label)]
    known += [source.above.get(cite.id, "") for cite in answer.citations]
    known += [gap.value for gap in answer.missing]
    for sum_ in answer.calculations:
        known += [sum_.expression, sum_.result, *(f"{part.value}{part.unit} {part.year}" for part in sum_.operands)]
    return number.unsupported_numbers(answer.answer, known)


def faults(case: Case, outcome: Outcome, figures: Mapping[str, Value], source: Source) -> list[str]:
    """What went wrong, in words, gravest first; empty for a flawless answer."""
    answer = outcome.answer
    said = [f"says {string!r}" for string in facts.wrong_found(answer.answer, case.wrong)]
    if case.kind == SMALLTALK:
        said += [] if figures["status_right"] else [f"{answer.status.value}, but it is small talk"]
    elif case.answerable:
        said += _faults_of_answer(case, answer)
    elif answer.status not in REFUSALS:
        said.append(f"{answer.status.value}, but the plan does not say")
    elif not figures["status_right"]:
        said.append(f"refused as {answer.status.value}")
    if figures["missing_named"] is False:
        said.append(f"does not name what is missing: {case.missing}")
    if figures["verbatim"] is not None and figures["verbatim"] < 1:
        said.append("a quote is not verbatim")
    if figures["lead"] is False and figures["all_facts"]:
        said.append(f"no fact in the first {lead.LEAD_LENGTH} characters")
    stray = stray_numbers(case, answer, source)
    return said + ([f"numbers from nowhere: {', '.join(stray)}"] if stray else [])


def _faults_of_answer(case: Case, answer: Answer) -> list[str]:
    if not answer.answerable:
        return [f"refused as {answer.status.value}"]
    cited = [cite.id for cite in answer.citations]
    found = facts.facts_found(answer.answer, case.facts)
    absent = [" / ".join(group) for group, there in zip(case.facts, found, strict=True) if not there]
    said = [f"{len(absent)} of {len(found)} facts missing: {' ＋ '.join(absent)}"] if absent else []
    if not cites_right(case, cited):
        said.append(f"cites {', '.join(cited) or 'nothing'}")
    return said


def _missing_named(case: Case, answer: Answer) -> bool | None:
    if case.answerable or case.missing is None or answer.status is not Status.NOT_IN_PLAN:
        return None
    return any(gap.kind == case.missing for gap in answer.missing)


def _levels(cited: list[str], case: Case) -> dict[str, Value]:
    figures: dict[str, Value] = {}
    for level in citation.LEVELS:
        figures[f"precision@{level}"] = citation.citation_precision(cited, case.relevant, level)
        figures[f"recall@{level}"] = citation.citation_recall(cited, case.relevant, level)
    return figures


def _ranking(outcome: Outcome, case: Case) -> dict[str, Value]:
    if not outcome.ranked or not case.answerable:
        return {}
    ranked, groups = outcome.ranked, case.relevant
    figures: dict[str, Value] = {f"recall@{k}": retrieval.recall_at_k(ranked, groups, k) for k in CUTOFFS}
    return figures | {
        "mrr": retrieval.reciprocal_rank(ranked, groups),
        "ndcg@10": retrieval.ndcg_at_k(ranked, groups, 10),
    }
