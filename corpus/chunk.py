"""The unit of retrieval: verbatim text apart from the context that the embedder sees."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import BlockKind


@dataclass(frozen=True, slots=True)
class Chunk:
    """A block made ready for retrieval.

    ``text`` is the block's verbatim text (quotes are cut from it), ``headings`` the titles above it,
    outermost first (for a row: also the table's caption; for a box line: the box's title).
    ``embed_text`` is what is embedded and searched in place of ``text`` where the verbatim text alone
    reads badly (a table row becomes "name（unit）：column value，column value"). ``heading`` tells blocks
    that are only a title from those with text (the kind alone does not: items and bullets may be either).
    """

    id: str
    plan_id: str
    kind: BlockKind
    text: str
    headings: tuple[str, ...]
    start: int
    end: int
    embed_text: str = ""
    heading: bool = False

    @property
    def contextualized(self) -> str:
        """Headings and text as one string, for embedding and lexical search."""
        return " › ".join((*self.headings, self.embed_text or self.text))
