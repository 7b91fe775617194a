"""The assignment: the small YAML file in which a trainer says what is asked of whom, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from .. import bank
from ..assignment.sheet import ID, When
from ..data.tables import read_table
from ..data.trouble import TableError
from ..kinds.base import Exercise, Problem, as_problem
from ..reading import Unreadable, read_yaml
from ..text import Text

MOST_EXERCISES = 100
Moment = Any  # a text, or what YAML makes of one that it takes for a moment; `read_moment` judges


class Pick(msgspec.Struct, forbid_unknown_fields=True):
    """An exercise and the points that it earns here; without `points`, its own."""

    exercise: str
    points: int | None = None


class LateWork(msgspec.Struct, forbid_unknown_fields=True):
    """Late work is accepted `until` a moment, less `penalty` per cent of the points for each day begun."""

    until: Moment
    penalty: float = 0


class Assignment(msgspec.Struct, forbid_unknown_fields=True):
    """What the file says. Moments are written `2026-12-01 18:00 Europe/Paris`, with a zone's name or `+01:00` or `Z`.

    `variants`: each learner their own numbers, or all the same. `attempts`: how often an answer may be checked (feedback
    `at-once`), or an assignment handed in. `roster`: a table (CSV, .xlsx) with the column `learner`, and `name` if you like.
    `bank`: a folder of the trainer's own exercises, which join the course's.
    """

    title: Text
    exercises: list[str | Pick]
    opens: Moment = ""
    due: Moment = ""
    late: LateWork | None = None
    variants: Literal["per-learner", "same"] = "per-learner"
    attempts: int | None = None
    feedback: When = "after-release"
    anonymous: bool = False
    roster: str = ""
    bank: str = ""

    def picks(self) -> list[Pick]:
        return [Pick(each) if isinstance(each, str) else each for each in self.exercises]


class Unassignable(ValueError):
    """An assignment that cannot be used. `problems` lists file, field and reason."""

    def __init__(self, source: Path, problems: list[Problem]):
        self.source, self.problems = source, problems
        super().__init__("\n".join(f"{source}: {field}: {reason}" for field, reason in problems))


class Learner(msgspec.Struct):
    """Someone on the roster."""

    learner: str
    name: str = ""


def read_assignment(path: Path) -> Assignment:
    """The assignment in a file. Raises Unassignable."""
    try:
        found = msgspec.convert(read_yaml(path), Assignment)
    except Unreadable as error:
        raise Unassignable(path, [Problem("file", str(error))]) from error
    except msgspec.ValidationError as error:
        raise Unassignable(path, [as_problem(error)]) from error
    problems = list(_problems(found, path))
    if problems:
        raise Unassignable(path, problems)
    return found


def _problems(found: Assignment, path: Path) -> Iterator[Problem]:
    if not re.fullmatch(ID, path.stem, flags=re.ASCII):
        yield Problem("file", f"is called {path.stem!r}; name it in letters, digits, - and _: the name goes to learners")
    if not 1 <= len(found.exercises) <= MOST_EXERCISES:
        yield Problem("exercises", f"lists {len(found.exercises)}; must list 1 to {MOST_EXERCISES}")
    names = [each.exercise for each in found.picks()]
    for each in sorted({each for each in names if names.count(each) > 1}):
        yield Problem("exercises", f"lists {each} twice")
    for place, each in enumerate(found.picks()):
        if each.points is not None and not 1 <= each.points <= 100:
            yield Problem(f"exercises[{place}].points", f"is {each.points}; must be from 1 to 100")
    if found.attempts is not None and found.attempts < 1:
        yield Problem("attempts", f"is {found.attempts}; must be 1 or more, or left out for as many as one likes")
    times = {}
    for field, text in (("opens", found.opens), ("due", found.due), ("late.until", found.late.until if found.late else "")):
        try:
            if text:
                times[field] = read_moment(text)
        except ValueError as error:
            yield Problem(field, str(error))
    for first, then in (("opens", "due"), ("due", "late.until"), ("opens", "late.until")):
        if first in times and then in times and times[first] >= times[then]:
            yield Problem(then, f"comes before `{first}`")
    if found.late and not found.due:
        yield Problem("late", "makes no sense without `due`")
    if found.late and not 0 <= found.late.penalty <= 100:
        yield Problem("late.penalty", f"is {found.late.penalty:g}; must be from 0 to 100 per cent a day")


_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d?:\d\d(?::\d\d)?)\s*(Z|[+-]\d\d:?\d\d|[A-Za-z_]+(?:/[A-Za-z_+-]+)*)?")


def read_moment(text: Moment) -> datetime:
    """The moment meant by `2026-12-01 18:00 Europe/Paris`. Raises ValueError."""
    if isinstance(text, datetime):  # YAML knows some ways of writing a moment
        if text.tzinfo is None:
            raise ValueError(f"{text} names no zone; write it like {text:%Y-%m-%d %H:%M} Europe/Paris")
        return text
    if not isinstance(text, str):
        raise ValueError(f"{text} is no moment; write it like 2026-12-01 18:00 Europe/Paris")
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no moment; write it like 2026-12-01 18:00 Europe/Paris")
    day, clock, zone = found.groups()
    if not zone:
        raise ValueError(f"{text!r} names no zone; write it like {text.strip()} Europe/Paris")
    clock = clock.zfill(8 if clock.count(":") == 2 else 5)
    if zone == "Z" or zone[0] in "+-":
        return datetime.fromisoformat(f"{day}T{clock}{zone}")
    try:
        return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone))
    except (KeyError, OSError) as error:  # what zoneinfo raises depends on the system
        raise ValueError(f"{zone!r} is no time zone known here; write it like Europe/Paris or +01:00") from error


def read_roster(path: Path) -> list[Learner]:
    """The learners in a table (CSV, .xlsx) with the column `learner`, and `name` if there is one. Raises Unassignable."""
    from ..assignment.sheet import normal

    try:
        table = read_table(path, ["learner"], also=["name"])
    except TableError as error:
        raise Unassignable(path, [Problem(f"line {error.line}" if error.line else "roster", error.reason.en)]) from error
    found = [(line, Learner(row["learner"].strip(), row.get("name", "").strip())) for line, row in table.records()]
    problems = [Problem(f"line {line}", "names no learner") for line, each in found if not each.learner]
    seen: dict[str, int] = {}
    for line, each in found:
        first = seen.setdefault(normal(each.learner), line)
        if each.learner and first != line:
            problems.append(Problem(f"line {line}", f"names {each.learner!r}, who is on line {first} already"))
    if not found:
        problems.append(Problem("roster", "holds no learner"))
    if problems:
        raise Unassignable(path, problems)
    return [each for _, each in found]


def exercises(assignment: Assignment, path: Path) -> list[Exercise]:
    """The exercises that an assignment picks, each proven usable. Raises Unassignable."""
    try:
        known = bank.Bank(path.parent / assignment.bank if assignment.bank else None)
    except bank.Malformed as error:
        raise Unassignable(path, [Problem("bank", line) for line in str(error).splitlines()]) from error
    found, problems = [], []
    for place, pick in enumerate(assignment.picks()):
        try:
            found.append(bank.check(known.path(pick.exercise), pick.exercise))
        except bank.Unknown as error:
            problems.append(Problem(f"exercises[{place}]", str(error)))
        except bank.Malformed as error:
            problems += [Problem(f"exercises[{place}]", line) for line in str(error).splitlines()]
    if problems:
        raise Unassignable(path, problems)
    return found
