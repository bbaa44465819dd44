"""How often general Chinese uses each word of a dictionary, in 8 MB where a dict takes 80."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, MutableMapping
from functools import lru_cache
from itertools import chain

import numpy as np

# So many UTF-16 units fit into the 64 bits of a key.
_SHORT = 4
_REMEMBERED = 16384


class WordFrequencies(MutableMapping[str, int]):
    """Counts by word: short words as sorted numbers, longer and added ones in a dict.

    Words hold no NUL.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        keys = {key: word for word in counts if (key := _key(word)) is not None}
        ordered = sorted(keys)
        self._fill(
            array("Q", ordered),
            array("i", (counts[keys[key]] for key in ordered)),
            {word: count for word, count in counts.items() if _key(word) is None},
        )

    def _fill(self, keys: array[int], counts: array[int], others: dict[str, int]) -> None:
        self._keys, self._counts, self._others = keys, counts, others
        self._found = lru_cache(_REMEMBERED)(self._search)

    @classmethod
    def from_bytes(cls, content: bytes) -> WordFrequencies:
        """Read back what ``to_bytes`` gave."""
        short, long = np.frombuffer(content[:8], dtype="<u4").tolist()
        at_counts, at_others = 8 + 8 * short, 8 + 12 * short
        keys, counts = array("Q"), array("i")
        keys.frombytes(np.frombuffer(content[8:at_counts], dtype="<u8").astype(np.uint64).tobytes())
        counts.frombytes(np.frombuffer(content[at_counts:at_others], dtype="<i4").astype(np.int32).tobytes())
        at_words = at_others + 4 * long
        numbers = np.frombuffer(content[at_others:at_words], dtype="<i4").tolist()
        words = content[at_words:].decode().split("\n") if long else []
        read = cls.__new__(cls)
        read._fill(keys, counts, dict(zip(words, numbers, strict=True)))
        return read

    def to_bytes(self) -> bytes:
        """Everything, for a file."""
        sizes = np.array([len(self._keys), len(self._others)], dtype="<u4")
        keys, counts = np.asarray(self._keys, dtype="<u8"), np.asarray(self._counts, dtype="<i4")
        others = np.array(list(self._others.values()), dtype="<i4")
        return b"".join(part.tobytes() for part in (sizes, keys, counts, others)) + "\n".join(self._others).encode()

    def __getitem__(self, word: str) -> int:
        count = self.get(word)
        if count is None:
            raise KeyError(word)
        return count

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.get(word) is not None

    def get(self, word: str, default: int | None = None) -> int | None:  # type: ignore[override]
        """The count of a word, or the default."""
        count = self._found(word)
        if count is None:
            count = self._others.get(word)
        return default if count is None else count

    def __setitem__(self, word: str, count: int) -> None:
        place = self._place(word)
        if place is None:
            self._others[word] = count
        else:
            self._counts[place] = count
            self._found.cache_clear()

    def __delitem__(self, word: str) -> None:
        raise TypeError(f"{word!r} cannot be taken out of word frequencies; set its count to 0")

    def __len__(self) -> int:
        return len(self._keys) + len(self._others)

    def __iter__(self) -> Iterator[str]:
        short = (key.to_bytes(8, "little").decode("utf-16-le").rstrip("\0") for key in self._keys)
        return chain(short, self._others)

    def values(self) -> Iterator[int]:  # type: ignore[override]
        """The counts, in the order of the words."""
        return chain(self._counts, self._others.values())

    def items(self) -> Iterator[tuple[str, int]]:  # type: ignore[override]
        """Words with their counts, without looking each up."""
        return zip(self, self.values(), strict=True)

    def _search(self, word: str) -> int | None:
        place = self._place(word)
        return None if place is None else self._counts[place]

    def _place(self, word: str) -> int | None:
        key = _key(word)
        if key is None:
            return None
        place = bisect_left(self._keys, key)
        return place if place < len(self._keys) and self._keys[place] == key else None


def _key(word: str) -> int | None:
    """A short word as one number; None for a longer one."""
    if len(word) > _SHORT:
        return None
    units = word.encode("utf-16-le", "surrogatepass")
    return int.from_bytes(units, "little") if len(units) <= 2 * _SHORT else None
