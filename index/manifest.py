"""What an index was made from, and checksums of its files: the part that proves the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path

from index.errors import IndexMismatchError

MANIFEST_FILE = "manifest.json"
FORMAT_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides an index's content; two indexes of one recipe may replace each other."""

    plan_id: str
    plan_sha256: str
    chunks_sha256: str
    sentences_sha256: str
    embeddings: str
    tokenizer: str
    lexical: str
    format: str = FORMAT_VERSION

    def differences(self, other: Recipe) -> list[str]:
        """What differs, as "name: own → other's"."""
        return [
            f"{part.name}: {getattr(self, part.name)} → {getattr(other, part.name)}"
            for part in fields(self)
            if getattr(self, part.name) != getattr(other, part.name)
        ]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A finished index: its recipe, sizes, and the SHA-256 of each file."""

    recipe: Recipe
    dimension: int
    chunks: int
    sentences: int
    created: str
    files: Mapping[str, str]

    @property
    def index_hash(self) -> str:
        """Names the content: equal for indexes whose files are equal, whenever they were made."""
        lines = [*asdict(self.recipe).values(), *(f"{name} {digest}" for name, digest in sorted(self.files.items()))]
        return "sha256:" + sha256("\n".join(lines).encode()).hexdigest()

    def to_bytes(self) -> bytes:
        """The manifest file. Its last entry is a checksum over all before it."""
        body = {**asdict(self), "files": dict(sorted(self.files.items()))}
        seal = sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        return (json.dumps({**body, "seal": seal}, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(folder: Path) -> Manifest:
    """The folder's manifest; IndexMismatchError if it is missing, malformed or not as it was written."""
    path = folder / MANIFEST_FILE
    try:
        content = path.read_bytes()
        body = json.loads(content)
        manifest = Manifest(**{**{k: v for k, v in body.items() if k != "seal"}, "recipe": Recipe(**body["recipe"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexMismatchError(f"{path} cannot be read as a manifest ({error}).") from error
    # Byte for byte, so that not even a changed blank goes unnoticed.
    if manifest.to_bytes() != content:
        raise IndexMismatchError(f"{path} was changed after it was written.")
    return manifest


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below the folder but the manifest, by relative path."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST_FILE
    }


def verify_files(folder: Path, manifest: Manifest) -> None:
    """IndexMismatchError naming the file if one is missing, damaged or too many."""
    found = checksums(folder)
    for name in sorted({*found, *manifest.files}):
        if found.get(name) != manifest.files.get(name):
            state = "missing" if name not in found else "not listed" if name not in manifest.files else "damaged"
            raise IndexMismatchError(f"Index file {folder / name} is {state}.")
