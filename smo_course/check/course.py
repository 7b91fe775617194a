"""The course itself, as a whole: its tables, its exercises, its lessons, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from .. import bank, exhibits, explorers
from ..authored import Malformed
from ..course import PAGES, Lesson, content_root, syllabus, syllabus_path
from ..data import contract
from ..data.concepts import concepts
from ..data.tables import read_table
from ..errors import CourseError
from ..kinds import KINDS
from ..notebooks import read_notebook, teaches
from ..text import LANGUAGES
from ..trainer.guide import page as guide
from ..workbook import shelf
from . import messages, pieces, typography
from .exercises import exercises_in, guessed
from .finding import Finding, say
from .lessons import differences, lesson_findings, unreadable


def contents() -> dict[str, int]:
    """How many exercises, lessons and concepts the course has."""
    return {"exercises": len(bank.ids()), "lessons": len(syllabus().lessons()), "concepts": len(_taught_here())}


def course() -> Iterator[Finding]:
    """Everything wrong in the course itself."""
    try:
        syllabus()
    except Malformed as error:
        yield from (Finding(where, reason) for where, reason in error.findings)
        return
    if faults := [*_datasets(), *unreadable(syllabus().lessons())]:  # all else stands on them
        yield from faults
        return
    yield from exercises_in(content_root() / "exercises")
    yield from guessed(content_root() / "exercises", bank.load)
    yield from _typeset()
    yield from (Finding(bank.place(syllabus_path(), each.field), each.reason) for each in typography.problems(syllabus()))
    shown: list[str] = []
    for lesson in syllabus().lessons():
        shown += lesson.exercise_ids()
        yield from lesson_findings(lesson)
    for each in sorted({each for each in shown if shown.count(each) > 1}):
        yield Finding(f"exercises/{each}.yaml", say.text("shown_twice"))
    for each in sorted(set(bank.ids()) - set(shown)):
        yield Finding(f"exercises/{each}.yaml", say.text("unshown"))
    yield from _concepts()
    yield from _explorers()
    yield from pieces.pieces_in(shelf.folder())
    yield from pieces.shown()
    yield from _pages()
    yield from _exhibits()
    yield from _guide()
    yield from messages.findings(Path(__file__).parents[1])


def _exhibits() -> Iterator[Finding]:
    """What is wrong in the files of what lessons show, and those that none does."""
    asked = {f"{lesson.chapter}/{name}" for lesson in syllabus().lessons() for name in lesson.outline(next(iter(LANGUAGES))).asked("show")}
    for id in exhibits.ids():
        path = exhibits.folder() / f"{id}.yaml"
        try:
            things = exhibits.load(id)
        except bank.Malformed as error:
            yield from (Finding(where, reason) for where, reason in error.findings)
            continue
        yield from (Finding(bank.place(path, each.field), each.reason) for each in typography.problems(things, "show"))
        if id not in asked:
            yield Finding(str(path), say.text("exhibit_unshown"))


def _pages() -> Iterator[Finding]:
    """The notebooks of the workbook's page and of the review, which have to be alike in all languages."""
    for page in PAGES.values():
        try:
            notebooks = [read_notebook(content_root() / "notebooks" / lang / page) for lang in LANGUAGES]
        except (OSError, ValueError) as error:
            yield Finding(f"notebooks/*/{page}", say.text("no_notebook", reason=error))
            continue
        yield from (Finding(f"notebooks/*/{page}", reason) for reason in differences(*notebooks))


def _typeset() -> Iterator[Finding]:
    """Texts of exercises that are not typeset as their language is. Those of one's own are written as one likes."""
    for id in bank.ids():
        with suppress(CourseError):  # said of its file
            exercise = bank.load(id)
            yield from (Finding(bank.place(bank.path_of(id), each.field), each.reason) for each in typography.problems(exercise))


def _guide() -> Iterator[Finding]:
    """Texts of the guide's examples, from which trainers learn how to write, that are not typeset as their language is."""
    shown = {kind.folder / "example.yaml": bank.parse(kind.example, name) for name, kind in KINDS.items()}
    for path, each in {**shown, guide.SHOWN: guide.shown()}.items():
        yield from (Finding(bank.place(path, problem.field), problem.reason) for problem in typography.problems(each))


def _datasets() -> Iterator[Finding]:
    """Where a table breaks the contract of its columns, or names a lesson that is neither written nor to come."""
    found = {name: contract.faults(name) for name, table in contract.resources().items() if table.path}
    for name, faults in found.items():
        for fault in faults:
            yield Finding(f"datasets/{contract.resources()[name].path}:{fault.line or 1}", fault.reason)
    known = syllabus().lesson_keys()
    for name in ("concepts", "facts"):
        if not found[name]:
            for line, row in read_table(content_root() / "datasets" / f"{name}.csv", ["id", "lesson"]).records():
                if row["lesson"] not in known:
                    yield Finding(f"datasets/{name}.csv:{line}", say.text("lesson", id=row["id"], lesson=row["lesson"]))


def _taught_here() -> dict[str, Lesson]:
    """The concepts of the lessons there are, each with its lesson."""
    lessons = {lesson.key: lesson for lesson in syllabus().lessons()}
    return {each.id: lessons[each.lesson] for each in concepts().values() if each.lesson in lessons}


def _concepts() -> Iterator[Finding]:
    """Concepts that no cell of their lesson teaches, or that no exercise practises."""
    taught: dict[str, set[str]] = {}
    practised = set[str]()
    for lesson in syllabus().lessons():
        cells = [cell for lang in LANGUAGES for cell in read_notebook(content_root() / "notebooks" / lesson.notebook(lang))["cells"]]
        taught[lesson.key] = {each for cell in cells for each in teaches(cell)}
        for each in lesson.exercise_ids():
            with suppress(CourseError):  # said of its file, or of the cell that asks for it
                practised.update(bank.load(each).concepts)
    for name, lesson in _taught_here().items():
        if name not in taught.get(lesson.key, set()):
            yield Finding(f"notebooks/*/{lesson.file}", say.text("untaught", id=name))
        if name not in practised:
            yield Finding(f"exercises/{lesson.chapter}", say.text("unpractised", id=name, lesson=lesson.key))


def _explorers() -> Iterator[Finding]:
    """Explorers that lack something."""
    for name in explorers.names():
        try:
            explorers.find(name)
        except explorers.Incomplete as error:
            yield Finding(f"smo_course/explorers/{name}", error.text)
