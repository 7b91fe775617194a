"""`smo export`: what is exported, where to, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ... import bank
from ...files import write_whole
from ...kinds.base import Exercise
from ...text import LANGUAGES
from ..assignment import exercises, read_assignment
from .losses import Exported


class CannotExport(ValueError):
    """Nothing can be exported as asked; the message says why."""


def chosen(names: list[str]) -> list[Exercise]:
    """The exercises named by ids or by one assignment file, with the points they earn there; without names, the whole bank.

    Raises CannotExport, Unassignable and Malformed.
    """
    files = [each for each in names if each.endswith((".yaml", ".yml"))]
    if files and len(names) > 1:
        raise CannotExport(f"{files[0]} is an assignment: give it alone, or give ids of exercises")
    if files:
        path = Path(files[0])
        assignment = read_assignment(path)
        picks = zip(exercises(assignment, path), assignment.picks(), strict=True)
        return [msgspec.structs.replace(each, points=pick.points or each.points) for each, pick in picks]
    try:
        return [bank.load(each) for each in dict.fromkeys(names or bank.ids())]
    except bank.Unknown as error:
        raise CannotExport(str(error)) from error


def export(names: list[str], form: str, target: Path, lang: str, variants: int, force: bool) -> tuple[int, list[str]]:
    """Writes the exercises to a file in a form, "moodle" or "qti", and returns how many questions that were, and what is to be told.

    Raises CannotExport, Unassignable, Malformed and OSError. Writes nothing where no exercise can be said.
    """
    from . import moodle, qti

    if variants < 1:
        raise CannotExport(f"--variants is {variants}; must be 1 or more")
    if target.exists() and not force:
        raise CannotExport(f"{target} is there already; with --force it is written anew")
    found = chosen(names)
    made = {"moodle": moodle, "qti": qti}[form].export(found, lang, variants)
    if made.questions:
        write_whole(target, made.data)
    return made.questions, told(made, len(found), target, lang)


def told(made: Exported, asked: int, target: Path, lang: str) -> list[str]:
    """What was written and what was left out."""
    said = asked - len(made.entirely)
    if made.questions:
        lines = [f"{target}: {said} of {asked} exercises as {made.questions} questions ({LANGUAGES[lang]})."]
        lines.append(f"Not kept for any: {'; '.join(made.always)}.")
    else:
        lines = [f"{target} is not written: none of {asked} exercises can be said in this format."]
    if made.entirely:
        lines += [f"Left out entirely, {len(made.entirely)} of {asked}:", *(f"  {id}: {why}" for id, why in made.entirely.items())]
    if made.partly:
        lines += [f"Left out in part, {len(made.partly)} of {asked}:", *(f"  {id}: {'; '.join(lost)}" for id, lost in made.partly.items())]
    return lines
