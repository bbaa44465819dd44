"""Errors of the index layer.

IndexStoreError
├── IndexMissingError     no finished index in the folder
├── IndexMismatchError    the index is damaged, or was made from other text, model or settings
└── EmbeddingError        the embedder cannot take the text, or answers in an unexpected shape
"""

from corpus.errors import PlanQAError

BUILD_COMMAND = "python -m index build"


class IndexStoreError(PlanQAError):
    """Something is wrong with a saved index or with what makes it."""


class IndexMissingError(IndexStoreError):
    """There is no finished index where one was expected."""


class IndexMismatchError(IndexStoreError):
    """A saved index is damaged, or does not fit what is asked of it."""


class EmbeddingError(IndexStoreError):
    """An embedder was given, or gave back, something unusable."""
