from __future__ import annotations

import io
import json
import re

import pytest
from docx import Document
from openpyxl import load_workbook
from starlette.testclient import TestClient

from corpus.errors import PlanFormatError
from corpus.examples import load_profiles
from rag.settings import Settings
from rag.support import Fit, Profile
from web.application import create_app
from web.support.page import MARKS

PCB = "我们做PCB的，30人，缺钱也缺人"
BANK = "我们是一家银行，想给科技型中小企业放贷款，要担保"
FORM = {"content-type": "application/x-www-form-urlencoded"}


class TestJson:
    def test_it_is_the_finders_reply(self, plan_client, finder):
        body = plan_client.post("/api/support", json={"text": PCB}).json()
        assert body == json.loads(json.dumps(finder.find(Profile(text=PCB)).to_dict()))
        assert [group["need"] for group in body["groups"]]
        assert "主管部门" in body["disclaimer"]

    def test_every_field_is_optional_and_reaches_the_finder(self, plan_client):
        assert plan_client.post("/api/support", json={}).status_code == 200
        sent = {"text": "", "industry": "PCB", "stage": "成长期", "size": "30人", "needs": ["money", "缺人"],
                "place": "大冶", "ownership": "民营", "plan": None}  # fmt: skip
        profile = plan_client.post("/api/support", json=sent).json()["profile"]
        assert {name: profile[name] for name in ("industry", "place", "needs")} == {
            "industry": "PCB", "place": "大冶", "needs": sent["needs"],
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("body", "named"),
        [
            ({"text": "字" * 2001}, "text: expected 1–2,000"),
            ({"industry": "字" * 201}, "industry: expected 1–200"),
            ({"text": "a\x00b"}, "\\u{0000}"),
            ({"size": 30}, "size: expected"),
            ({"needs": "money"}, "needs: expected a list"),
            ({"needs": ["钱"] * 21}, "needs: expected at most 20, got 21"),
            ({"needs": [3]}, "needs: expected"),
            ({"needs": [""]}, "needs: expected"),
            ([], "the body"),
        ],
    )
    def test_what_cannot_be_a_profile_is_a_422_that_says_why(self, plan_client, body, named):
        response = plan_client.post(
            "/api/support", content=json.dumps(body), headers={"content-type": "application/json"}
        )
        assert response.status_code == 422
        assert named in response.json()["error"]["message"]

    def test_another_plan_is_a_404(self, plan_client):
        assert plan_client.post("/api/support", json={"plan": "elsewhere"}).status_code == 404


class TestExports:
    @pytest.mark.parametrize("sent", [{"json": {"text": PCB}}, {"data": {"text": PCB}}], ids=["json", "form"])
    def test_docx_holds_the_profile_and_the_clauses(self, plan_client, sent):
        response = plan_client.post("/api/support.docx", **sent)
        assert response.headers["content-disposition"].startswith('attachment; filename="support-brief.docx"')
        document = Document(io.BytesIO(response.content))
        words = "\n".join(p.text for p in document.paragraphs)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert "30人" in words
        assert any(text.startswith("第") and "章" in text for text in cells)

    def test_xlsx_opens(self, plan_client):
        response = plan_client.post("/api/support.xlsx", json={"text": BANK})
        assert load_workbook(io.BytesIO(response.content)).active.max_row > 2

    @pytest.mark.parametrize(
        ("content", "status"),
        [(b"text=%FF%FE", 200), (b"\xff", 422), (b"&".join([b"needs=a"] * 101), 422), (b"text=a%00b", 422), (b"", 200)],
    )
    def test_a_strange_form_is_refused_or_read(self, plan_client, content, status):
        response = plan_client.post("/api/support.xlsx", content=content, headers=FORM)
        assert response.status_code == status


class TestPage:
    def test_without_a_profile_it_is_the_form_with_examples(self, plan_client, whole_plan):
        html = plan_client.get("/support").text
        assert "found" not in html.split("<main")[1].split("</main>")[0].replace("not found", "")
        for example in load_profiles(whole_plan.path):
            assert example.text in html

    def test_a_form_gives_the_same_cards_as_the_finder(self, plan_client, finder):
        html = plan_client.post("/support", data={"text": PCB}).text
        reply = finder.find(Profile(text=PCB))
        assert html.count('<li class="card ') == len(reply.matches) + len(reply.unmet)
        for match in (*reply.matches, *reply.unmet):
            assert f"#{match.citation.id}" in html
            assert match.measure.text in html

    def test_each_mark_is_a_sign_and_a_word(self, plan_client):
        html = plan_client.post("/support", data={"text": BANK}).text
        for fit in Fit:
            sign, word = MARKS[fit]
            assert f'<span class="mark {fit.value}">{sign} {word}</span>' in html

    def test_what_the_plan_does_not_hold_is_said(self, plan_client):
        html = plan_client.post("/support", data={"text": BANK}).text
        assert re.search("规划里没有写：</b>融资担保", html)

    def test_no_amount_is_shown_that_the_plan_does_not_give(self, plan_client, finder):
        for text in (PCB, BANK):
            html = plan_client.post("/support", data={"text": text}).text
            shown = re.findall(r"写明的数额</dt><dd[^>]*>([^<]+)<", html)
            reply = finder.find(Profile(text=text))
            assert shown == [m.measure.amount for m in (*reply.matches, *reply.unmet) if m.measure.amount]

    def test_what_was_filled_in_stays_and_goes_to_the_exports(self, plan_client):
        html = plan_client.post("/support", data={"text": PCB, "stage": "成长期", "needs": ["money", "people"]}).text
        assert f">{PCB}</textarea>" in html
        assert '<option value="成长期" selected>' in html
        assert html.count("checked>") == 2
        form = re.search(r'<form action="api/support.docx".*?</form>', html)[0]
        assert re.findall(r'name="needs" value="(\w+)"', form) == ["money", "people"]

    @pytest.mark.parametrize("field", ["text", "industry", "size", "place", "stage", "ownership", "needs"])
    def test_words_of_the_form_are_escaped(self, plan_client, field):
        html = plan_client.post("/support", data={field: '"><script>alert(1)</script>', "text": "茶园"} | (
            {"text": "茶园<script>alert(1)</script>"} if field == "text" else {}
        )).text  # fmt: skip
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html

    def test_nothing_comes_from_elsewhere(self, plan_client):
        html = plan_client.post("/support", data={"text": PCB}).text
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//', html) == []

    def test_a_link_with_a_profile_shows_what_fits(self, plan_client):
        assert '<li class="card ' in plan_client.get("/support", params={"text": PCB, "lang": "en"}).text


@pytest.mark.parametrize("door", ["/support", "/api/support.docx", "/api/support.xlsx", "/api/support"])
def test_every_door_counts_against_the_limit(assistant, whole_plan, finder, door):
    assistant.plan, assistant.support = whole_plan, finder
    app = create_app(lambda report: assistant, Settings(_env_file=None, rate_limit=1), chat=False)
    with TestClient(app) as client:
        assert app.state.readiness.wait(5)
        assert client.post("/api/support", json={}).status_code == 200
        response = client.post(door, json={})
        assert (response.status_code, response.json()["error"]["code"]) == (429, "too_many_requests")


@pytest.mark.parametrize(
    "text", ["[[profile]]\nwho = 1\ntext = 'a'", "[[profile]]\nwho = 'a'", "profile = [1]", "[[profile"]
)
def test_a_malformed_example_names_its_file(tmp_path, text):
    (tmp_path / "examples.toml").write_text(text, "utf-8")
    with pytest.raises(PlanFormatError, match="examples.toml: expected"):
        load_profiles(tmp_path)


def test_a_plan_without_examples_has_none(tmp_path):
    assert load_profiles(tmp_path) == ()
