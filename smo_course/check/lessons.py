"""Lessons: their notebooks alike in all languages, and what their cells ask for and teach there for them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from contextlib import suppress
from math import ceil
from typing import Any

from nbformat.validator import iter_validate

from .. import bank, exhibits, explorers
from ..course import Lesson, content_root, syllabus
from ..data.concepts import concepts
from ..data.facts import facts
from ..errors import CourseError
from ..minutes import MOST, parts
from ..notebooks import calls, exercises_of, read_notebook, teaches
from ..screen import charts
from ..text import LANGUAGES, Text, number
from ..workbook import shelf
from . import typography
from .finding import Finding, say
from .looking import unillustrated


def unreadable(lessons: Iterable[Lesson]) -> Iterator[Finding]:
    """Notebooks that are missing, or that are none."""
    for path in (lesson.notebook(lang) for lesson in lessons for lang in LANGUAGES):
        try:
            faults = iter_validate(read_notebook(content_root() / "notebooks" / path), version=4)
            reason: Any = next((f"{'.'.join(map(str, fault.path))}: {fault.message[:200]}" for fault in faults), None)
        except (OSError, ValueError, AttributeError) as error:
            reason = error
        if reason:
            yield Finding(f"notebooks/{path.as_posix()}", say.text("no_notebook", reason=reason))


def lesson_findings(lesson: Lesson) -> Iterator[Finding]:
    """What is wrong between a lesson's notebooks, its place in the syllabus, and what its cells ask for."""
    notebooks = {}
    for lang in LANGUAGES:
        where = f"notebooks/{lesson.notebook(lang).as_posix()}"
        notebook = notebooks[lang] = read_notebook(content_root() / "notebooks" / lesson.notebook(lang))
        told = notebook["metadata"].get("smo_course")
        if told != {"lesson": lesson.key, "lang": lang}:
            yield Finding(where, say.text("metadata", told=str(told), lesson=lesson.key, lang=lang))
        for cell in notebook["cells"]:
            for finding in _cell(cell, lesson):
                yield Finding(f"{where}#{cell['id']}", finding)
            if cell["cell_type"] == "markdown":
                yield from (Finding(f"{where}#{cell['id']}", fault) for fault in typography.faults("".join(cell["source"]), lang))
    shown = [exercises_of(notebook) for notebook in notebooks.values()]
    if shown[0] != shown[1]:
        told = {"one": ", ".join(shown[0]), "other": ", ".join(shown[1])}
        yield Finding(f"notebooks/*/{lesson.file}", say.text("shown_apart", **told))
    yield from (Finding(f"notebooks/*/{lesson.file}", reason) for reason in differences(*notebooks.values()))
    yield from _too_long(lesson)
    yield from unillustrated(lesson)
    if lesson in syllabus().lessons()[2:] and not lesson.outline(next(iter(LANGUAGES))).asked("warm_up"):
        yield Finding(f"notebooks/*/{lesson.file}", say.text("no_warm_up"))


def _too_long(lesson: Lesson) -> Iterator[Finding]:
    for lang in LANGUAGES:
        with suppress(CourseError):  # said of the cell that asks for what there is not
            spent = parts(lesson, lang)
            if (total := sum(spent.values())) > MOST:
                told = {
                    each: ", ".join(f"{say(f'spent.{name}', each)} {number(of, each, 1)}" for name, of in spent.items())
                    for each in LANGUAGES
                }
                where = f"notebooks/{lesson.notebook(lang).as_posix()}"
                yield Finding(where, say.text("long", minutes=ceil(total), most=MOST, parts=Text(**told)))


def _cell(cell: dict[str, Any], lesson: Lesson) -> Iterator[Text]:
    if cell["cell_type"] == "code":
        try:
            ast.parse("".join(cell["source"]))
        except SyntaxError as error:
            yield say.text("no_python", reason=error)
    for method, argument in calls(cell):
        try:
            if method == "facts":
                facts(argument)
            elif method == "exercise":
                bank.load(f"{lesson.chapter}/{argument}")
            elif method in ("piece", "earlier"):
                shelf.load(shelf.piece_id(lesson, argument))
            elif method == "show":
                exhibits.load(f"{lesson.chapter}/{argument}")
            elif method == "chart":
                charts.find(argument)
            elif method == "explorer":
                explorers.find(argument)
        except (bank.Malformed, explorers.Incomplete):
            pass  # said of its file, or its folder
        except CourseError as error:
            yield error.text
    for each in teaches(cell):
        if each not in concepts():
            yield say.text("no_concept", id=each)


def differences(one: dict[str, Any], other: dict[str, Any]) -> Iterator[Text]:
    """Where two notebooks that should be the same lesson part: cell ids, types, code, concepts taught."""
    ids, others = ([cell["id"] for cell in notebook["cells"]] for notebook in (one, other))
    if ids != others:
        yield say.text("cells", one=", ".join(ids), other=", ".join(others))
        return
    for mine, theirs in zip(one["cells"], other["cells"], strict=True):
        name = mine["id"]
        if mine["cell_type"] != theirs["cell_type"]:
            yield say.text("cell_type", id=name, one=mine["cell_type"], other=theirs["cell_type"])
        elif mine["metadata"] != theirs["metadata"]:
            yield say.text("cell_metadata", id=name)
        elif mine["cell_type"] == "code" and "parameters" not in mine["metadata"].get("tags", []):
            if "".join(mine["source"]) != "".join(theirs["source"]):
                yield say.text("cell_code", id=name)
