"""Questions about one figure: looked up, put right, refused, left to others."""

from datetime import date
from pathlib import Path

import pytest

from corpus.plans import load_plan
from rag.answer import Status
from rag.numbers import NumberAnswerer
from rag.understanding.asks import asks_of
from rag.understanding.language import fold
from rag.understanding.years import year_mentions

TODAY = date(2026, 11, 22)
MADE_UP = Path(__file__).parents[1] / "made_up"


@pytest.fixture(scope="module")
def ask():
    return asker(NumberAnswerer(load_plan("huangshi-sti-2021-2025")))


@pytest.fixture(scope="module")
def ask_made_up():
    return asker(NumberAnswerer(load_plan("yunlan-manufacturing-2023-2027", MADE_UP)))


def asker(answerer):
    def ask(question):
        plain = fold(question)
        return answerer.answer(plain, asks_of(plain), year_mentions(plain, TODAY), TODAY)

    return ask


def text(reply):
    return "".join(sentence.text for sentence in reply.sentences)


def cited(reply):
    return [quote.block_id for sentence in reply.sentences for quote in sentence.quotes]


LOOK_UPS = [
    # the plan's own name, abbreviations, everyday words
    ("全社会研发经费投入占GDP比重的目标？", "2025年目标值为2.6%", "c1.s4.t2.r5"),
    ("25年研发强度要搞到多少", "目标值为2.6%", "c1.s4.t2.r5"),
    ("科学素质比例2025年目标", "13.8%", "c1.s4.t2.r20"),
    ("规上科服业企业25年目标几家", "70家", "c1.s4.t2.r12"),
    ("What is the R&D intensity target for 2025?", "2.6%", "c1.s4.t2.r5"),
    # look-alikes
    ("每万人高价值发明专利到2025年多少件", "目标值为6件", "c1.s4.t2.r7"),
    ("每万人发明专利2020年目标多少、实际多少", "2020年目标值为3.5件，2020年实际值为3.65件", "c1.s1.t1.r5"),
    ("科技园区目标几家", "5家", "c1.s4.t2.r3"),
    ("高新园区目标几家", "4家以上", "c6.s3.i1"),
    ("高企总量十四五末要超过多少家", "超过700家", "c1.s4.t2.r10"),
    ("每万家企业法人中高新技术企业数目标", "目标值为140家", "c1.s4.t2.r10"),
    # the column wanted
    ("高价值发明专利的起点值", "基数为1.28件", "c1.s4.t2.r7"),
    ("全社会研发投入占GDP，十三五原定目标是多少", "2020年目标值为2.5%", "c1.s1.t1.r12"),
    ("新产品销售收入占比实际做到多少", "29.62%", "c1.s1.t1.r8"),
    ("高新增加值年均增速的基数怎么还是负的，多少来着", "-2.1%", "c1.s4.t2.r13"),
    # running text
    ("2020年高新技术产业增加值多少亿元？", "370.2亿元", "c1.s1.i4"),
    ("“十三五”累计获得省级科技奖多少项？", "65项", "c1.s1.i3"),
    ("风险补偿比例定的百分之几", "40%", "c7.s3.i1"),
    ("科技信贷风险补偿资金池多大", "5000万元", "c1.s1.i6"),
    ("全省科技创新综合考评要排第几", "前四位", "c1.s4.p1"),
    # unit, group, year of the data
    ("每万名就业人员中研发人员数的单位是什么", "“人年”", "c1.s4.t2.r8"),
    ("表2那个每万家企业法人中高企数归在哪一类", "“支撑引领发展”类", "c1.s4.t2.r10"),
    ("研发投入占GDP的1.79是哪一年的数", "2019年的数", "c1.s1.t1.r12"),
    # a starred baseline is said to be another year's
    ("研发投入占GDP那行的基数是几", "1.79%（2019年数据", "c1.s1.t1.r12"),
]


@pytest.mark.parametrize(("question", "said", "first"), LOOK_UPS)
def test_look_up(ask, question, said, first):
    reply = ask(question)
    assert said in text(reply)
    assert cited(reply)[0] == first
    assert reply.status is Status.ANSWERED


def test_the_figure_leads(ask):
    for question, _, _ in LOOK_UPS:
        assert any(char.isdigit() or char in "前“" for char in ask(question).sentences[0].text[:60]), question


def test_cell_first_then_the_text_that_says_the_same(ask):
    reply = ask("省级以上国际科技合作基地2025年目标是多少？")
    assert cited(reply) == ["c1.s4.t2.r17", "c1.s4.i4"]
    row, sentence = reply.sentences[0].quotes
    assert row.text == "省级以上国际科技合作基地数 | 家 | 6 | 12"
    assert "省级以上国际科技合作基地达到12家" in sentence.text
    assert len(sentence.text) <= 200


def test_several_indicators_in_one_question(ask):
    reply = ask("十四五末孵化载体数和技术合同额各定多少")
    assert "50家" in text(reply)
    assert "超过100亿元" in text(reply)


def test_things_that_are_not_the_same_are_told_apart(ask):
    said = text(ask("企校联合创新中心98家和校企共建研发中心24个是一回事吗"))
    assert said.startswith("不是同一项")
    assert "98家" in said
    assert "24个" in said


def test_tables_that_differ_are_both_named(ask):
    assert "表1为56.5亿元，表2为56亿元" in text(ask("技术合同成交额2020年是多少？"))


@pytest.mark.parametrize(
    ("question", "begins", "said"),
    [
        ("2025年研发投入占比是3%吗", "不是3%", "2.6%"),
        ("2025年研发投入占比是2.6%吗", "是，", "2.6%"),
        ("高企总数25年要过1000家对吧", "不是1000家", "超过700家"),
        ("研发投入占GDP十三五已经完成2.5%了吧", "不是2.5%", "1.79%"),
        ("国家创新型试点城市十三五已经拿下1个，没问题吧", "不是1个", "0个"),
        ("新产品销售收入占主营比重十三五没完成目标20%，原因写在哪", "不是，已完成", "29.62%"),
        ("科技信贷风险补偿给到60%，写进请示可以吗", "不是60%", "40%"),
        ("连续5年全省科技创新示范市，这句对吗", "不是5年", "10年"),
        ("2020年高新技术产业增加值420亿，核对下", "不是420亿元", "370.2亿元"),
        ("科技园区2025年是4家吧", "不是4家", "5家"),
        ("高企25年突破一千五百家，是吗", "不是", "超过700家"),
        ("2025年研发投入占GDP百分之二点六对吗", "是，", "2.6%"),
        ("每万人高价值发明专利2020年是3.65件吧", "不是3.65件", "1.28件"),
        ("十三五重点实验室完成了12个目标吧", "不是12个", "8个"),
        ("财政科技支出十三五达标了吧", "不是，没有完成", "2.38%"),
        ("风险补偿资金池有1个亿吧", "不是1亿元", "5000万元"),
        ("科技创新发展指数排全国第59位是吧", "不是第59位", "第95位"),
    ],
)
def test_premise(ask, question, begins, said):
    reply = ask(question)
    assert reply.sentences[0].text.startswith(begins)
    assert said in text(reply)


@pytest.mark.parametrize(
    ("question", "kind", "value"),
    [
        ("黄石2035年的研发投入目标是多少？", "year", "2035年"),
        ("今年的研发投入占比目标是多少", "year", "2026年"),
        ("2023年高企要达到多少家", "year", "2023年"),
        ("宜昌的研发强度25年目标是多少", "place", "宜昌"),
        ("阳新县的研发强度目标是几", "place", "阳新县"),
    ],
)
def test_what_the_plan_does_not_say(ask, question, kind, value):
    reply = ask(question)
    assert reply.status is Status.NOT_IN_PLAN
    assert [(gap.kind, gap.value) for gap in reply.missing] == [(kind, value)]


@pytest.mark.parametrize(
    "question",
    [
        "高企有什么扶持政策",
        "高新技术企业认定怎么申请",
        "科技局高企科的座机号多少",
        "被认定为高新技术企业一次性奖励几万块",
        "高新技术产品出口额目标",
        "高企总营业收入25年要到多少亿",
        "规上工业企业数量25年多少家",
        "科学素质指标哪个部门牵头",
        "黄石科技城现在谁在负责",
        "你好",
    ],
)
def test_no_figure_of_ours(ask, question):
    assert ask(question) is None


def test_surer_the_more_of_the_question_is_explained(ask):
    assert ask("每万人高价值发明专利2025年目标").confidence > ask("市里这一级的技术转移示范要过多少家").confidence


@pytest.mark.parametrize(
    ("question", "said", "first"),
    [
        ("2027年关键工序数控化率的目标是多少？", "2027年目标值为70%", "c2.s3.t1.r10"),
        ("关键工序数控化率2025年和2027年目标分别是多少", "2025年目标值为62%", "c2.s3.t1.r10"),
        ("智改数转提速工程安排了多少市级财政资金？", "28500万元", "c4.s2.t2.r2"),
        ("云澜工匠锻造工程培训多少人", "9000人", "c4.s2.t2.r5"),
        ("到2027年要累计建成多少个省级以上中试平台？", "12个", "c2.s3.p2"),
        ("规模以上工业增加值2022年是多少", "表1为1268亿元，正文为1286亿元", "c2.s3.t1.r1"),
        ("国家级专精特新“小巨人”企业2025年目标比2022年多多少家？", "16家", "c2.s3.t1.r7"),
        ("哪个工程市级财政资金最多", "智改数转提速工程", "c4.s2.t2.r2"),
        ("制造业增加值占比全省平均是多少", "28.2%", "c1.s1.i1.p1"),
        ("数字赋能类指标", "关键工序数控化率", "c2.s3.t1.r9"),
    ],
)
def test_another_plan_through_the_same_code(ask_made_up, question, said, first):
    reply = ask_made_up(question)
    assert said in text(reply)
    assert cited(reply)[0] == first


@pytest.mark.parametrize("place", ["望溪区", "砚池县"])
def test_another_plans_districts_are_told_from_its_city(ask_made_up, place):
    reply = ask_made_up(f"{place}2027年规模以上工业增加值目标是多少")
    assert [(gap.kind, gap.value) for gap in reply.missing] == [("place", place)]


def test_another_plan_has_no_figures_of_2030(ask_made_up):
    reply = ask_made_up("云澜市2030年的规模以上工业增加值目标是多少？")
    assert reply.status is Status.NOT_IN_PLAN
    assert reply.missing[0].value == "2030年"
