"""A BEIR dataset's results as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from eval.beir import RANKINGS, QueryResult
from eval.metrics.summary import bootstrap_interval, mean

FIGURES = ("ndcg@10", "mrr@10", "recall@1", "recall@5", "recall@10", "answer")


def beir_table(title: str, results: Sequence[QueryResult]) -> Table:
    """Each figure (rows) of each ranking (columns), with its 95 % interval."""
    table = Table(title=title)
    table.add_column("figure")
    for system in RANKINGS:
        table.add_column(system, justify="right")
    for name in FIGURES:
        cells = [_cell([one.figures.get(name) for one in results if one.system == system]) for system in RANKINGS]
        if any(cell != "–" for cell in cells):
            table.add_row(name, *cells)
    return table


def _cell(values: list[float | bool | None]) -> str:
    value, interval = mean(values), bootstrap_interval(values)
    if value is None or interval is None:
        return "–"
    return f"{value:.3f} [dim]{interval[0]:.3f}–{interval[1]:.3f}[/dim]"
