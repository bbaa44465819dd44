"""Whether a quote or citation is what stands in the plan between its offsets."""

from __future__ import annotations

from rag.answer import Citation
from rag.quotes import Quote


def bare(text: str) -> str:
    """The text without white space and without the bars between cells."""
    return "".join(text.replace("|", "").split())


def in_source(source: str, quoted: Quote | Citation) -> bool:
    """Whether the quoted words, and no others, stand there; white space and bars aside."""
    words = quoted.quote if isinstance(quoted, Citation) else quoted.text
    return bool(bare(words)) and bare(source[quoted.start : quoted.end]) == bare(words)
