from __future__ import annotations

import pytest

from rag.refusal.checks import Evidence, lacks_unit, leaves_open, missing_parts

PLAN_YEARS = frozenset({"2019", "2020", "2025", "2035"})


def evidence(shown: str, years: tuple[str, ...] = ()) -> Evidence:
    return Evidence(shown=shown, first=shown, context=shown, years=frozenset(years), plan_years=PLAN_YEARS)


@pytest.fixture(scope="module")
def missing(assistant):
    def kinds(question: str, shown: str, years: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        return [(m.kind, m.value) for m in missing_parts(assistant.understand(question), evidence(shown, years))]

    return kinds


@pytest.mark.parametrize(
    ("question", "shown", "years", "expected"),
    [
        ("2035年的研发投入目标是多少？", "到2025年达到2.6%", ("2025",), [("year", "2035年")]),
        ("今年的高企目标是多少？", "到2025年达到700家", ("2025",), [("year", "2026年")]),
        ("“十五五”的目标是什么？", "到2025年达到2.6%", ("2025",), [("year", "十五五")]),
        ("武汉市的研发投入目标？", "到2025年达到2.6%", (), [("place", "武汉市")]),
        ("贷款贴息能补多少钱？", "给予一定比例的贴息", (), [("amount", "金额或比例")]),
        ("创新券截止到哪天？", "完善利用创新券", (), [("deadline", "具体日期")]),
        ("科技城什么时候建成？", "加快建设黄石科技城", (), [("deadline", "时间")]),
        ("创新券怎么申请？", "完善利用创新券", (), [("procedure", "办理流程")]),
        ("申请创新券要什么材料？", "创新券常年受理申报", (), [("procedure", "办理流程")]),
        ("科技局电话是多少？", "市科技局负责", (), [("contact", "联系方式")]),
        ("科技局局长是谁？", "市科技局负责", (), [("person", "人名")]),
        ("哪个部门牵头？", "加快建设黄石科技城", (), [("person", "责任部门")]),
    ],
)
def test_what_the_evidence_lacks_is_named(missing, question, shown, years, expected):
    assert missing(question, shown, years) == expected


@pytest.mark.parametrize(
    ("question", "shown", "years"),
    [
        ("2025年的研发投入目标是多少？", "到2025年达到2.6%", ("2025",)),
        ("“十四五”的目标是多少？", "到2025年达到2.6%", ("2025",)),
        ("2035年远景目标纲要是哪一级的？", "2035年远景目标纲要", ("2035",)),
        ("我们去年刚成立，有什么支持？", "加大支持力度", ()),
        ("2019年回黄石办厂有什么支持？", "加大支持力度", ()),
        ("武汉的实验室在这里设分支吗？", "推动武汉高水平实验室建立分支机构", ()),
        ("我从武汉搬过来有什么支持？", "加大支持力度", ()),
        ("黄石市的目标", "到2025年", ()),
        ("风险补偿补多少？", "给予40%的风险补偿", ()),
        ("什么时候建成？", "到2025年建成", ()),
        ("高企怎么申报？", "推行全流程网上办理，常年受理", ()),
        ("哪个部门牵头？", "由市科技局牵头", ()),
        ("科技特派员由谁来当？", "组织高校科研骨干教师", ()),
        ("发展定位是什么？", "长江中游城市群区域性科创中心", ()),
    ],
)
def test_nothing_is_missing_where_the_evidence_holds_it(missing, question, shown, years):
    assert missing(question, shown, years) == []


def test_a_question_may_lack_several_things(missing):
    found = missing("武汉市2035年的补贴能补多少钱？", "到2025年加大支持", ("2025",))
    assert [kind for kind, _ in found] == ["year", "place", "amount"]


@pytest.mark.parametrize(
    ("question", "shown", "lacks"),
    [
        ("有几家企业？", "达到40家", False),
        ("有几家企业？", "达到40个", True),
        ("多少亿元？", "370.2亿元", False),
        ("能拿几万？", "1亿元", False),
        ("能拿几万？", "40%", True),
        ("依托哪几所学校", "三所学院", False),
        ("提高几个点", "2.57个百分点", True),
        ("提高几个点", "2.57百分点", False),
        ("发展定位", "无", False),
    ],
)
def test_a_number_is_looked_for_in_the_unit_asked_for(question, shown, lacks):
    assert lacks_unit(question, shown) is lacks


@pytest.mark.parametrize(
    ("kind", "words", "shown", "is_open"),
    [
        ("amount", ("科技金融", "贷款"), "给予一定比例的科技金融贷款贴息。", True),
        ("amount", ("人才",), "给予一定比例的科技金融贷款贴息。", False),
        ("amount", ("人才",), "引进人才，给予贷款贴息。", False),
        ("deadline", ("名单",), "定期发布高新技术企业名单。", True),
        ("deadline", ("基金",), "定期发布高新技术企业名单。", False),
        ("person", ("名单",), "定期发布名单。", False),
    ],
)
def test_a_clause_may_give_the_thing_without_its_amount_or_date(kind, words, shown, is_open):
    assert leaves_open(kind, words, evidence(shown)) is is_open
