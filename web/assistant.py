"""What the doors need of the assistant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.chunk import Chunk
from corpus.document import Document
from corpus.lexicon import Lexicon
from index.results import SearchResult
from rag.answer import Answer

if TYPE_CHECKING:
    from rag.support import Profile, SupportReply

Turn = str | Mapping[str, Any]
"""An earlier question, or a mapping with ``question``, ``answer`` and ``citations`` (addresses)."""


class Plan(Protocol):
    """A plan as the reader and the API show it."""

    @property
    def id(self) -> str:
        """The name of its folder."""
        ...

    @property
    def title(self) -> str:
        """Its full title."""
        ...

    @property
    def period_start(self) -> int:
        """Its first year."""
        ...

    @property
    def period_end(self) -> int:
        """Its last year."""
        ...

    @property
    def lexicon(self) -> Lexicon:
        """Everyday words with the plan's terms for them."""
        ...

    @property
    def document(self) -> Document:
        """Its parsed text."""
        ...

    @property
    def chunks(self) -> Sequence[Chunk]:
        """What is searched."""
        ...

    @property
    def path(self) -> Path:
        """Its folder."""
        ...


class Finder(Protocol):
    """Finds the measures that fit a profile; safe to call from several threads."""

    def find(self, profile: Profile) -> SupportReply:
        """Everything that the plan holds for a profile, best first."""
        ...


class Assistant(Protocol):
    """Answers questions about a plan; safe to call from several threads."""

    @property
    def plan(self) -> Plan:
        """The plan that is asked about."""
        ...

    @property
    def support(self) -> Finder:
        """The finder of the plan's support measures."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = (), plan: str | None = None) -> Answer:
        """The whole answer to one question."""
        ...

    def search(self, q: str, k: int) -> list[SearchResult]:
        """The ``k`` best chunks."""
        ...
