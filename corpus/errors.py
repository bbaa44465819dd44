"""The root of the project's exception tree, and the errors of the corpus layer.

PlanQAError
├── CorpusError
│   ├── PlanNotFoundError     no such plan folder
│   └── PlanFormatError       a plan folder's file is missing or malformed
├── index.errors.IndexStoreError …
└── rag / web errors, each in the layer that raises it

Every message says the value, what was expected, and what to do.
"""


class PlanQAError(Exception):
    """Base of every error that this project raises on purpose."""


class CorpusError(PlanQAError):
    """Something is wrong with a plan or its folder."""


class PlanNotFoundError(CorpusError):
    """The plan asked for is not in the corpus."""


class PlanFormatError(CorpusError):
    """A file of a plan folder is missing or cannot be understood."""
