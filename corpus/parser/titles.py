"""Where a numbered line's title ends: it is the whole line, or the first sentence of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.parser.lines import ends_sentence

# Longer lines without any stop are sentences that lost it, not titles.
MAX_TITLE = 60
_END = re.compile(r"[。！？；：:]")


@dataclass(frozen=True, slots=True)
class Title:
    """A title's words and whether they are the whole line."""

    words: str
    whole_line: bool


def split_title(text: str, *, colon_ends: bool = True) -> Title:
    """The title that opens ``text`` (a line without its number).

    ``colon_ends`` says that "方向：突破…" is a title with its text; chapters and sections keep colons.
    """
    words = text.strip().strip("*").strip()
    match = _END.search(words)
    while match and match.group() in "：:" and not (colon_ends and match.end() < len(words)):
        match = _END.search(words, match.end())
    if match is None:
        whole = (
            0 < len(words) <= MAX_TITLE
            and not words.endswith(("，", ",", "、", "：", ":"))
            and not ends_sentence(words)
        )
        return Title(words if whole else "", whole)
    title = words[: match.start()].strip(" *\t")
    return Title(title if len(title) <= MAX_TITLE else "", False)


def looks_like_heading(text: str, limit: int = MAX_TITLE) -> bool:
    """Whether an unnumbered line is short and unfinished enough to be a title or caption."""
    words = text.strip()
    return 0 < len(words) <= limit and not ends_sentence(words) and words[-1] not in "，、,|" and "。" not in words
