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

_STEM = 5  # letters by which a word is found in its other forms
_NEAR = 6  # concepts that are named where none is meant for certain


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
    wanted = bare(words).split()
    hits = {id: _hits(wanted, f"{id} {each.text.en} {each.text.fr}") for id, each in bank.concepts.items() if id in used}
    found = {id for id, hit in hits.items() if hit == len(wanted)}
    if not found:
        near = get_close_matches(words, used, n=3) or sorted(filter(hits.get, hits), key=lambda id: -hits[id])[:_NEAR]
        meant = say.text("choosing.near", near=", ".join(near)) if near else ""
        raise Unknown(say.text("choosing.no_concept", name=words, meant=meant))
    return found


def _hits(wanted: list[str], text: str) -> int:
    """How many of the words stand in a text; long ones in whatever form: what they begin with counts."""
    there = bare(text).split()
    return sum(any(word == each or (len(each) >= _STEM and word.startswith(each[:_STEM])) for word in there) for each in wanted)


def _known(what: str, name: str | None, names: set[str]) -> None:
    if name is not None and name not in names:
        near = get_close_matches(name, names, n=3)
        meant = say.text("choosing.near", near=", ".join(near)) if near else ""
        raise Unknown(say.text(f"choosing.no_{what}", name=name, meant=meant, known=", ".join(sorted(filter(None, names)))))
