import pytest

from corpus.measures import Audience, Kind
from rag.support import Profile, looks_like_support_question, profile_from_text
from rag.support.reading import understand
from rag.understanding.asks import asks_of


@pytest.mark.parametrize(
    ("text", "industry", "size", "needs"),
    [
        ("我们做PCB的，30人，缺钱也缺人，能享受什么支持", "PCB", "30人", ("money", "people")),
        ("我们是做冷库和冷链的企业，能享受什么支持", "冷库和冷链", "", ("market",)),
        ("我家有个茶园，想提高种植技术", "茶园", "", ("research", "farming")),
        ("我们生产轴承，五百人，想跟大学联合攻关", "轴承", "五百人", ("research",)),
        ("我们是一家银行，给科技型中小企业放贷款，有什么政策支持", "", "", ("money",)),
        ("博士创办的医疗器械公司，25个人，想贷款", "医疗器械", "25个人", ("money",)),
        ("有没有留学生创业园", "", "", ("startup",)),
        ("", "", "", ()),
    ],
)
def test_a_sentence_fills_the_profile(text, industry, size, needs):
    profile = profile_from_text(text)
    assert (profile.industry, profile.size, profile.needs) == (industry, size, needs)
    assert profile.text == text


@pytest.mark.parametrize(
    ("text", "actor", "firm"),
    [
        ("我们是一家银行，想给企业贷款", Audience.BANK, False),
        ("我们向银行贷款难", Audience.ENTERPRISE, True),
        ("我们运营一个孵化器", Audience.INCUBATOR, False),
        ("想入驻孵化器，我们是小公司", Audience.ENTERPRISE, True),
        ("我是大学老师，想兼职创业", Audience.RESEARCHER, True),
        ("我们学院想建重点实验室", Audience.UNIVERSITY, False),
        ("我们想跟大学合作", Audience.ENTERPRISE, True),
        ("我们是第三方检测实验室", Audience.SERVICE_FIRM, True),
        ("我是返乡农民工，想创业搞养殖", Audience.RETURNEE, True),
        ("我们课题组想申请经费", Audience.TEAM, False),
        ("我们是县科技局", Audience.DISTRICT, False),
    ],
)
def test_who_somebody_is(text, actor, firm):
    who = understand(Profile(text=text))
    assert actor in who.actors
    assert who.firm == firm


@pytest.mark.parametrize(
    ("size", "expected", "headcount"),
    [
        ("30人", "small", 30),
        ("5", "micro", 5),
        ("1,200人", "large", 1200),
        ("三百多人", "medium", 300),
        ("小型", "small", None),
        ("", "", None),
    ],
)
def test_sizes(size, expected, headcount):
    who = understand(Profile(text="我们是企业", size=size))
    assert (who.size, who.headcount) == (expected, headcount)


def test_fields_outweigh_the_sentence():
    profile = Profile(text="我们做PCB的，30人", industry="服装", size="2000人", needs=("market",))
    who = understand(profile)
    assert (who.profile.industry, who.size, who.needs) == ("服装", "large", ("market",))


def test_words_for_needs_are_read_as_needs():
    assert understand(Profile(needs=("缺钱", "people"))).needs == ("money", "people")


def test_kinds_asked_for_by_name():
    assert {Kind.GUARANTEE, Kind.REWARD} <= set(understand(Profile(text="有没有担保和现金奖励")).asked)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("我们做PCB的，30人，缺钱也缺人，能享受什么支持", True),
        ("我们是一家银行，有什么政策支持", True),
        ("我是返乡农民工，想创业，有什么扶持", True),
        ("本公司是高新技术企业，可以申请哪些补贴", True),
        ("We are a PCB maker with 30 people, what support can we get?", True),
        ("2025年研发投入强度的目标是多少", False),
        ("专栏2写了什么", False),
        ("什么是科创“新物种”企业", False),
        ("我们想知道高新技术企业数量目标是多少", False),
        ("支持哪些高校建重点实验室", False),
        ("你好", False),
    ],
)
def test_which_questions_are_the_finders(text, is_one):
    score = looks_like_support_question(text, asks_of(text))
    assert 0 <= score <= 1
    assert (score >= 0.5) == is_one
