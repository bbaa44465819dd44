"""Figures in running text: every quantity of every sentence, with its name, year and kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Block, BlockKind, Document, Span
from corpus.indicators import words
from corpus.indicators.decimals import narrow
from corpus.indicators.naming import Named, name_quantities
from corpus.indicators.records import Figure, FigureKind
from corpus.sentences import sentences

# "比2022年" names the year compared with, "提高到2022年的" one that is past.
_YEAR = re.compile(r"(?<![比较])((?:19|20)\d{2})\s*年")
_GOAL_YEAR = re.compile(r"(?<![高加长降升])到\s*((?:19|20)\d{2})\s*年")
_PERIOD_END = re.compile("“?(十[一二三四五六])五”?末")
_PERIODS = {name: 2010 + 5 * at for at, name in enumerate(["十一", "十二", "十三", "十四", "十五", "十六"])}
_READ = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.BULLET, BlockKind.BOX_ITEM)


def read_running_text(document: Document) -> list[Figure]:
    """The figures of all blocks of running text, in reading order; tables and headings are left out."""
    return [figure for block in document.blocks if block.kind in _READ for figure in _read_block(document, block)]


def _read_block(document: Document, block: Block) -> Iterator[Figure]:
    past = _is_past(document, block)
    goal = None if past else _inherited_goal(document, block)
    for span in sentences(block.text):
        sentence = block.text[span.start : span.end]
        if found := _GOAL_YEAR.search(narrow(sentence)):
            goal = int(found[1])
        for named in name_quantities(sentence):
            year = _year_before(sentence, named.quantity.start)
            kind = _kind(sentence, named, past, year or goal)
            yield _figure(
                block, span.start, sentence, named, kind, year or (goal if kind is FigureKind.TARGET else None)
            )


def _is_past(document: Document, block: Block) -> bool:
    titles = [above.title or above.text for above in document.ancestors(block.id) if above.kind is BlockKind.SECTION]
    return any(words.PAST.search(title) for title in titles)


def _inherited_goal(document: Document, block: Block) -> int | None:
    """The year of the goal that the section's lead paragraph sets for what stands under it."""
    section = document.nearest(block.id, BlockKind.SECTION)
    if section is None:
        return None
    lead = [child for child in document.children(section.id) if child.kind is BlockKind.PARAGRAPH][:1]
    match = _GOAL_YEAR.match(narrow(lead[0].text.strip())) if lead else None
    return int(match[1]) if match else None


def _year_before(sentence: str, at: int) -> int | None:
    years = [(m.start(), int(m[1])) for m in _YEAR.finditer(narrow(sentence), 0, at)]
    years += [(m.start(), _PERIODS[m[1]]) for m in _PERIOD_END.finditer(sentence, 0, at)]
    return max(years)[1] if years else None


def _kind(sentence: str, named: Named, past: bool, year: int | None) -> FigureKind:
    money = named.quantity.unit.endswith("元") and not words.MEASURED_MONEY.search(named.name)
    if money and (past or not words.GOAL.search(sentence)):
        return FigureKind.MONEY
    if past and not _GOAL_YEAR.search(narrow(sentence)):
        return FigureKind.FACT
    planned = year is not None or words.GOAL.search(sentence) or words.PLANNED.search(sentence[: named.quantity.start])
    return FigureKind.TARGET if planned else FigureKind.FACT


def _figure(block: Block, offset: int, sentence: str, named: Named, kind: FigureKind, year: int | None) -> Figure:
    quantity = named.quantity
    return Figure(
        value=quantity.value,
        text=quantity.text.strip("“”"),
        operator=quantity.operator,
        unit=quantity.unit,
        kind=kind,
        year=year,
        block=block.id,
        span=locate(block, offset + quantity.start, offset + quantity.end),
        clause=locate(block, offset, offset + len(sentence)),
        upper=quantity.upper,
        stated_name=named.name,
    )


def locate(block: Block, start: int, end: int) -> Span:
    """Where a piece of a block's text stands in ``plan.txt``."""
    return Span(_place(block, start), _place(block, end - 1) + 1)


def _place(block: Block, at: int) -> int:
    for span in block.spans:
        if at < span.end - span.start:
            return span.start + at
        at -= span.end - span.start
    return block.end + at
