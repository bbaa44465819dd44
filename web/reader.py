"""The plan as a page: ``/plan``, readable without JavaScript, every address an anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from corpus.document import Block, BlockKind, Document, Span
from web.api import block_at, service
from web.assistant import Plan
from web.render import BlockRenderer, group_column, group_sizes, parse_ranges
from web.site import CHINESE, AskedView, View, render, templates

router = APIRouter()

MAX_HITS = 500
_OUTLINE = (BlockKind.TITLE, BlockKind.CHAPTER, BlockKind.SECTION, BlockKind.BOX, BlockKind.TABLE)

templates.globals.update(group_sizes=group_sizes, group_column=group_column)


@router.get("/plan", response_class=HTMLResponse, summary="Read the plan")
def read(
    request: Request,
    view: AskedView,
    hl: Annotated[str, Query(max_length=300, description="ranges of the source to highlight, e.g. 120-134")] = "",
    q: Annotated[str, Query(max_length=100, description="words to find and mark")] = "",
) -> HTMLResponse:
    """The whole plan, with a citation's words or the hits of a search marked."""
    plan = service(request)[0].assistant.plan
    hits = find(plan.document, q)
    return HTMLResponse(page(plan, hits or parse_ranges(hl), q, len(hits), view))


@router.get("/plan/clause/{block_id}", response_class=HTMLResponse, include_in_schema=False)
def clause(
    request: Request, view: AskedView, block_id: str, hl: Annotated[str, Query(max_length=300)] = ""
) -> HTMLResponse:
    """One clause with the titles above it, for the panel beside the chat."""
    plan = service(request)[0].assistant.plan
    block = block_at(plan.document, block_id)
    return HTMLResponse(clause_html(plan.document, block, parse_ranges(hl), hl, view))


def page(plan: Plan, ranges: tuple[Span, ...] = (), query: str = "", hits: int = 0, view: View = CHINESE) -> str:
    """The reader page with some ranges marked."""
    renderer = BlockRenderer(plan.document, ranges, numbered=bool(query))
    outline = [block for block in plan.document.blocks if block.kind in _OUTLINE]
    return render(
        "reader.html", view, plan=plan, document=plan.document, r=renderer, outline=outline, query=query, hits=hits
    )


def clause_html(
    document: Document, block: Block, ranges: tuple[Span, ...] = (), hl: str = "", view: View = CHINESE
) -> str:
    """A clause as a fragment: the nearest whole piece that reads by itself, its titles above."""
    shown = _whole(document, block)
    return render(
        "clause.html", view, document=document, r=BlockRenderer(document, ranges), block=shown, target=block, hl=hl
    )


def find(document: Document, query: str) -> tuple[Span, ...]:
    """Where the words stand in the plan, white space in between aside; at most ``MAX_HITS``."""
    letters = [re.escape(char) for char in query if not char.isspace()]
    if not letters:
        return ()
    pattern = re.compile(r"\s*".join(letters), re.IGNORECASE)
    return tuple(_hits(document, pattern))[:MAX_HITS]


def _hits(document: Document, pattern: re.Pattern[str]) -> Iterator[Span]:
    for block in document.blocks:
        for span in block.spans:
            for match in pattern.finditer(document.source, span.start, span.end):
                yield Span(*match.span())


def _whole(document: Document, block: Block) -> Block:
    # A row is read in its table and a box's line in its box; a bullet beside the item it explains.
    wanted = {BlockKind.ROW: BlockKind.TABLE, BlockKind.NOTE: BlockKind.TABLE, BlockKind.BOX_ITEM: BlockKind.BOX}
    kind = wanted.get(block.kind)
    return (document.nearest(block.id, kind) if kind else None) or block
