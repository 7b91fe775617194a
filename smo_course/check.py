"""`smo check`: proves that the course, or a trainer's folder of exercises, holds together."""

from __future__ import annotations

import ast
import json
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from . import bank, check_words
from .course import Lesson, concepts, content_root, syllabus
from .kinds.base import Exercise, Problem
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


def main(folder: Path | None = None) -> int:
    """Prints what is wrong in `folder` (the whole course without one); returns the number to exit with."""
    findings = list(exercises_in(folder) if folder else course())
    for finding in findings:
        print(finding.said("en"))
    if findings:
        print(f"{len(findings)} problem(s) found.")
        return 1
    if folder:
        print(f"All exercises in {folder} are in order.")
    else:
        print(f"The course is in order: {len(bank.ids())} exercises, {len(syllabus().lessons())} lessons, {len(_taught_here())} concepts.")
    return 0


def course() -> Iterator[Finding]:
    """Everything wrong in the course itself."""
    yield from exercises_in(content_root() / "exercises")
    used: list[str] = []
    for lesson in syllabus().lessons():
        used += lesson.exercise_ids()
        yield from _lesson(lesson)
    for each in sorted({each for each in used if used.count(each) > 1}):
        yield Finding("exercises/syllabus.yaml", f"{each} stands in two lessons")
    for each in sorted(set(bank.ids()) - set(used)):
        yield Finding(f"exercises/{each}.yaml", "is in no lesson of exercises/syllabus.yaml")
    yield from _concepts()
    yield from (Finding(*each) for each in check_words.findings(Path(__file__).parent))


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
            yield Finding(where, f"is missing (lesson {lesson.key})")
            continue
        notebook = notebooks[lang] = json.loads(path.read_text(encoding="utf-8"))
        told = notebook["metadata"].get("smo_course")
        if told != {"lesson": lesson.key, "lang": lang}:
            yield Finding(where, f"its metadata say {told}; must say lesson {lesson.key}, lang {lang}")
        for cell in notebook["cells"]:
            for finding in _cell(cell):
                yield Finding(f"{where} cell {cell['id']}", finding)
        asked = [argument for cell in notebook["cells"] for method, argument in calls(cell) if method == "exercise"]
        if asked != lesson.exercises:
            yield Finding(where, f"shows the exercises {asked}; the syllabus lists {lesson.exercises}")
    if len(notebooks) == len(LANGUAGES):
        yield from (Finding(f"notebooks/*/{lesson.file}", reason) for reason in differences(notebooks["en"], notebooks["fr"]))


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    from .datasets import facts

    for method, argument in calls(cell):
        try:
            if method == "facts":
                facts(argument)
        except KeyError as error:
            yield str(error)
    for each in teaches(cell):
        if each not in concepts():
            yield f"teaches {each!r}, which exercises/concepts.csv does not have"


def calls(cell: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The (method, text argument) pairs of calls on `lesson` or `course` in a code cell."""
    if cell["cell_type"] != "code":
        return
    for node in ast.walk(ast.parse("".join(cell["source"]))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            if node.func.value.id in ("lesson", "course"):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield node.func.attr, argument.value


def teaches(cell: dict[str, Any]) -> list[str]:
    """The concepts that a Markdown cell says it teaches."""
    return cell["metadata"].get("smo_course", {}).get("teaches", [])


def differences(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """Where two notebooks that should be the same lesson part: cell ids, types, code, concepts taught."""
    ids, others = ([cell["id"] for cell in notebook["cells"]] for notebook in (one, other))
    if ids != others:
        yield f"the cells differ between languages: {ids} and {others}"
        return
    for mine, theirs in zip(one["cells"], other["cells"], strict=True):
        name = mine["id"]
        if mine["cell_type"] != theirs["cell_type"]:
            yield f"cell {name} is {mine['cell_type']} in one language and {theirs['cell_type']} in the other"
        elif mine["metadata"] != theirs["metadata"]:
            yield f"cell {name} has other metadata in the other language"
        elif mine["cell_type"] == "code" and "parameters" not in mine["metadata"].get("tags", []):
            if "".join(mine["source"]) != "".join(theirs["source"]):
                yield f"cell {name} has other code in the other language"


def _taught_here() -> dict[str, Lesson]:
    """The concepts of the lessons there are, each with its lesson."""
    places = {f"{chapter.id}/{number}": lesson for chapter in syllabus().chapters for number, lesson in enumerate(chapter.lessons, 1)}
    return {each.id: places[each.lesson] for each in concepts().values() if each.lesson in places}


def _concepts() -> Iterator[Finding]:
    """Concepts that no cell of their lesson teaches, or that no exercise practises."""
    taught: dict[str, set[str]] = {}
    practised = set()
    for lesson in syllabus().lessons():
        for lang in LANGUAGES:
            path = content_root() / "notebooks" / lesson.notebook(lang)
            if path.is_file():
                cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
                taught.setdefault(lesson.key, set()).update(each for cell in cells for each in teaches(cell))
        for each in lesson.exercise_ids():
            if bank.path_of(each).is_file():
                practised.update(bank.load(each).concepts)
    for name, lesson in _taught_here().items():
        if name not in taught.get(lesson.key, set()):
            yield Finding(f"notebooks/*/{lesson.file}", f"teaches the concept {name!r} in no cell")
        if name not in practised:
            yield Finding("exercises", f"the concept {name!r} ({lesson.key}) is practised by no exercise")
