"""Reading the measures: which units of which blocks are measures, and their records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.chunker import is_heading
from corpus.document import Block, BlockKind, Document, Span
from corpus.indicators.running_text import locate
from corpus.measures.directions import read_directions
from corpus.measures.kinds import audiences_of
from corpus.measures.records import Audience, Condition, Direction, Kind, Measure, MeasureFigure, Strength
from corpus.measures.terms import conditions_in, figures_in, industries_in, left_open, places_in
from corpus.measures.units import Unit, units
from corpus.measures.words import words
from corpus.sentences import sentences


@dataclass(frozen=True, slots=True)
class _Recipients:
    given: tuple[Audience, ...]
    served: tuple[Audience, ...]
    by_headings: tuple[Audience, ...]


_TEXT_KINDS = frozenset({BlockKind.ITEM, BlockKind.BULLET, BlockKind.PARAGRAPH, BlockKind.BOX_ITEM})


def read_measures(document: Document) -> tuple[Measure, ...]:
    """Every support measure of a plan, in reading order."""
    directions = {direction.block: direction for direction in read_directions(document)}
    return tuple(
        measure
        for block in document.blocks
        if _is_read(document, block)
        for measure in _of(document, block, directions.get(block.id))
        if block.id not in directions or _speaks_to_somebody(measure)
    )


def _speaks_to_somebody(measure: Measure) -> bool:
    """Among directions only what supports a named recipient is a measure."""
    return bool(measure.audiences) and measure.strength in (Strength.GIVE, Strength.SUPPORT, Strength.ENCOURAGE)


def _is_read(document: Document, block: Block) -> bool:
    if block.kind not in _TEXT_KINDS or is_heading(document, block):
        return False
    return not any(words().headings.search(above.title) for above in document.ancestors(block.id) if above.title)


def _of(document: Document, block: Block, direction: Direction | None) -> Iterator[Measure]:
    inherited = _heading_audiences(document, block)
    number = 0
    for span in sentences(block.text):
        start = _behind_title(block, span)
        sentence = block.text[start : span.end]
        if start >= span.end or words().targets.match(sentence):
            continue
        before: tuple[Audience, ...] = ()
        for unit in units(sentence):
            text = sentence[unit.start : unit.end]
            given, served = audiences_of(text)
            before = given or (before if unit.governed else ())
            if not _is_measure(unit, text):
                continue
            number += 1
            place = Span(start + unit.start, start + unit.end)
            named = _Recipients(before, served, inherited)
            measure = _record(block, number, unit, place, Span(start, span.end), named)
            # What stands among an industry's directions is for that branch of it.
            yield replace(measure, industries=(direction.name,)) if direction else measure


def _behind_title(block: Block, sentence: Span) -> int:
    """Where a block's first sentence starts once its number and title are left out."""
    if sentence.start > 0 or not block.title:
        return sentence.start
    at = block.text.find(block.title)
    behind = at + len(block.title) + 1
    return behind if 0 <= at <= 8 and behind < len(block.text) else sentence.start


def _heading_audiences(document: Document, block: Block) -> tuple[Audience, ...]:
    """Those that the nearest heading naming any speaks of."""
    table = words().heading_audiences
    titles = [block.title, *(above.title for above in reversed(document.ancestors(block.id)))]
    for title in titles:
        found = [(match.start(), name) for name, pattern in table.items() if (match := pattern.search(title))]
        # The first that a title names, in the table's order where several begin at one place.
        if found:
            return (min(found, key=lambda pair: pair[0])[1],)
    return ()


def _is_measure(unit: Unit, text: str) -> bool:
    if not unit.kinds or (unit.head.strength is None and not audiences_of(text)[0]):
        return False
    if words().sanctions.search(text) or words().layouts.search(text):
        return False
    return unit.head.strength is Strength.GIVE or not words().steering.search(text)


def _record(block: Block, number: int, unit: Unit, place: Span, sentence: Span, named: _Recipients) -> Measure:
    text = block.text[place.start : place.end]
    kinds: tuple[Kind, ...] = unit.kinds
    strength = unit.head.strength or Strength.PROMOTE
    figures = tuple(
        MeasureFigure(q.text, role, locate(block, place.start + q.start, place.start + q.end))
        for q, role in figures_in(text, kinds)
    )
    return Measure(
        id=f"{block.id}#{number}",
        block=block.id,
        kinds=kinds,
        audiences=named.given,
        served=named.served,
        heading_audiences=named.by_headings,
        conditions=tuple(
            Condition(kind, text[start:end], locate(block, place.start + start, place.start + end))
            for kind, start, end in conditions_in(text)
        ),
        industries=industries_in(text),
        places=places_in(text),
        strength=strength,
        verb=unit.head.verb,
        figures=figures,
        left_open=left_open(
            text, block.text[sentence.start : sentence.end], kinds, [figure.role for figure in figures]
        ),
        text=text,
        sentence=block.text[sentence.start : sentence.end],
        within=place,
        span=locate(block, place.start, place.end),
    )
