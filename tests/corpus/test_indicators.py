"""The figures read out of the plan: against a list made by hand, against the ground truth, in another plan."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.indicators import FigureKind, Operator, read_indicators
from corpus.indicators.decimals import plain

LEAST = 0.98


@pytest.fixture(scope="module")
def indicators(plan):
    return read_indicators(plan.document)


@pytest.fixture(scope="module")
def of_made_up(made_up):
    return read_indicators(made_up.document)


def by_hand():
    """Rows of the list: address, text, unit ("-": part of the text), words of the name, kind, year."""
    lines = (Path(__file__).parent / "figures.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


def named(records, words):
    return next(record for record in records if any(words in name for name in record.names))


def test_figures_are_those_listed_by_hand(indicators):
    listed = Counter((block, text, kind, year) for block, text, _, _, kind, year in by_hand())
    figures = [figure for record in indicators for figure in record.figures]
    found = Counter((f.block, f.text, f.kind.value, str(f.year or "")) for f in figures)
    hits = sum((listed & found).values())
    precision, recall = hits / sum(found.values()), hits / sum(listed.values())
    print(f"\n{sum(found.values())} figures read, {sum(listed.values())} listed")
    print(f"precision {precision:.3f}, recall {recall:.3f}")
    assert min(precision, recall) >= LEAST, {"not listed": list(found - listed), "not read": list(listed - found)}


def test_figures_bear_the_names_listed_by_hand(indicators):
    names = {}
    for record in indicators:
        for figure in record.figures:
            names.setdefault((figure.block, figure.text), []).append(figure.stated_name)
    wrong = [
        (block, text, words, names.get((block, text)))
        for block, text, _, words, _, _ in by_hand()
        if not any(words in name for name in names.get((block, text), []))
    ]
    assert len(wrong) <= (1 - LEAST) * len(by_hand()), wrong


def test_units_are_those_of_the_tables(indicators):
    units = {(f.block, f.text): f.unit for record in indicators for f in record.figures}
    listed = {(block, text): unit for block, text, unit, *_ in by_hand() if unit != "-"}
    assert {key: units.get(key) for key in listed} == listed


@pytest.mark.parametrize("name", ["huangshi", "yunlan"])
def test_ground_truth(name, request, ground_truth):
    records = request.getfixturevalue("indicators" if name == "huangshi" else "of_made_up")
    ground_truth(f"indicators-{name}.json", [as_json(record) for record in records])


def as_json(record):
    figures = [" ".join(filter(None, words_of(figure))) for figure in record.figures]
    return {
        "id": record.id,
        "names": list(record.names),
        "group": record.group,
        "unit": record.unit,
        "figures": figures,
    }


def words_of(figure):
    value = "" if figure.value is None else plain(figure.value)
    upper = "" if figure.upper is None else f"–{plain(figure.upper)}"
    yield from (f"{figure.block}:", figure.text, f"[{value}{upper}]", figure.operator.value, figure.unit)
    yield from (figure.kind.value, str(figure.year or ""), figure.column, figure.note)


@pytest.mark.parametrize("which", ["plan", "made_up"])
def test_spans_hold_the_figures_text(which, request):
    source = request.getfixturevalue(which)
    for record in read_indicators(source.document):
        for figure in record.figures:
            stated = "".join(source.source[figure.span.start : figure.span.end].split())
            assert figure.text.strip("“”") in stated
            assert figure.clause.start <= figure.span.start and figure.span.end <= figure.clause.end


@pytest.mark.parametrize(
    ("words", "blocks"),
    [
        ("全社会研发经费投入占GDP比重", {"c1.s1.t1.r12", "c1.s4.t2.r5", "c1.s4.i2", "c8.s2.p1"}),
        ("市财政科技支出占公共财政支出的比重", {"c1.s1.t1.r13", "c1.s4.t2.r15", "c1.s4.i4", "c8.s2.p1"}),
        ("省级以上新型研发机构数量", {"c1.s4.t2.r2", "c1.s1.i2", "c1.s4.i1", "c2.s2.i1"}),
        ("科技型中小企业入库数量", {"c1.s4.t2.r9", "c1.s1.i3", "c1.s4.i3", "c4.s2.p1"}),
        ("每万人口高价值发明专利拥有量", {"c1.s4.t2.r7", "c1.s4.i2", "c3.p1"}),
        ("每万人发明专利拥有量", {"c1.s1.t1.r5"}),
        ("省级以上高新园区数量", {"c6.s3.i1"}),
        ("省级以上科技园区数量", {"c1.s4.t2.r3", "c1.s4.i1"}),
    ],
)
def test_one_quantity_is_one_record(indicators, words, blocks):
    assert set(named(indicators, words).sources) == blocks


def test_differing_sources_are_both_kept(indicators):
    record = named(indicators, "技术市场合同成交额")
    of_2020 = {plain(f.value) for f in record.figures if f.year == 2020 and f.kind is not FigureKind.TARGET}
    assert of_2020 == {"56.5", "56"}


def test_a_total_beside_a_rate_is_a_quantity_of_its_own(indicators):
    rate, total = named(indicators, "每万家企业法人中高新技术企业数"), named(indicators, "高新技术企业总数")
    assert rate is not total
    aside = [figure for figure in total.figures if figure.is_aside]
    assert [(plain(f.value), f.operator) for f in aside] == [("375", Operator.EQUAL), ("700", Operator.MORE)]


def test_tables_with_other_headers_units_and_years(of_made_up):
    record = named(of_made_up, "国家级专精特新“小巨人”企业数量")
    rows = [(f.column_year, plain(f.value), f.operator, f.kind) for f in record.figures if f.in_table]
    assert rows == [
        (2022, "19", Operator.EQUAL, FigureKind.BASELINE),
        (2025, "35", Operator.EQUAL, FigureKind.TARGET),
        (2027, "50", Operator.AT_LEAST, FigureKind.TARGET),
    ]
    money = named(of_made_up, "智改数转提速工程市级财政资金")
    assert [(f.value, f.unit, f.kind) for f in money.figures] == [(Decimal(28500), "万元", FigureKind.MONEY)]


def test_the_same_amount_in_other_units_is_one_record(of_made_up):
    assert {f.text for f in named(of_made_up, "市级财政资金合计").figures} == {"63000", "6.3亿元"}


def test_the_made_up_plans_slip_is_kept(of_made_up):
    record = named(of_made_up, "规模以上工业增加值")
    assert {f.text for f in record.figures if f.year == 2022} == {"1268", "1286亿元"}
