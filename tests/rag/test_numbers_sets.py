"""Questions about many indicators: groups, tables, conditions, counts, ranks."""

from datetime import date

import pytest

from corpus.plans import load_plan
from rag.numbers import NumberAnswerer
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


def rows(reply):
    """Addresses cited by the lines of a list, without its lead, each once."""
    found = [quote.block_id for sentence in reply.sentences[1:] for quote in sentence.quotes]
    return list(dict.fromkeys(found))


def of_table(table, *numbers):
    return [f"{table}.r{number}" for number in numbers]


PAST, GOALS = "c1.s1.t1", "c1.s4.t2"


@pytest.mark.parametrize(
    ("question", "count", "cited"),
    [
        ("十三五超额一倍以上完成的指标有哪些？", 2, of_table(PAST, 3, 15)),
        ("2025年目标里比2020年翻番以上的有哪些？", 4, of_table(GOALS, 2, 7, 17, 18)),
        ("没完成的十三五指标有哪几个", 4, of_table(PAST, 1, 11, 12, 13)),
        ("十三五15个指标达标了几个", 11, of_table(PAST, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15)),
        ("创新生态类指标列个表", 6, of_table(GOALS, 15, 16, 17, 18, 19, 20)),
        ("创新能力这一类指标的2025年目标", 5, of_table(GOALS, 4, 5, 6, 7, 8)),
        ("支撑发展成效这组（十三五）四个指标的完成值", 4, of_table(PAST, 6, 7, 8, 9)),
        ("十四五指标表总共多少个指标", 20, of_table(GOALS, *range(1, 21))),
        ("十三五完成情况整张表给我看看", 15, of_table(PAST, *range(1, 16))),
        ("单位是%的指标有几个？", 8, of_table(GOALS, 4, 5, 6, 11, 13, 14, 15, 20)),
        ("75%是哪几个指标的目标", 2, of_table(GOALS, 6, 11)),
        ("基数为负的是哪个指标", 1, of_table(GOALS, 13)),
        ("十三五表里几个数是用2019年数据顶的", 4, of_table(PAST, 4, 6, 8, 12)),
        ("哪些指标2025年目标是开口的（超过）", 3, of_table(GOALS, 4, 13, 19)),
        ("支撑引领发展类单位是家的指标", 3, of_table(GOALS, 9, 10, 12)),
        ("区域创新体系类两个指标", 2, of_table(PAST, 10, 11)),
        ("十三五目标2.5%对应哪两个指标", 2, of_table(PAST, 12, 13)),
        ("目标同为70的两个指标是什么", 2, of_table(GOALS, 8, 12)),
        ("表1目标和实际一样的是哪个", 1, of_table(PAST, 10)),
        ("十三五完成率低于100%的指标", 4, of_table(PAST, 1, 11, 12, 13)),
    ],
)
def test_chosen(ask, question, count, cited):
    reply = ask(question)
    assert reply.sentences[0].text.startswith(f"共{count}个")
    assert rows(reply) == cited


def test_what_has_the_number_in_another_unit_is_named_apart(ask):
    reply = ask("目标是12家的指标有哪几个？")
    assert reply.sentences[0].text.startswith("共2个")
    assert rows(reply)[:2] == of_table(GOALS, 17, 18)
    assert "另有省级以上重点实验室数量为12个" in "".join(sentence.text for sentence in reply.sentences)


@pytest.mark.parametrize(
    ("question", "first", "value"),
    [
        ("哪个指标增幅最大？", "省级以上新型研发机构数量", "7.06倍"),
        ("增幅最小的指标是哪个", "每万名就业人员中研发人员数", "1.03倍"),
        ("提高百分点最多的是哪个指标", "规模以上工业企业建研发机构比重", "16.9个百分点"),
        ("十三五完成率最高的指标是哪个", "省级以上校企共建研发中心", "2.4倍"),
        ("表2里目标值最大的是哪个指标", "科技型中小企业入库数量", "800家"),
    ],
)
def test_ranked(ask, question, first, value):
    lead = ask(question).sentences[0].text
    assert first in lead
    assert value in lead


def test_as_many_as_asked_for(ask):
    assert len(rows(ask("增幅前三的指标是哪些"))) == 3


@pytest.mark.parametrize(
    ("question", "said", "cited"),
    [
        ("表2的指标分哪几类", "创新体系（3个指标）、创新能力（5个指标）", "c1.s4.t2.r1"),
        ("十三五指标分几类", "科技创新能力（5个指标）", "c1.s1.t1.r1"),
        ("标*的数据是什么意思", "标*的数据为2019年数据", "c1.s1.t1.note"),
        ("两张表都有的指标有哪些", "共5个指标", "c1.s1.t1.r9"),
        ("表二第一行的基数和目标", "第1行是省级以上创新平台数量", "c1.s4.t2.r1"),
        ("表2有哪几列", "2020年基数、2025年目标值", "c1.s4.t2"),
        ("哪一类指标最多", "支撑引领发展最多", "c1.s4.t2.r1"),
    ],
)
def test_the_tables_themselves(ask, question, said, cited):
    sentence = ask(question).sentences[0]
    assert said in sentence.text
    assert sentence.quotes[0].block_id == cited
