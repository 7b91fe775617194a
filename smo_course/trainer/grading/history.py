"""What a grading left, kept when the next one changes it: each run can be undone to the one before.

A run's results, the key by which they came about, and how long the log of hand-ins was: all else follows from these.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ...files import make_folder, whole, write_whole

MOST = 20  # runs that can be undone

RESULTS, KEY, RUN = "results.jsonl", "marked-by.smo-key", "run.json"
_FILES = (RESULTS, KEY, RUN)


class Run(msgspec.Struct):
    """A run that has ended: its number, when (UTC, ISO 8601), and how long the log of hand-ins was then, in bytes."""

    number: int
    at: str
    hand_ins: int


def read_run(folder: Path) -> Run | None:
    """The run that left this folder as it is; None where none has ended. Raises OSError."""
    with suppress(FileNotFoundError, msgspec.DecodeError):
        return msgspec.json.decode((folder / RUN).read_bytes(), type=Run)
    return None


def end_run(folder: Path, hand_ins: int) -> None:
    """Notes that a run has ended. Raises OSError."""
    last = read_run(folder)
    run = Run(last.number + 1 if last else 1, datetime.now(UTC).isoformat(timespec="seconds"), hand_ins)
    write_whole(folder / RUN, msgspec.json.encode(run))


class History:
    """The runs before the last, each in a folder called by its number."""

    def __init__(self, grades: Path):
        self.grades, self.folder = grades, grades / "before"

    def _numbers(self) -> list[int]:
        return sorted(int(each.name) for each in self.folder.glob("*") if each.name.isdecimal() and (each / RUN).exists())

    def newest(self) -> Path | None:
        """The folder of the run before the last."""
        numbers = self._numbers()
        return self.folder / str(numbers[-1]) if numbers else None

    def keep(self) -> Path | None:
        """Keeps what the last run left, before it is written over. Where that is kept already, by a run that was cut short, it
        stays so. Raises OSError."""
        last = read_run(self.grades)
        if last is None:
            return None
        target, numbers = self.folder / str(last.number), self._numbers()
        if last.number in numbers:
            return target
        make_folder(target)
        for name in _FILES:  # the run's own last, by which the folder counts
            if (self.grades / name).exists():
                with (self.grades / name).open("rb") as source, whole(target / name) as file:
                    shutil.copyfileobj(source, file)
        for old in numbers[: -MOST + 1]:
            shutil.rmtree(self.folder / str(old), ignore_errors=True)
        return target

    def drop(self, kept: Path) -> None:
        """Forgets a run: it was undone to, or nothing has changed since."""
        (kept / RUN).unlink()
        shutil.rmtree(kept, ignore_errors=True)
