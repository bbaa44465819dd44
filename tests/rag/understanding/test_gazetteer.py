from __future__ import annotations

import pytest
from hypothesis import given

from rag.understanding.places import Gazetteer, PlaceMention, jieba_dictionary, names_in_plan
from tests.rag.texts import TEXTS, fuzzed


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(jieba_dictionary(), own=("青山市", "青山", "湖北省", "湖北"), extra=("下陆区",))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("武汉市和宜昌的政策", ["武汉市", "宜昌"]),
        ("青山市有什么园区", ["青山市"]),
        ("下陆区打造什么", ["下陆区"]),
        ("湖北省与德国、日本合作", ["湖北省", "德国", "日本"]),
        ("白银市的政策", ["白银市"]),
        ("长安汽车与光明食品", []),
        ("城市社区和超市、景区", []),
        ("促进新兴和传统产业", []),
        ("the target", []),
        ("", []),
    ],
)
def test_places_are_found_longest_first(gazetteer, text, names):
    assert [place.name for place in gazetteer.find(text)] == names


def test_a_mention_has_its_offset(gazetteer):
    assert gazetteer.find("去武汉市") == (PlaceMention("武汉市", 1),)


@pytest.mark.parametrize(
    ("text", "names"), [("青山和青山市", []), ("湖北的武汉", ["武汉"]), ("青山比黄冈市多吗", ["黄冈市"])]
)
def test_the_plan_s_own_place_and_what_lies_above_are_not_foreign(gazetteer, text, names):
    assert [place.name for place in gazetteer.foreign(text)] == names


def test_districts_that_only_the_plan_knows_are_read_out_of_it():
    source = "支持下陆区发展。下陆区、砚浔县。推动下陆区建设，高新区、高新区"
    assert names_in_plan(source, jieba_dictionary()) == {"下陆区"}


@fuzzed
@given(TEXTS)
def test_places_of_any_text_stand_where_they_are_said_to(gazetteer, text):
    found = gazetteer.find(text)
    assert all(text[place.offset :].startswith(place.name) for place in found)
    assert set(gazetteer.foreign(text)) <= set(found)
