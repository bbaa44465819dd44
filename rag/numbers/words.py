"""The words of questions about figures, from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_NAMED = re.compile(r"\{([a-z_]+)\}")


def _load() -> dict[str, re.Pattern[str]]:
    with Path(__file__).with_name("words.toml").open("rb") as file:
        lists: dict[str, list[str]] = tomllib.load(file)
    joined = {key: "|".join(alternatives) for key, alternatives in lists.items()}
    spelled = {key: _NAMED.sub(lambda match: joined[match[1]], text) for key, text in joined.items()}
    return {key: re.compile(text, re.IGNORECASE) for key, text in spelled.items()}


WORDS = _load()
"""Patterns by name, each a list's alternatives as one expression; case is ignored."""
