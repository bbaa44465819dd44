"""Which rows of the board are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.indicators.decimals import narrow

if TYPE_CHECKING:
    from web.board.entries import Entry

# Of two characters, any pair in the right order would be found in half of all names.
_SHORTEST_SKIPPING = 3


@dataclass(frozen=True, slots=True)
class Filter:
    """What rows must have; "" where anything goes.

    ``q`` is looked for in names, groups and numbers; its characters may skip some of a name's (研发投入占比
    finds 研发经费投入占GDP比重). ``source`` is table or text, ``era`` current, past or fact, ``verdict`` met
    or unmet.
    """

    q: str = ""
    group: str = ""
    unit: str = ""
    source: str = ""
    era: str = ""
    verdict: str = ""

    @property
    def given(self) -> dict[str, str]:
        """What is asked for, by name."""
        values = {name: getattr(self, name) for name in ("q", "group", "unit", "source", "era", "verdict")}
        return {name: value for name, value in values.items() if value}

    def apply(self, entries: Iterable[Entry], aliases: Mapping[str, Sequence[str]]) -> tuple[Entry, ...]:
        """The rows that have all that is asked for; ``aliases`` are everyday words (lower case) with the
        plan's terms for them."""
        tests = (self._searched(aliases), self._grouped, self._placed)
        return tuple(entry for entry in entries if all(test(entry) for test in tests))

    def _grouped(self, entry: Entry) -> bool:
        return self.group in ("", entry.group) and self.unit in ("", entry.unit)

    def _placed(self, entry: Entry) -> bool:
        if self.source and entry.in_table != (self.source == "table"):
            return False
        return self.era in ("", entry.era) and (not self.verdict or entry.met is (self.verdict == "met"))

    def _searched(self, aliases: Mapping[str, Sequence[str]]) -> Callable[[Entry], bool]:
        query = _bare(self.q)
        if not query:
            return lambda entry: True
        wanted = [query, *(_bare(term) for term in aliases.get(query, ()))]
        return lambda entry: any(_found(words, entry) for words in wanted)


def groups(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The groups of the rows, in the plan's order."""
    return tuple(dict.fromkeys(entry.group for entry in entries if entry.group))


def units(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The units of the rows, the most frequent first."""
    count: dict[str, int] = {}
    for entry in entries:
        if entry.unit:
            count[entry.unit] = count.get(entry.unit, 0) + 1
    return tuple(sorted(count, key=lambda unit: -count[unit]))


def _bare(text: str) -> str:
    return "".join(narrow(text).casefold().split())


def _found(words: str, entry: Entry) -> bool:
    names = [_bare(name) for name in dict.fromkeys((entry.name, *entry.indicator.names))]
    numbers = [_bare(figure.text) for figure in (entry.goal, entry.state) if figure]
    if any(words in text for text in (*names, _bare(entry.group))) or words in numbers:
        return True
    return len(words) >= _SHORTEST_SKIPPING and any(_in_order(words, name) for name in names)


def _in_order(words: str, name: str) -> bool:
    rest = iter(name)
    return all(char in rest for char in words)
