"""What the documents say of settings, doors, commands, files and licences is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rag.settings import PREFIX, ROOT, Settings
from web.application import create_app

READMES = ["README.md", "README.zh.md"]
DOCUMENTS = [*READMES, "THIRD_PARTY_NOTICES.md", "eval/README.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))]
REQUIREMENTS = sorted(path.name for path in ROOT.glob("requirements*.txt"))


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def shown_default(value: object) -> str:
    """A setting's default as the table writes it."""
    if isinstance(value, Path):
        return value.relative_to(ROOT).as_posix()
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value in (None, ()) else str(value)


@pytest.mark.parametrize("name", READMES)
def test_the_settings_table_has_every_setting_with_its_default(name):
    rows = re.findall(rf"^\| `({PREFIX}\w+)` \| (?:`(.*?)`|–) \|", read(name), re.MULTILINE)
    expected = {
        f"{PREFIX}{field.upper()}": shown_default(info.default) for field, info in Settings.model_fields.items()
    }
    assert dict(rows) == expected
    assert len(rows) == len(expected)


def is_used(field: str) -> bool:
    """Whether any code outside the settings reads the field."""
    files = [ROOT / "app.py", *(path for layer in ("rag", "web") for path in (ROOT / layer).rglob("*.py"))]
    return any(f"settings.{field}" in file.read_text("utf-8") for file in files if file.name != "settings.py")


def test_settings_without_effect_are_said_to_be_so():
    reserved = re.findall(rf"^\| `{PREFIX}(\w+)` .*reserved", read("README.md"), re.MULTILINE)
    assert {field for field in Settings.model_fields if not is_used(field)} == {name.lower() for name in reserved}


@pytest.mark.parametrize("name", READMES)
def test_every_door_that_is_named_is_there(name):
    app = create_app(lambda report: None, Settings(_env_file=None))
    there = {re.sub(r"{\w+}", "{id}", path) for path in app.openapi()["paths"]}
    there |= {getattr(route, "path", "") for route in app.routes} | {"/"}
    named = set(re.findall(r"`(?:GET |POST )?(/[a-z][\w./{}-]*|/)", read(name))) - {"/plan-qa"}  # a sub-path as example
    assert len(named) > 15
    assert {
        path for path in named if not any(known == path or known.startswith(f"{path}/") for known in there)
    } == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_files(name):
    folder = (ROOT / name).parent
    links = [link.split("#")[0] for link in re.findall(r"\]\((?!https?:|#)([^)]+)\)", read(name))]
    assert [link for link in links if not (folder / link).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_named_in_words_are_there(name):
    named = re.findall(r"`((?:corpus|index|rag|web|eval|tests|docs)/[\w./-]+)`", read(name))
    # Folders that only a run makes are kept out of the repository by name.
    made_by_runs = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    lasting = [path for path in named if path.strip("/") not in made_by_runs]
    assert [path for path in lasting if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_the_first_screen_shows_what_it_is_and_how_it_runs(name):
    first = "\n".join(read(name).splitlines()[:30])
    for part in ("make run", "make test", "rag ask", "[1] 第一章（四）发展目标 · 表2", "docs/images/chat.png"):
        assert part in first


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_every_direct_dependency_has_its_licence_named(file):
    names = re.findall(r"^([\w.-]+)==", read(file), re.MULTILINE)
    noted = dict(re.findall(r"^\| ([\w.-]+) \| ([^|]*?) \|", read("THIRD_PARTY_NOTICES.md"), re.MULTILINE))
    assert [name for name in names if not noted.get(name)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "images").glob("*.png")), ids=lambda path: path.name)
def test_screenshots_are_small(path):
    assert path.stat().st_size <= 300 * 1024
