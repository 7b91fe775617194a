"""When a platform took a file in: what the names and dates say that it gave to the files of its archive.

None of them says in which zone. A date is what a clock showed, and is compared with the deadline as the trainer wrote that, in
the zone of the class; what only another zone could explain is not told.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

_LATE = re.compile(r"(?:^|/)[^/_]+_LATE_\d+_\d+_[^/]+$")  # Canvas: "smithanna_LATE_4711_99821_week-1-anna.smo"
_BLACKBOARD = re.compile(r"_attempt_(\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)")  # "Week 1_asmith_attempt_2026-11-24-10-00-00_…"
# Brightspace: "12345-678 - Anna Smith - Nov 24, 2026 1005 AM/…", where the minutes follow the hour
_BRIGHTSPACE = re.compile(r" - ([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4}) (\d{1,2})(\d\d) ([AP]M)/")
_OLDEST = 1990  # years: what archives write that know no date is older


class Filed(NamedTuple):
    """`at` is a date without a zone, "" where none is known; `surely` whether it is that of the hand-in, and not of the packing,
    which may be later. `late` is what the platform calls it."""

    at: str = ""
    surely: bool = False
    late: bool = False


def filed(name: str, packed: tuple[int, ...] | None = None) -> Filed | None:
    """What is said of a file that was filed under this name; `packed` is its date in an archive."""
    late = bool(_LATE.search(name))
    if found := _BLACKBOARD.search(name):
        return _read(found[1], "%Y-%m-%d-%H-%M-%S", late)
    if found := _BRIGHTSPACE.search(name):
        month, day, year, hour, minute, half = found.groups()
        return _read(f"{month} {day} {year} {hour}:{minute} {half}", "%b %d %Y %I:%M %p", late)
    try:
        at = datetime(*packed) if packed else None  # type: ignore[arg-type]
    except ValueError:
        at = None
    return Filed(at.isoformat() if at and at.year > _OLDEST else "", late=late) if late or at else None


def _read(text: str, form: str, late: bool) -> Filed | None:
    try:
        return Filed(datetime.strptime(text, form).isoformat(), True, late)
    except ValueError:
        return Filed(late=late) if late else None
