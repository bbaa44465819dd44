"""Command line: ``python -m index build`` and ``python -m index info``."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path
from typing import Annotated

import typer
from dotenv import dotenv_values
from langchain_core.embeddings import Embeddings
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from corpus.errors import PlanQAError
from corpus.plans import list_plans, load_plan
from index.embeddings import DEFAULT_EMBEDDINGS, get_embeddings
from index.errors import UnusableIndexError
from index.plan_index import cache_folder, index_folder, plan_source
from index.source import IndexSource
from index.store import build_index, open_index

ROOT = Path(__file__).resolve().parents[1]

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
console = Console()

PlanOption = Annotated[str | None, typer.Option("--plan", help="A plan's id; all plans if it is left out.")]
FolderOption = Annotated[
    Path | None, typer.Option("--folder", help="Data folder; else PLANQA_DATA_DIR, else var/ in the checkout.")
]
EmbeddingsOption = Annotated[
    str | None, typer.Option("--embeddings", help="Model; else PLANQA_EMBEDDINGS, else onnx-e5.")
]


@app.command()
def build(
    plan: PlanOption = None,
    folder: FolderOption = None,
    embeddings: EmbeddingsOption = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Embed every text anew.")] = False,
    if_needed: Annotated[bool, typer.Option("--if-needed", help="Leave an index that is up to date alone.")] = False,
) -> None:
    """Build the index of a plan, or of all plans."""
    data_dir = _data_dir(folder)
    model = get_embeddings(_model_name(embeddings), cache_folder(data_dir))
    for plan_id in [plan] if plan else list_plans():
        source = plan_source(load_plan(plan_id))
        place = index_folder(data_dir, plan_id, model)
        if if_needed and _is_current(place, model, source):
            continue
        started = time.perf_counter()
        with _bar() as bar:
            task = bar.add_task(plan_id, total=None)
            manifest = build_index(
                source,
                model,
                place,
                progress=lambda done, total, task=task, bar=bar: bar.update(task, completed=done, total=total),
                cache_dir=cache_folder(data_dir),
                reuse=not fresh,
            )
            bar.update(task, completed=1, total=1, visible=False)
        seconds = time.perf_counter() - started
        console.print(f"{plan_id}: {manifest.chunks} chunks, {manifest.sentences} sentences in {seconds:.1f} s")
        console.print(f"{place}\n{manifest.index_hash}", highlight=False, soft_wrap=True)


@app.command()
def info(plan: PlanOption = None, folder: FolderOption = None, embeddings: EmbeddingsOption = None) -> None:
    """Check the index of a plan, or of all plans, and show what it was made from."""
    data_dir = _data_dir(folder)
    model = get_embeddings(_model_name(embeddings), cache_folder(data_dir))
    for plan_id in [plan] if plan else list_plans():
        place = index_folder(data_dir, plan_id, model)
        manifest = open_index(place, model, source=plan_source(load_plan(plan_id))).manifest
        rows = {
            "plan": plan_id,
            "folder": str(place),
            "hash": manifest.index_hash,
            "embeddings": f"{manifest.recipe.embeddings}, {manifest.dimension} dimensions",
            "chunks": str(manifest.chunks),
            "sentences": str(manifest.sentences),
            "created": manifest.created,
        }
        for name, value in rows.items():
            console.print(f"{name:<11}{value}", highlight=False, soft_wrap=True)


def _is_current(place: Path, model: Embeddings, source: IndexSource) -> bool:
    try:
        open_index(place, model, source=source)
    except UnusableIndexError:
        return False
    return True


def _data_dir(folder: Path | None) -> Path:
    return folder or Path(_setting("PLANQA_DATA_DIR") or ROOT / "var")


def _model_name(name: str | None) -> str:
    return name or _setting("PLANQA_EMBEDDINGS") or DEFAULT_EMBEDDINGS


def _setting(name: str) -> str | None:
    # As the server reads them, so that both mean the same index.
    return os.environ.get(name) or dotenv_values(ROOT / ".env").get(name)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )


def main() -> None:
    """Run a command; a known error is one line on stderr and exit code 1."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        app()
    except (PlanQAError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise SystemExit(1) from error


if __name__ == "__main__":
    main()
