"""The parts that read a question about figures: spelled-out numbers, kinds of sums, names."""

import pytest

from corpus.indicators import Indicator
from corpus.lexicon import Lexicon
from rag.numbers.matching import BLANK, Matcher, Wish, pairs
from rag.numbers.request import Sum, parse_request
from rag.numbers.spelled import in_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("一千五百家", "1500家"),
        ("百分之二点六", "2.6%"),
        ("提高三个百分点", "提高3个百分点"),
        ("提高十二个百分点", "提高12个百分点"),
        ("一百二十家", "120家"),
        ("一家、两个", "一家、两个"),
        ("十三五十五个指标", "十三五15个指标"),
        ("占GDP2.6%", "占GDP 2.6%"),
    ],
)
def test_spelled_numbers(text, digits):
    assert in_digits(text) == digits


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("研发投入占比目标是多少", Sum.LOOK_UP),
        ("高企要提高几个百分点", Sum.DIFFERENCE),
        ("目标是基数的几倍", Sum.MULTIPLE),
        ("年均要提高多少", Sum.PER_YEAR),
        ("年均增长率目标是多少", Sum.LOOK_UP),
        ("增长百分之几", Sum.GROWTH),
        ("完成率多少", Sum.RATE),
        ("完成了吗", Sum.MET),
        ("合计多少", Sum.TOTAL),
        ("国家级占几成", Sum.SHARE),
        ("单位是什么", Sum.UNIT),
        ("归在哪一类", Sum.GROUP),
        ("是哪一年的数", Sum.DATA_YEAR),
        ("两个数一样吗", Sum.SAME),
        ("最高补多少", Sum.LOOK_UP),
        ("要超过多少家", Sum.LOOK_UP),
    ],
)
def test_kind_of_sum(question, kind):
    assert parse_request(question, frozenset(), ()).sum is kind


def test_a_question_may_ask_for_two_sums():
    request = parse_request("超额多少家，完成率多少", frozenset(), ())
    assert {request.sum, *request.further} >= {Sum.RATE, Sum.DIFFERENCE}


@pytest.mark.parametrize(
    ("question", "claims"),
    [
        ("目标是3%吧", ["3%"]),
        ("到200亿", ["200亿元"]),
        ("有1个亿吧", ["1亿元"]),
        ("哪两个指标", []),
        ("提高2.57个点", ["2.57个百分点"]),
        ("2025年", []),
    ],
)
def test_claims(question, claims):
    assert [claim.text for claim in parse_request(question, frozenset(), ()).claims] == claims


def matcher(*names, **aliases):
    records = [Indicator(str(at), name, "", "家", (name,), (figure(name),)) for at, name in enumerate(names)]
    return Matcher(records, Lexicon({alias: (term,) for alias, term in aliases.items()}, {}))


def figure(name):
    from decimal import Decimal

    from corpus.document import Span
    from corpus.indicators import Figure, FigureKind, Operator

    return Figure(
        Decimal(1), "1家", Operator.EQUAL, "家", FigureKind.FACT, None, "c1", Span(0, 1), Span(0, 1), stated_name=name
    )


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("发明专利有多少", "每万人发明专利拥有量"),
        ("高价值发明专利有多少", "每万人口高价值发明专利拥有量"),
        ("众创空间要几家", "科技企业孵化器、众创空间、星创天地数量"),
        ("高企几家", "高新技术企业数量"),
        ("小巨人有几家", "国家级专精特新“小巨人”企业"),
    ],
)
def test_look_alikes(question, name):
    names = (
        "每万人发明专利拥有量",
        "每万人口高价值发明专利拥有量",
        "科技企业孵化器、众创空间、星创天地数量",
        "高新技术企业数量",
        "国家级专精特新“小巨人”企业",
    )
    assert matcher(*names, 高企="高新技术企业").rank(question, Wish())[0].name == name


def test_no_pair_across_what_was_taken_out():
    assert pairs(f"增加值{BLANK}年均") == {"增加", "加值", "年均"}
    assert pairs("创新 平台") == {"创新", "新平", "平台"}
