"""One row of the board as a small drawing: from baseline to goal, or what was reached against its goal.

Each drawing has a scale of its own, for the rows' units differ; positions are percentages, so that it
takes the width it is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup

from web.board.entries import Entry, Era
from web.board.wording import Translate, completion, shown, verdict

# Room at both ends for the marks, in per cent of the width.
_LEFT, _SPAN = 3, 94
_FRAME = Markup('<svg class="track" width="100%" height="{}" role="img" aria-label="{}">{}</svg>')
_DOT = Markup('<circle class="{}" cx="{}%" cy="14" r="{}"/>')
_LINE = Markup('<line class="{}" x1="{}%" x2="{}%" y1="14" y2="14"/>')
_UPRIGHT = Markup('<line class="{}" x1="{}%" x2="{}%" y1="2" y2="26"/>')
_BAR = Markup('<rect class="{}" x="{}%" y="8" width="{}%" height="12" rx="3"/>')
# A nested drawing may be placed by percentage, a path may not.
_BEYOND = Markup('<svg x="{}%" y="14" overflow="visible"><path class="beyond" d="M9 -6 L17 0 L9 6"/></svg>')
_FLAG_PATH = "M-5 0 H5 L0 6 Z M-1 5 H1 V27 H-1 Z"
_FLAG = Markup('<svg x="{}%" y="0" overflow="visible"><path class="flag" d="{}"/></svg>')
_SQUARE = Markup('<rect class="{}" x="{}" y="0" width="14" height="14" rx="3"/><path class="sign" d="{}"/>')


def track(entry: Entry, t: Translate = str) -> Markup:
    """The drawing of a row; empty where it has no two numbers to set against each other."""
    if entry.pair is None:
        return Markup("")
    if entry.era is Era.PAST:
        return _reached(entry, *entry.pair, t)
    return _aimed(entry, *entry.pair, t)


def strip(entries: Iterable[Entry], label: str) -> Markup:
    """A square for each goal of before, those that were met first, each with its sign."""
    marks = sorted((entry.met for entry in entries if entry.met is not None), reverse=True)
    squares = Markup("").join(_square(at * 18, met) for at, met in enumerate(marks))
    width = max(len(marks) * 18 - 4, 1)
    return Markup('<svg class="strip" viewBox="0 0 {} 14" role="img" aria-label="{}">{}</svg>').format(
        width, label, squares
    )


def _scale(*values: Decimal) -> tuple[Decimal, Decimal]:
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    return low, (high - low) or Decimal(1)


def _at(value: Decimal, scale: tuple[Decimal, Decimal]) -> str:
    low, width = scale
    return f"{_LEFT + _SPAN * (value - low) / width:.1f}"


def _aimed(entry: Entry, state: Decimal, goal: Decimal, t: Translate) -> Markup:
    scale = _scale(state, goal)
    start, end, zero = _at(state, scale), _at(goal, scale), _at(Decimal(0), scale)
    parts = [_LINE.format("rail", zero, 100), _UPRIGHT.format("zero", zero, zero), _LINE.format("way", start, end)]
    parts += [_DOT.format("interim", _at(value, scale), 4) for value in _interim(entry)]
    parts += [_DOT.format("state", start, 6), _DOT.format("goal", end, 7)]
    if entry.lead.is_open:
        parts.append(_BEYOND.format(end))
    label = f"{t('基数')} {shown(entry.state)}，{t('目标')} {shown(entry.goal)} {t(entry.unit)}"
    return _FRAME.format(28, label, Markup("").join(parts))


def _interim(entry: Entry) -> Iterable[Decimal]:
    return (f.value for f in entry.interim if f.value is not None and f.unit == entry.unit)


def _reached(entry: Entry, state: Decimal, goal: Decimal, t: Translate) -> Markup:
    scale = _scale(state, goal)
    low, high = sorted((Decimal(0), state))
    width = _SPAN * (high - low) / scale[1]
    css = "met" if entry.met else "unmet"
    parts = [_BAR.format("rail", _LEFT, _SPAN), _BAR.format(css, _at(low, scale), f"{width:.1f}")]
    parts.append(_FLAG.format(_at(goal, scale), _FLAG_PATH))
    label = f"{t('目标')} {shown(entry.goal)}，{t('实际')} {shown(entry.state)}，{verdict(entry, t)}"
    return _FRAME.format(28, f"{label} {completion(entry)}", Markup("").join(parts))


def _square(x: int, met: bool | None) -> Markup:
    sign = f"M{x + 3.5} 7 l2.5 3 l4.5 -6" if met else f"M{x + 4} 4 l6 6 m0 -6 l-6 6"
    return _SQUARE.format("met" if met else "unmet", x, sign)
