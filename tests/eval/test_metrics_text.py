import pytest

from eval.metrics.facts import fact_coverage, facts_found, wrong_found
from eval.metrics.lead import answer_length, lead_has_fact
from eval.metrics.number import unsupported_numbers
from eval.metrics.text import bigram_share, contains, magnitudes_in, numbers_in


@pytest.mark.parametrize(
    ("text", "sought", "there"),
    [
        ("目标为2.6%", "2.6", True),
        ("目标为12.6%", "2.6", False),
        ("目标为2.65%", "2.6", False),
        ("目标为2.60%", "2.6", True),
        ("目标为2.6%", "2.60%", True),
        ("共1,200家", "1200家", True),
        ("共46件", "6件", False),
        ("达到６件", "6件", True),
        ("科技創新發展", "科技创新发展", True),
        ("出台“黄金十条”", "「黄金十条」", True),
        ("PCB 产业", "pcb产业", True),
        ("1.79* | 2.6", "1.79", True),
        ("2020 2025", "20202025", False),
        ("十四五", "十三五", False),
    ],
)
def test_contains(text, sought, there):
    assert contains(text, sought) is there


def test_numbers_in_their_shortest_spelling():
    assert numbers_in("从１.７９到2.60，共1,200家，08月") == ["1.79", "2.6", "1200", "8"]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("1亿元", [("1", "100000000")]),
        ("RMB 100 million", [("100", "100000000")]),
        ("5000万元", [("5000", "50000000")]),
        ("1.5万亿", [("1.5", "1500000000000")]),
        ("2.60%", [("2.6", "2.6")]),
    ],
)
def test_magnitudes(text, pairs):
    assert magnitudes_in(text) == pairs


def test_bigram_share_counts_the_questions_pairs():
    # 研发 发强 强度 of 研发强度; the clause has 研发 and 强度 but not 发强.
    assert bigram_share("研发强度", ["研发投入", "强度"]) == pytest.approx(2 / 3)
    assert bigram_share("？", ["研发"]) is None


def test_each_group_needs_one_alternative():
    facts = (("2.6%", "2.6％"), ("1.79",), ("揭榜挂帅",))
    assert facts_found("由1.79提高到2.6％[3]", facts) == [True, True, False]
    assert fact_coverage("由1.79提高到2.6％[3]", facts) == pytest.approx(2 / 3)
    assert fact_coverage("任何话", ()) is None


def test_citation_marks_are_no_facts():
    assert facts_found("见原文[3]", (("3",),)) == [False]


def test_wrong_strings_are_named():
    assert wrong_found("目标是2.50%", ["2.5%", "3%"]) == ["2.5%"]
    assert wrong_found("目标是12.5%", ["2.5%"]) == []


def test_length_leaves_marks_out():
    assert answer_length(" 是的。[1][12] ") == 3


@pytest.mark.parametrize(
    ("text", "facts", "length", "result"),
    [
        ("目标2.6%，其余略", (("2.6",),), 8, True),
        ("很长的开头然后目标2.6%", (("2.6",),), 8, False),
        ("目标125家", (("12",),), 4, False),
        ("任何话", (), 8, None),
    ],
)
def test_lead(text, facts, length, result):
    assert lead_has_fact(text, facts, length) is result


@pytest.mark.parametrize(
    ("answer", "sources", "stray"),
    [
        ("达到2.6%[1]", ["全社会研发经费 | 1.79* | 2.6"], []),
        ("达到2.6%，提高0.81个百分点", ["2.6", "1.79"], ["0.81"]),
        ("RMB 100 million", ["1亿元产业人才创新创业基金"], []),
        ("1. 支持中试\n2. 支持孵化", ["支持中试，支持孵化"], []),
        ("（1）支持3家", ["支持孵化"], ["3"]),
        ("没有数字", [], []),
    ],
)
def test_numbers_from_nowhere(answer, sources, stray):
    assert unsupported_numbers(answer, sources) == stray
