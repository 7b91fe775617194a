"""Files that are there whole or not at all, so that a run cut short leaves the last whole one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


@contextmanager
def whole_or_not(path: Path, mode: str = "w", **options: Any) -> Iterator[IO]:
    """The file, open to be written; it takes the place of a former one when all of it is written."""
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open(mode, **options) as file:
        yield file
    temporary.replace(path)
