"""One record for one quantity, however many places name it.

Names are compared by what is left of them without filler; shared values then decide between look-alikes
(发明专利 / 高价值发明专利), and two rows of one table are never the same quantity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.indicators.records import Figure, FigureKind, Indicator, Operator

_FILLER = re.compile("（[^（）]*）|[“”\"'的\\s]|全市|我市|本市|拥有量|数量|总数|总额|数(?=$|家)|地区")
_SAME_WORDS = (
    ("规上", "规模以上"),
    ("比例", "比重"),
    ("占比", "比重"),
    ("国内生产总值", "GDP"),
    ("生产总值", "GDP"),
    ("增长速度", "增长率"),
    ("增速", "增长率"),
    ("榜单", "名单"),
)
_SCALES = {"亿": Decimal(100_000_000), "万": Decimal(10_000), "千": Decimal(1_000)}
_COUNTED = {"个": "家", "所": "家", "户": "家"}
# Two years' apart readings of one quantity may differ by a rounding; more is another quantity.
_NEAR = Decimal("0.05")
_ALIKE = 0.5


def core_name(name: str) -> str:
    """A name without brackets, filler and spelling variants; two equal cores name the same quantity."""
    for old, new in _SAME_WORDS:
        name = name.replace(old, new)
    return _FILLER.sub("", name)


def scaled(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A value in the unit's smallest form: 6.3亿元 and 63000万元 both as 元."""
    scale = _SCALES.get(unit[:1], Decimal(1)) if len(unit) > 1 else Decimal(1)
    base = unit[1:] if scale != 1 else unit
    return value * scale, _COUNTED.get(base, base)


def merge(tables: Sequence[Indicator], mentions: Sequence[Figure]) -> tuple[Indicator, ...]:
    """Table records and figures of running text, joined where they speak of the same quantity."""
    records: list[Indicator] = []
    for record in tables:
        _join(records, record)
    for figure in mentions:
        name = figure.stated_name
        _join(records, Indicator(figure.block, name, "", figure.unit, (name,), (figure,)))
    return tuple(_numbered([_dated(record) for record in records]))


def _join(records: list[Indicator], new: Indicator) -> None:
    scores = [(_likeness(old, new), at) for at, old in enumerate(records)]
    best, at = max(scores, default=(0.0, -1), key=lambda pair: pair[0])
    if best <= 0:
        records.append(new)
        return
    old = records[at]
    names = tuple(dict.fromkeys(old.names + new.names))
    # The later table speaks of the plan's own period, so its name and unit lead.
    lead = new if new.in_table and not new.id.endswith("#total") else old
    records[at] = replace(
        old,
        id=lead.id,
        name=lead.name,
        group=lead.group or old.group,
        unit=lead.unit,
        names=names,
        figures=old.figures + new.figures,
    )


def _dated(record: Indicator) -> Indicator:
    """The record with undated targets given the year of the dated target that they repeat."""
    dated = [figure for figure in record.figures if figure.kind is FigureKind.TARGET and figure.year]

    def date(figure: Figure) -> Figure:
        twin = next((other for other in dated if _agree(figure, other)), None)
        return replace(figure, year=twin.year) if twin and figure.kind is FigureKind.TARGET else figure

    return replace(record, figures=tuple(date(figure) for figure in record.figures))


def _numbered(records: list[Indicator]) -> list[Indicator]:
    seen: dict[str, int] = {}
    numbered = []
    for record in records:
        count = seen[record.id] = seen.get(record.id, 0) + 1
        numbered.append(record if count == 1 else replace(record, id=f"{record.id}#{count}"))
    return numbered


def _likeness(old: Indicator, new: Indicator) -> float:
    """How surely two records are one quantity; 0 if they are not."""
    if _same_table(old, new) or not _same_unit(old, new) or _is_rank(old) != _is_rank(new):
        return 0.0
    alike = max(_name_likeness(one, other) for one in old.names for other in new.names)
    shared = any(_agree(one, other) for one in old.figures for other in new.figures)
    if alike >= 1.0:
        return 2.0 if shared or not _contradict(old, new) else 1.0
    if _same_sentence(old, new):
        return 0.0
    if shared and alike >= _ALIKE:
        return alike
    contained = any(_contained(one, other) for one in old.names for other in new.names)
    near = any(_near(one, other) for one in old.figures for other in new.figures)
    return alike if contained and near else 0.0


def _contradict(old: Indicator, new: Indicator) -> bool:
    return not any(_near(one, other) for one in old.figures for other in new.figures)


def _is_rank(record: Indicator) -> bool:
    return record.figures[0].operator is Operator.RANK


def _same_table(old: Indicator, new: Indicator) -> bool:
    tables = [{f.block.rpartition(".")[0] for f in record.figures if f.in_table} for record in (old, new)]
    return bool(tables[0] & tables[1])


def _same_sentence(old: Indicator, new: Indicator) -> bool:
    return any(one.clause == other.clause for one in old.figures for other in new.figures)


def _same_unit(old: Indicator, new: Indicator) -> bool:
    return scaled(Decimal(1), old.unit)[1] == scaled(Decimal(1), new.unit)[1]


def _name_likeness(one: str, other: str) -> float:
    first, second = core_name(one), core_name(other)
    if first == second:
        return 1.0
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (first, second)]
    total = len(pairs[0]) + len(pairs[1])
    return min(0.99, 2 * len(pairs[0] & pairs[1]) / total) if total else 0.0


def _contained(one: str, other: str) -> bool:
    short, long = sorted((core_name(one), core_name(other)), key=len)
    rest = iter(long)
    return len(short) >= 0.7 * len(long) and all(char in rest for char in short)


def _same_time(one: Figure, other: Figure) -> bool:
    return one.year is None or other.year is None or one.year == other.year


def _agree(one: Figure, other: Figure) -> bool:
    if one.value is None or other.value is None or not _same_time(one, other):
        return False
    return scaled(one.value, one.unit) == scaled(other.value, other.unit)


def _near(one: Figure, other: Figure) -> bool:
    if one.value is None or other.value is None or one.year is None or one.year != other.year:
        return False
    first, second = scaled(one.value, one.unit)[0], scaled(other.value, other.unit)[0]
    return abs(first - second) <= _NEAR * max(abs(first), abs(second))
