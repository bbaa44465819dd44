"""The gold set against the plan: what it says is there, is there."""

import re
from collections import Counter
from decimal import Decimal
from itertools import combinations, permutations
from pathlib import Path

import pytest

import eval.cases
from corpus.document import BlockKind
from corpus.plans import load_plan
from eval.cases import load_cases, select
from eval.merge import median_overlap
from eval.metrics.citation import at_level
from eval.metrics.text import contains, magnitudes_in, normalise, numbers_in
from eval.split import leaks
from eval.systems import DEFAULT_PLAN

GOLD = Path(eval.cases.__file__).with_name("gold.jsonl")
BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
MISSING = {"year", "place", "indicator", "amount", "deadline", "procedure", "person", "contact", "support"}
LARGE_KIND = 40


@pytest.fixture(scope="module")
def cases():
    return load_cases(GOLD)


@pytest.fixture(scope="module")
def document():
    return load_plan(DEFAULT_PLAN).document


def around(document, address):
    """The text of a block with what stands above and under it."""
    block = document.by_id[address]
    blocks = [*document.ancestors(address), block, *document.descendants(address)]
    return "\n".join(f"{one.row.group if one.row else ''} {one.text}" for one in blocks)


def clause_text(document, case):
    return "\n".join(around(document, address) for group in case.relevant for address in group)


def computed_from(numbers):
    """What one sum, difference, quotient, growth or yearly share of two numbers of a clause can be."""
    values = [Decimal(number) for number in dict.fromkeys(numbers)]
    for a, b in permutations(values, 2):
        yield from (a + b, a - b, a * b / 100)
        yield from ((a - b) / years for years in (3, 4, 5, 6))
        if b:
            yield from (a / b, a / b * 100, (a - b) / b * 100)
            if a / b > 0:
                yield from (((a / b) ** (Decimal(1) / years) - 1) * 100 for years in (4, 5, 6))
    yield from (sum(three) / unit for three in combinations(values, 3) for unit in (1, 10**8))
    yield sum(values)
    yield Decimal(len(values))


def is_computed(fact, numbers):
    wanted = numbers_in(fact)
    if not wanted:
        return False
    sought = Decimal(wanted[0])
    return any(abs(abs(value) - sought) <= Decimal("0.05") + sought / 100 for value in computed_from(numbers))


def test_size(cases):
    assert len(cases) >= 500
    assert sum(not case.answerable for case in cases) >= 160


def test_ids_and_questions_stand_once(cases):
    assert [name for name, n in Counter(case.id for case in cases).items() if n > 1] == []
    asked = Counter((case.history, normalise(case.question)) for case in cases)
    assert [question for question, n in asked.items() if n > 1] == []


def test_addresses_exist(cases, document):
    addresses = [(case.id, address) for case in cases for group in case.relevant for address in group]
    assert [pair for pair in addresses if pair[1] not in document.by_id] == []


def test_evidence_is_verbatim(cases, document):
    source = re.sub(r"\s", "", BOOKMARK.sub("", document.source))
    evidence = [(case.id, text) for case in cases for text in case.evidence]
    assert [pair for pair in evidence if re.sub(r"\s", "", pair[1]) not in source] == []


def test_facts_stand_in_the_clauses_or_are_computed_from_them(cases, document):
    unreachable = []
    for case in cases:
        text = clause_text(document, case)
        for group in case.facts:
            if any(contains(text, fact) for fact in group):
                continue
            numbers = [scaled for _, scaled in magnitudes_in(f"{text}\n{case.question}")] + numbers_in(
                f"{text}\n{case.question}"
            )
            if not any(is_computed(fact, numbers) for fact in group):
                unreachable.append((case.id, group))
    assert unreachable == []


def test_wrong_strings_do_not_hit_the_right_answer(cases):
    clashes = [
        (case.id, wrong)
        for case in cases
        for wrong in case.wrong
        for group in case.facts
        if all(contains(fact, wrong) for fact in group)
    ]
    assert clashes == []


def test_what_is_missing_has_a_known_kind(cases):
    named = {case.missing for case in cases if case.missing}
    assert named <= MISSING
    assert [case.id for case in cases if case.kind == "not_in_plan" and case.missing is None] == []


def test_halves_share_no_clause_and_fact(cases):
    assert leaks(cases) == []


def test_halves_are_balanced(cases):
    assert {case.split for case in cases} == {"dev", "test"}
    assert abs(len(select(cases, "dev")) - len(select(cases, "test"))) <= len(cases) / 50
    for kind, total in Counter(case.kind for case in cases).items():
        dev = len(select(cases, "dev", [kind]))
        assert min(dev, total - dev) >= (20 if total >= LARGE_KIND else total * 0.25), kind


def test_questions_are_not_in_the_plans_words(cases, document):
    texts = {block.id: block.text for block in document.blocks}
    for persona in ("enterprise", "visitor"):
        assert median_overlap(select(cases, personas=[persona]), texts) <= 0.35


def test_all_parts_of_the_plan_are_asked_about(cases, document):
    asked = {address for case in cases for group in case.relevant for address in group}
    for kind, level in (
        (BlockKind.CHAPTER, "chapter"),
        (BlockKind.SECTION, "section"),
        (BlockKind.BOX, "box"),
        (BlockKind.TABLE, "table"),
    ):
        parts = {block.id for block in document.blocks if block.kind is kind}
        assert parts - {at_level(address, level) for address in asked} == set(), kind
