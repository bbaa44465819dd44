"""The made-up plan and notice, written by someone who had not read the parser."""

import json

import pytest

from tests.corpus.conftest import MADE_UP

QUESTIONS = [json.loads(line) for line in (MADE_UP / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
WITH_EVIDENCE = [question for question in QUESTIONS if question["evidence"]]
ADDRESSES = [
    ("c0", "云澜市先进制造业发展规划（2023—2027年）"),
    ("c1.s1.i1", "1.1 产业规模稳步扩大"),
    ("c1.s2.i3", "③高技能人才缺口较大"),
    ("c2.s2.i4", "（4）坚持安全底线。"),
    ("c3.p1", "突出比较优势"),
    ("c3.s1.i1.b2", "（2）港口机械。"),
    ("c3.s1.i3.box1.2", "2.新型储能："),
    ("c3.s3.b3", "——“多园”即"),
    ("c4.s1.i4.b2", "②绿色园区"),
    ("c4.s2.p1", "各牵头单位应于"),
    ("c4.s2.box2", "专栏 公共服务平台建设重点"),
    ("c4.s2.box2.4", "④澜江船舶设计云平台："),
    ("c7.p2", "本规划自印发之日起施行"),
]


@pytest.mark.parametrize(("address", "beginning"), ADDRESSES)
def test_address(made_up, address, beginning):
    assert made_up.document.by_id[address].text.startswith(beginning)


@pytest.mark.parametrize("question", WITH_EVIDENCE, ids=lambda question: question["id"])
def test_evidence_stands_in_one_block_under_its_heading(made_up, question):
    start = made_up.source.index(question["evidence"])
    visible = start + len(question["evidence"]) - len(question["evidence"].lstrip())
    document = made_up.document
    (block,) = [b for b in document.blocks if any(span.start <= visible < span.end for span in b.spans)]
    titles = [above.text for above in (*document.ancestors(block.id), block)]
    assert any(question["heading"] in title for title in titles)


def test_rows_of_both_tables(made_up):
    blocks = made_up.document.by_id
    grouped, serial = blocks["c2.s3.t1.r10"].row, blocks["c4.s2.t2.r2"].row
    assert (grouped.group, grouped.columns[1:]) == (
        "数字赋能",
        ("单位", "2022年基期值", "2025年目标值", "2027年目标值"),
    )
    assert [cell.text for cell in grouped.cells] == ["关键工序数控化率", "%", "54.7", "62", "70"]
    assert (serial.group, serial.columns) == (
        "",
        ("重点工程", "市级财政资金（万元）", "培训产业人才（人）", "牵头单位"),
    )
    assert [cell.text for cell in serial.cells] == ["智改数转提速工程", "28500", "3600", "市工业和信息化局"]


def test_notice_is_paragraphs(notice):
    ids = [block.id for block in notice.document.blocks]
    assert ids == ["c0", *[f"c0.p{number}" for number in range(1, 11)]]
