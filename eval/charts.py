"""Charts as inline SVG: no script, no font, nothing from another host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import log10

PALETTE = ("#9aa5b1", "#c9a227", "#6a8caf", "#7b6fa8", "#c0392b", "#2e8b57")
_ROW, _BAR, _LABEL, _WIDTH = 10, 8, 150, 560


def grouped_bars(groups: Mapping[str, Mapping[str, float | None]], series: Sequence[str]) -> str:
    """Horizontal bars of shares (0–1): a block of bars for each group, one bar for each series."""
    parts: list[str] = []
    y = 4
    for group, values in groups.items():
        height = _ROW * len(series)
        parts.append(_text(_LABEL - 8, y + height / 2 + 4, group, "end"))
        for place, name in enumerate(series):
            value = values.get(name)
            if value is not None:
                parts.append(_bar(y + place * _ROW, value, PALETTE[place % len(PALETTE)], f"{group} · {name}"))
        y += height + 8
    for share in (0.25, 0.5, 0.75, 1.0):
        x = _LABEL + share * _WIDTH
        parts.insert(0, f'<line x1="{x}" x2="{x}" y1="0" y2="{y}" class="grid"/>')
        parts.append(_text(x, y + 12, f"{share:.0%}", "middle"))
    return _legend(series) + _svg(_LABEL + _WIDTH + 60, y + 20, parts, "score by group")


def heat_map(rows: Mapping[str, Mapping[str, tuple[float, int] | None]], columns: Sequence[str]) -> str:
    """A grid of shares with their counts: dark green is 1, red is 0, blank is no case."""
    cell_w, cell_h, left, top = 58, 26, 150, 24
    parts = [_text(left + (i + 0.5) * cell_w, 16, column, "middle") for i, column in enumerate(columns)]
    for j, (row, cells) in enumerate(rows.items()):
        y = top + j * cell_h
        parts.append(_text(left - 8, y + 17, row, "end"))
        for i, column in enumerate(columns):
            cell = cells.get(column)
            if cell:
                share, n = cell
                fill = f"hsl({share**2 * 130:.0f} 55% {72 - 22 * share:.0f}%)"
                x = left + i * cell_w
                tip = f"<title>{escape(row)} · {escape(column)}: {share:.0%} of {n}</title>"
                parts.append(
                    f'<rect x="{x}" y="{y}" width="{cell_w - 2}" height="{cell_h - 2}" fill="{fill}">{tip}</rect>'
                )
                parts.append(_text(x + cell_w / 2, y + 17, f"{share * 100:.0f} ({n})", "middle", "cell"))
    return _svg(left + len(columns) * cell_w + 10, top + len(rows) * cell_h + 6, parts, "heat map")


def latency_strips(series: Mapping[str, Sequence[float]]) -> str:
    """Each system's answer times on a log scale of milliseconds: a tick a case, p50 and p95 marked."""
    low, high = 0.1, 10_000.0
    parts: list[str] = []
    for place, (name, values) in enumerate(series.items()):
        y = 6 + place * 34
        parts.append(_text(_LABEL - 8, y + 16, name, "end"))
        ordered = sorted(values)
        for value in ordered:
            x = _log_x(value, low, high)
            parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y}" y2="{y + 22}" class="tick"/>')
        for share, label in ((0.5, "p50"), (0.95, "p95")):
            value = ordered[min(len(ordered) - 1, int(share * len(ordered)))]
            x = _log_x(value, low, high)
            tip = f"<title>{label} {value:.1f} ms</title>"
            parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y - 3}" y2="{y + 25}" class="mark">{tip}</line>')
            parts.append(_text(x + 3, y + 9 if label == "p50" else y + 22, f"{label} {value:.0f}", "start", "small"))
    bottom = 6 + len(series) * 34
    for power in range(-1, 5):
        parts.append(_text(_log_x(10.0**power, low, high), bottom + 12, f"{10.0**power:g} ms", "middle"))
    return _svg(_LABEL + _WIDTH + 60, bottom + 20, parts, "latency")


def _log_x(value: float, low: float, high: float) -> float:
    inside = min(max(value, low), high)
    return _LABEL + _WIDTH * (log10(inside) - log10(low)) / (log10(high) - log10(low))


def _bar(y: float, share: float, colour: str, name: str) -> str:
    width = max(share * _WIDTH, 1)
    tip = f"<title>{escape(name)}: {share:.1%}</title>"
    bar = f'<rect x="{_LABEL}" y="{y}" width="{width:.1f}" height="{_BAR}" fill="{colour}">{tip}</rect>'
    return bar + _text(_LABEL + width + 4, y + _BAR, f"{share * 100:.0f}", "start", "small")


def _legend(series: Sequence[str]) -> str:
    marks = [
        f'<span><i style="background:{PALETTE[i % len(PALETTE)]}"></i>{escape(name)}</span>'
        for i, name in enumerate(series)
    ]
    return f'<p class="legend">{"".join(marks)}</p>'


def _text(x: float, y: float, text: str, anchor: str, style: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{style}">{escape(text)}</text>'


def _svg(width: float, height: float, parts: Sequence[str], name: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" aria-label="{escape(name)}">'
        f"{''.join(parts)}</svg>"
    )
