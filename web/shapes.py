"""Passages and search results as the doors give them."""

from __future__ import annotations

from typing import Any

from corpus.document import Block, Document
from index.results import SearchResult


def result_shape(result: SearchResult) -> dict[str, Any]:
    """A passage that was found, with its rank and its scores."""
    chunk = result.chunk
    return {
        "rank": result.rank,
        "score": result.score,
        "id": chunk.id,
        "headings": list(chunk.headings),
        "text": chunk.text,
        "start": chunk.start,
        "end": chunk.end,
        "url": f"/plan#{chunk.id}",
        "scores": dict(result.scores),
    }


def outline_shape(block: Block) -> dict[str, Any]:
    """A block as an outline has it: address, kind, parent, label and title."""
    return {
        "id": block.id,
        "kind": block.kind.value,
        "parent": block.parent,
        "label": block.label,
        "title": block.title,
    }


def passage_shape(document: Document, block: Block) -> dict[str, Any]:
    """A block's verbatim text with the titles above it and the addresses below."""
    above = [{"id": b.id, "text": b.text} for b in document.ancestors(block.id)]
    below = [b.id for b in document.children(block.id)]
    place = {"text": block.text, "start": block.start, "end": block.end, "url": f"/plan#{block.id}"}
    return {**outline_shape(block), **place, "plan": document.plan_id, "headings": above, "children": below}
