"""Sums over the plan's figures: right to the last digit, shown with their operands, proven by their quotes."""

from datetime import date
from decimal import Decimal

import pytest

from corpus.indicators import Operator
from corpus.plans import load_plan
from eval.metrics.number import unsupported_numbers
from rag.numbers import NumberAnswerer, arithmetic
from rag.understanding.asks import asks_of
from rag.understanding.language import fold
from rag.understanding.years import year_mentions

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def ask():
    answerer = NumberAnswerer(load_plan("huangshi-sti-2021-2025"))

    def ask(question):
        plain = fold(question)
        return answerer.answer(plain, asks_of(plain), year_mentions(plain, TODAY), TODAY)

    return ask


SUMS = [
    # difference
    ("高新增加值占GDP还要提高几个百分点", "3.44个百分点", "26 − 22.56"),
    ("高企总数五年至少还要净增多少家", "至少需增加325家", "700 − 375"),
    ("重点实验室十三五差几个没完成", "少4个", "8 − 12"),
    ("技术合同成交额十三五超目标多少亿", "多16.5亿元", "56.5 − 40"),
    ("高新增加值增速从基数到目标至少差几个点", "至少需提高14.1个百分点", "12 − (-2.1)"),
    ("研发强度十四五目标比十三五目标高多少", "0.1个百分点", "2.6 − 2.5"),
    ("国际科技合作基地比技术转移示范机构2020年多几家", "多2家", "6 − 4"),
    ("企校联合创新中心从98家到200家还差多少", "102家", "98 − 200"),
    # multiples
    ("新型研发机构2025目标是2020年的多少倍", "约是2020年基数的7.06倍", "120 ÷ 17"),
    ("国际科技合作基地目标是2020年的几倍", "是2020年基数的2倍", "12 ÷ 6"),
    ("技术合同成交额要翻几番", "至少约是", "100 ÷ 56"),
    ("科技型中小企业入库数到2025年翻番了吗", "不到翻一番", "800 ÷ 409"),
    # growth
    ("科技型中小企业入库数要增长百分之多少", "增长95.6%", "(800 − 409) ÷ 409 × 100%"),
    # a year
    ("规上科服企业平均每年要新增几家", "年均增加约6.2家", "(70 − 39) ÷ (2025 − 2020 = 5)"),
    # completion
    ("工业企业研发投入占主营收入的完成率", "125.38%", "1.63 ÷ 1.3 × 100%（2019年数据）"),
    ("十三五达标率多少", "73.33%", "11 ÷ 15 × 100%"),
    ("新型研发机构数量年均增长百分之几", "年均增长约47.82%（复合增长", "(120 ÷ 17)^(1/5) − 1"),
    ("十三五没达标的指标占比", "26.67%", "4 ÷ 15 × 100%"),
    ("2020年新型研发机构已完成2025年目标的百分之几", "14.17%", "17 ÷ 120 × 100%"),
    ("高企数量十三五超额多少家，完成率多少", "187.5%", "375 − 200"),
    # figures that follow from two stated ones
    ("高新园区4家占科技园区5家的几成", "至少80%", "4 ÷ 5 × 100%"),
    ("引导基金是人才基金的几倍", "10倍", "10 ÷ 1"),
    ("创新专项资金每年8000万，五年共多少", "4亿元", "8000 × 5"),
    ("十三五设立的四笔资金一共多少钱", "12.3亿元", "10 + 1 + 0.5 + 0.8"),
    ("全国289个地级市里排95位相当于前百分之几", "32.87%", "95 ÷ 289 × 100%"),
    ("高企三年倍增，三年前大约多少家", "187.5家", "375 ÷ 2"),
    ("用375家和每万家86家推算2020年企业法人有多少家", "4.36万家", "375 ÷ 86"),
    ("高新技术产业增加值按12%的年均增速算，2025年至少多少亿", "652.42亿元", "370.2 × (1 + 12%)^5"),
    ("两张表加起来一共多少个指标", "35个", "15 + 20"),
    ("全省高新技术产业增加值占GDP平均是多少", "19.99%", "22.56 − 2.57"),
    ("用370.2亿和22.56%倒推，2020年全市GDP大约多少亿", "1640.96亿元", "370.2 ÷ 22.56%"),
    ("212家科技创新平台里国家级占比多少", "10.85%", "23 ÷ 212 × 100%"),
    ("国家级科技奖和省级科技奖加起来几项", "69项", "4 + 65"),
    ("引导基金、人才基金、风险资金池，不算每年的专项资金，合计多少", "11.5亿元", "10 + 1 + 0.5"),
    ("知识产权质押贷损失500万，按规划的风险补偿比例补多少", "200万元", "500 × 40%"),
]


@pytest.mark.parametrize(("question", "said", "expression"), SUMS)
def test_sum(ask, question, said, expression):
    reply = ask(question)
    assert said in reply.sentences[0].text[:60]
    assert expression in [sum_.expression for sum_ in reply.calculations]
    assert all(operand.id and operand.value for sum_ in reply.calculations for operand in sum_.operands)


def test_growth_a_year_says_where_it_counts_from(ask):
    said = "".join(sentence.text for sentence in ask("研发投入占比年均要提高多少？").sentences)
    assert "0.135个百分点（从2019年起算" in said
    assert "从2020年起按5年算，年均提高约0.162个百分点" in said


def test_a_growth_rate_has_no_multiple(ask):
    reply = ask("高新技术产业增加值年均增速目标是基数的几倍")
    said = "".join(sentence.text for sentence in reply.sentences)
    assert "不算倍数" in said
    assert "倍" not in "".join(sum_.result for sum_ in reply.calculations)


QUESTIONS = [question for question, _, _ in SUMS] + [
    "研发投入占比年均要提高多少？",
    "2025年研发投入占比是3%吗",
    "技术合同成交额2020年是多少？",
    "创新生态类指标列个表",
    "十三五超额一倍以上完成的指标有哪些？",
    "2025年目标里比2020年翻番以上的有哪些？",
    "哪个指标增幅最大？",
    "提高百分点最多的是哪个指标",
    "表2整张表",
    "没完成的十三五指标有哪几个",
    "两张表都有的指标有哪些",
    "表2的指标分哪几类",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_number_stands_in_a_quote_or_a_sum(ask, question):
    reply = ask(question)
    known = [question, *(quote.text for sentence in reply.sentences for quote in sentence.quotes)]
    for sum_ in reply.calculations:
        known += [sum_.expression, sum_.result]
        known += [f"{operand.value}{operand.unit} {operand.year}" for operand in sum_.operands]
    tables = [f"表{number}" for number in (1, 2)]
    assert unsupported_numbers("\n".join(sentence.text for sentence in reply.sentences), known + tables) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_float_noise_and_no_endless_answer(ask, question):
    said = "\n".join(sentence.text for sentence in ask(question).sentences)
    assert not any(noise in said for noise in ("00000", "99999", "E+", "E-"))
    assert len(said) <= 1200


@pytest.mark.parametrize(
    ("goal", "operator", "reached", "met"),
    [
        ("12", Operator.EQUAL, "8", False),
        ("1", Operator.EQUAL, "1", True),
        ("8", Operator.MORE, "8", False),
        ("8", Operator.AT_LEAST, "8", True),
        ("5", Operator.AT_MOST, "4", True),
        ("5", Operator.LESS, "5", False),
    ],
)
def test_met_by_operator(goal, operator, reached, met):
    assert arithmetic.met(Decimal(goal), operator, Decimal(reached)) is met


@pytest.mark.parametrize(("start", "end", "times"), [("4", "12", "3"), ("-2.1", "12", None), ("0", "5", None)])
def test_multiple_of_positive_values_only(start, end, times):
    assert arithmetic.multiple(Decimal(start), Decimal(end)) == (None if times is None else Decimal(times))
