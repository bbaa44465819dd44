"""Regular expressions kept as data: TOML files whose keys name lists of alternatives."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent


def load_patterns(name: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a file of this folder, each its alternatives as one expression; case is ignored."""
    with (FOLDER / name).open("rb") as file:
        lists: dict[str, list[str]] = tomllib.load(file)
    return {key: re.compile("|".join(alternatives), re.IGNORECASE) for key, alternatives in lists.items()}
