"""Chunks as JSON lines: readable, and with one spelling so that they can be compared by checksum."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from corpus.chunk import Chunk
from corpus.document import BlockKind


def chunks_to_jsonl(chunks: Iterable[Chunk]) -> str:
    """One chunk a line."""
    return "".join(json.dumps(asdict(chunk), ensure_ascii=False, sort_keys=True) + "\n" for chunk in chunks)


def chunks_from_jsonl(text: str) -> tuple[Chunk, ...]:
    """Read back what ``chunks_to_jsonl`` wrote."""
    # Not splitlines(): it also cuts at U+2028 and the like, which JSON leaves as they are.
    return tuple(_chunk(json.loads(line)) for line in text.split("\n") if line)


def _chunk(record: dict[str, object]) -> Chunk:
    headings: Sequence[str] = record["headings"]  # type: ignore[assignment]
    return Chunk(**{**record, "kind": BlockKind(record["kind"]), "headings": tuple(headings)})  # type: ignore[arg-type]
