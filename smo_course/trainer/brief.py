"""The brief: the small YAML file in which a trainer says what is asked of whom, and until when."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from .. import bank
from ..assignment.sheet import ID, When
from ..errors import CourseError
from ..kinds.base import Exercise, Problem, as_problem
from ..reading import Unreadable, read_yaml
from ..schema import faults, in_both
from ..text import Text
from ..words import Words
from ..workbook import shelf
from .roster import Learner as Learner
from .roster import Unassignable as Unassignable
from .roster import read_roster as read_roster

say = Words(__file__)

MOST_EXERCISES = 300
Moment = Any  # a text, or what YAML makes of one that it takes for a moment; `read_moment` judges


class Pick(msgspec.Struct, forbid_unknown_fields=True):
    """An exercise and the points that it earns here; without `points`, its own. `same_question`: only its wording was put right
    since it was given out, and what was answered to the former wording counts."""

    exercise: str
    points: int | None = None
    same_question: bool = False


class LateWork(msgspec.Struct, forbid_unknown_fields=True):
    """Late work is accepted `until` a moment, less `penalty` per cent of the points for each day begun."""

    until: Moment
    penalty: float = 0


class Brief(msgspec.Struct, forbid_unknown_fields=True):
    """What the file says. Moments are written `2026-12-01 18:00 Europe/Paris`, with a zone's name or `+01:00` or `Z`.

    `variants`: each learner their own numbers, or all the same. `attempts`: how often an answer may be checked (feedback
    `at-once`), or an assignment handed in. `roster`: a table (CSV, .xlsx) with the column `learner`, and `name` if you like.
    `bank`: a folder of the trainer's own exercises, which join the course's. `extensions`: more time for some, by learner; late
    work is then accepted for as long after it as from others.
    """

    title: Text
    exercises: list[str | Pick]
    opens: Moment = ""
    due: Moment = ""
    late: LateWork | None = None
    extensions: dict[str, Moment] = {}
    variants: Literal["per-learner", "same"] = "per-learner"
    attempts: int | None = None
    feedback: When = "after-release"
    anonymous: bool = False
    roster: str = ""
    bank: str = ""

    def picks(self) -> list[Pick]:
        return [Pick(each) if isinstance(each, str) else each for each in self.exercises]


def read_brief(path: Path) -> Brief:
    """The brief in a file. Raises Unassignable."""
    try:
        data = read_yaml(path)
        if isinstance(data, dict) and "kind" in data and "exercises" not in data:
            raise Unassignable(_at(path, [Problem("file", say.text("brief.exercise"))]))
        data = in_both(data, Brief)
        found = msgspec.convert(data, Brief)
    except Unreadable as error:
        raise Unassignable([(bank.place(path, "file", error.line), error.reason)]) from error
    except msgspec.ValidationError as error:
        raise Unassignable(_at(path, faults(data, Brief) or [as_problem(error)])) from error
    if problems := list(_problems(found, path)):
        raise Unassignable(_at(path, problems))
    return found


def _at(path: Path, problems: Iterable[Problem]) -> Iterator[tuple[str, Text]]:
    return ((bank.place(path, field), reason) for field, reason in problems)


def _problems(found: Brief, path: Path) -> Iterator[Problem]:
    if not re.fullmatch(ID, path.stem, flags=re.ASCII):
        yield Problem("file", say.text("brief.name", name=path.stem))
    if not 1 <= len(found.exercises) <= MOST_EXERCISES:
        yield Problem("exercises", say.text("brief.count", n=len(found.exercises), most=MOST_EXERCISES))
    names = [each.exercise for each in found.picks()]
    for each in sorted({each for each in names if names.count(each) > 1}):
        yield Problem("exercises", say.text("brief.twice", id=each))
    for place, pick in enumerate(found.picks()):
        if pick.points is not None and not 1 <= pick.points <= 100:
            yield Problem(f"exercises[{place}].points", say.text("brief.between", value=pick.points, least=1, most=100))
    if found.attempts is not None and found.attempts < 1:
        yield Problem("attempts", say.text("brief.attempts", value=found.attempts))
    for learner, until in found.extensions.items():
        try:
            read_moment(until)
        except CourseError as error:
            yield Problem(f"extensions.{learner}", error.text)
    if found.extensions and not found.due:
        yield Problem("extensions", say.text("brief.late"))
    times = {}
    for field, text in (("opens", found.opens), ("due", found.due), ("late.until", found.late.until if found.late else "")):
        try:
            if text:
                times[field] = read_moment(text)
        except CourseError as error:
            yield Problem(field, error.text)
    for first, then in (("opens", "due"), ("due", "late.until"), ("opens", "late.until")):
        if first in times and then in times and times[first] >= times[then]:
            yield Problem(then, say.text("brief.before", first=first))
    if found.late and not found.due:
        yield Problem("late", say.text("brief.late"))
    if found.late and not 0 <= found.late.penalty <= 100:
        yield Problem("late.penalty", say.text("brief.penalty", value=found.late.penalty))


_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d?[:h]\d\d(?::\d\d)?)\s*(Z|[+-]\d\d:?\d\d|[A-Za-z_]+(?:/[A-Za-z_+-]+)*)?")


def read_moment(text: Moment) -> datetime:
    """The moment meant by `2026-12-01 18:00 Europe/Paris`. Raises CourseError."""
    if isinstance(text, datetime):  # YAML knows some ways of writing a moment
        if text.tzinfo is None:
            raise CourseError(say.text("brief.no_zone", text=str(text), moment=f"{text:%Y-%m-%d %H:%M}"))
        return text
    if not isinstance(text, str):
        raise CourseError(say.text("brief.no_moment", text=str(text)))
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        raise CourseError(say.text("brief.no_moment", text=text))
    day, clock, zone = found.groups()
    clock = clock.replace("h", ":")  # 18h00, as French has it
    if not zone:
        raise CourseError(say.text("brief.no_zone", text=text, moment=text.strip()))
    clock = clock.zfill(8 if clock.count(":") == 2 else 5)
    if zone == "Z" or zone[0] in "+-":
        return datetime.fromisoformat(f"{day}T{clock}{zone}")
    try:
        return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone))
    except (KeyError, OSError) as error:  # what zoneinfo raises depends on the system
        raise CourseError(say.text("brief.unknown_zone", zone=zone)) from error


def roster(brief: Brief, path: Path) -> list[Learner] | None:
    """The learners on the roster that a brief names; None where it names none. Raises Unassignable."""
    try:
        return read_roster(path.parent / brief.roster) if brief.roster else None
    except Unassignable as error:
        raise Unassignable(_within(bank.place(path, "roster"), error)) from error


def exercises(brief: Brief, path: Path) -> list[Exercise]:
    """The exercises that a brief picks, each proven usable. Raises Unassignable."""
    return list(found_exercises(brief, path)[0].values())


def found_exercises(brief: Brief, path: Path, kept: Container[str] = ()) -> tuple[dict[str, Exercise], list[str]]:
    """The exercises that a brief picks, by id, each proven usable; and of those that are `kept` elsewhere, the ids of those that
    are no longer there. Raises Unassignable."""
    try:
        known = bank.Bank(path.parent / brief.bank if brief.bank else None)
    except bank.Malformed as error:
        raise Unassignable(_within(bank.place(path, "bank"), error)) from error
    found, gone, findings = {}, [], []
    for number, pick in enumerate(brief.picks()):
        place = bank.place(path, f"exercises[{number}]")
        try:
            exercise = bank.check(known.path(pick.exercise), pick.exercise)
            if exercise.taken_from:
                shelf.load(exercise.taken_from)
            found[pick.exercise] = exercise
        except shelf.UnknownPiece as error:
            findings.append((place, error.text))
        except bank.UnknownExercise as error:
            if pick.exercise in kept:
                gone.append(pick.exercise)
            else:
                findings.append((place, error.text))
        except bank.Malformed as error:
            findings += _within(place, error)
    if findings:
        raise Unassignable(findings)
    return found, gone


def _within(place: str, error: bank.Malformed | Unassignable) -> list[tuple[str, Text]]:
    """What is wrong in another file, told of the place in the brief that names it."""
    return [(f"{place}: {where}", reason) for where, reason in error.findings]
