"""The command ``python -m eval support``: profiles against the finder, plain hybrid search beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from corpus.plans import load_plan
from eval.support import PROFILES, CaseScore, evaluate_support, load_profiles, mean
from index.embeddings import get_embeddings
from index.plan_index import ensure_plan_index
from rag.settings import load_settings
from rag.support import SupportFinder

DEFAULT_PLAN = "huangshi-sti-2021-2025"
# What the ranking has to hold.
LEAST_NDCG = 0.9


def support(
    profiles: Annotated[Path, typer.Option(help="the judged profiles")] = PROFILES,
    failures: Annotated[int, typer.Option(help="show the first measures of this many of the worst cases")] = 0,
    gate: Annotated[bool, typer.Option(help="exit 1 where a must-not measure is marked met or nDCG@5 is low")] = False,
) -> None:
    """Score the finder on judged profiles: nDCG@5 and precision@5, beside plain hybrid search."""
    settings = load_settings()
    plan = load_plan(DEFAULT_PLAN)
    index = ensure_plan_index(plan, get_embeddings(settings.embeddings), settings.data_dir)
    scores = evaluate_support(SupportFinder(plan, index), load_profiles(profiles))
    console = Console()
    console.print(summary(scores))
    for one in sorted(scores, key=lambda score: score.ndcg)[:failures]:
        console.print(f"{one.id}: nDCG@5 {one.ndcg:.2f} (clauses), {one.measure_ndcg:.2f} (measures)", markup=False)
        for line in one.top:
            console.print(f"    {line[:90]}", markup=False)
    if gate and (mean(one.ndcg for one in scores) < LEAST_NDCG or any(one.wrongly_met for one in scores)):
        raise typer.Exit(1)


def summary(scores: Sequence[CaseScore]) -> Table:
    """The figures of all cases as a table."""
    table = Table(title=f"{len(scores)} profiles")
    for name in ("", "nDCG@5", "precision@5", "must-not marked met", "irrelevant shown"):
        table.add_column(name, justify="left" if not name else "right")
    wrong = str(sum(len(one.wrongly_met) for one in scores))
    shown = str(sum(len(one.irrelevant_shown) for one in scores))
    rows = (
        ("finder, clauses", "ndcg", "precision", wrong, shown),
        ("finder, measures", "measure_ndcg", "measure_precision", wrong, shown),
        ("plain hybrid search, clauses", "baseline_ndcg", "baseline_precision", "—", "—"),
    )
    for name, gain, share, *rest in rows:
        means = (mean(getattr(one, gain) for one in scores), mean(getattr(one, share) for one in scores))
        table.add_row(name, *(f"{value:.3f}" for value in means), *rest)
    return table
