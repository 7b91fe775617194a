"""`smo export`: what is exported, where to, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ... import bank
from ...errors import CourseError
from ...files import write_whole
from ...kinds.base import Exercise
from ...text import LANGUAGES, listed
from ...words import Words
from ..assignment import exercises, read_assignment
from .losses import Exported

say = Words(__file__)


class CannotExport(CourseError):
    """Nothing can be exported as asked; the text says why."""


def chosen(names: list[str]) -> list[Exercise]:
    """The exercises named by ids or by one assignment file, with the points they earn there; without names, the whole bank.

    Raises CannotExport, Unassignable and Malformed.
    """
    files = [each for each in names if each.endswith((".yaml", ".yml"))]
    if files and len(names) > 1:
        raise CannotExport(say.text("assignment_alone", file=files[0]))
    if files:
        path = Path(files[0])
        assignment = read_assignment(path)
        picks = zip(exercises(assignment, path), assignment.picks(), strict=True)
        return [msgspec.structs.replace(each, points=pick.points or each.points) for each, pick in picks]
    try:
        return [bank.load(each) for each in dict.fromkeys(names or bank.ids())]
    except bank.Unknown as error:
        raise CannotExport(error.text) from error


def export(names: list[str], form: str, target: Path, lang: str, variants: int, force: bool) -> tuple[int, list[str]]:
    """Writes the exercises to a file in a form, "moodle" or "qti", and returns how many questions that were, and what is to be told.

    Raises CannotExport, Unassignable, Malformed and OSError. Writes nothing where no exercise can be said.
    """
    from . import moodle, qti

    if variants < 1:
        raise CannotExport(say.text("variants", n=variants))
    if target.exists() and not force:
        raise CannotExport(say.text("there", file=target))
    found = chosen(names)
    made = {"moodle": moodle, "qti": qti}[form].export(found, lang, variants)
    if made.questions:
        write_whole(target, made.data)
    return made.questions, told(made, len(found), target, lang)


def told(made: Exported, asked: int, target: Path, lang: str) -> list[str]:
    """What was written and what was left out."""
    if made.questions:
        said, questions = asked - len(made.entirely), say("questions", lang, n=made.questions)
        lines = [say("written", lang, file=target, said=said, asked=asked, questions=questions, language=LANGUAGES[lang])]
        lines.append(say("not_kept", lang, losses=listed(made.always, lang)))
    else:
        lines = [say("not_written", lang, file=target, asked=asked)]
    if made.entirely:
        lines.append(say("entirely", lang, n=len(made.entirely), asked=asked))
        lines += [f"  {say('of_one', lang, id=id, reason=reason)}" for id, reason in made.entirely.items()]
    if made.partly:
        lines.append(say("partly", lang, n=len(made.partly), asked=asked))
        lines += [f"  {say('of_one', lang, id=id, reason=listed(lost, lang))}" for id, lost in made.partly.items()]
    return lines
