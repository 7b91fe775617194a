"""The bank: reads exercise files, and says of a malformed one which file, which field and why."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from ..course import content_root
from ..reading import Unreadable, read_yaml
from .base import Exercise, Problem
from .choice import Choice
from .essay import Essay
from .match import Match
from .number import Number
from .order import Order
from .scenario import Scenario
from .sort import Sort
from .term import Term

AnyExercise = Choice | Essay | Match | Number | Order | Scenario | Sort | Term


class Malformed(ValueError):
    """An exercise file that cannot be used. `problems` lists every field at fault and the reason."""

    def __init__(self, source: str, problems: list[Problem]):
        self.source, self.problems = source, problems
        super().__init__("\n".join(f"{source}: {field}: {reason}" for field, reason in problems))


def parse(source: Path | str, id: str) -> Exercise:
    """The exercise in a YAML file (a Path) or text (a str), its schema checked. Raises Malformed.

    The schema sees unknown and missing fields and wrong types; `check` sees the rest.
    """
    name = str(source) if isinstance(source, Path) else id
    try:
        exercise = msgspec.convert(read_yaml(source), AnyExercise)
    except Unreadable as error:
        raise Malformed(name, [Problem("file", str(error))]) from error
    except UnicodeDecodeError as error:
        raise Malformed(name, [Problem("file", f"is not UTF-8 text: {error}")]) from error
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `")
        raise Malformed(name, [Problem(path.rstrip("`").removeprefix("$").removeprefix(".") or "file", reason)]) from error
    exercise.id = id
    return exercise


def check(source: Path | str, id: str) -> Exercise:
    """The exercise, proven usable: every draw works out, every id exists, a full mark can be reached. Raises Malformed."""
    exercise = parse(source, id)
    problems = list(exercise.problems())
    if problems:
        raise Malformed(str(source) if isinstance(source, Path) else id, problems)
    return exercise


def path_of(id: str) -> Path:
    return content_root() / "exercises" / f"{id}.yaml"


def ids() -> list[str]:
    """Every exercise of the bank, as chapter/name."""
    root = content_root() / "exercises"
    return sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.glob("*/*.yaml"))


@cache
def load(id: str) -> Exercise:
    """The exercise called chapter/name. Raises KeyError if there is none, Malformed if its file is wrong."""
    path = path_of(id)
    if not path.is_file():
        from difflib import get_close_matches

        near = get_close_matches(id, ids(), n=3)
        raise KeyError(f"no exercise {id!r} in the bank{'; did you mean ' + ', '.join(near) + '?' if near else ''}")
    return parse(path, id)
