"""Errors of the index layer.

IndexStoreError
├── UnusableIndexError        it has to be built
│   ├── IndexMissingError     no finished index in the folder
│   └── IndexMismatchError    the index is damaged, or was made from other text, model or settings
└── EmbeddingError            the embedder cannot take the text, or answers in an unexpected shape
"""

from corpus.errors import PlanQAError

BUILD_COMMAND = "python -m index build"


class IndexStoreError(PlanQAError):
    """Something is wrong with a saved index or with what makes it."""


class UnusableIndexError(IndexStoreError):
    """An index that has to be built; ``reason`` says why, the message also how."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Run: {BUILD_COMMAND}")
        self.reason = reason


class IndexMissingError(UnusableIndexError):
    """There is no finished index where one was expected."""


class IndexMismatchError(UnusableIndexError):
    """A saved index is damaged, or does not fit what is asked of it."""


class EmbeddingError(IndexStoreError):
    """An embedder was given, or gave back, something unusable."""
