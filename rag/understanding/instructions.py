"""Instructions to the assistant inside a question: they are text, never orders, and are left out of what is asked.

Only what speaks of the assistant itself (its prompt, rules, role, data) counts; a question about the plan
that stands beside it is kept.
"""

from __future__ import annotations

import re

from rag.understanding.patterns import load_patterns

_PIECE = re.compile(r"[^。！？!?\n；;]*[。！？!?\n；;]*")
_PATTERNS = load_patterns("instructions.toml")
_MARKUP, _ORDER = _PATTERNS["markup"], _PATTERNS["order"]
_WORD = re.compile(r"[^\W_]")


def without_instructions(text: str) -> tuple[str, bool]:
    """The text without instructions to the assistant and without role markup, and whether there were any."""
    plain = _MARKUP.sub(" ", text)
    kept = "".join(piece for piece in _PIECE.findall(plain) if not _ORDER.search(piece))
    if len(_WORD.findall(kept)) < 2 and plain.strip():
        kept = _clauses_without_orders(plain)
    return kept.strip(), kept.strip() != text.strip()


def _clauses_without_orders(text: str) -> str:
    """What is left of a single sentence when only its commanding clauses go."""
    clauses = re.split(r"(?<=[，,：:])", text)
    return "".join(clause for clause in clauses if not _ORDER.search(clause))
