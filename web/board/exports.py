"""The board's rows as plain data: for JSON, and as a table for spreadsheet programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from corpus.document import Document
from corpus.indicators import Figure, Indicator
from corpus.indicators.decimals import plain
from web.board import wording
from web.board.entries import Entry, Era
from web.sheets import Sheet, Value

_ERAS = {Era.CURRENT: "规划目标", Era.PAST: "上一期目标", Era.FACT: "现状与资金"}
_COLUMNS = (
    ("类别", 11), ("时期", 12), ("分组", 16), ("指标", 44), ("单位", 8), ("基数或实际", 13), ("数值", 10), ("年份", 8),
    ("数据说明", 14), ("目标", 14), ("目标数值", 10), ("目标年份", 10), ("变化", 18), ("倍数", 9), ("完成情况", 11),
    ("完成率%", 10), ("表内外", 9), ("两处不同", 24), ("出处", 30), ("原文", 60), ("地址", 16),
)  # fmt: skip


def indicator_dict(document: Document, record: Indicator, entries: Sequence[Entry]) -> dict[str, Any]:
    """A record with its figures and the rows it gives, as JSON holds it."""
    return {
        "id": record.id,
        "name": record.name,
        "names": list(record.names),
        "group": record.group,
        "unit": record.unit,
        "in_table": record.in_table,
        "figures": [_figure_dict(figure) for figure in record.figures],
        "rows": [_entry_dict(document, entry) for entry in entries],
    }


def sheet(document: Document, entries: Sequence[Entry], period: str, past: str) -> Sheet:
    """The rows as a table; ``period`` and ``past`` are what the plan's time and the one before are called."""
    names = {Era.CURRENT: period, Era.PAST: past, Era.FACT: ""}
    return Sheet("指标", _COLUMNS, [_cells(document, entry, names[entry.era]) for entry in entries])


def _cells(document: Document, entry: Entry, period: str) -> list[Value]:
    state, goal = entry.state, entry.goal
    cited = wording.sources(document, entry)
    return [
        _ERAS[entry.era], period, entry.group, entry.name, entry.unit,
        *_number_cells(state), state.note if state else "", *_number_cells(goal),
        wording.change(entry), wording.multiple(entry), wording.verdict(entry), _rounded(entry.completion),
        "表" if entry.in_table else "正文", wording.differing(document, entry),
        "；".join(citation.label for citation in cited), cited[0].quote, cited[0].id,
    ]  # fmt: skip


def _number_cells(figure: Figure | None) -> tuple[Value, Value, Value]:
    return (wording.shown(figure), figure.value, figure.year) if figure else ("", None, None)


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 1)


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _figure_dict(figure: Figure) -> dict[str, Any]:
    return {
        "kind": figure.kind.value,
        "text": figure.text,
        "value": _number(figure.value),
        "upper": _number(figure.upper),
        "operator": figure.operator.value,
        "unit": figure.unit,
        "year": figure.year,
        "note": figure.note,
        "column": figure.column,
        "name": figure.stated_name,
        "group": figure.group,
        "id": figure.block,
        "start": figure.span.start,
        "end": figure.span.end,
        "url": f"/plan#{figure.block}",
    }


def _entry_dict(document: Document, entry: Entry) -> dict[str, Any]:
    return {
        "era": entry.era.value,
        "source": "table" if entry.in_table else "text",
        "name": entry.name,
        "group": entry.group,
        "unit": entry.unit,
        "state": _figure_dict(entry.state) if entry.state else None,
        "goal": _figure_dict(entry.goal) if entry.goal else None,
        "interim": [_figure_dict(figure) for figure in entry.interim],
        "change": _number(entry.change),
        "open": entry.lead.is_open,
        "multiple": _number(entry.multiple and round(entry.multiple, 2)),
        "met": entry.met,
        "completion": _number(_rounded(entry.completion)),
        "differing": [_figure_dict(figure) for figure in entry.differing],
        "citations": [asdict(citation) for citation in wording.sources(document, entry)],
    }
