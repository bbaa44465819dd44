"""The support measures and industry directions of a plan, read out of its text by general rules.

A measure is a clause in which the plan says that something will be given, opened, set up or allowed for
somebody outside the administration. Targets, purposes, the steering of offices and what industries shall
develop are none; the last are directions. ``words.toml`` holds the words that the rules go by.
"""

from corpus.measures.directions import read_directions
from corpus.measures.reading import read_measures
from corpus.measures.records import (
    MONEY_KINDS,
    Audience,
    Condition,
    ConditionKind,
    Direction,
    FigureRole,
    Kind,
    LeftOpen,
    Measure,
    MeasureFigure,
    Strength,
)

__all__ = [
    "MONEY_KINDS",
    "Audience",
    "Condition",
    "ConditionKind",
    "Direction",
    "FigureRole",
    "Kind",
    "LeftOpen",
    "Measure",
    "MeasureFigure",
    "Strength",
    "read_directions",
    "read_measures",
]
