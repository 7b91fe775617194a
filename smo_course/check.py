"""`smo check`: proves that the course, or a trainer's folder of exercises, holds together."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from . import bank, check_words, explorers, guessers
from .course import Lesson, content_root, syllabus
from .data import contract
from .data.concepts import concepts
from .data.facts import every_fact, facts
from .errors import CourseError
from .kinds.base import Exercise, Problem
from .notebooks import calls, exercises_of, read_notebook, teaches
from .reading import Unreadable
from .text import LANGUAGES, Text
from .words import Words

say = Words(__file__)

_SEEDS = [f"check-{number}" for number in range(5)]  # variants on which samples are tried


class Finding(NamedTuple):
    """Something wrong: the file and place, and the reason."""

    where: str
    reason: Text

    def __str__(self) -> str:
        return self.said("en")

    def said(self, lang: str) -> str:
        return say("bank.finding", lang, where=self.where, reason=self.reason)


def contents() -> dict[str, int]:
    """How many exercises, lessons and concepts the course has."""
    return {"exercises": len(bank.ids()), "lessons": len(syllabus().lessons()), "concepts": len(_taught_here())}


def course() -> Iterator[Finding]:
    """Everything wrong in the course itself."""
    if faults := list(_datasets()):  # all else stands on them
        yield from faults
        return
    yield from exercises_in(content_root() / "exercises")
    yield from guessed(content_root() / "exercises", bank.load)
    shown: list[str] = []
    for lesson in syllabus().lessons():
        shown += lesson.exercise_ids()
        yield from _lesson(lesson)
    for each in sorted({each for each in shown if shown.count(each) > 1}):
        yield Finding(f"exercises/{each}.yaml", say.text("check.shown_twice"))
    for each in sorted(set(bank.ids()) - set(shown)):
        yield Finding(f"exercises/{each}.yaml", say.text("check.unshown"))
    yield from _concepts()
    yield from _explorers()
    yield from (Finding(*each) for each in check_words.findings(Path(__file__).parent))


def _datasets() -> Iterator[Finding]:
    """Where a table breaks the contract of its columns, or names a lesson that is neither written nor to come."""
    found = {name: contract.faults(name) for name, table in contract.resources().items() if table.path}
    for name, faults in found.items():
        for fault in faults:
            yield Finding(f"datasets/{contract.resources()[name].path}:{fault.line or 1}", fault.reason)
    known = syllabus().lesson_keys()
    for name, rows in (("concepts", concepts), ("facts", every_fact)):
        for each in () if found[name] else rows().values():
            if each.lesson not in known:
                yield Finding(f"datasets/{name}.csv", say.text("check.lesson", id=each.id, lesson=each.lesson))


def exercises_in(folder: Path) -> Iterator[Finding]:
    """Everything wrong in the exercise files below a folder. Concepts of its own stand in its concepts.csv."""
    if not folder.is_dir():
        yield Finding(str(folder), say.text("bank.no_folder"))
        return
    known = {**concepts()}
    try:
        known |= bank.concepts_of(folder)
    except Unreadable as error:
        yield Finding(bank.place(folder / "concepts.csv", "file", error.line), error.reason)
    files = bank.files_in(folder)
    if not files:
        yield Finding(str(folder), say.text("check.holds_none"))
    for path in sorted(folder.rglob("*.*")):
        if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yaml":
            yield Finding(bank.place(path, "file"), say.text("check.not_read"))
    for path, reason in bank.clashes(folder):
        yield Finding(bank.place(path, "file"), reason)
    for name, path in files.items():
        try:
            exercise = bank.check(path, name)
        except bank.Malformed as error:
            yield from (Finding(where, reason) for where, reason in error.findings)
            continue
        for problem in [*_unknown_concepts(exercise, known), *_samples(exercise)]:
            yield Finding(bank.place(path, problem.field), problem.reason)


def guessed(folder: Path, read: Callable[[str], Exercise] | None = None) -> Iterator[Finding]:
    """Where the exercises below a folder, those that can be used, reward somebody who does not read them.

    `read` gives an exercise by its id, where they have been read before.

    In the course, where there are many, these are faults; in a folder of a few exercises they are worth a look, no more.
    """
    files, exercises = bank.files_in(folder), []
    for name, path in files.items():
        with suppress(bank.Malformed):  # said already
            exercises.append(read(name) if read else bank.check(path, name))
    for id, reason in guessers.findings(exercises):
        yield Finding(bank.place(files[id], "file") if id else str(folder), reason)


def _unknown_concepts(exercise: Exercise, known: Container[str]) -> Iterator[Problem]:
    for field, each in exercise.concepts_named().items():
        if each not in known:
            yield Problem(field, say.text("check.concept", id=each))


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
                    yield Problem("file", say.text("check.sample", status=mark.status, **told))
                if not mark.remarks:
                    yield Problem("file", say.text("check.silent", name=name, answer=repr(answer), lang=lang, seed=seed))
            if samples.right is not None and exercise.mark(samples.right, seed, lang).score != exercise.points:
                yield Problem("file", say.text("check.full", points=exercise.points))


def _lesson(lesson: Lesson) -> Iterator[Finding]:
    """What is wrong between a lesson's notebooks, its place in the syllabus, and what its cells ask for."""
    notebooks = {}
    for lang in LANGUAGES:
        path = content_root() / "notebooks" / lesson.notebook(lang)
        where = f"notebooks/{lesson.notebook(lang).as_posix()}"
        if not path.is_file():
            yield Finding(where, say.text("check.no_notebook", lesson=lesson.key))
            continue
        notebook = notebooks[lang] = read_notebook(path)
        told = notebook["metadata"].get("smo_course")
        if told != {"lesson": lesson.key, "lang": lang}:
            yield Finding(where, say.text("check.metadata", told=str(told), lesson=lesson.key, lang=lang))
        for cell in notebook["cells"]:
            for finding in _cell(cell, lesson):
                yield Finding(f"{where}#{cell['id']}", finding)
    if len(notebooks) == len(LANGUAGES):
        shown = [exercises_of(notebook) for notebook in notebooks.values()]
        if shown[0] != shown[1]:
            told = {"one": ", ".join(shown[0]), "other": ", ".join(shown[1])}
            yield Finding(f"notebooks/*/{lesson.file}", say.text("check.shown_apart", **told))
        yield from (Finding(f"notebooks/*/{lesson.file}", reason) for reason in differences(notebooks["en"], notebooks["fr"]))


def _cell(cell: dict[str, Any], lesson: Lesson) -> Iterator[Text]:
    if cell["cell_type"] == "code":
        try:
            ast.parse("".join(cell["source"]))
        except SyntaxError as error:
            yield say.text("check.no_python", reason=error)
    for method, argument in calls(cell):
        try:
            if method == "facts":
                facts(argument)
            elif method == "exercise":
                bank.load(f"{lesson.chapter}/{argument}")
            elif method == "explorer":
                explorers.find(argument)
        except (bank.Malformed, explorers.Incomplete):
            pass  # said of its file, or its folder
        except CourseError as error:
            yield error.text
    for each in teaches(cell):
        if each not in concepts():
            yield say.text("check.no_concept", id=each)


def _explorers() -> Iterator[Finding]:
    """Explorers that lack something."""
    for name in explorers.names():
        try:
            explorers.find(name)
        except explorers.Incomplete as error:
            yield Finding(f"smo_course/explorers/{name}", error.text)


def differences(one: dict[str, Any], other: dict[str, Any]) -> Iterator[Text]:
    """Where two notebooks that should be the same lesson part: cell ids, types, code, concepts taught."""
    ids, others = ([cell["id"] for cell in notebook["cells"]] for notebook in (one, other))
    if ids != others:
        yield say.text("check.cells", ids=", ".join(ids), others=", ".join(others))
        return
    for mine, theirs in zip(one["cells"], other["cells"], strict=True):
        name = mine["id"]
        if mine["cell_type"] != theirs["cell_type"]:
            yield say.text("check.cell_type", cell=name, one=mine["cell_type"], other=theirs["cell_type"])
        elif mine["metadata"] != theirs["metadata"]:
            yield say.text("check.cell_metadata", cell=name)
        elif mine["cell_type"] == "code" and "parameters" not in mine["metadata"].get("tags", []):
            if "".join(mine["source"]) != "".join(theirs["source"]):
                yield say.text("check.cell_code", cell=name)


def _taught_here() -> dict[str, Lesson]:
    """The concepts of the lessons there are, each with its lesson."""
    lessons = {lesson.key: lesson for lesson in syllabus().lessons()}
    return {each.id: lessons[each.lesson] for each in concepts().values() if each.lesson in lessons}


def _concepts() -> Iterator[Finding]:
    """Concepts that no cell of their lesson teaches, or that no exercise practises."""
    taught: dict[str, set[str]] = {}
    practised = set()
    for lesson in syllabus().lessons():
        for lang in LANGUAGES:
            path = content_root() / "notebooks" / lesson.notebook(lang)
            if path.is_file():
                cells = read_notebook(path)["cells"]
                taught.setdefault(lesson.key, set()).update(each for cell in cells for each in teaches(cell))
        for each in lesson.exercise_ids():
            if bank.path_of(each).is_file():
                practised.update(bank.load(each).concepts)
    for name, lesson in _taught_here().items():
        if name not in taught.get(lesson.key, set()):
            yield Finding(f"notebooks/*/{lesson.file}", say.text("check.untaught", id=name))
        if name not in practised:
            yield Finding("exercises", say.text("check.unpractised", id=name, lesson=lesson.key))
