"""The bank as a table in the terminal: what there is to assign, and what it would take."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from ..bank import Bank, chapter_of
from ..kinds.base import Exercise
from ..text import Text, number


class Unknown(ValueError):
    """Something looked for by a name that nothing has; the message says which names there are."""


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
    _known("concept", wanted.concept, {*bank.concepts, *used})
    return [
        each
        for each in exercises
        if wanted.chapter in (None, chapter_of(each.id))
        and wanted.kind in (None, each.kind)
        and (wanted.concept is None or wanted.concept in each.concepts)
        and (wanted.minutes is None or each.minutes <= wanted.minutes)
    ]


def _known(what: str, name: str | None, names: set[str]) -> None:
    if name is not None and name not in names:
        near = get_close_matches(name, names, n=3)
        meant = f"; did you mean {' or '.join(near)}?" if near else "."
        raise Unknown(f"no {what} {name!r}{meant} There are: {', '.join(sorted(filter(None, names)))}")


def table(exercises: list[Exercise], lang: str) -> str:
    """Every exercise on a line, with the totals below."""
    rows = [[each.get(lang) for each in _HEAD]]
    for each in exercises:
        cells = [each.id, each.kind, number(each.points, lang), number(each.minutes, lang), each.title.get(lang), " ".join(each.concepts)]
        rows.append([_plain(cell) for cell in cells])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if place in (2, 3) else cell.ljust(width) for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([*lines, "", total(exercises, lang)])


def _plain(text: str) -> str:
    """Printable signs only: an exercise may come from anywhere, and a terminal obeys some of the others."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def total(exercises: list[Exercise], lang: str) -> str:
    """How many exercises, points and minutes that is."""
    sums = (len(exercises), sum(each.points for each in exercises), sum(each.minutes for each in exercises))
    many = [value != 1 if lang == "en" else value >= 2 for value in sums]
    words = [(word if more else word.removesuffix("s")) for word, more in zip(_TOTAL.get(lang).split(), many, strict=True)]
    return ", ".join(f"{number(value, lang)} {word}" for value, word in zip(sums, words, strict=True))


_HEAD = [
    Text(en="exercise", fr="exercice"),
    Text(en="kind", fr="sorte"),
    Text(en="points", fr="points"),
    Text(en="minutes", fr="minutes"),
    Text(en="title", fr="titre"),
    Text(en="concepts", fr="notions"),
]
_TOTAL = Text(en="exercises points minutes", fr="exercices points minutes")
NOTHING = Text(en="No exercise is like that.", fr="Aucun exercice ne correspond.")
