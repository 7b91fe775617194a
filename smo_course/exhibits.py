"""What lessons show: the files below notebooks/shown/, each a list of things to look at."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from .bank import Malformed, files_in, read_as
from .course import content_root
from .errors import CourseError
from .looks.things import AnyThing, faults
from .words import Words

say = Words(__file__)


class Exhibit(msgspec.Struct, forbid_unknown_fields=True):
    """One file: what is shown, from top to bottom."""

    show: list[AnyThing]


def folder() -> Path:
    return content_root() / "notebooks" / "shown"


def ids() -> list[str]:
    """Every file, as chapter/name."""
    return list(files_in(folder()))


@cache
def load(id: str) -> list[AnyThing]:
    """The things in the file called chapter/name. Raises CourseError where there is none, Malformed where it is wrong."""
    path = folder() / f"{id}.yaml"
    if not path.is_file():
        raise CourseError(say.text("exhibits.none", id=id, known=", ".join(ids())))
    things = read_as(Exhibit, path, id).show
    if problems := list(faults(things, "show")):
        raise Malformed(path, problems)
    return things
