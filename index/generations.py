"""A folder that always holds one whole index: each build is a folder of its own, a pointer names the current one.

The new folder is written under a temporary name and renamed when it is complete; then one small file, ``CURRENT``,
is replaced. Both are single steps of the file system, so a build that is killed at any point leaves the old index.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from index.errors import IndexMissingError

POINTER_FILE = "CURRENT"
LOCK_FILE = ".lock"
_UNFINISHED = ".building-"


def current_generation(folder: Path) -> Path:
    """The folder of the current index; IndexMissingError if there is none."""
    try:
        name = (folder / POINTER_FILE).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise IndexMissingError(f"There is no index in {folder}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexMissingError(f"{folder / POINTER_FILE} cannot be read ({error}).") from error
    if not name or "/" in name or "\\" in name or name.startswith(".") or not (folder / name).is_dir():
        raise IndexMissingError(f"{folder / POINTER_FILE} names {name!r}, which is not there.")
    return folder / name


@contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Let one process build at a time; the system frees the lock of a killed one."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / LOCK_FILE):
        yield


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """A temporary folder to write an index into; it becomes the current one when the block ends well.

    Call it under ``build_lock``. Older generations and leftovers of killed builds are then removed.
    """
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
    try:
        yield unfinished
        _flush(unfinished)
        name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S") + unfinished.name.removeprefix(_UNFINISHED)
        unfinished.chmod(0o755)
        unfinished.rename(folder / name)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    _point_to(folder, name)
    _remove_others(folder, name)


def _flush(folder: Path) -> None:
    """Have the system write the files out, so that a power cut cannot leave the pointer ahead of them."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _point_to(folder: Path, name: str) -> None:
    beside = folder / f"{POINTER_FILE}.{os.getpid()}"
    with beside.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / POINTER_FILE)


def _remove_others(folder: Path, name: str) -> None:
    for path in folder.iterdir():
        if path.is_dir() and path.name != name:
            shutil.rmtree(path, ignore_errors=True)
