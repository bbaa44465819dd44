"""Which of an indicator's points a question means."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.indicators import Figure, FigureKind
from rag.numbers.points import Point, Role, is_number, pick
from rag.numbers.request import Aspect, Request
from rag.numbers.words import WORDS
from rag.understanding.years import YearMention


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last year of a plan."""

    start: int
    end: int


_GOAL_TO_GOAL = WORDS["goal_to_goal"]
_PAST_SENSE = WORDS["past_sense"]
_EACH = WORDS["each"]


@dataclass(frozen=True, slots=True)
class Selection:
    """The points asked for, leading one first, and the years asked for that the plan has no figure of."""

    points: tuple[Point, ...]
    missing: tuple[YearMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures to reckon with. ``past`` if a goal before the plan's period is held against what was
    reached (then ``start`` is the goal); else from where things stood (or an earlier goal) to a goal."""

    start: Figure
    end: Figure
    start_point: Point
    end_point: Point
    past: bool


def is_past_period(mention: YearMention, period: Period) -> bool:
    """Whether a mention is a five-year period that ended before the plan's began."""
    return mention.is_period and mention.end < period.start


def _is_own_period(mention: YearMention, period: Period) -> bool:
    return mention.end >= period.start and (
        mention.is_period or mention.text[:1] in "“十" and mention.end == period.end
    )


def select(points: tuple[Point, ...], request: Request, period: Period) -> Selection:
    """The points that a look-up asks for: those of the years named, of the side named (goal or state)."""
    missing = tuple(m for m in request.years if not _has_year(points, m, period))
    past = any(is_past_period(m, period) for m in request.years)
    named = [p for m in request.years for p in points if _covers(m, p, period)]
    found = list(dict.fromkeys(named)) or list(points)
    wanted = _by_aspect(found, request, past, bool(named))
    return Selection(tuple(wanted), missing)


def _has_year(points: tuple[Point, ...], mention: YearMention, period: Period) -> bool:
    if mention.is_period:
        return mention.end <= period.end
    return any(_covers(mention, point, period) for point in points)


def _covers(mention: YearMention, point: Point, period: Period) -> bool:
    if _is_own_period(mention, period):
        return point.role is Role.GOAL
    if point.year is None:
        return mention.end < period.start and point.role is Role.STATE
    if mention.start <= point.year <= mention.end:
        return True
    return any(figure.year == mention.end for figure in point.figures)


def _by_aspect(found: list[Point], request: Request, past: bool, by_year: bool) -> list[Point]:
    goals = [p for p in found if p.role in (Role.GOAL, Role.PAST_GOAL)]
    states = [p for p in found if p.role is Role.STATE]
    goal, state = Aspect.GOAL in request.aspects, Aspect.STATE in request.aspects
    if not by_year:
        goals = [p for p in goals if p.role is Role.GOAL] or goals
    goals = goals[::-1]
    if not by_year and not _EACH.search(request.question):
        goals = goals[:1]
    if goal and state:
        return [*goals[:1], *states[-1:]] if not past else [*goals, *states]
    if goal:
        return goals or states
    if state:
        return states[::-1] or goals
    if by_year:
        return (
            [*states[::-1], *goals]
            if states and (past or not any(p.role is Role.GOAL for p in goals))
            else [*goals, *states]
        )
    return goals or states[::-1]


def compare(points: tuple[Point, ...], request: Request, period: Period) -> Comparison | None:
    """The two figures that a sum is over; None where the plan does not give both."""
    past_goal, goal = pick(points, Role.PAST_GOAL), _goal(points, request)
    state = _state(points)
    if past_goal and goal and _GOAL_TO_GOAL.search(request.question) and is_number(goal.lead):
        return Comparison(past_goal.lead, goal.lead, past_goal, goal, past=False)
    if past_goal and state and _means_past(request, period, goal):
        end = _figure(state, FigureKind.ACTUAL)
        return Comparison(past_goal.lead, end, past_goal, state, past=True) if is_number(end) else None
    start = _earlier_goal(points, request, goal) or state
    if goal is None or start is None:
        return None
    first = _figure(start, FigureKind.BASELINE)
    if not (is_number(first) and is_number(goal.lead)):
        return None
    return Comparison(first, goal.lead, start, goal, past=False)


def _state(points: tuple[Point, ...]) -> Point | None:
    states = [p for p in points if p.role is Role.STATE and is_number(p.lead)]
    tabled = [p for p in states if p.lead.in_table]
    return (tabled or states or [None])[-1]


def _goal(points: tuple[Point, ...], request: Request) -> Point | None:
    years = [m.end for m in request.years]
    named = [p for p in points if p.role is Role.GOAL and p.year in years]
    return named[-1] if named else pick(points, Role.GOAL)


def _earlier_goal(points: tuple[Point, ...], request: Request, goal: Point | None) -> Point | None:
    years = {m.end for m in request.years}
    found = [p for p in points if p.role is Role.GOAL and p is not goal and p.year in years]
    return found[0] if found else None


def _figure(point: Point, kind: FigureKind) -> Figure:
    return next((figure for figure in point.figures if figure.kind is kind), point.lead)


def _means_past(request: Request, period: Period, goal: Point | None) -> bool:
    if goal is None or any(is_past_period(m, period) for m in request.years):
        return True
    if any(m.end >= period.start for m in request.years):
        return False
    return bool(_PAST_SENSE.search(request.question))
