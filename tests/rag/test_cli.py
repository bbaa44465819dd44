"""The command line as people run it: another process, its output and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUESTION = "全社会研发经费投入占GDP比重的目标是多少？"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cli")


@pytest.fixture(scope="module")
def rag(data_dir):
    """Runs ``python -m rag`` with an index folder of its own."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PLANQA_")}
        environment = {**kept, "PLANQA_DATA_DIR": str(data_dir), **variables}
        command = [sys.executable, "-m", "rag", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
        )

    return run


@pytest.fixture(scope="module")
def first(rag) -> subprocess.CompletedProcess[str]:
    """The first question to a fresh checkout, which has no index yet."""
    return rag("ask", QUESTION)


def test_the_first_question_builds_the_index_and_says_so_beside_the_answer(first):
    assert first.returncode == 0, first.stderr
    answer, _, sources = first.stdout.partition("\n\n出处\n")
    assert "2.6%" in answer
    assert sources.startswith("[1] 第一章（四）")
    assert "Building the index" in first.stderr


def test_the_next_question_finds_the_index(first, rag):
    again = rag("ask", QUESTION)
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")


def test_json_is_the_answer_object(first, rag):
    answer = json.loads(rag("ask", QUESTION, "--json").stdout)
    assert (answer["status"], answer["answerable"], answer["mode"]) == ("answered", True, "extractive")
    assert answer["plan"] == "huangshi-sti-2021-2025"
    citation = answer["citations"][0]
    source = (ROOT / "corpus" / "plans" / answer["plan"] / "plan.txt").read_text("utf-8")
    quoted = "".join(source[citation["start"] : citation["end"]].split())
    assert quoted == "".join(citation["quote"].replace("|", "").split())


def test_a_follow_up_is_read_with_the_questions_before_it(first, rag):
    answer = json.loads(rag("ask", "那2030年呢？", "--history", QUESTION, "--json").stdout)
    assert (answer["status"], answer["missing"][0]["kind"]) == ("not_in_plan", "year")
    assert "研发" in answer["standalone_question"]


def test_a_refusal_is_an_answer_and_shows_the_nearest_clauses_as_such(first, rag):
    refused = rag("ask", "黄石2035年的研发投入目标是多少？")
    assert refused.returncode == 0
    text, _, related = refused.stdout.partition("\n\n相关条款（不是直接回答）\n")
    assert "2035" in text
    assert related.startswith("[1] 第一章")


def test_support_is_a_command_beside_ask(first, rag):
    found = rag("support", "我们做PCB的，30人，缺钱也缺人")
    assert found.returncode == 0, found.stderr
    assert "[1] 第" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "variables", "code", "said"),
    [
        (["ask", ""], {}, 2, "question: expected 1–2,000 characters of text"),
        (["ask", "字" * 2001], {}, 2, "got 2,001 characters"),
        (["ask", "研发\x01投入"], {}, 2, "got '\\u{0001}' at position 2"),
        (["ask", "那2030年呢？", "--history", " "], {}, 2, "--history: expected 1–2,000 characters of text"),
        (["ask"], {}, 2, "Missing argument"),
        (["ask", "你好", "--plan", "nowhere"], {}, 1, "No plan 'nowhere'"),
        (["ask", "你好"], {"PLANQA_PORT": "abc"}, 2, "PLANQA_PORT: 'abc' cannot be used"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(rag, arguments, variables, code, said):
    done = rag(*arguments, **variables)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
