"""The bank: finds exercise files and reads them, and says of a malformed one which file, which line, which field and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from .authored import Malformed as Malformed
from .authored import place as place
from .authored import read_as as read_as
from .authored import read_plain, typed
from .course import content_root
from .data.concepts import Concept, concepts, read_concepts
from .errors import CourseError
from .kinds import AnyExercise
from .kinds.base import Exercise, Problem
from .reading import Unreadable
from .schema import in_both
from .text import Text
from .words import Words

say = Words(__file__)


def parse(source: Path | str, id: str) -> Exercise:
    """The exercise in a YAML file (a Path) or text (a str), its schema checked. Raises Malformed.

    The schema sees unknown and missing fields and wrong types; `check` sees the rest. Of somebody's own, one language is enough,
    and hints, an explanation and concepts need not be there.
    """
    data = read_plain(source, id)
    if is_own(source) and isinstance(data, dict):
        data = in_both(left_out() | data, AnyExercise)
    exercise = typed(AnyExercise, data, source, id)
    exercise.id = id
    return exercise


def left_out() -> dict[str, Any]:
    """The fields that somebody's own exercise may leave out, with what then stands for them."""
    return {"hints": [], "concepts": [], "explain": msgspec.to_builtins(say.text("bank.right"))}


def is_own(source: Path | str) -> bool:
    """Whether a file is somebody's own, and not the course's."""
    return isinstance(source, Path) and not source.resolve().is_relative_to(_root().resolve())


def check(source: Path | str, id: str) -> Exercise:
    """The exercise, proven usable: every draw works out, every id exists, a full mark can be reached. Raises Malformed."""
    exercise = parse(source, id)
    problems = [each for each in exercise.problems() if exercise.hints or each.field != "hints" or not is_own(source)]
    if not re.fullmatch(r"[\w-]+(/[\w-]+)*", id):
        problems.append(Problem("file", say.text("bank.name", id=id)))
    if problems:
        raise Malformed(source if isinstance(source, Path) else id, problems)
    return exercise


def _root() -> Path:
    return content_root() / "exercises"


def path_of(id: str) -> Path:
    return _root() / f"{id}.yaml"


def ids() -> list[str]:
    """Every exercise of the course, as chapter/name."""
    return list(files_in(_root()))


def in_course(id: str) -> bool:
    """Whether an exercise is the course's own: practice, whose key lies in every learner's installation."""
    return path_of(id).is_file()


def chapter_of(id: str) -> str:
    """The chapter of an exercise: the folders that it lies in; empty at the top of a folder of one's own."""
    return id.rpartition("/")[0]


@cache
def load(id: str) -> Exercise:
    """The course's exercise called chapter/name. Raises UnknownExercise if there is none, Malformed if its file is wrong."""
    if not path_of(id).is_file():
        raise _unknown(id, ids())
    return parse(path_of(id), id)


class UnknownExercise(CourseError):
    """An exercise that there is not. The text says which ids are close."""


def _unknown(id: str, known: list[str]) -> UnknownExercise:
    near = get_close_matches(id, known, n=3)
    return UnknownExercise(say.text("bank.no_exercise_near", id=id, near=", ".join(near)) if near else say.text("bank.no_exercise", id=id))


def files_in(folder: Path) -> dict[str, Path]:
    """The exercise files below a folder by id: the path in it, without `.yaml`. What is hidden is left alone."""
    found = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts):
            found[name.with_suffix("").as_posix()] = path
    return found


def concepts_of(own: Path) -> dict[str, Concept]:
    """The concepts that a folder adds to the course's, in its concepts.csv. Raises Unreadable."""
    path = own / "concepts.csv"
    found = read_concepts(path) if path.exists() else {}
    for id, concept in found.items():
        if concepts().get(id, concept) != concept:
            raise Unreadable("concept_known", id=id)
    return found


def clashes(own: Path) -> Iterator[tuple[Path, Text]]:
    """The files of a folder whose id another file has, in the folder or in the course, with the reason.

    Ids that differ only in capitals clash too: some systems take two such files for one.
    """
    course = files_in(_root()) if own.resolve() != _root().resolve() else {}
    seen = {_plain(id): path for id, path in course.items()}
    for id, path in files_in(own).items():
        first = seen.setdefault(_plain(id), path)
        if first is not path:
            yield path, say.text("bank.clash", first=first)


def _plain(id: str) -> str:
    return unicodedata.normalize("NFC", id).casefold()


class Bank:
    """The exercises of the course and, with `own`, those in a folder of one's own, where a subfolder is a chapter.

    Raises Malformed where the folder is none, or two files have the same id.
    """

    def __init__(self, own: Path | None = None):
        self.own = files_in(own) if own else {}
        if own and not own.is_dir():
            raise Malformed(str(own), [Problem("bank", say.text("bank.no_folder"))])
        if own and (found := list(clashes(own))):
            raise Malformed(own, [Problem(f"{path.relative_to(own)}", reason) for path, reason in found])
        self.files = {id: path_of(id) for id in ids()} | self.own
        self.concepts = concepts()
        if own:
            try:
                self.concepts = concepts() | concepts_of(own)
            except Unreadable as error:
                raise Malformed(own / "concepts.csv", [Problem("file", error.reason)], error.line) from error

    def path(self, id: str) -> Path:
        """The file of an exercise. Raises UnknownExercise."""
        if id not in self.files:
            raise _unknown(id, list(self.files))
        return self.files[id]

    def read(self) -> tuple[list[Exercise], list[Malformed]]:
        """Every exercise that can be used, and what is wrong with the others. Only one's own are checked through."""
        exercises, faults = [], []
        for id, path in self.files.items():
            try:
                exercises.append(check(path, id) if id in self.own else load(id))
            except Malformed as error:
                faults.append(error)
        return exercises, faults
