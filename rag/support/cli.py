"""Command line: ``python -m rag support "我们做PCB的，30人，缺钱也缺人"``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from corpus.plans import list_plans, load_plan
from index.embeddings import get_embeddings
from index.plan_index import ensure_plan_index
from rag.citations import write_up
from rag.settings import load_settings
from rag.support.finder import SupportFinder
from rag.support.profile import Profile
from rag.support.reply import SupportReply
from rag.support.wording import statements

app = typer.Typer(add_completion=False, help="Which support measures of the plan fit a profile.")


@app.command()
def support(
    text: Annotated[str, typer.Argument(help="a free sentence: who you are and what you need")] = "",
    industry: Annotated[str, typer.Option(help="what you make or do, in your own words")] = "",
    stage: Annotated[str, typer.Option(help="刚成立, 成长期, 成熟 …")] = "",
    size: Annotated[str, typer.Option(help="30人, 小型 …")] = "",
    need: Annotated[list[str] | None, typer.Option(help="what you need; may be given several times")] = None,
    place: Annotated[str, typer.Option(help="district or park")] = "",
    ownership: Annotated[str, typer.Option(help="民营, 国有, 外资 …")] = "",
    plan: Annotated[str | None, typer.Option(help="the plan's id; the first of the corpus by default")] = None,
    docx: Annotated[Path | None, typer.Option(help="write a two-page brief as .docx")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="write the brief as .xlsx")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print the whole reply as JSON")] = False,
) -> None:
    """Find the support measures of the plan that fit a profile; nothing is ever promised."""
    profile = Profile(text, industry, stage, size, tuple(need or ()), place, ownership)
    finder = open_finder(plan)
    reply = finder.find(profile)
    _export(reply, docx, xlsx)
    if as_json:
        sys.stdout.write(json.dumps(reply.to_dict(), ensure_ascii=False, indent=2) + "\n")
        return
    written, citations = write_up(finder.plan.document, statements(reply))
    sys.stdout.write(written + "\n\n")
    for citation in citations:
        sys.stdout.write(f"[{citation.n}] {citation.label}\n")


def open_finder(plan_id: str | None = None) -> SupportFinder:
    """A finder over a plan (the first of the corpus by default), its index built where there is none."""
    settings = load_settings()
    plan = load_plan(plan_id or list_plans()[0])
    return SupportFinder(plan, ensure_plan_index(plan, get_embeddings(settings.embeddings), settings.data_dir))


def _export(reply: SupportReply, docx: Path | None, xlsx: Path | None) -> None:
    # The writers are imported on use: most runs write nothing.
    if docx:
        from rag.support.docx_export import to_docx

        docx.write_bytes(to_docx(reply))
    if xlsx:
        from rag.support.xlsx_export import to_xlsx

        xlsx.write_bytes(to_xlsx(reply))
