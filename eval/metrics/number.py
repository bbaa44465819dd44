"""Whether every number of an answer comes from somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eval.metrics.text import magnitudes_in, without_references

_ENUMERATOR = re.compile(r"^\s*(?:[-•]\s*)?[（(]?\d{1,2}[）).、．](?!\d)", re.MULTILINE)


def unsupported_numbers(answer: str, sources: Iterable[str]) -> list[str]:
    """The numbers of an answer that stand in none of the sources (quotes, calculations, the question).

    "100 million" is supported by "1亿". Citation marks and the numbers of a list are not counted.
    """
    known: set[str] = set()
    for source in sources:
        known.update(number for pair in magnitudes_in(source) for number in pair)
    plain = _ENUMERATOR.sub("", without_references(answer))
    return [bare for bare, scaled in magnitudes_in(plain) if bare not in known and scaled not in known]
