from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from corpus.plans import Plan, load_plan
from index.__main__ import app
from index.errors import IndexMissingError
from index.plan_index import ensure_plan_index, index_folder, plan_source
from index.reuse import embed_texts, vectors_of
from tests.index.plan_material import TEXTS, BigramHashing, build, source

ROOT = Path(__file__).parents[2]
PLAN_TEXT = "青山市科技规划\n一、重点任务\n（一）建设园区\n建设“双创园区”。引进企业300家。\n"
PLAN_TOML = """
id = "qingshan"
title = "青山市科技规划"
short_title = "青山规划"
period_start = 2026
period_end = 2030
place = "青山市"
"""
LEXICON = '[aliases]\n"新材" = "新材料产业"   # short form\n[english]\n"incubator" = "孵化器"   # usual translation\n'


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> Plan:
    folder = tmp_path_factory.mktemp("plans") / "qingshan"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN_TEXT, encoding="utf-8")
    (folder / "plan.toml").write_text(PLAN_TOML, encoding="utf-8")
    (folder / "lexicon.toml").write_text(LEXICON, encoding="utf-8")
    return load_plan("qingshan", folder.parent)


def test_a_plans_own_words_stay_whole(plan):
    assert {"新材", "新材料产业", "孵化器", "双创园区", "青山市", "青山"} <= set(plan_source(plan).words)


def test_a_plan_is_indexed_at_first_use(plan, tmp_path):
    with pytest.raises(IndexMissingError):
        ensure_plan_index(plan, BigramHashing(), tmp_path, may_write=False)
    index = ensure_plan_index(plan, BigramHashing(), tmp_path)
    assert "300家" in index.search("引进多少家企业")[0].chunk.text
    assert index.manifest.recipe.plan_sha256 == plan.sha256
    assert ensure_plan_index(plan, BigramHashing(), tmp_path, may_write=False).index_hash == index.index_hash


class Other(BigramHashing):
    identity = "models/模型 B?"


def test_each_model_has_a_folder_of_its_own(tmp_path):
    one, other = (index_folder(tmp_path, "qingshan", model) for model in (BigramHashing(), Other()))
    assert one.parent == other.parent == tmp_path / "index" / "qingshan"
    assert one != other
    assert not set(other.name) & set("/\\?* ")


class Counting(BigramHashing):
    def __init__(self) -> None:
        super().__init__()
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return super().embed_documents(texts)


def test_a_rebuild_embeds_only_what_is_new(tmp_path):
    model = Counting()
    build(source(), model, tmp_path)
    model.embedded.clear()
    build(source({**TEXTS, "c4.p1": ("保障", "安排资金。")}), model, tmp_path)
    assert model.embedded == ["保障 › 安排资金。"]
    build(source(), model, tmp_path, reuse=False)
    assert len(model.embedded) == 1 + 10


def test_vectors_of_another_model_are_not_reused(tmp_path):
    class OtherCounting(Counting):
        identity = "other"

    build(source(), Counting(), tmp_path)
    other = OtherCounting()
    build(source(), other, tmp_path)
    assert len(other.embedded) == 10


def test_reused_vectors_are_those_of_their_texts(small_index):
    known = vectors_of(small_index)
    texts = ["新文本", *known]
    np.testing.assert_allclose(
        embed_texts(texts, BigramHashing(), known), embed_texts(texts, BigramHashing(), {}), rtol=1e-6
    )


def test_a_known_error_is_one_line_on_stderr(tmp_path):
    command = [sys.executable, "-m", "index", "info", "--folder", str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("There is no index in ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["info", "--plan", "nowhere"], "No plan 'nowhere'"),
        (["info", "--embeddings", "word2vec"], "Unknown embeddings 'word2vec'"),
        (["info"], "python -m index build"),
    ],
)
def test_command_line_errors(arguments, said, tmp_path):
    result = CliRunner().invoke(app, [*arguments, "--folder", str(tmp_path)])
    assert result.exit_code == 1
    assert said in str(result.exception)


def test_an_index_that_is_up_to_date_is_left_alone(tmp_path):
    command = ["build", "--if-needed", "--folder", str(tmp_path)]
    first, second = (CliRunner().invoke(app, command) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert len(list(tmp_path.glob("index/*/*/CURRENT"))) == 1
    builds = list(tmp_path.glob("index/*/*/2*"))
    assert len(builds) == 1
