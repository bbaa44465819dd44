"""Names of places in a question, from a gazetteer of Chinese divisions, countries and the plan's own text.

The cities, counties and districts come from jieba's dictionary (entries tagged ``ns``), which is installed
anyway; provinces and the countries that questions compare with are few and stand in ``places.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
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
    entries = (line.split(" ") for line in dictionary.read_text(encoding="utf-8").splitlines())
    tagged = {word: (int(frequency), tag) for word, frequency, tag in entries}
    divisions = {word for word, (_, tag) in tagged.items() if tag == "ns" and not _NOT_NAMES.search(word)}
    names = {word for word in divisions if _DISTRICT.match(word)}
    for match in filter(None, map(_DIVISION.match, divisions)):
        names.add(match[0])
        frequency, tag = tagged.get(match[1], (0, ""))
        if frequency >= _SHORT_FORM_FREQUENCY and tag in _SHORT_FORM_TAGS:
            names.add(match[1])
    return frozenset(names - _AMBIGUOUS)


def jieba_dictionary() -> Path:
    """The dictionary file of the installed jieba package."""
    import jieba  # imported on use: the package opens its dictionary's path on import

    return Path(jieba.__file__).with_name("dict.txt")


_DISTRICT_LIKE = re.compile("(?=([\u4e00-\u9fff]{2}[区县镇]))")


def names_in_plan(source: str, dictionary: Path) -> frozenset[str]:
    """Names of districts and counties that a plan's text repeats and no dictionary holds: 下陆区.

    Their stem is no word, and they stand behind a mark or a verb at least once rather than inside a longer word.
    """
    words = {line.split(" ", 1)[0] for line in dictionary.read_text(encoding="utf-8").splitlines()}
    counts = Counter(match[1] for match in _DISTRICT_LIKE.finditer(source))
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
    def _pattern(self) -> re.Pattern[str]:
        names = {*_dictionary_names(self.dictionary), *PROVINCES, *COUNTRIES, *self.own, *self.extra}
        names.update(province + suffix for province in PROVINCES for suffix in ("省", "市"))
        return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))

    def find(self, text: str) -> tuple[PlaceMention, ...]:
        """All place names in a text, longest match first, in order; the plan's own names included."""
        return tuple(PlaceMention(match[0], match.start()) for match in self._pattern.finditer(text))

    def foreign(self, text: str) -> tuple[PlaceMention, ...]:
        """The place names in a text that are not the plan's own place."""
        own = {_stem(name) for name in self.own}
        return tuple(place for place in self.find(text) if _stem(place.name) not in own)


def _stem(name: str) -> str:
    return name[:-1] if len(name) > 2 and name[-1] in "市省县区" else name
