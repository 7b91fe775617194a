"""What was known when marks were first given back. From then on solutions are about: what is handed in later is looked at twice."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from ...files import write_whole


class Released(msgspec.Struct):
    """When the marks of a sheet were first released, and the receipts of all that was handed in by then."""

    at: str  # UTC, ISO 8601
    sheet: str  # its digest
    receipts: set[str]

    def misses(self, receipt: str) -> bool:
        """Whether a hand-in was not there yet."""
        return receipt not in self.receipts


def read_released(path: Path, sheet: str) -> Released | None:
    """The first release of a sheet; None before it. A file that cannot be read is none. Raises OSError."""
    with suppress(FileNotFoundError, msgspec.DecodeError):
        found = msgspec.json.decode(path.read_bytes(), type=Released)
        return found if found.sheet == sheet else None
    return None


def note_released(path: Path, released: Released) -> None:
    """Notes a release, unless an earlier one of the sheet is noted. Raises OSError."""
    if read_released(path, released.sheet) is None:
        write_whole(path, msgspec.json.encode(released))
