"""A short benchmark of a really started service, through the command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from eval.bench import _dealer
from eval.errors import EvalError

ROOT = Path(__file__).parents[2]


def test_every_question_is_dealt_once():
    deal = _dealer([f"q{number % 80}" for number in range(200)], 10)
    dealt = [question for _ in range(8) for question in deal()]
    assert len(set(dealt)) == len(dealt) == 80


def test_more_questions_than_there_are_is_refused():
    with pytest.raises(EvalError, match="--questions is 11; expected at most 10"):
        _dealer([f"q{number}" for number in range(80)], 11)


@pytest.mark.slow
def test_the_command_prints_every_measurement():
    command = [sys.executable, "-m", "eval", "bench", "--questions", "10"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "COLUMNS": "120"}, capture_output=True, encoding="utf-8", timeout=200
    )
    assert done.returncode == 0, done.stderr
    rows = ("start to ready", "first answer", "answer", "embedding alone", "one core busy", "two clients", "16 clients")
    assert [row for row in rows if row not in done.stdout] == []
    assert float(re.search(r"memory at the end\W+(\d+) MB", done.stdout)[1]) > 50
