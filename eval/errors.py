"""Errors of the evaluation."""

from corpus.errors import PlanQAError


class EvalError(PlanQAError):
    """The evaluation was asked for something that it cannot do."""


class GoldFormatError(EvalError):
    """A line of a gold file is not a case; the message names file and line."""
