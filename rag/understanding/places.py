"""Names of places in a question, from a gazetteer of Chinese divisions, countries and the plan's own text.

The cities, counties and districts come from jieba's dictionary (entries tagged ``ns``), which is installed
anyway; provinces and the countries that questions compare with are few and stand in ``places.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

_LISTS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
PROVINCES = tuple(_LISTS["provinces"])
COUNTRIES = tuple(_LISTS["countries"])
_DIVISION = re.compile("^(.{2,6})(市|县|省)$")
_DISTRICT = re.compile("^.{2,4}区$")
_NOT_NAMES = re.compile("|".join(_LISTS["not_names"]))
# A short form (宜昌 for 宜昌市) counts only where the dictionary knows it as a common enough name of a place:
# rarer ones turn up by chance across word boundaries (促进新兴和… holds 兴和).
_SHORT_FORM_FREQUENCY = 300
_SHORT_FORM_TAGS = frozenset({"ns", "n", "nr", "j", "nz"})
_AMBIGUOUS = frozenset(_LISTS["ambiguous"])


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a question: the words, and their offset."""

    name: str
    offset: int


@cache
def _dictionary_names(dictionary: Path) -> frozenset[str]:
    divisions = {word for word, _, tag in _entries(dictionary) if tag == "ns" and not _NOT_NAMES.search(word)}
    whole = {match[0]: match[1] for match in map(_DIVISION.match, divisions) if match}
    stems = set(whole.values())
    short = {
        word
        for word, frequency, tag in _entries(dictionary)
        if word in stems and int(frequency) >= _SHORT_FORM_FREQUENCY and tag in _SHORT_FORM_TAGS
    }
    districts = {word for word in divisions if _DISTRICT.match(word)}
    return frozenset({*districts, *whole, *short} - _AMBIGUOUS)


def _entries(dictionary: Path) -> Iterator[tuple[str, str, str]]:
    """Word, frequency and tag of each line, one at a time: the whole file in memory takes 100 MB."""
    with dictionary.open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, tag = line.split()
            yield word, frequency, tag


def jieba_dictionary() -> Path:
    """The dictionary file of the installed jieba package."""
    import jieba  # imported on use: the package opens its dictionary's path on import

    return Path(jieba.__file__).with_name("dict.txt")


_DISTRICT_LIKE = re.compile("(?=([\u4e00-\u9fff]{2}[区县镇]))")


def names_in_plan(source: str, dictionary: Path) -> frozenset[str]:
    """Names of districts and counties that a plan's text repeats and no dictionary holds: 下陆区.

    Their stem is no word, and they stand behind a mark or a verb at least once rather than inside a longer word.
    """
    counts = Counter(match[1] for match in _DISTRICT_LIKE.finditer(source))
    stems = {name[:2] for name, count in counts.items() if count > 1}
    words = {word for word, _, _ in _entries(dictionary) if word in stems}
    return frozenset(
        name
        for name, count in counts.items()
        if count > 1 and name[:2] not in words and re.search(rf"(?:[、，。；（\s]|支持|推动){name}", source)
    )


@dataclass(frozen=True)
class Gazetteer:
    """Recognises place names; ``own`` are the names of the plan's own place and what lies above it."""

    dictionary: Path
    own: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @cached_property
    def _names(self) -> frozenset[str]:
        names = {*_dictionary_names(self.dictionary), *PROVINCES, *COUNTRIES, *self.own, *self.extra}
        names.update(province + suffix for province in PROVINCES for suffix in ("省", "市"))
        return frozenset(names)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(name) for name in self._names}, reverse=True))

    def find(self, text: str) -> tuple[PlaceMention, ...]:
        """All place names in a text, longest match first, in order; the plan's own names included."""
        found, at = [], 0
        while at < len(text):
            name = next((text[at : at + n] for n in self._lengths if text[at : at + n] in self._names), "")
            if name:
                found.append(PlaceMention(name, at))
            at += len(name) or 1
        return tuple(found)

    def foreign(self, text: str) -> tuple[PlaceMention, ...]:
        """The place names in a text that are not the plan's own place."""
        own = {_stem(name) for name in self.own}
        return tuple(place for place in self.find(text) if _stem(place.name) not in own)


def _stem(name: str) -> str:
    return name[:-1] if len(name) > 2 and name[-1] in "市省县区" else name
