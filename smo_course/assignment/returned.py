"""What comes back: a learner's marks and the feedback on each exercise, released by the trainer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import msgspec

from ..attempt import ReturnedItem
from .sheet import ID, normal

SUFFIX = ".smo-feedback"


class Returned(msgspec.Struct, forbid_unknown_fields=True):
    """The marks of one learner. `total` is after what lateness cost, `lost` points."""

    assignment: str
    edition: int
    learner: str
    receipt: str
    total: float
    max: float
    items: dict[str, ReturnedItem]
    lost: float = 0
    at: str = ""  # when it was released: UTC, ISO 8601
    format: Literal["smo-feedback/1"] = "smo-feedback/1"

    def __post_init__(self) -> None:
        if not re.fullmatch(ID, self.assignment, flags=re.ASCII):  # by which its sheet is looked for
            raise ValueError(f"{self.assignment!r} is no name of an assignment")


def read_returned(path: Path) -> Returned:
    """The marks in a file. Raises ValueError, with the reason, and OSError."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Returned)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise ValueError(str(error)) from None


def find_returned(folder: Path, assignment: str, learner: str) -> tuple[Returned | None, list[str]]:
    """The newest marks of a learner among the files of a folder, and the names of files that could not be read."""
    found, damaged = [], []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            each = read_returned(path)
        except (ValueError, OSError):
            damaged.append(path.name)
            continue
        if each.assignment == assignment and normal(each.learner) == normal(learner):
            found.append(each)
    return max(found, key=lambda each: each.at, default=None), damaged
