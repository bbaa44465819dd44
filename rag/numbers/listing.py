"""Sets of indicators as lists: what was chosen and how many, then a line each."""

from __future__ import annotations

from decimal import Decimal

from corpus.document import Document
from corpus.indicators import Figure
from rag.answer import Calculation, Status
from rag.numbers.entries import Entry
from rag.numbers.evidence import operand, quote_figure
from rag.numbers.phrases import amount, label, noted, number, short_name
from rag.numbers.points import Point, Role
from rag.numbers.reply import NumberReply
from rag.numbers.sets import Chosen, Want
from rag.quotes import Statement

_SHOWN_APART = 3
_CONFIDENCE = 0.9


def answer_set(document: Document, chosen: Chosen, *, show_ratio: bool) -> NumberReply | None:
    """The list, count or ranking that was asked for; None where nothing was chosen and no condition named."""
    if not chosen.entries and not chosen.conditions:
        return None
    if chosen.want is Want.SHARE:
        return _share_met(document, chosen)
    if chosen.want is Want.RANK:
        return _ranking(document, chosen)
    entries = chosen.entries
    conditions = "、".join(chosen.conditions)
    head = f"{conditions}的指标" if conditions else "指标"
    if not entries:
        return NumberReply((Statement(f"没有{head}。"),), (), (), _CONFIDENCE, Status.ANSWERED)
    shape = _shape(entries[0], chosen.past)
    lead = Statement(
        f"共{len(entries)}个：{head}{f'（{shape}）' if shape else ''}如下。", (quote_figure(document, entries[0].row),)
    )
    lines = [_line(document, entry, chosen.past, show_ratio) for entry in entries]
    further = [_apart(document, figure) for figure in chosen.apart[:_SHOWN_APART]]
    return NumberReply((lead, *lines, *further), (_count(entries), *_ratios(entries, show_ratio)), (), _CONFIDENCE)


def _apart(document: Document, figure: Figure) -> Statement:
    words = f"另有{short_name(figure.stated_name)}为{amount(figure)}，不在上述之列。"
    return Statement(words, (quote_figure(document, figure),))


def _shape(entry: Entry, past: bool) -> str:
    pair = entry.comparison
    if pair is None:
        return ""
    return f"{pair.start.column}→{pair.end.column}"


def _count(entries: tuple[Entry, ...]) -> Calculation:
    figures = [entry.comparison.end if entry.comparison else entry.row for entry in entries]
    figures += [entry.comparison.start for entry in entries if entry.comparison]
    notes = list(dict.fromkeys(figure.note for figure in figures if figure.has_other_year))
    return Calculation(
        "，".join(["逐行计数", *(f"其中标*的为{note}" for note in notes)]),
        tuple(operand(figure) for figure in figures),
        f"{len(entries)}个",
    )


def _ratios(entries: tuple[Entry, ...], shown: bool) -> list[Calculation]:
    return [sum_ for entry in entries if shown and (sum_ := _ratio_sum(entry))]


def _ratio_sum(entry: Entry) -> Calculation | None:
    times, pair = entry.ratio, entry.comparison
    if times is None or pair is None:
        return None
    expression = f"{amount(pair.end)} ÷ {amount(pair.start)}"
    return Calculation(expression, (operand(pair.end), operand(pair.start)), f"{number(times)}倍")


def _line(document: Document, entry: Entry, past: bool, show_ratio: bool) -> Statement:
    pair = entry.comparison
    quotes = [quote_figure(document, entry.row)]
    if pair is None:
        goals = [_point(point) for point in entry.points if point.role is not Role.PAST_GOAL]
        return Statement(f"{short_name(entry.row.stated_name)}：{'，'.join(goals)}。", tuple(quotes))
    if pair.start.block != pair.end.block:
        quotes.append(quote_figure(document, pair.start))
    words = f"{noted(pair.start)}→{noted(pair.end)}"
    times = entry.ratio if show_ratio else None
    suffix = f"（{'至少' if pair.end.is_open and not past else ''}{number(times)}倍）" if times is not None else ""
    return Statement(f"{short_name(pair.end.stated_name)}：{words}{suffix}。", tuple(quotes))


def _point(point: Point) -> str:
    return label(point) + noted(point.lead)


def _share_met(document: Document, chosen: Chosen) -> NumberReply | None:
    judged = [entry for entry in chosen.everything if entry.met is not None]
    missing = "没有完成" in chosen.conditions
    counted = [entry for entry in judged if entry.met is not missing]
    if not judged:
        return None
    result = f"{number(Decimal(len(counted)) / len(judged) * 100)}%"
    quotes = tuple(quote_figure(document, entry.row) for entry in judged)
    what = "没有完成的占" if missing else "达标率"
    lead = Statement(
        f"{what}{result}：{len(judged)}个指标中{len(counted)}个{'没有' if missing else ''}完成目标。", quotes
    )
    missed = "、".join(short_name(entry.row.stated_name) for entry in judged if not entry.met)
    rest = (Statement(f"没有完成的是：{missed}。", quotes),) if missed else ()
    figures = tuple(
        operand(figure) for entry in judged if entry.comparison for figure in (entry.row, entry.comparison.start)
    )
    sum_ = Calculation(f"{len(counted)} ÷ {len(judged)} × 100%", figures, result)
    return NumberReply((lead, *rest), (sum_,), (), _CONFIDENCE)


def _ranking(document: Document, chosen: Chosen) -> NumberReply | None:
    measured = [(value, entry) for entry in chosen.entries if (value := entry.measure(chosen.by)) is not None]
    if not measured:
        return None
    measured.sort(key=lambda pair: pair[0], reverse=not chosen.ascending)
    top = [entry for _, entry in measured[: chosen.top]]
    superlative = "最小" if chosen.ascending else "最大"
    name = short_name(top[0].row.stated_name)
    what = _measured_in_words(chosen, top[0], measured[0][0])
    lead = Statement(f"{superlative}的是{name}（{what}）。", (quote_figure(document, top[0].row),))
    lines = [_line(document, entry, chosen.past, chosen.by == "times") for entry in top]
    maker = _points_sum if chosen.by == "points" else _ratio_sum
    sums = [sum_ for entry in top if (sum_ := maker(entry))] if chosen.by in ("points", "times") else []
    return NumberReply((lead, *lines), (*sums, _count(tuple(top))), (), _CONFIDENCE)


def _measured_in_words(chosen: Chosen, entry: Entry, value: Decimal) -> str:
    pair = entry.comparison
    if pair is None or chosen.by in ("goal", "state"):
        return f"{number(value)}{entry.row.unit}"
    if chosen.by == "points":
        return f"提高{number(value)}个百分点"
    return f"{'实际是目标的' if chosen.past else '目标是基数的'}{number(value)}倍"


def _points_sum(entry: Entry) -> Calculation:
    pair = entry.comparison
    assert pair is not None and pair.end.value is not None and pair.start.value is not None  # noqa: S101
    result = f"{number(pair.end.value - pair.start.value)}个百分点"
    return Calculation(f"{amount(pair.end)} − {amount(pair.start)}", (operand(pair.end), operand(pair.start)), result)
