import json

import pytest
from eval_builders import case, unanswerable

from eval.cases import load_cases, parse_case, read_lines, select
from eval.errors import GoldFormatError
from eval.merge import merge_parts, write_gold
from eval.split import components, leaks, split


def test_a_gold_file_reads_back(tmp_path):
    cases = [case(), unanswerable(history=("上一问",))]
    write_gold(cases, tmp_path / "gold.jsonl")
    assert load_cases(tmp_path / "gold.jsonl") == cases


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"facts": [["a"], []]}, "facts"),
        ({"facts": []}, "no facts"),
        ({"relevant": ["c1"]}, "relevant"),
        ({"history": "上一问"}, "history"),
        ({"answerable": 1}, "answerable"),
        ({"question": " "}, "question"),
        ({"split": "train"}, "train"),
        ({"colour": "red"}, "colour"),
        ({"wrong": [""]}, "wrong"),
    ],
)
def test_a_refused_case_names_its_field(change, named):
    raw = json.loads(case().to_json()) | change
    with pytest.raises(GoldFormatError, match=named):
        parse_case(raw)


def test_refused_lines_name_file_and_line(tmp_path):
    part = tmp_path / "staff.jsonl"
    part.write_text(f"{case().to_json()}\n\n{{broken\n[]\n", encoding="utf-8")
    cases, refused = read_lines(part)
    assert [one.id for one in cases] == ["t-1"]
    assert [line.split(": ")[0] for line in refused] == ["staff.jsonl:3", "staff.jsonl:4"]
    with pytest.raises(GoldFormatError, match="staff.jsonl:3"):
        load_cases(part)


def test_merge_refuses_what_stands_twice(tmp_path):
    write_gold([case("a", question="问题一"), case("b", question="问题二")], tmp_path / "1.jsonl")
    write_gold([case("a", question="问题三"), case("c", question="问题 一")], tmp_path / "2.jsonl")
    cases, refused = merge_parts(tmp_path)
    assert {one.id for one in cases} == {"a", "b"}
    assert len(refused) == 2
    assert "id is taken" in refused[0] and "asks the same as a" in refused[1]


def test_merge_without_parts_says_so(tmp_path):
    with pytest.raises(GoldFormatError, match="no \\*.jsonl"):
        merge_parts(tmp_path)


def test_cases_that_share_a_clause_and_fact_stand_together():
    chain = [
        case("a", relevant=(("c1",),), facts=(("1",),)),
        case("b", relevant=(("c1", "c2"),), facts=(("1", "2"),)),
        case("c", relevant=(("c2",),), facts=(("2.0",),)),
        case("d", relevant=(("c2",),), facts=(("3",),)),
    ]
    assert sorted(sorted(one.id for one in group) for group in components(chain)) == [["a", "b", "c"], ["d"]]


def test_split_is_even_tight_and_repeatable():
    cases = [
        case(f"{kind}-{i}", kind=kind, relevant=((f"c{i // 2}",),), facts=((kind,),))
        for kind in ("figure", "list")
        for i in range(40)
    ] + [unanswerable(f"u{i}") for i in range(41)]
    halves = split(cases)
    assert [one.id for one in halves] == [one.id for one in cases]
    assert split(cases[::-1])[::-1] == halves
    assert leaks(halves) == []
    for kind, least in (("figure", 20), ("list", 20), ("not_in_plan", 20)):
        assert len(select(halves, "dev", [kind])) >= least
        assert len(select(halves, "test", [kind])) >= least


def test_a_case_keeps_the_half_it_had():
    cases = [case(f"k{i}", relevant=((f"c{i}",),)) for i in range(20)]
    before = {one.id: "test" for one in cases[:9]}
    halves = {one.id: one.split for one in split(cases, before)}
    assert {halves[name] for name in before} == {"test"}
    assert sorted(halves.values()).count("dev") == 10
    joined = [*cases, case("new", relevant=(("c0", "c1"),))]
    assert split(joined, halves)[-1].split == "test"


def test_a_leak_is_found():
    found = leaks([case("a", split="dev"), case("b", split="test")])
    assert [(dev, test) for dev, test, _ in found] == [("a", "b")]
