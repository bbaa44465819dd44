"""The plan's figures as typed records."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.document import Span


class FigureKind(StrEnum):
    """What a figure is in the plan: where things stood, where they shall be, or a plain fact."""

    BASELINE = "baseline"
    TARGET = "target"
    ACTUAL = "actual"
    FACT = "fact"
    MONEY = "money"


class Operator(StrEnum):
    """How the stated number bounds the true one. ``RANK`` is a place in a ranking (第4位, 前四位, 百强);
    ``SOME`` a quantity that the plan leaves open (一定比例)."""

    EQUAL = "="
    MORE = "＞"
    AT_LEAST = "≥"
    LESS = "＜"
    AT_MOST = "≤"
    ABOUT = "约"
    RANK = "rank"
    RANGE = "range"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated number.

    ``text`` is what the plan writes ("＞8", "突破800家", "前四位"), without a note's mark. ``upper`` is
    the second number of a range. ``year`` is the year that the number is of (a starred baseline: the
    note's year), ``column_year`` the one its column names, where it stands in a table. ``span`` is the
    number with its operator and unit in ``plan.txt``, ``clause`` the row or sentence around it.
    """

    value: Decimal | None
    text: str
    operator: Operator
    unit: str
    kind: FigureKind
    year: int | None
    block: str
    span: Span
    clause: Span
    period: str = ""
    note: str = ""
    column: str = ""
    column_year: int | None = None
    upper: Decimal | None = None
    stated_name: str = ""
    group: str = ""

    @property
    def in_table(self) -> bool:
        """Whether it stands in a cell of a table."""
        return bool(self.column)

    @property
    def has_other_year(self) -> bool:
        """Whether a note says that it is data of another year than its column's."""
        return self.note.endswith("数据")

    @property
    def is_aside(self) -> bool:
        """Whether it is a total given in brackets beside a rate, not the row's own figure."""
        return self.in_table and bool(self.note) and not self.has_other_year

    @property
    def is_open(self) -> bool:
        """Whether the number is only a bound."""
        return self.operator in (Operator.MORE, Operator.AT_LEAST, Operator.LESS, Operator.AT_MOST)


@dataclass(frozen=True, slots=True)
class Indicator:
    """Everything that the plan says about one quantity.

    ``id`` is the address of its first source with a running number where one block holds several.
    ``names`` are all names the plan gives it, the leading one first; ``figures`` stand in reading order.
    """

    id: str
    name: str
    group: str
    unit: str
    names: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Addresses of the blocks that its figures stand in, each once, in reading order."""
        return tuple(dict.fromkeys(figure.block for figure in self.figures))

    @property
    def in_table(self) -> bool:
        """Whether a table row holds it."""
        return any(figure.in_table for figure in self.figures)
