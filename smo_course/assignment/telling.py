"""What was handed in, in words: the receipt, and each answer as its learner would read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from ..kinds import kind_of
from ..kinds.base import Exercise, Invalid
from ..text import Text, moment_text
from ..words import Words
from .sheet import Sheet
from .submission import Given, Submission

say = Words(__file__)


class Line(NamedTuple):
    """An exercise of a submission: its title, and the answer in words."""

    title: str
    answer: str


def receipt(facts: dict[str, Any], sheet: Sheet, lang: str) -> str:
    """What was handed in, when and as what, in words, and what of it cannot be marked or is not finished; from what `Work.handed_in` notes of it."""
    told = [
        say(
            "receipt.whole",
            lang,
            when=handed_at(facts, lang),
            n=facts["answered"],
            of=facts["of"],
            file=facts["file"],
            receipt=facts["receipt"],
        )
    ]
    titles = {item.id: item.exercise.title for item in sheet.items}
    for name in ("unmarkable", "unfinished"):
        told += [say(f"receipt.{name}", lang, title=titles[id], why=why[lang]) for id, why in facts.get(name, {}).items()]
    return " ".join([*told, say("receipt.send", lang)])


def handed_at(facts: dict[str, Any], lang: str) -> str:
    """The moment of a hand-in, by the clock of this computer."""
    return moment_text(datetime.fromisoformat(facts["at"]).astimezone().isoformat(), lang)


def describe(handed: Submission, sheet: Sheet, lang: str) -> list[Line]:
    """Each exercise and the answer that was handed in, in words."""
    lines = []
    for item in sheet.items:
        given, exercise = handed.answers.get(item.id), item.exercise
        answer = kind_of(exercise).said(exercise, given.raw, lang) if given else say("not_answered", lang)
        if given and (left := _left(exercise, given)):
            answer = say("unfinished", lang, answer=answer, left=left)
        lines.append(Line(exercise.title.get(lang), answer))
    return lines


def _left(exercise: Exercise, given: Given) -> Text | None:
    """What is left to do in an answer, where it can be read."""
    try:
        return exercise.unfinished(exercise.read(exercise.received(given.raw), given.lang))
    except Invalid:
        return None
