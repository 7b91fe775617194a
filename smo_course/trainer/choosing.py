"""Choosing exercises of the bank by what they are."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from ..bank import Bank, chapter_of
from ..errors import CourseError
from ..kinds.base import Exercise
from ..text import bare
from ..words import Words

say = Words(__file__)


class Unknown(CourseError):
    """Something looked for by a name that nothing has; the text says which names there are."""


class Wanted(NamedTuple):
    """What exercises are looked for; None takes any. `minutes` is the most that one may take."""

    chapter: str | None = None
    kind: str | None = None
    concept: str | None = None
    minutes: float | None = None


def choose(bank: Bank, exercises: list[Exercise], wanted: Wanted) -> list[Exercise]:
    """The exercises that are wanted, in the bank's order. Raises Unknown."""
    used = {each for exercise in exercises for each in exercise.concepts}
    _known("chapter", wanted.chapter, {chapter_of(each.id) for each in exercises})
    _known("kind", wanted.kind, {each.kind for each in exercises})
    concepts = _concepts(bank, used, wanted.concept)
    return [
        each
        for each in exercises
        if wanted.chapter in (None, chapter_of(each.id))
        and wanted.kind in (None, each.kind)
        and (wanted.concept is None or concepts & {*each.concepts})
        and (wanted.minutes is None or each.takes <= wanted.minutes)
    ]


def _concepts(bank: Bank, used: set[str], words: str | None) -> set[str]:
    """The concepts that are meant: by their id, or by words of what they say in either language. Raises Unknown where none is."""
    if words is None or words in bank.concepts or words in used:
        return {words or ""}
    wanted = {*bare(words).split()}
    found = {id for id, each in bank.concepts.items() if id in used and wanted <= {*bare(f"{id} {each.text.en} {each.text.fr}").split()}}
    if not found:
        _known("concept", words, {*bank.concepts, *used})
    return found


def _known(what: str, name: str | None, names: set[str]) -> None:
    if name is not None and name not in names:
        near = get_close_matches(name, names, n=3)
        meant = say.text("choosing.near", near=", ".join(near)) if near else ""
        raise Unknown(say.text(f"choosing.no_{what}", name=name, meant=meant, known=", ".join(sorted(filter(None, names)))))
