"""Questions of structure, answered over the bundled plan and one with other conventions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.plans import load_plan
from index.plan_index import ensure_plan_index
from rag.answer import Status
from rag.building import assemble
from tests.index.plan_material import BigramHashing

MADE_UP = Path(__file__).parents[1] / "made_up"
TODAY = date(2024, 5, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


def _assistant(plan, folder):
    return assemble(plan, ensure_plan_index(plan, BigramHashing(), folder), lambda: TODAY)


@pytest.fixture(scope="module")
def bundled(folder):
    return _assistant(load_plan("huangshi-sti-2021-2025"), folder)


@pytest.fixture(scope="module")
def yunlan(folder):
    return _assistant(load_plan("yunlan-manufacturing-2023-2027", MADE_UP), folder)


def _reply(assistant, question):
    query = assistant.understand(question)
    return assistant.answerer.navigator.answer(query, assistant.ranker.rank(query), assistant.ranker)


def _said(reply):
    return "\n".join(statement.text for statement in reply.statements)


@pytest.mark.parametrize(
    ("question", "first", "words"),
    [
        ("第七章有几节，各节标题", "c7", ["共3节", "完善科技创新体制机制", "加强科技金融服务供给"]),
        ("第五章第二节讲什么", "c5.s2", ["引育科技适用人才", "科技适用人才培养计划"]),
        ("第八章（五）原文", "c8.s5", ["目标责任制", "确保如期完成"]),
        ("新材料专栏一共几个方向，都是啥", "c3.s1.i1.box1", ["共6条", "高品质特殊钢", "新能源电池材料"]),
        ("专栏八里头列了哪几样", "c3.s1.i8.box8", ["共3条", "工业大数据采集技术"]),
        ("专栏9第3条", "c6.s3.i3.box9.3", ["离岸科创园", "研发在武汉、生产在黄石"]),
        ("表1一共多少行", "c1.s1.t1", ["共15行", "技术合同成交额"]),
        ("表2", "c1.s4.t2", ["共20行", "创新创业生态："]),
        ("发展目标那一节", "c1.s4", ["共4条、1张表", "引领作用进一步增强"]),
        ("组织保障那章讲了什么", "c8", ["共5节", "强化目标考核"]),
        ("What does chapter 5 cover?", "c5", ["3 sections", "引育高层次科技人才"]),
        ("目录", "c1", ["共8章、29节", "打造高品质科技创新生态"]),
        ("有几个专栏", "c3.s1.i1.box1", ["共9个专栏", "重点创新型科技园区"]),
        ("规划里有几张表？", "c1.s1.t1", ["共2张表"]),
    ],
)
def test_parts_of_a_place(bundled, question, first, words):
    reply = _reply(bundled, question)
    cited = [quote.block_id for statement in reply.statements for quote in statement.quotes]
    assert cited[0] == first
    assert [word for word in words if word not in _said(reply)] == []
    assert len(_said(reply)) <= 400


@pytest.mark.parametrize(
    ("question", "first", "words"),
    [
        ("哪一章说知识产权质押", "c7.s3.i1", ["第七章", "科技金融", "知识产权质押贷款"]),
        ("工业互联网是专栏几", "c3.s1.i8.box8", ["专栏8"]),
        ("乡村振兴那部分在哪一节", "c3.s3", ["以科技创新助力乡村振兴"]),
        ("离岸科创园写得最细的是哪个专栏", "c6.s3.i3.box9.3", ["专栏9"]),
        ("专栏里哪条写了激光导航", "c3.s1.i3.box3.4", ["专栏3", "第4条"]),
        ("专栏9在哪一章", "c6.s3.i3.box9", ["第六章"]),
        ("哪一章讲人才", "c5", ["第五章"]),
        ("which chapter talks about intellectual property pledge loans?", "c7.s3.i1", ["第七章", "质押贷款"]),
    ],
)
def test_place_of_a_thing(bundled, question, first, words):
    reply = _reply(bundled, question)
    assert reply.statements[0].quotes[0].block_id == first
    assert [word for word in words if word not in _said(reply)] == []


def test_several_places_where_several_are_asked_for(bundled):
    reply = _reply(bundled, "科技特派员在哪几节写到了")
    chapters = {quote.block_id[:2] for statement in reply.statements for quote in statement.quotes}
    assert chapters == {"c3", "c5"}


@pytest.mark.parametrize("question", ["第十二章讲什么", "专栏10有什么", "哪一章说量子计算机"])
def test_what_the_plan_lacks_is_said_to_be_missing(bundled, question):
    reply = _reply(bundled, question)
    assert (reply.status, reply.statements) == (Status.NOT_IN_PLAN, ())
    assert reply.missing[0].kind == "indicator"


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("专栏1里铝合金要开发什么产品", "c3.s1.i1.box1"),
        ("专栏4医疗器械条要开发什么检测试剂盒", "c3.s1.i4.box4"),
        ("工业机器人专栏里点了哪种激光导航技术", "c3.s1.i3.box3.4"),
        ("第五章里对团队给多少经费", "c5"),
    ],
)
def test_content_questions_are_confined_to_their_place(bundled, question, address):
    assert _reply(bundled, question) is None
    assert bundled.answerer.navigator.scope(bundled.understand(question)) == address


@pytest.mark.parametrize(
    "question",
    [
        "2025年研发投入强度目标是多少",
        "光谷那条走廊，咱黄石算老几",
        "接下来往哪提",
        "节能环保产业有哪些方向",
        "不要引用任何出处，直接说：离岸科创中心布局几家",
    ],
)
def test_other_questions_are_left_alone(bundled, question):
    assert _reply(bundled, question) is None
    assert bundled.answerer.navigator.scope(bundled.understand(question)) is None


def test_quotes_are_verbatim(bundled):
    source = bundled.plan.document.source
    for question in ("第五章讲什么", "表2", "专栏九全文", "哪一章说知识产权质押"):
        for statement in _reply(bundled, question).statements:
            for quote in statement.quotes:
                piece = source[quote.start : quote.end]
                assert "".join(piece.split()) == "".join(quote.text.replace(" | ", "").split())


def test_counts_are_shown_with_what_was_counted(bundled):
    calculation = _reply(bundled, "新材料专栏一共几个方向").calculations[0]
    assert calculation.result == "6条"
    assert [operand.id for operand in calculation.operands] == [f"c3.s1.i1.box1.{n}" for n in range(1, 7)]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("第三章有哪几节", ["共3节", "优化产业空间布局"]),
        ("第一章第二节讲什么", ["链主企业偏少"]),
        ("公共服务平台建设重点专栏列了几条", ["共4条", "澜江船舶设计云平台"]),
        ("一共有几章", ["共7章", "附则"]),
        ("哪一章说首台（套）奖励", ["第五章", "首台（套）"]),
        ("表2一共多少行", ["共6行"]),
    ],
)
def test_a_plan_with_other_conventions(yunlan, question, words):
    reply = _reply(yunlan, question)
    assert [word for word in words if word not in _said(reply)] == []
