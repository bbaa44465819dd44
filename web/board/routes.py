"""The doors of the indicator board: a page, JSON, CSV, XLSX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from web.api import service
from web.board.filters import Filter
from web.site import AskedView

if TYPE_CHECKING:
    from web.board.board import Board

router = APIRouter()


def filter_of(
    q: Annotated[str, Query(max_length=100, description="words of a name, an alias, or a number")] = "",
    group: Annotated[str, Query(max_length=100, description="a table's group")] = "",
    unit: Annotated[str, Query(max_length=20)] = "",
    source: Annotated[Literal["", "table", "text"], Query(description="in a table or in running text")] = "",
    era: Annotated[
        Literal["", "current", "past", "fact"], Query(description="a goal of the plan, one before it, a fact")
    ] = "",
    verdict: Annotated[Literal["", "met", "unmet"], Query(description="goals before the plan: reached or not")] = "",
) -> Filter:
    """What a request wants to see."""
    return Filter(q.strip(), group, unit, source, era, verdict)


Wanted = Annotated[Filter, Depends(filter_of)]


@router.get("/board", response_class=HTMLResponse, summary="The indicator board")
def page(
    request: Request, wanted: Wanted, view: AskedView, show: Literal["", "table", "chart"] = "table"
) -> HTMLResponse:
    """The plan's goals and figures to filter, search, compare and follow to their clauses."""
    return HTMLResponse(_board(request).page(wanted, view, show or "table"))


@router.get("/api/indicators", summary="The plan's figures")
def as_json(request: Request, wanted: Wanted) -> dict[str, Any]:
    """Every quantity that the plan states, with its figures, goals, comparison and clauses."""
    return _board(request).to_dict(wanted)


@router.get("/api/indicators.csv", response_class=Response, summary="The plan's figures as CSV")
def as_csv(request: Request, wanted: Wanted) -> Response:
    """The rows of the board for any spreadsheet program."""
    from web import sheets

    board = _board(request)
    content = sheets.csv_bytes(board.sheet(wanted))
    return sheets.download(content, sheets.CSV_TYPE, f"{board.title}-指标.csv", "indicators.csv")


@router.get("/api/indicators.xlsx", response_class=Response, summary="The plan's figures as XLSX")
def as_xlsx(request: Request, wanted: Wanted) -> Response:
    """The rows of the board as an Excel workbook."""
    from web import sheets

    board = _board(request)
    content = sheets.xlsx_bytes(board.sheet(wanted), board.about())
    return sheets.download(content, sheets.XLSX_TYPE, f"{board.title}-指标.xlsx", "indicators.xlsx")


def _board(request: Request) -> Board:
    # Imported here, beside the open port: what reckons with figures stands on jieba and numpy.
    from web.board.board import Board

    plan = service(request)[0].assistant.plan
    boards = request.app.state.boards
    if plan.id not in boards:
        boards[plan.id] = Board.of(plan)
    return boards[plan.id]
