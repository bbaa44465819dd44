"""Nothing is lost and nothing stands twice, whatever the text."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.address import locate
from corpus.chunker import chunk
from corpus.parser import parse

MARK = re.compile(r"\[bookmark: [^\[\]\n\r\v\f\x85\u2028\u2029]*\]")
PIECES = [
    *("一、", "（一）", "第一章 ", "第二节 ", "第三条 ", "1.", "1.1 ", "2 ", "（1）", "①", "——", "- ", "# ", "## "),
    *(
        "专栏1 ",
        "\t专栏2 ",
        "专栏 ",
        "表1 指标",
        "备注：",
        "目录",
        "单位：万元",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\u3000",
    ),
    *(
        "|",
        "|a|b|\n",
        "|---|---|\n",
        "a\tb\tc\n",
        "\ta\n\tb\n\n",
        "新材料",
        "增长8%。",
        "2025",
        "“",
        "”",
        "……3",
        "\ufeff",
    ),
    *("[bookmark: _Toc1]", "[bookmark: ", "]", "文" * 40, "\x00", "\u200b", "😀", "\ud800"),
]


def covered(document):
    counts = [0] * len(document.source)
    for block in document.blocks:
        for span in block.spans:
            for offset in range(span.start, span.end):
                counts[offset] += 1
    return counts


def wrongly_covered(source):
    """Offsets of visible characters that do not stand in exactly one block (in none, inside a mark)."""
    inside = {offset for match in MARK.finditer(source) for offset in range(*match.span())}
    counts = covered(parse(source, "any"))
    return [
        offset
        for offset, count in enumerate(counts)
        if count != (offset not in inside) and (offset in inside or not source[offset].isspace())
    ]


@pytest.mark.parametrize("name", ["plan", "made_up", "notice"])
def test_each_visible_character_stands_in_one_block(name, request):
    assert wrongly_covered(request.getfixturevalue(name).source) == []


@pytest.mark.parametrize("name", ["plan", "made_up", "notice"])
def test_text_is_what_the_spans_hold(name, request):
    plan = request.getfixturevalue(name)
    for block in plan.document.blocks:
        if block.row is None and block.kind != "table":
            stands = "".join(plan.source[span.start : span.end] for span in block.spans)
            assert "".join(block.text.split()) == "".join(stands.split()), block.id


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_arrangement_of_marks_keeps_every_character(source):
    assert wrongly_covered(source) == []


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_gives_a_tree_with_unique_addresses(source):
    document = parse(source, "any")
    ids = [block.id for block in document.blocks]
    assert len(ids) == len(set(ids))
    assert all(block.parent is None or block.parent in document.by_id for block in document.blocks)
    assert [locate(document, piece.id).label != "" for piece in chunk(document)] == [True] * len(ids)


@pytest.mark.parametrize(
    "line", ["\ta\n", "指标\n", "表1 指标\n", "|a|b|\n", "[bookmark: ", "1.a\n", "专栏1 x\n", "a\tb\n", "1.1."]
)
def test_time_grows_with_the_text_and_not_faster(line):
    def seconds(length):
        source = line * (length // len(line))
        start = time.process_time()
        parse(source, "any")
        return time.process_time() - start

    short, long = min(seconds(20_000) for _ in range(3)), seconds(160_000)
    # Eight times the text; quadratic time would take sixty-four times as long.
    assert long < 24 * short + 0.2
