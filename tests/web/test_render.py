from __future__ import annotations

import re

import pytest
from web_fakes import SOURCE, make_document

from corpus.document import Span
from web.reader import clause_html, find, page
from web.render import BlockRenderer, group_sizes, parse_ranges


def span_of(words: str) -> Span:
    at = SOURCE.index(words)
    return Span(at, at + len(words))


def marked_words(html: str) -> str:
    return "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", html))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12-40", ((12, 40),)),
        ("12-40,50-60", ((12, 40), (50, 60))),
        ("40-12", ()),
        ("", ()),
        (None, ()),
        ("12", ()),
        ("12-40;DROP", ()),
        ("١٢-٤٠", ()),
        ("1-999999999", ()),
        (",".join(["1-2"] * 20), ((1, 2),) * 12),
    ],
)
def test_ranges(text, expected):
    assert tuple((r.start, r.end) for r in parse_ranges(text)) == expected


@pytest.mark.parametrize("words", ["研发投入强度", "培育企业", "企业。支持", "到2027年，研发投入强度达到3.1%。"])
def test_exactly_the_words_are_marked(words):
    document = make_document()
    html = "".join(BlockRenderer(document, [span_of(words)]).text(block) for block in document.blocks if not block.row)
    assert re.sub("<[^>]+>", "", marked_words(html)) == words


def test_a_line_break_inside_a_paragraph_is_not_shown():
    html = BlockRenderer(make_document()).text(make_document().by_id["c1.s1.i1"])
    assert html == "<strong>1.培育企业</strong>。支持企业建设研发机构，补助最高50万元。"


def test_a_marked_row_marks_its_cells_and_no_others():
    document = make_document()
    row = document.by_id["c1.s1.t1.r1"]
    html = clause_html(document, row, (Span(row.start, row.end),), "1-2")
    assert re.findall(r"<mark>(.*?)</mark>", html) == ["研发投入", "%", "3.1"]
    assert "<table>" in html
    assert 'id="c1.s1.t1.r1" class="row target cited"' in html


def test_the_plans_own_words_are_escaped():
    html = clause_html(make_document(), make_document().by_id["c1.s1.t1.r2"])
    assert "&lt;b&gt;企业&amp;数&lt;/b&gt;" in html
    assert "<b>企业" not in html


def test_a_line_of_a_box_is_shown_in_its_box():
    html = clause_html(make_document(), make_document().by_id["c1.s1.i1.box1.2"])
    assert "专栏1 重点工程" in html
    assert "1.铸链工程" in html


def test_group_sizes_count_neighbours():
    assert group_sizes([make_document().by_id[f"c1.s1.t1.r{n}"] for n in (1, 2)]) == {"c1.s1.t1.r1": 2}


@pytest.mark.parametrize(
    ("query", "hits"), [("研发", 3), ("补助最高50万元", 1), ("重点 工程", 1), ("", 0), (" ", 0), ("zz", 0)]
)
def test_find(query, hits):
    assert len(find(make_document(), query)) == hits


class TestPage:
    def test_every_address_is_an_anchor_once_and_in_reading_order(self, assistant):
        html = page(assistant.plan)
        ids = [i for i in re.findall(r' id="([^"]+)"', html) if i != "q"]
        assert ids == [block.id for block in assistant.plan.document.blocks]

    def test_no_word_of_the_plan_is_lost(self, assistant):
        text = re.sub(r"\s|<[^>]+>", "", page(assistant.plan).split("<main")[1])
        for block in assistant.plan.document.blocks:
            for piece in block.text.replace("<b>企业&数</b>", "企业&amp;数").split(" | "):
                assert re.sub(r"\s", "", piece) in text.replace("&lt;b&gt;", "").replace("&lt;/b&gt;", "")

    def test_nothing_comes_from_elsewhere_and_nothing_is_a_script(self, assistant):
        html = page(assistant.plan)
        assert "//" not in html.replace("<!doctype html>", "")
        assert "<script" not in html

    def test_it_is_served_with_the_quote_marked(self, client):
        at = SOURCE.index("研发投入强度")
        response = client.get(f"/plan?hl={at}-{at + 6}")
        assert response.status_code == 200
        assert marked_words(response.text) == "研发投入强度"

    @pytest.mark.parametrize("hl", ["x", "5-1", "999999-9999999", "'\"><script>alert(1)</script>"])
    def test_a_range_that_is_none_marks_nothing(self, client, hl):
        response = client.get("/plan", params={"hl": hl})
        assert response.status_code == 200
        assert "<mark" not in response.text
        assert "<script" not in response.text

    def test_search_marks_hits_and_links_them(self, client):
        html = client.get("/plan", params={"q": "研发"}).text
        assert re.findall(r'<mark id="(hit-\d)"', html) == ["hit-1", "hit-2", "hit-3"]
        assert 'href="#hit-2" title="下一处"' in html
        assert "“研发”共 3 处" in html

    def test_the_search_words_are_escaped(self, client):
        html = client.get("/plan", params={"q": '"><script>alert(1)</script>'}).text
        assert "<script" not in html

    def test_a_clause_that_is_not_there_is_a_404(self, client):
        assert client.get("/plan/clause/c99").status_code == 404
