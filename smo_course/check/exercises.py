"""Exercises by themselves: each whole, its concepts known, its samples marked as they should be, and none won by its form."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from pathlib import Path

from .. import bank
from ..data.concepts import concepts
from ..errors import CourseError
from ..kinds.base import Exercise, Problem
from ..reading import Unreadable, read_yaml
from ..text import LANGUAGES
from ..workbook import shelf
from . import guessers
from .finding import Finding, say

_SEEDS = [f"check-{number}" for number in range(5)]  # variants on which samples are tried


def exercises_in(folder: Path) -> Iterator[Finding]:
    """Everything wrong in the exercise files below a folder. Concepts of its own stand in its concepts.csv."""
    if not folder.is_dir():
        yield Finding(str(folder), say.text("no_folder"))
        return
    known = {**concepts()}
    try:
        known |= bank.concepts_of(folder)
    except Unreadable as error:
        yield Finding(bank.place(folder / "concepts.csv", "file", error.line), error.reason)
    files = bank.files_in(folder)
    if not files:
        yield Finding(str(folder), say.text("holds_none"))
    for path in sorted(folder.rglob("*.*")):
        if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yaml":
            yield Finding(bank.place(path, "file"), say.text("not_read"))
        elif re.search(r"\.ya?ml\.\w+$", path.name, flags=re.IGNORECASE):
            yield Finding(bank.place(path, "file"), say.text("hidden_end", meant=re.sub(r"\.ya?ml\.\w+$", ".yaml", path.name)))
    for path, reason in bank.clashes(folder):
        yield Finding(bank.place(path, "file"), reason)
    for name, path in files.items():
        yield from exercise_in(path, name, known)


def exercise_in(path: Path, name: str, known: Container[str]) -> Iterator[Finding]:
    """Everything wrong in one file; `known` are the concepts that it may name."""
    try:
        exercise = bank.check(path, name)
    except bank.Malformed as error:
        yield from (Finding(where, reason) for where, reason in error.findings)
        return
    for problem in [*_unknown_concepts(exercise, known), *_unknown_piece(exercise), *_samples(exercise)]:
        yield Finding(bank.place(path, problem.field), problem.reason)


def left_out(path: Path, name: str) -> list[str]:
    """What somebody's own exercise may have and does not: hints, concepts, an explanation. That is no fault."""
    with suppress(bank.Malformed, Unreadable):
        bank.check(path, name)
        said = read_yaml(path)
        return [field for field in ("hints", "explain", "concepts") if not said.get(field)]
    return []


def guessed(folder: Path, read: Callable[[str], Exercise] | None = None) -> Iterator[Finding]:
    """Where the exercises below a folder, those that can be used, reward somebody who does not read them.

    `read` gives an exercise of the course by its id. In the course, where there are many, these are faults, each told by itself; in a
    folder of a few exercises they are worth a look, and told in few lines.
    """
    files, exercises = bank.files_in(folder), []
    for name, path in files.items():
        with suppress(bank.Malformed):  # said already
            exercises.append(read(name) if read else bank.check(path, name))
    for id, reason in (guessers.findings if read else guessers.summary)(exercises):
        yield Finding(bank.place(files[id], "file") if id else str(folder), reason)


def _unknown_concepts(exercise: Exercise, known: Container[str]) -> Iterator[Problem]:
    for field, each in exercise.concepts_named().items():
        if each not in known:
            yield Problem(field, say.text("concept", id=each))


def _unknown_piece(exercise: Exercise) -> Iterator[Problem]:
    if exercise.taken_from:
        try:
            shelf.load(exercise.taken_from)
        except CourseError as error:
            yield Problem("piece", error.text)


def _samples(exercise: Exercise) -> Iterator[Problem]:
    """An exercise's own samples, marked: each must get the mark it stands for, in both languages."""
    for seed in _SEEDS:
        samples = exercise.samples(seed)
        for lang in LANGUAGES:
            for name, expected in (("right", {"right"}), ("wrong", {"wrong"}), ("partial", {"partial"}), ("invalid", {"invalid"})):
                answer = getattr(samples, name)
                if answer is None:
                    continue
                mark = exercise.mark(answer, seed, lang)
                if mark.status not in expected:
                    told = {"name": name, "answer": repr(answer), "lang": lang, "seed": seed}
                    yield Problem("file", say.text("sample", status=mark.status, **told))
                if not mark.remarks:
                    yield Problem("file", say.text("silent", name=name, answer=repr(answer), lang=lang, seed=seed))
            if samples.right is not None and exercise.mark(samples.right, seed, lang).score != exercise.points:
                yield Problem("file", say.text("full", points=exercise.points))
