"""Builds addressed blocks while the plan is read from top to bottom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.document import Block, BlockKind
from corpus.parser.boxes import BoxEntry, RawBox
from corpus.parser.levels import Levels
from corpus.parser.lines import Line, Source, join_wrapped
from corpus.parser.markers import Marker, Style
from corpus.parser.regions import TableRegion
from corpus.parser.rows import read_rows
from corpus.parser.titles import split_title

_LETTERS = {BlockKind.CHAPTER: "c", BlockKind.SECTION: "s", BlockKind.ITEM: "i", BlockKind.BULLET: "b"}
_HEADS = (BlockKind.CHAPTER, BlockKind.SECTION)


@dataclass
class _Frame:
    """An open heading. ``owns`` says whether plain paragraphs that follow are its own, ``titled`` whether
    its title is a whole line, ``counts`` what already stands under it."""

    id: str
    kind: BlockKind
    rank: int
    owns: bool
    titled: bool = False
    counts: Counter[str] = field(default_factory=Counter)


class Builder:
    """Collects blocks; each ``add_…`` takes what the reader found next."""

    def __init__(self, source: Source) -> None:
        self.blocks: list[Block] = []
        self.levels = Levels({}, None, None)
        self._source = source
        self._used: Counter[str] = Counter()
        self._frames: list[_Frame] = []
        self._root = _Frame("", BlockKind.TITLE, -1, owns=True)
        self._tables = 0
        self._boxes = 0

    def add_title(self, lines: Sequence[Line]) -> None:
        """The plan's title; what stands outside chapters hangs on it."""
        title = "".join(line.text.strip().lstrip("#").strip() for line in lines)
        self._root.counts.clear()
        self._root.id = self._add(BlockKind.TITLE, None, "c0", lines, text=title, title=title)

    def add_line(self, lines: Sequence[Line], marker: Marker | None) -> None:
        """A heading, item, bullet or paragraph, with the lines that go on with it."""
        if marker is None:
            self._close(lambda frame: not frame.owns)
            self._add_paragraph(self._top, lines)
        else:
            self._add_numbered(lines, marker)

    def add_table(self, region: TableRegion) -> None:
        """A table: it hangs on its section and leaves the open item open."""
        self._tables += 1
        self._top.counts["t"] += 1
        parent = self._nearest(*_HEADS)
        header, rows = read_rows(region.table)
        number = region.number or self._tables
        head = region.table.rows[0]
        start = self._start(region.caption[0]) if region.caption else head.start
        texts = [line.text.strip() for line in region.caption]
        table = self._add_range(
            BlockKind.TABLE,
            parent.id,
            f"t{_table_number(region.label) or number}",
            (min(start, head.start), head.end),
            text="\n".join([*texts, " | ".join(header)]),
            label=region.label,
            title=region.title,
            number=number,
        )
        for row, raw in rows:
            text = " | ".join(cell.text for cell in row.cells)
            place = (raw.start, raw.end)
            self._add_range(BlockKind.ROW, table, f"r{row.number}", place, text=text, number=row.number, row=row)
        for line in region.notes:
            self._add(BlockKind.NOTE, table, "note", [line])

    def add_box(self, box: RawBox) -> None:
        """A box: it hangs on the item it follows, else on the section."""
        self._boxes += 1
        self._top.counts["box"] += 1
        parent = self._nearest(*_HEADS, BlockKind.ITEM)
        number = box.title.number or self._boxes
        title = box.title.title
        block = self._add(
            BlockKind.BOX,
            parent.id,
            f"box{number}",
            [box.title_line],
            label=box.title.label,
            title=title,
            number=number,
        )
        counted = any(entry.marker for entry in box.entries)
        frame = _Frame(block, BlockKind.BOX, 0, owns=True)
        for entry in box.entries:
            if counted and entry.marker is None:
                self._add_paragraph(frame, entry.lines)
            else:
                self._add_entry(frame, entry)

    def _add_entry(self, box: _Frame, entry: BoxEntry) -> None:
        marker = entry.marker
        number = self._number(box, "", marker)
        words = entry.lines[0].text[marker.rest if marker else 0 :]
        self._add(
            BlockKind.BOX_ITEM,
            box.id,
            str(number),
            entry.lines,
            label=marker.label if marker else "",
            title=split_title(words).words,
            number=number,
        )

    def _add_numbered(self, lines: Sequence[Line], marker: Marker) -> None:
        rank = self.levels.ranks[marker.style]
        before = self._close(lambda frame: frame.rank >= rank)
        parent = self._top
        kind = self._kind(marker, parent)
        number = self._number(parent, _LETTERS[kind], marker)
        title = split_title(lines[0].text[marker.rest :], colon_ends=kind not in _HEADS)
        leads = lines[-1].text.rstrip().endswith(("：", ":"))
        # Entries of a list without stops look like titles, but nothing stands under the one before.
        listed = before is not None and before.rank == rank and before.titled and not before.counts
        titled = title.whole_line and not marker.style.is_bullet
        owns = kind in _HEADS or leads or (titled and not listed) or marker.style is Style.ARTICLE
        local = f"{_LETTERS[kind]}{number}"
        above = None if kind is BlockKind.CHAPTER else parent.id
        block = self._add(kind, above, local, lines, label=marker.label, title=title.words, number=number)
        self._frames.append(_Frame(block, kind, rank, owns, titled))

    def _kind(self, marker: Marker, parent: _Frame) -> BlockKind:
        if marker.style is self.levels.chapter:
            return BlockKind.CHAPTER
        if marker.style is self.levels.section:
            return BlockKind.SECTION
        inside = parent.kind in (BlockKind.ITEM, BlockKind.BULLET)
        return BlockKind.BULLET if marker.style.is_bullet or inside else BlockKind.ITEM

    def _number(self, parent: _Frame, letter: str, marker: Marker | None) -> int:
        """The number as written, or the next one where there is only a bullet."""
        written = marker.number if marker else None
        number = parent.counts[letter] + 1 if written is None else written
        parent.counts[letter] = number
        return number

    def _add_paragraph(self, parent: _Frame, lines: Sequence[Line]) -> None:
        parent.counts["p"] += 1
        number = parent.counts["p"]
        self._add(BlockKind.PARAGRAPH, parent.id, f"p{number}", lines, number=number)

    @property
    def _top(self) -> _Frame:
        return self._frames[-1] if self._frames else self._root

    def _close(self, closes: Callable[[_Frame], bool]) -> _Frame | None:
        """Close the open headings that ``closes`` holds for; gives back the outermost of them."""
        closed = None
        while self._frames and closes(self._frames[-1]):
            closed = self._frames.pop()
        return closed

    def _nearest(self, *kinds: BlockKind) -> _Frame:
        return next((frame for frame in reversed(self._frames) if frame.kind in kinds), self._root)

    def _start(self, line: Line) -> int:
        span = line.span()
        return span.start if span else line.offset(0)

    def _add(self, kind: BlockKind, parent: str | None, local: str, lines: Sequence[Line], **fields: Any) -> str:
        text = join_wrapped([line.text.strip() for line in lines])
        place = (self._start(lines[0]), lines[-1].end)
        return self._add_range(kind, parent, local, place, **{"text": text, **fields})

    def _add_range(
        self, kind: BlockKind, parent: str | None, local: str, place: tuple[int, int], *, text: str, **fields: Any
    ) -> str:
        block_id = self._unique(f"{parent}.{local}" if parent else local)
        self.blocks.append(Block(block_id, kind, text, self._source.spans(*place), parent or None, **fields))
        return block_id

    def _unique(self, block_id: str) -> str:
        """The address, with "-2" and so on where a plan gives one number twice."""
        self._used[block_id] += 1
        if self._used[block_id] == 1:
            return block_id
        return self._unique(f"{block_id}-{self._used[block_id]}")


def _table_number(label: str) -> str:
    """表2-3 as "2-3", so that its address is not that of 表2."""
    return "-".join(re.findall(r"\d+", label)) if re.search(r"\d\D+\d", label) else ""
