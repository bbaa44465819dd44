"""The requirements files name what the code imports: nothing missing, nothing left over, all pinned."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
OURS = {"corpus", "index", "rag", "web", "eval", "app"}
RUN_TIME = ["corpus", "index", "rag", "web", "app.py"]
# Import names that differ from the name of the distribution.
DISTRIBUTIONS = {"faiss": "faiss-cpu", "dotenv": "python-dotenv", "docx": "python-docx"}


def requirements(name: str) -> dict[str, str]:
    """Distribution names with what is written behind them."""
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines()]
    found = [re.match(r"([A-Za-z0-9_.-]+)(.*)", line) for line in lines if line and not line.startswith("-r")]
    return {match[1].lower(): match[2].strip() for match in found}


def imported(places: list[str]) -> dict[str, str]:
    """Distributions that the files import, with one file that does."""
    found = {}
    for place in places:
        path = ROOT / place
        for file in [path] if path.is_file() else path.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names = [node.module]
                for name in {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - OURS:
                    found[DISTRIBUTIONS.get(name, name.replace("_", "-"))] = str(file.relative_to(ROOT))
    return found


@pytest.mark.parametrize("file", sorted(path.name for path in ROOT.glob("requirements*.txt")))
def test_every_requirement_is_pinned(file):
    assert {
        name: pin for name, pin in requirements(file).items() if not re.fullmatch(r"==[0-9][0-9A-Za-z.]*", pin)
    } == {}


def test_what_the_service_imports_is_required():
    known = {
        name
        for path in ROOT.glob("requirements*.txt")
        if path.name != "requirements-test.txt"
        for name in requirements(path.name)
    }
    assert {name: file for name, file in imported(RUN_TIME).items() if name not in known} == {}


def test_nothing_is_required_that_is_not_imported():
    assert set(requirements("requirements.txt")) - set(imported(RUN_TIME)) == set()


def test_no_torch_in_the_default_environment():
    assert {"torch", "sentence-transformers"} & set(requirements("requirements.txt")) == set()


MAX_MEGABYTES = 900


def test_the_default_environment_stays_small(capsys):
    found: dict[str, Distribution] = {}
    for name in requirements("requirements.txt"):
        collect(name, found)
    sizes = {name: size_of(each) for name, each in found.items()}
    total = sum(sizes.values()) / 1e6
    largest = sorted(sizes, key=sizes.__getitem__, reverse=True)[:5]
    with capsys.disabled():
        print(f"\ndefault environment: {len(found)} packages, {total:.0f} MB; {', '.join(largest)} are the largest")
    assert len(found) > 50
    assert total < MAX_MEGABYTES


def collect(name: str, found: dict[str, Distribution]) -> None:
    """Add an installed distribution with all that it requires here."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    try:
        each = found[key] if key in found else distribution(name)
    except PackageNotFoundError:
        return  # for another system or Python than this
    if key in found:
        return
    found[key] = each
    for line in each.requires or ():
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            collect(needed.name, found)


def size_of(each: Distribution) -> int:
    """Bytes that a distribution's files take, compiled ones included."""
    paths = (Path(each.locate_file(file)) for file in each.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file())
