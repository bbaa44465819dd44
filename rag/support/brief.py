"""A support reply as a brief that can be handed on: rows of plain text that every export writes the same way."""

from __future__ import annotations

from dataclasses import dataclass

from rag.support.checks import Fit
from rag.support.labels import AUDIENCES, DISCLAIMER, KINDS, LEFT_OPEN, STRENGTHS
from rag.support.reply import Match, SupportReply

COLUMNS = (
    "序号",
    "需求",
    "规划的措施（原文）",
    "类别",
    "给谁",
    "措辞",
    "符合情况",
    "待核实的条件",
    "金额",
    "规划未写明",
    "出处",
)
# What goes on two pages.
_MEASURES, _UNMET = 10, 3


@dataclass(frozen=True)
class BriefRow:
    """One measure, a text per column of ``COLUMNS``."""

    cells: tuple[str, ...]
    unmet: bool = False


@dataclass(frozen=True)
class Brief:
    """The brief: title, what was understood, measures, what is absent, directions, and the stamp."""

    title: str
    understood: tuple[str, ...]
    rows: tuple[BriefRow, ...]
    absent: tuple[str, ...]
    directions: tuple[str, ...]
    disclaimer: str
    stamp: str


def brief_of(reply: SupportReply) -> Brief:
    """The brief of a reply: its best measures, a few that do not fit, and every reservation."""
    best = sorted(reply.matches, key=lambda match: -match.score)[:_MEASURES]
    chosen = {match.measure.id for match in best}
    grouped = [(group.label, match) for group in reply.groups for match in group.matches if match.measure.id in chosen]
    rows = [_row(n, need, match) for n, (need, match) in enumerate(grouped, start=1)]
    rows += [_row(n, "（不符合）", match) for n, match in enumerate(reply.unmet[:_UNMET], start=len(rows) + 1)]
    return Brief(
        title=f"支持措施对照简报——{reply.plan_title}",
        understood=reply.understood or ("没有说明情况",),
        rows=tuple(rows),
        absent=tuple(absent.label for absent in reply.absent),
        directions=tuple(
            f"{match.direction.industry}·{match.direction.name}（{match.citation.label}）：{match.quote.text}"
            for match in reply.directions
        ),
        disclaimer=DISCLAIMER,
        stamp=f"规划：{reply.plan}　索引：{reply.index}",
    )


def _row(number: int, need: str, match: Match) -> BriefRow:
    measure = match.measure
    cells = (
        str(number),
        need,
        measure.text,
        "、".join(KINDS[kind] for kind in measure.kinds),
        "、".join(AUDIENCES[audience] for audience in measure.audiences or measure.heading_audiences) or "未写明",
        f"{measure.verb}（{STRENGTHS[measure.strength]}）",
        "对象相符" if match.fit is Fit.MET else match.fit.label,
        "；".join(f"{check.about}：{check.reason}" for check in match.open_checks) or "—",
        measure.amount or "未写明",
        "、".join(LEFT_OPEN[point] for point in measure.left_open) or "—",
        match.citation.label,
    )
    return BriefRow(cells, match.fit is Fit.UNMET)
