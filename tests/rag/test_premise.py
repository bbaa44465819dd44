"""是, 不是 and 规划没有这样说: on sentences of a made-up plan, and how they are put before the answer."""

from datetime import date

import numpy as np
import pytest

from index.tokenizer import Tokenizer
from rag.premise import Kind, Premise, PremiseChecker, with_lead
from rag.premise.form import Form, claim_of
from rag.query_builder import QueryBuilder
from rag.quotes import Quote, Statement
from rag.understanding.language import Language
from rag.understanding.places import Gazetteer, jieba_dictionary
from rag.understanding.terms import TermWeights
from rag.understanding.wording import Thesaurus

TODAY = date(2026, 11, 22)
LINES = (
    "支持云岚高新区打造机器人产业园，东河区打造医药示范园，西山县打造茶叶加工园。",
    "东河区聚焦“一廊三城”布局，推动医药产业集聚，积极争创国家级高新区。",
    "市委常委会每年听取制造业发展情况的汇报。",
    "对金融机构贷款损失，给予30%的风险补偿。",
    "把云岚打造成岚江经济带副中心。",
    "实行常年受理、及时审核，推行职业资格网上办理。",
    "在德国、日本设立海外研发中心。",
    "支持高校教师兼职创业。",
    "南湖产业园启动建设。",
)
WORDS = Tokenizer().words


@pytest.fixture(scope="module")
def builder():
    english = {"overseas": ("海外",), "centres": ("中心",), "germany": ("德国",), "r&d": ("研发",)}
    thesaurus = Thesaurus(english, WORDS)
    gazetteer = Gazetteer(jieba_dictionary(), own=("云岚",))
    return QueryBuilder(thesaurus, thesaurus, gazetteer, lambda text: np.zeros(4), lambda word: False)


@pytest.fixture(scope="module")
def check(builder):
    checker = PremiseChecker("\n".join(LINES), TermWeights.count(LINES, WORDS, {}), builder.gazetteer)

    def check(question):
        statements = [Statement(line, (Quote("c1.p1", line, 0, len(line)),)) for line in LINES]
        query = builder.build(question, TODAY)
        # The sentence that shares most words stands first, as retrieval would put it.
        statements.sort(key=lambda s: -sum(word in s.text for word in query.words))
        return checker.lead(query, statements)

    return check


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("有没有茶叶加工园", Form.EXISTS),
        ("规划提到机器人了吗", Form.EXISTS),
        ("高校教师可以兼职创业吗", Form.ASKED),
        ("医药示范园放在西山县，没写错吧", Form.ASKED),
        ("东河区要不要争创国家级高新区", Form.ASKED),
        ("医药示范园建在西山县", Form.STATED),
        ("医药示范园建在西山县，占地多大", Form.STATED),
        ("Is the medicine park in Xishan?", Form.ASKED),
        ("能不能告诉我机器人产业园在哪", None),
        ("可以列一下示范园吗", None),
        ("有没有哪些示范园", None),
        ("任务谁来落实？", None),
        ("那钢铁呢？", None),
        ("Can you tell me about the park?", None),
        ("Is it in Xishan or where?", None),
    ],
)
def test_tells_what_wants_a_yes_or_no(builder, question, form):
    claim = claim_of(builder.build(question, TODAY))
    assert (claim.form if claim else None) == form


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("东河区是不是打造医药示范园", "东河区打造医药示范园"),
        ("东河区要争创国家级高新区吗", "积极争创国家级高新区"),
        ("有没有海外研发中心", "在德国、日本设立海外研发中心"),
        ("海外研发中心设在德国吗", "在德国、日本设立海外研发中心"),
        ("贷款损失给30%的风险补偿，对吗", "给予30%的风险补偿"),
        ("是不是实行常年受理", "实行常年受理、及时审核"),
    ],
)
def test_says_yes_to_what_one_sentence_holds(check, question, clause):
    premise = check(question)
    assert premise.kind is Kind.YES
    assert clause in premise.clause


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("“一廊三城”是西山县的布局，没写错吧", "东河区聚焦“一廊三城”布局"),
        ("西山县打造医药示范园，对吧", "东河区打造医药示范园"),
        ("机器人产业园是东河区建的，帮我确认", "支持云岚高新区打造机器人产业园"),
        ("市委常委会每季度听取制造业汇报，对吗", "每年听取"),
        ("对贷款损失给50%的风险补偿，对吗", "30%"),
        ("把云岚打造成岚江经济带中心，对吧", "岚江经济带副中心"),
        ("海外研发中心设在美国和英国？", "在德国、日本设立海外研发中心"),
        ("医药示范园建在西山县，占地多大", "东河区打造医药示范园"),
    ],
)
def test_puts_right_what_another_value_stands_for(check, question, clause):
    premise = check(question)
    assert premise.kind is Kind.NO
    assert clause in premise.clause


@pytest.mark.parametrize(
    "question",
    [
        "只在德国设立海外研发中心吗",
        "高校教师不能兼职创业，对吧",
        "南湖产业园已经投产了吗",
        "海外研发中心设在德国、日本和法国吗",
        "东河区打造医药示范园",
        "茶叶加工园有补贴50万吗",
        "Are overseas robot centres in Germany?",
        "東河区は医薬パークを作りますか",
    ],
)
def test_is_silent_where_not_sure(check, question):
    assert check(question) is None


@pytest.mark.parametrize("question", ["职业资格办理是免费的吗", "规划取消了职业资格，对吗"])
def test_says_that_the_plan_does_not_say_what_forces(check, question):
    assert check(question).kind is Kind.NOT_SAID


def test_is_silent_about_table_rows(builder):
    checker = PremiseChecker("\n".join(LINES), TermWeights.count(LINES, WORDS, {}), builder.gazetteer)
    row = Statement("示范园数量：2025年目标值为12个。", (Quote("c1.t1.r1", "示范园数量 | 个 | 12", 0, 14),))
    assert checker.lead(builder.build("示范园数量目标是12个吗", TODAY), [row]) is None


@pytest.mark.parametrize(
    ("kind", "exists", "language", "begin"),
    [
        (Kind.YES, False, Language.CHINESE, "是，规划写明：丙"),
        (Kind.YES, True, Language.CHINESE, "有，规划写明：丙"),
        (Kind.NO, False, Language.CHINESE, "不是，规划写的是：丙"),
        (Kind.NOT_SAID, False, Language.CHINESE, "规划没有这样说，写的是：丙"),
        (Kind.YES, False, Language.ENGLISH, "Yes, the plan says: 丙"),
        (Kind.NO, False, Language.ENGLISH, "No, the plan says: 丙"),
        (Kind.NO, False, Language.TRADITIONAL, "不是，規劃寫的是：丙"),
    ],
)
def test_words_the_verdict_in_the_language_of_the_question(kind, exists, language, begin):
    quote = Quote("c1.p1", "甲，丙。", 0, 4)
    led = with_lead(
        Premise(kind, "丙", 1, 0.9, exists), (Statement("乙。"), Statement("甲，丙丁戊。", (quote,))), language
    )
    assert led[0] == Statement(f"{begin}。", (quote,))
    assert [statement.text for statement in led[1:]] == ["乙。", "甲，丙丁戊。"]


def test_does_not_repeat_a_sentence_that_the_verdict_gives_whole():
    quote = Quote("c1.p1", "丙丁。", 0, 3)
    led = with_lead(Premise(Kind.YES, "丙丁", 0, 0.9), (Statement("丙丁。", (quote,)),), Language.CHINESE)
    assert [statement.text for statement in led] == ["是，规划写明：丙丁。"]
