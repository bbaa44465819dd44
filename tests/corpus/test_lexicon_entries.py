"""What stands in the lexicons that are shipped: the shared one and the plans' own."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from corpus.lexicon import MAX_KEY, SHARED_DIR, load_lexicon, shared_lexicon
from corpus.plans import PLANS_DIR, list_plans, load_plan

SHARED_FILES = sorted(SHARED_DIR.glob("*.toml"))
OWN_FILES = [PLANS_DIR / plan / "lexicon.toml" for plan in list_plans()]
ENTRY = re.compile(r'^"(?:[^"\\]|\\.)+" = (?:"[^"]+"|\["[^"]+"(?:, "[^"]+")*\]) +# \S')
SHARE_OUTSIDE_THE_PLAN = 0.1


def terms_of(path: Path) -> list[str]:
    tables = [table for _, table in load_lexicon(path).tables()]
    return [term for table in tables for terms in table.values() for term in terms]


@pytest.mark.parametrize("path", [*SHARED_FILES, *OWN_FILES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_entry_is_one_line_with_a_comment(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] not in "#["]
    assert [line for line in lines if not ENTRY.match(line)] == []
    assert len(lines) == sum(len(entries) for entries in tomllib.loads(path.read_text(encoding="utf-8")).values())


def test_the_shared_files_load_together() -> None:
    assert len(shared_lexicon().aliases) > 1000


@pytest.mark.parametrize("path", [*SHARED_FILES, *OWN_FILES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_entry_leads_to_other_words_each_once(path: Path) -> None:
    tables = [table for _, table in load_lexicon(path).tables()]
    entries = list(chain.from_iterable(table.items() for table in tables))
    assert [name for name, terms in entries if len({name, *terms}) < len(terms) + 1] == []


def test_aliases_are_short() -> None:
    keys = [key for path in (*SHARED_FILES, *OWN_FILES) for key in load_lexicon(path).aliases]
    assert max(map(len, keys)) <= MAX_KEY


def test_most_shared_terms_stand_in_a_plan() -> None:
    sources = "\n".join(load_plan(plan).source for plan in list_plans()).lower()
    shared = [term for path in SHARED_FILES for term in terms_of(path)]
    strange = [term for term in shared if term.lower() not in sources]
    assert len(strange) <= SHARE_OUTSIDE_THE_PLAN * len(shared), sorted(set(strange))


@pytest.mark.parametrize("plan_id", list_plans())
def test_the_own_terms_stand_in_the_plan(plan_id: str) -> None:
    source = load_plan(plan_id).source.lower()
    own = terms_of(PLANS_DIR / plan_id / "lexicon.toml")
    assert [term for term in own if term.lower() not in source] == []


def test_a_plan_has_the_shared_entries_under_its_own() -> None:
    plan = load_plan(list_plans()[0])
    own = load_lexicon(plan.path / "lexicon.toml")
    assert len(own.aliases) > 0
    assert plan.lexicon.aliases == {**shared_lexicon().aliases, **own.aliases}


@pytest.mark.parametrize(
    ("language", "said", "term"),
    [
        ("zh", "缺钱", "融资"),
        ("zh", "招不到人", "引才"),
        ("zh", "高企", "高新技术企业"),
        ("zh", "pcb", "印刷电路板"),
        ("zh", "研发强度", "全社会研发经费投入占GDP比重"),
        ("en", "venture capital", "创业投资基金"),
        ("en", "r&d intensity", "全社会研发经费投入占GDP比重"),
        ("ja", "スタートアップ", "科技型初创企业"),
        ("ja", "研究开发费", "研发经费投入"),
        ("ko", "스타트업", "科技型初创企业"),
        ("ru", "инкубатор", "科技企业孵化器"),
    ],
)
def test_the_shared_lexicon_knows(language: str, said: str, term: str) -> None:
    assert term in shared_lexicon().names(language)[said]


def test_no_alias_is_a_single_character() -> None:
    singles = {key for key in shared_lexicon().aliases if len(key) == 1}
    assert singles <= {"伢", "娃", "铬"}
