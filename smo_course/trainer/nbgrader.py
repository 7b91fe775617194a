"""Assignments for nbgrader: written in its format, marked by our key when it autogrades.

In COURSE/source/<assignment> lie the sheet, a notebook for each language, in which learners work and hand in, and one
notebook of marks, in which nbgrader finds its graded cells: once, whatever the language. The key lies beside, in
COURSE/smo-keys, from where nbgrader releases nothing. Deadlines and lateness are nbgrader's own here.

nbgrader executes the notebooks that it grades, with everything that a learner may have added to them and with the
rights of the person who grades. Our part stays what it is: answers are data, and marking them runs nothing of a learner's.
`smo grade COURSE/smo-keys/<assignment>.smo-key COURSE/submitted` marks the same files and executes no notebook at all.
"""

from __future__ import annotations

import math
import os
from html import escape
from pathlib import Path
from typing import Any

import msgspec

from ..assignment import sheet as sheets
from ..assignment.notebook import as_file, notebook
from ..assignment.sheet import Item, Sheet, normal
from ..assignment.submission import SUFFIX, Damaged, Submission, read
from ..files import make_folder, write_whole
from ..text import LANGUAGES, Text
from ..words import Words
from .assign import Tick, make_key, write_key
from .brief import Unassignable, read_brief
from .grading.feedback import feedback
from .grading.marker import Marker
from .grading.pages import Pages
from .grading.results import Result, ResultItem
from .key import SUFFIX as KEY
from .key import Key, UnreadableKey, read_key
from .safe import plain

say = Words(__file__)

KEYS = "smo-keys"


# Assigning


def assign(
    path: Path, course: Path, again: bool = False, only_own: bool = False, tick: Tick = lambda of: None, lang: str = "en"
) -> tuple[Path, Path]:
    """Writes an assignment into a course of nbgrader's and returns the paths of its source folder and of its key.

    A source folder that says something else already is replaced only with `again`, and is then kept with its key in
    COURSE/smo-keys. `only_own` refuses exercises of the course. Raises Unassignable, UnreadableKey and OSError.
    """
    source, key_path = course / "source" / path.stem, course / KEYS / f"{path.stem}{KEY}"
    brief = read_brief(path)
    key = make_key(brief, path, read_key(key_path) if key_path.exists() else None, only_own, tick)
    files = _files(key.sheet)
    if source.exists() and any(not (source / name).is_file() or (source / name).read_bytes() != data for name, data in files.items()):
        if not again:
            raise Unassignable([(f"{path}", say.text("nbgrader.changed", source=source))])
        _keep_aside(source, key_path)
    write_key(key, key_path, brief, path, lang)
    for name, data in files.items():
        write_whole(source / name, data)
    return source, key_path


def _keep_aside(source: Path, key_path: Path) -> None:
    """Moves a former source folder and its key to where nbgrader takes them for no assignment."""
    count = 1
    while (former := key_path.with_name(f"{source.name}-former-{count}")).exists():
        count += 1
    make_folder(former.parent)
    source.rename(former)
    if key_path.exists():
        key_path.rename(former / key_path.name)


def _files(sheet: Sheet) -> dict[str, bytes]:
    """What lies in the source folder, by name."""
    files = {f"{sheet.id}{sheets.SUFFIX}": msgspec.json.encode(sheet), f"{sheet.id}-marks.ipynb": as_file(_marks(sheet))}
    for lang in LANGUAGES:
        work = notebook(sheet, lang)
        for cell in work["cells"]:
            _lock(cell)
            if cell["cell_type"] == "code":
                cell["metadata"]["tags"].append("skip-execution")  # when nbgrader executes: nobody is there to answer
            if cell["id"] == "to-hand-in":
                cell["source"] += f"\n\n{say('nbgrader.then_submit', lang)}"
        files[f"{sheet.id}-{lang}.ipynb"] = as_file(work)
    return files


def _marks(sheet: Sheet) -> dict[str, Any]:
    """The notebook of marks: a cell for each exercise, and below a text another, in which a person marks it."""
    title = f"# {sheet.title.en} / {sheet.title.fr}"
    cells = [_lock(_markdown("title", "\n\n".join([title, *_in_both("nbgrader.marks")])))]
    for place, item in enumerate(sheet.items, 1):
        source = f'from smo_course.trainer.nbgrader import points; points("{sheet.id}", "{item.id}")'
        cell: dict[str, Any] = {
            "cell_type": "code",
            "id": f"exercise-{place}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        if item.exercise.by_hand:
            cells += [_lock(cell), _lock(_markdown(f"text-{place}", _rubric(item)), task=True, points=item.exercise.points)]
        else:
            cells.append(_lock(cell, grade=True, points=item.exercise.points))
    metadata = {name: value for name, value in notebook(sheet, "en")["metadata"].items() if name != "smo_course"}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _markdown(id: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": source}


def _rubric(item: Item) -> str:
    """What a person looks at in a text, and the points for each."""
    title, criteria = item.exercise.title, item.exercise.criteria()
    lines = [f"- {each.text.en} / {each.text.fr} ({each.points})" for each in criteria]
    return "\n".join([f"**{title.en} / {title.fr}**", "", *lines])


def _lock(cell: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The cell, locked for nbgrader: what a learner changes in it is put back before grading."""
    plainly = {"grade": False, "solution": False, "locked": True, "task": False, "schema_version": 3}
    cell["metadata"]["nbgrader"] = plainly | {"grade_id": cell["id"]} | more
    return cell


# Marking


class Points(float):
    """Points for an exercise: nbgrader reads the number, people read `html`."""

    html: str

    def __new__(cls, score: float, html: str) -> Points:
        points = super().__new__(cls, score)
        points.html = html
        return points

    def _repr_html_(self) -> str:
        return self.html


def points(assignment: str, exercise: str) -> Points | None:
    """What the newest submission beside the notebook earns for an exercise; 0, with the reason, where there is none to mark.

    Without the key nothing is marked: a learner is told so. When nbgrader grades, that must not pass for points: they are
    infinite, which nbgrader refuses, so that the grading fails for all to see.
    """
    folder = Path.cwd()
    try:
        marker = Marker(_find_key(assignment, folder))
    except UnreadableKey as error:
        if os.environ.get("NBGRADER_EXECUTION") == "autograde":
            return Points(math.inf, _html([error.text]))
        print("\n".join(_in_both("nbgrader.elsewhere")))
        return None
    handed, faults = _newest(folder, marker)
    if handed is None:
        return Points(0, _html(faults or [say.text("nbgrader.nothing")]))
    student = folder.parent.name  # autograded/<student>/<assignment>
    if normal(handed.learner) != normal(student) and normal(student) in {normal(each.learner) for each in marker.key.roster or []}:
        return Points(0, _html([say.text("nbgrader.not_theirs")]))
    marks, _ = marker.mark(handed)
    items = [ResultItem(0, "unattempted") if each is None else ResultItem(each.score, each.status, each.raw, each.lang) for each in marks]
    told = feedback(Result(handed.learner, handed.name, "graded", handed.lang, items=items), marker).items[exercise]
    item = next(each for each in marker.sheet.items if each.id == exercise)
    who = escape(plain(" · ".join([handed.learner, handed.name, handed.at, handed.receipt()])))
    return Points(
        told.score,
        f"{Pages(folder, marker).told(marker.exercise(item.id), told, marker.sheet.variant(item, handed.learner), handed.lang)}<p>{who}</p>{_html(faults)}",
    )


def _find_key(assignment: str, folder: Path) -> Key:
    """The key in the nearest folder of keys above. Raises UnreadableKey."""
    places = (above / KEYS / f"{assignment}{KEY}" for above in (folder, *folder.parents))
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise UnreadableKey(say.text("nbgrader.no_key", file=f"{KEYS}/{assignment}{KEY}", folder=folder))
    return read_key(found)


def _newest(folder: Path, marker: Marker) -> tuple[Submission | None, list[Text]]:
    """The submission of a folder that counts, and why others cannot."""
    found: dict[str, Submission] = {}
    faults = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            handed = read(path)
        except (Damaged, OSError) as error:
            faults.append(_about(path, error))
            continue
        if marker.standing(handed) == "marked":
            found[handed.checksum] = handed
        else:
            faults.append(_about(path, say.text("nbgrader.not_this")))
    standing = sorted(found.values(), key=lambda each: (each.at, each.number))
    if marker.sheet.feedback != "at-once":
        standing = standing[: marker.sheet.attempts]
    return (standing[-1] if standing else None), faults


def _about(path: Path, what: Text | Exception) -> Text:
    return say.text("nbgrader.about", file=path.name, text=what)


def _in_both(name: str) -> list[str]:
    """A message in every language, where nobody has said yet which one they read."""
    return [say(name, lang) for lang in LANGUAGES]


def _html(texts: list[Text]) -> str:
    return "".join(f"<p>{escape(plain(text.get(lang)))}</p>" for text in texts for lang in LANGUAGES)
