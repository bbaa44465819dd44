"""Files that can be made again at any time, each with its checksum beside it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

logger = logging.getLogger(__name__)


def cached_bytes(path: Path | None, make: Callable[[], bytes]) -> bytes:
    """What ``make`` gives, from the file where it is there and whole, and kept there otherwise.

    Without a path nothing is kept. A file that cannot be written costs time at the next start, nothing else.
    """
    if path is None:
        return make()
    content = _read(path)
    if content is None:
        content = make()
        _write(path, content)
    return content


def _seal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _read(path: Path) -> bytes | None:
    try:
        content, seal = path.read_bytes(), _seal_of(path).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None
    return content if sha256(content).hexdigest() == seal else None


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for place, part in ((path, content), (_seal_of(path), sha256(content).hexdigest().encode())):
            beside = place.with_name(f"{place.name}.{os.getpid()}")
            beside.write_bytes(part)
            beside.replace(place)
    except OSError as error:
        logger.warning("%s cannot be kept for the next start: %s", path, error)
