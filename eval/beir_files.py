"""Reading a dataset in BEIR's format: ``corpus.jsonl``, ``queries.jsonl``, ``qrels/*.tsv``."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.errors import EvalError

# Of several sets of judgements, the one that results are published on.
QRELS_ORDER = ("test", "dev", "train")


@dataclass(frozen=True, slots=True)
class Passage:
    """One document of a corpus."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """One question; ``answers`` are strings of which a right answer holds one (empty: not known)."""

    id: str
    text: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """A corpus, its questions that are judged, and the judgements (question → document → grade)."""

    name: str
    passages: tuple[Passage, ...] = field(repr=False)
    queries: tuple[Query, ...] = field(repr=False)
    qrels: Mapping[str, Mapping[str, int]] = field(repr=False)


def load_dataset(folder: Path, split: str = "") -> Dataset:
    """Read a dataset; ``split`` names the file under ``qrels/`` ("": test, else dev, train, or the only one).

    Raises:
        EvalError: a file is missing or a line of it cannot be read; the message names file and line.
    """
    passages = tuple(
        Passage(_text(row, "_id", where), row.get("title") or "", _text(row, "text", where))
        for where, row in _rows(folder / "corpus.jsonl")
    )
    qrels = _qrels(_qrels_file(folder, split))
    queries = tuple(
        Query(_text(row, "_id", where), _text(row, "text", where), _answers(row))
        for where, row in _rows(folder / "queries.jsonl")
    )
    judged = tuple(query for query in queries if query.id in qrels)
    if not passages or not judged:
        raise EvalError(
            f"{folder} has {len(passages)} passages and {len(judged)} judged queries; expected some of both"
        )
    return Dataset(folder.resolve().name, passages, judged, qrels)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if not path.is_file():
        raise EvalError(f"{path} does not exist; expected BEIR's corpus.jsonl, queries.jsonl and qrels/*.tsv")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{path.name}:{number}"
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise EvalError(f"{where}: {error}; expected one JSON object a line") from error
            if not isinstance(row, dict):
                raise EvalError(f"{where}: {type(row).__name__}; expected one JSON object a line")
            yield where, row


def _text(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if isinstance(value, int) and name == "_id":
        return str(value)
    if not isinstance(value, str):
        raise EvalError(f"{where}: {name} is {value!r}; expected a string")
    return value


def _answers(row: Mapping[str, Any]) -> tuple[str, ...]:
    metadata = row.get("metadata")
    answers = metadata.get("answers", []) if isinstance(metadata, dict) else []
    return tuple(map(str, [answers] if isinstance(answers, str) else answers))


def _qrels_file(folder: Path, split: str) -> Path:
    files = {path.stem: path for path in sorted((folder / "qrels").glob("*.tsv"))}
    wanted = [split] if split else [*QRELS_ORDER, *files]
    for name in wanted:
        if name in files:
            return files[name]
    raise EvalError(f"{folder / 'qrels'} has {sorted(files) or 'no *.tsv'}; expected {split or 'test'}.tsv")


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
            if number == 1 and row and row[-1] == "score" or not row:
                continue
            try:
                query, document, grade = row
                qrels.setdefault(query, {})[document] = int(grade)
            except ValueError as error:
                raise EvalError(f"{path.name}:{number}: {row!r}; expected query-id, corpus-id, score") from error
    return qrels
