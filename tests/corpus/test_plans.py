import re
import shutil

import pytest

from corpus.errors import PlanFormatError, PlanNotFoundError
from corpus.lexicon import load_lexicon
from corpus.plans import PLANS_DIR, list_plans, load_plan, plan_sha256
from tests.corpus.conftest import MADE_UP

GOOD = 'id = "p"\ntitle = "某市规划"\nshort_title = "规划"\nperiod_start = 2021\nperiod_end = 2025\n'
BAD_SETTINGS = [
    ("title = 3\n", "title is 3"),
    ("period_start = '2021'\n", "'2021'"),
    ("period_end = 20255\n", "20255"),
    ("period_end = 2020\n", "2021 to 2020"),
    ('id = "other"\n', "'other'"),
    ("colour = 1\n", "'colour'"),
    ("short_title = ' '\n", "' '"),
    ("= 1\n", "plan.toml"),
]
BAD_LEXICONS = [
    ('[alias]\n"a" = "b"\n', "'alias'"),
    ('[aliases]\n"123456789" = "b"\n', "'123456789'"),
    ('[aliases]\n"a" = 3\n', "3"),
    ('[aliases]\n"a" = []\n', r"\[\]"),
    ('[aliases]\n"a" = [""]\n', r"\[''\]"),
    ('[english]\n"GDP" = "b"\n', "'gdp'"),
    ("aliases = 1\n", "1"),
    ("[aliases\n", "TOML"),
]
BUNDLED = PLANS_DIR / "huangshi-sti-2021-2025"


def folder(tmp_path, settings=GOOD, text="某市规划\n一、甲\n乙。\n"):
    path = tmp_path / "p"
    path.mkdir()
    (path / "plan.toml").write_text(settings, encoding="utf-8")
    (path / "plan.txt").write_text(text, encoding="utf-8")
    return tmp_path


def changed(line):
    key = line.split(" ")[0]
    return "".join(kept for kept in GOOD.splitlines(keepends=True) if not kept.startswith(f"{key} ")) + line


def test_bundled_plan(plan):
    assert (plan.title, plan.period, plan.place_names) == (
        "黄石市科技创新发展“十四五”规划",
        "2021—2025年",
        ("黄石市", "黄石"),
    )
    assert plan.document.blocks[0].text == plan.title
    assert plan.sha256 == plan_sha256(plan.id)


def test_line_ends_are_kept(tmp_path):
    root = folder(tmp_path)
    (tmp_path / "p" / "plan.txt").write_bytes("某市规划\r\n一、甲\r\n".encode())
    assert load_plan("p", root).source == "某市规划\r\n一、甲\r\n"


def test_list_plans(tmp_path):
    assert list_plans(MADE_UP) == ("notice", "yunlan-manufacturing-2023-2027")
    assert list_plans(tmp_path) == ()


@pytest.mark.parametrize("plan_id", ["nowhere", "", "../notice", "a/b", "NOTICE"])
def test_unknown_plan(plan_id):
    with pytest.raises(PlanNotFoundError, match=re.escape(repr(plan_id))):
        load_plan(plan_id, MADE_UP)


@pytest.mark.parametrize(("line", "named"), BAD_SETTINGS)
def test_bad_settings_are_named(tmp_path, line, named):
    with pytest.raises(PlanFormatError, match=named):
        load_plan("p", folder(tmp_path, changed(line)))


@pytest.mark.parametrize("key", ["id", "title", "short_title", "period_start", "period_end"])
def test_missing_settings_are_named(tmp_path, key):
    with pytest.raises(PlanFormatError, match=f"'{key}' is missing"):
        load_plan("p", folder(tmp_path, "".join(k for k in GOOD.splitlines(True) if not k.startswith(f"{key} "))))


def test_missing_and_undecodable_text(tmp_path):
    root = folder(tmp_path)
    (tmp_path / "p" / "plan.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(PlanFormatError, match="byte 0"):
        load_plan("p", root)
    (tmp_path / "p" / "plan.txt").unlink()
    with pytest.raises(PlanFormatError, match=r"plan\.txt"):
        load_plan("p", root)


@pytest.mark.parametrize(("text", "named"), BAD_LEXICONS)
def test_bad_lexicons_are_named(tmp_path, text, named):
    path = tmp_path / "lexicon.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanFormatError, match=named):
        load_lexicon(path)


def test_a_copied_folder_is_a_plan(tmp_path, plan):
    shutil.copytree(BUNDLED, tmp_path / plan.id)
    assert load_plan(plan.id, tmp_path).sha256 == plan.sha256
