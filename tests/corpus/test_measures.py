from pathlib import Path

import pytest

from corpus.measures import MONEY_KINDS, FigureRole, Kind, LeftOpen, read_directions, read_measures
from tests.corpus.hand_list import compare, load

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def measures(plan):
    return read_measures(plan.document)


@pytest.fixture(scope="module")
def by_hand():
    return load(HERE / "measures_huangshi.tsv")


def test_every_hand_listed_measure_is_named_exactly_once(plan, by_hand):
    for row in by_hand:
        assert plan.document.by_id[row.block].text.count(row.words) == 1, row


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("precision", 0.95),
        ("recall", 0.95),
        ("kind_precision", 0.95),
        ("kind_recall", 0.95),
        ("audience_precision", 0.88),
        ("audience_recall", 0.95),
        ("strength", 0.92),
    ],
)
def test_measures_read_as_listed_by_hand(measures, by_hand, figure, least):
    result = compare([m for m in measures if not m.block.startswith(("c0", "c1"))], by_hand)
    assert getattr(result, figure) >= least, (result.missed, result.wrong)


@pytest.mark.parametrize(
    ("figure", "least"), [("precision", 0.95), ("recall", 0.95), ("kind_precision", 0.85), ("kind_recall", 0.9)]
)
def test_another_citys_measures_are_read_by_the_same_rules(made_up, figure, least):
    result = compare(read_measures(made_up.document), load(HERE / "measures_made_up.tsv"))
    assert getattr(result, figure) >= least, (result.missed, result.wrong)


def test_ground_truth(measures, ground_truth):
    ground_truth("measures.json", [_record(measure) for measure in measures])


def test_ground_truth_of_directions(plan, ground_truth):
    directions = read_directions(plan.document)
    ground_truth("directions.json", [[d.id, d.industry, d.name, d.text] for d in directions])


def test_every_span_gives_back_the_measures_words(plan, made_up, notice):
    for document in (plan.document, made_up.document, notice.document):
        for measure in read_measures(document):
            source = document.source[measure.span.start : measure.span.end]
            assert _without_marks(source) == "".join(measure.text.split()), measure.id
            within = document.by_id[measure.block].text[measure.within.start : measure.within.end]
            assert within == measure.text
            for part in (*measure.conditions, *measure.figures):
                words = document.source[part.span.start : part.span.end]
                assert "".join(words.split()) == "".join(part.text.split()), (measure.id, part)


def test_no_chapter_on_the_past_or_the_aims_holds_a_measure(measures):
    assert not [m.id for m in measures if m.block.startswith(("c0", "c1."))]


def test_an_amount_is_left_open_exactly_where_money_is_given_without_a_figure(measures, made_up):
    for measure in (*measures, *read_measures(made_up.document)):
        is_money = bool(MONEY_KINDS.intersection(measure.kinds))
        assert (LeftOpen.AMOUNT in measure.left_open) == (is_money and not measure.amount), measure


def test_only_the_risk_compensation_states_what_one_gets(measures):
    assert {m.amount: m.kinds for m in measures if m.amount} == {"40%": (Kind.RISK_COMPENSATION,)}


def test_a_funds_volume_is_not_what_one_gets(measures):
    (fund,) = [m for m in measures if "1亿元" in m.text]
    assert [(figure.text, figure.role) for figure in fund.figures] == [("1亿元", FigureRole.POOL)]
    assert fund.amount == ""


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("竣工验收后", "12%，不超过500万元"),
        ("补助比例提高", "3个百分点"),
        ("每人6000元", "6000元"),
        ("一次性奖励50万元", "50万元"),
        ("贴息期限", "40%，不超过100万元"),
        ("适当奖励", ""),
        ("安家补贴", ""),
        ("总规模20亿元", ""),
    ],
)
def test_amounts_of_another_plan(made_up, words, amount):
    (measure,) = [m for m in read_measures(made_up.document) if words in m.text]
    assert measure.amount == amount


def test_a_notice_without_headings_gives_its_subsidy(notice):
    amounts = [m.amount for m in read_measures(notice.document) if Kind.REWARD in m.kinds]
    assert amounts == ["20%，不超过60万元", "25%"]


def test_each_industry_and_field_has_its_directions(plan):
    industries = {direction.industry for direction in read_directions(plan.document)}
    assert industries == {
        "新材料",
        "电子信息",
        "智能装备",
        "生命健康",
        "节能环保",
        "新能源汽车",
        "现代服装",
        "工业互联网",
        "资源与环境保护",
        "人口健康与疾病防治",
    }


def test_a_box_on_several_industries_names_them_line_by_line(made_up):
    lines = [d.industry for d in read_directions(made_up.document) if ".box" in d.id]
    assert lines == ["高端装备", "新型储能", "精密仪器"]


def _record(measure):
    return {
        "id": measure.id,
        "text": measure.text,
        "kinds": [kind.value for kind in measure.kinds],
        "audiences": [audience.value for audience in measure.audiences],
        "served": [audience.value for audience in measure.served],
        "heading_audiences": [audience.value for audience in measure.heading_audiences],
        "strength": measure.strength.value,
        "verb": measure.verb,
        "conditions": [[condition.kind.value, condition.text] for condition in measure.conditions],
        "industries": list(measure.industries),
        "places": list(measure.places),
        "figures": [[figure.text, figure.role.value] for figure in measure.figures],
        "left_open": [point.value for point in measure.left_open],
        "span": [measure.span.start, measure.span.end],
    }


def _without_marks(source):
    import re

    return "".join(re.sub(r"\[bookmark: [^\]]*\]", "", source).split())
