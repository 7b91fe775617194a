"""What is exported, and where to."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ... import bank
from ...errors import CourseError
from ...files import write_whole
from ...kinds.base import Exercise
from ...words import Words
from ..brief import exercises, read_brief
from .losses import Exported

say = Words(__file__)


class CannotExport(CourseError):
    """Nothing can be exported as asked; the text says why."""


def chosen(names: list[str]) -> list[Exercise]:
    """The exercises named by ids or by one brief, with the points they earn there; without names, the whole bank.

    Raises CannotExport, Unassignable, UnknownExercise and Malformed.
    """
    files = [each for each in names if each.endswith((".yaml", ".yml"))]
    if files and len(names) > 1:
        raise CannotExport(say.text("assignment_alone", file=files[0]))
    if files:
        path = Path(files[0])
        brief = read_brief(path)
        picks = zip(exercises(brief, path), brief.picks(), strict=True)
        return [msgspec.structs.replace(each, points=pick.points or each.points) for each, pick in picks]
    return [bank.load(each) for each in dict.fromkeys(names or bank.ids())]


def write(exercises: list[Exercise], form: str, target: Path, lang: str, variants: int, force: bool) -> Exported:
    """Writes the exercises to a file in a form, "moodle" or "qti", and returns what that made of them.

    Raises CannotExport and OSError. Writes nothing where no exercise can be said.
    """
    from . import moodle, qti

    if variants < 1:
        raise CannotExport(say.text("variants", n=variants))
    if target.exists() and not force:
        raise CannotExport(say.text("there", file=target))
    made = {"moodle": moodle, "qti": qti}[form].export(exercises, lang, variants)
    if made.questions:
        write_whole(target, made.data)
    return made
