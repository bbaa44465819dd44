"""A plan's board: all its rows, and the page that shows those that are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from corpus.document import Document
from web.assistant import Plan
from web.board import charts, exports, wording
from web.board.entries import Entry, Era, read_entries
from web.board.filters import Filter, groups, units
from web.sheets import Sheet
from web.site import View, render

CHART, TABLE = "chart", "table"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its address on it, its rows by group."""

    name: str
    era: Era
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All its rows."""
        return tuple(entry for _, entries in self.groups for entry in entries)

    @property
    def count(self) -> int:
        """How many indicators it holds: a total in brackets beside its rate is no row of the plan's table."""
        return sum(not (entry.lead.is_aside and len(self.entries) > 1) for entry in self.entries)


@dataclass(frozen=True)
class Board:
    """All rows of a plan's board. ``period`` and ``past`` are what its time and the one before are called."""

    document: Document
    title: str
    entries: tuple[Entry, ...]
    aliases: Mapping[str, Sequence[str]]
    period: str
    past: str

    @classmethod
    def of(cls, plan: Plan) -> Board:
        """The board of a plan."""
        start, end = plan.period_start, plan.period_end
        length = end - start + 1
        return cls(
            document=plan.document,
            title=plan.title,
            entries=read_entries(plan.document, start),
            aliases=plan.lexicon.names(),
            period=wording.five_year_name(start, end),
            past=wording.five_year_name(start - length, end - length),
        )

    def select(self, wanted: Filter) -> tuple[Entry, ...]:
        """The rows that are wanted."""
        return wanted.apply(self.entries, self.aliases)

    def to_dict(self, wanted: Filter) -> dict[str, Any]:
        """The records of the wanted rows, and what can be filtered by."""
        by_record: dict[str, list[Entry]] = {}
        for entry in self.select(wanted):
            by_record.setdefault(entry.indicator.id, []).append(entry)
        found = [exports.indicator_dict(self.document, rows[0].indicator, rows) for rows in by_record.values()]
        return {
            "plan": self.document.plan_id,
            "title": self.title,
            "period": self.period,
            "past_period": self.past,
            "groups": list(groups(self.entries)),
            "units": list(units(self.entries)),
            "filter": wanted.given,
            "count": len(found),
            "indicators": found,
        }

    def sheet(self, wanted: Filter) -> Sheet:
        """The wanted rows as a table."""
        return exports.sheet(self.document, self.select(wanted), self.period, self.past)

    def about(self) -> Sheet:
        """What a reader of the table must know."""
        lines = (
            ("规划", self.title),
            ("说明", "数字由程序按通用规则从规划原文中读出，每行注明出处，以规划原文为准。"),
            ("变化、倍数、完成率", "由程序按表中数值计算；“至少”表示目标只写了下限（如＞700）。"),
            ("完成情况", "把上一规划期的目标值与实际值相比；“数据说明”注明实际值的年份。"),
            ("地址", "在网页“规划原文”中可按此地址定位。"),
        )
        return Sheet("说明", (("项目", 22), ("内容", 90)), lines)

    @property
    def leap(self) -> Entry | None:
        """The goal that is the most times its baseline; None where no goal of an amount has one."""
        amounts = [entry for entry in self.entries if entry.multiple is not None and entry.unit != "%"]
        return max(amounts, key=lambda entry: entry.multiple or 0, default=None)

    def page(self, wanted: Filter, view: View, mode: str) -> str:
        """The page with the wanted rows, as tables or as charts."""
        found = self.select(wanted)
        return render(
            "board.html",
            view,
            board=self,
            wanted=wanted,
            mode=mode,
            parts=parts(found),
            count=len(found),
            drawn=sum(entry.pair is not None and (entry.era is Era.PAST or entry.in_table) for entry in found),
            groups=[(name, name) for name in groups(self.entries)],
            units=[(name, name) for name in units(self.entries)],
            judged=[entry for entry in self.entries if entry.met is not None],
            w=wording,
            charts=charts,
            Era=Era,
        )


def parts(entries: Iterable[Entry]) -> tuple[Part, ...]:
    """Rows as the parts of the page: goals of the tables, goals before the plan, goals of the text, facts."""
    names = {(Era.CURRENT, True): "goals", (Era.PAST, True): "past", (Era.PAST, False): "past"}
    names[Era.CURRENT, False] = "text"
    sorted_out: dict[str, list[Entry]] = {"goals": [], "past": [], "text": [], "facts": []}
    for entry in entries:
        sorted_out[names.get((entry.era, entry.in_table), "facts")].append(entry)
    return tuple(
        Part(name, rows[0].era, tuple((group, tuple(many)) for group, many in groupby(rows, lambda row: row.group)))
        for name, rows in sorted_out.items()
        if rows
    )
