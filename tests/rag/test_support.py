import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook

from corpus.measures import MONEY_KINDS, FigureRole, Kind
from corpus.plans import load_plan
from eval.support import load_profiles, measure_named
from rag.answer import Status
from rag.citations import write_up
from rag.support import Fit, Profile
from rag.support.docx_export import to_docx
from rag.support.wording import MAX_CHARACTERS, as_reply, statements
from rag.support.xlsx_export import to_xlsx
from tests.rag.support_material import finder_for

MADE_UP = Path(__file__).parents[1] / "made_up"
MONEY = re.compile(r"\d+(?:\.\d+)?\s*(?:%|个百分点|万元|亿元|元)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("support")


@pytest.fixture(scope="module")
def finder(folder):
    return finder_for(load_plan("huangshi-sti-2021-2025"), folder)


@pytest.fixture(scope="module")
def made_up(folder):
    return finder_for(load_plan("yunlan-manufacturing-2023-2027", MADE_UP), folder)


@pytest.fixture(scope="module")
def replies(finder):
    return {case.id: finder.find(case.profile) for case in load_profiles()}


@pytest.fixture(scope="module")
def pcb(replies):
    return replies["pcb-30"]


def test_there_are_forty_cases_and_each_names_its_measures(finder):
    cases = load_profiles()
    assert len(cases) >= 40
    for case in cases:
        assert case.relevant and case.must_not, case.id
        for name in (*case.relevant, *case.irrelevant, *case.must_not):
            measure_named(finder.measures, name)


@pytest.mark.parametrize("case", load_profiles(), ids=lambda case: case.id)
def test_no_must_not_measure_is_marked_met(finder, case):
    fits = {measure.id: fit for measure, fit in finder.rank(case.profile)}
    met = [name for name in case.must_not if fits[measure_named(finder.measures, name).id] is Fit.MET]
    assert met == []


def test_what_does_not_fit_comes_last(finder):
    fits = [fit is Fit.UNMET for _, fit in finder.rank(Profile(text="我们做PCB的，30人，缺钱"))]
    assert fits == sorted(fits) and True in fits and False in fits


def test_a_group_for_each_need_that_was_told(pcb):
    assert {"money", "people"} <= {group.need for group in pcb.groups}
    assert {group.label for group in pcb.groups} >= {"资金", "人才"}


def test_a_bankers_compensation_is_not_a_makers(pcb, replies):
    met = {match.measure.text for match in pcb.matches if match.fit is Fit.MET}
    assert not [text for text in met if "风险补偿" in text]
    banks = [match for match in replies["bank"].matches if "风险补偿" in match.measure.text]
    assert banks and banks[0].measure.amount == "40%"


def test_every_mark_has_a_reason(replies):
    for reply in replies.values():
        for match in (*reply.matches, *reply.unmet):
            assert match.checks and all(check.reason for check in match.checks)
            worst = {check.fit for check in match.checks}
            assert match.fit is (Fit.UNMET if Fit.UNMET in worst else Fit.VERIFY if Fit.VERIFY in worst else Fit.MET)


def test_citations_are_verbatim_and_numbered(finder, replies):
    source = finder.plan.source
    for reply in replies.values():
        citations = list(reply.citations())
        assert [citation.n for citation in citations] == list(range(1, len(citations) + 1))
        for citation in citations:
            assert "".join(source[citation.start : citation.end].split()) == "".join(citation.quote.split())


def test_no_amount_is_shown_that_the_plan_does_not_give(replies):
    """Every measure of every reply: an amount stands in its own words, or there is none."""
    seen = 0
    for reply in replies.values():
        for match in (*reply.matches, *reply.unmet):
            shown = match.to_dict()
            stated = [figure.text for figure in match.measure.figures if figure.role is FigureRole.BENEFIT]
            assert shown["amount"] == "，".join(stated)
            for text in stated:
                assert text in match.measure.text
            beside = [*(check.reason for check in match.checks), *(check.about for check in match.checks)]
            assert not [text for text in beside if MONEY.search(text)]
            seen += not stated
    assert seen > 100


def test_all_measures_without_a_figure_show_none_and_say_so(finder):
    """Not only those that some profile finds."""
    for measure in finder.measures:
        if not any(figure.role is FigureRole.BENEFIT for figure in measure.figures):
            assert measure.amount == ""
            if MONEY_KINDS.intersection(measure.kinds):
                assert "amount" in {point.value for point in measure.left_open}


def test_the_chat_text_holds_no_amount_but_the_plans(finder, replies):
    for reply in replies.values():
        text, citations = write_up(finder.plan.document, statements(reply))
        known = " ".join(citation.quote for citation in citations) + reply.profile.words
        assert all(amount in known for amount in MONEY.findall(text)), text


def test_the_chat_text_is_short_and_cites(finder, replies):
    for name, reply in replies.items():
        text, citations = write_up(finder.plan.document, statements(reply))
        assert len(text) <= MAX_CHARACTERS, name
        assert citations and all(f"[{citation.n}]" in text for citation in citations), name
        assert "主管部门" in text


@pytest.mark.parametrize("word", ["已获", "您可以获得", "保证", "一定能", "将获得", "批准"])
def test_nothing_is_called_granted(finder, replies, word):
    for reply in replies.values():
        own_words = re.sub(r"· .*?（", "（", "\n".join(line.text for line in statements(reply)))
        assert word not in own_words


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("有没有融资担保", {Kind.GUARANTEE}),
        ("我们想要现金奖励", {Kind.REWARD}),
        ("能减免房租吗", {Kind.RENT}),
        ("税收有什么优惠", {Kind.TAX}),
        ("引进的人有没有安家费", {Kind.HOUSING}),
        ("贷款能贴息吗", set()),
        ("有没有创新券", set()),
    ],
)
def test_kinds_that_the_plan_does_not_hold_are_said_to_be_absent(finder, text, absent):
    reply = finder.find(Profile(text=text))
    assert {item.kind for item in reply.absent} == absent
    said = "\n".join(line.text for line in statements(reply))
    for item in reply.absent:
        assert re.search(f"没有写到：.*{item.label}", said)


@pytest.mark.parametrize(
    ("profile", "asks"),
    [
        (Profile(text="有什么支持"), "哪一类"),
        (Profile(text="我们是企业，缺钱，要贷款"), "科技型中小企业|成立多久|做什么"),
        (Profile(text="我们是一家银行，想放贷款"), ""),
    ],
)
def test_at_most_one_question_is_asked_back(finder, profile, asks):
    question = finder.find(profile).question
    assert re.search(asks, question) if asks else question == ""
    assert question.count("？") <= 1


def test_a_told_size_rules_measures_out_with_the_reason(finder):
    small = finder.find(Profile(text="我们是小微企业，10个人，想做工业互联网改造"))
    large = finder.find(Profile(text="我们是大型企业，5000人，想做工业互联网改造"))
    words = "大中型企业"
    assert [m.open_checks[0].reason for m in small.unmet if words in m.measure.text] == ["要求大中型，您的规模较小"]
    assert [m for m in large.matches if words in m.measure.text]


def test_a_trade_meets_its_directions_and_parks(finder):
    reply = finder.find(Profile(industry="生物医药", needs=("space",), place="阳新县"))
    assert "生物医药" in reply.matches[0].measure.text
    assert {"met"} == {c.fit.value for c in reply.matches[0].checks if c.about in ("行业", "地域")}
    pcb = finder.find(Profile(industry="PCB"))
    assert {match.direction.name for match in pcb.directions} == {"印刷线路板", "印刷电路板"}


def test_the_reply_is_plain_data(pcb):
    data = json.loads(json.dumps(pcb.to_dict(), ensure_ascii=False))
    assert data["profile"]["industry"] == "PCB"
    assert data["groups"][0]["measures"][0]["citation"]["id"]
    assert data["disclaimer"].startswith("规划只写方向")


def test_as_the_outcome_of_a_question(finder, pcb):
    outcome = as_reply(pcb)
    assert outcome.status is Status.ANSWERED
    assert {missing.kind for missing in outcome.missing} == {"amount", "deadline", "procedure"}
    assert "c7.s3.i1" in outcome.cited_ids
    without = as_reply(finder.find(Profile(text="我们想要现金奖励")))
    assert ("support", "奖励补助") in {(missing.kind, missing.value) for missing in without.missing}


def test_an_empty_profile_is_answered_too(finder):
    reply = finder.find(Profile())
    assert reply.groups and reply.question


def test_another_citys_measures_with_their_amounts(made_up):
    reply = made_up.find(Profile(text="我们是国家级专精特新小巨人企业，想拿奖励和技术改造补助，还想贷款贴息"))
    amounts = {match.measure.amount for match in reply.matches}
    assert {"50万元", "12%，不超过500万元", "40%，不超过100万元"} <= amounts
    assert not reply.absent
    banned = made_up.find(Profile(text="有没有创新券"))
    assert {item.kind for item in banned.absent} == {Kind.VOUCHER}


def test_the_word_brief_holds_measures_clauses_and_reservation(pcb):
    document = WordDocument(BytesIO(to_docx(pcb)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert pcb.matches[0].measure.text in cells
    assert pcb.matches[0].citation.label in cells
    assert "主管部门" in text and pcb.index in text and "PCB" in text


def test_the_workbook_holds_the_same_rows(pcb):
    book = load_workbook(BytesIO(to_xlsx(pcb)))
    rows = list(book["措施"].iter_rows(values_only=True))
    assert rows[0][2] == "规划的措施（原文）"
    assert pcb.matches[0].measure.text in [row[2] for row in rows[1:]]
    notes = [row[1] for row in book["说明"].iter_rows(values_only=True)]
    assert any("主管部门" in note for note in notes)


def test_a_profile_cannot_smuggle_a_formula_into_the_workbook(finder):
    reply = finder.find(Profile(text="缺钱", industry="=1+1"))
    book = load_workbook(BytesIO(to_xlsx(reply)))
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f"]
