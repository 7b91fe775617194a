"""The course as it stands beside a lesson: chapters, lessons and assignments, and how far each has come. See lab/extension."""

from __future__ import annotations

from os.path import relpath
from pathlib import Path
from typing import Any

from ..assignment.sheet import UnreadableSheet
from ..assignment.work import Work
from ..course import WORKBOOK, Lesson, syllabus
from ..journal import Journal, find_folder
from ..progress import Progress, best_scores, of_lesson
from ..words import Words, language
from .assignment_list import find_assignments, notebook_name, standing

say = Words(__file__)

MARKS = {"done": "✓", "begun": "◐", "to_do": "○"}


class Outline(dict[str, Any]):
    """Data for the page, in the shape {chapters: [{title, empty, entries: [{title, link, mark, state}]}]}."""

    def _repr_mimebundle_(self, **options):
        return {"application/json": dict(self), "text/plain": "<Outline>"}


def outline(lang: str) -> Outline:
    """The outline in a language, as the journal has it now; links start from the folder of the notebook that runs.

    Raises UnknownLanguage.
    """
    lang = language(lang)
    journal = Journal(find_folder())
    folder, best = journal.home or Path.cwd(), best_scores(journal)
    assigned = [
        _assignment(work, _link(place / notebook_name(work, lang)), lang)
        for place, work in find_assignments(folder, journal, lang)
        if not isinstance(work, UnreadableSheet)  # which the start page tells
    ]
    chapters = [{"title": say("course_map.assignments", lang), "empty": "", "entries": assigned}] if assigned else []
    for chapter in syllabus().chapters:
        entries = [_entry(each, of_lesson(each, best), _link(folder / each.notebook(lang)), lang) for each in chapter.lessons]
        empty = "" if entries else say("course_map.in_preparation", lang)
        chapters.append({"title": "" if chapter.says_itself() else chapter.title.get(lang), "empty": empty, "entries": entries})
    title, state = say("outline.workbook", lang), say("outline.made", lang)
    workbook = {"title": title, "link": _link(folder / lang / WORKBOOK), "mark": "✎", "state": state}
    return Outline(chapters=[{"title": "", "empty": "", "entries": [workbook]}, *chapters])


def _entry(lesson: Lesson, done: Progress, link: str, lang: str) -> dict[str, str]:
    state = "done" if done.finished else "begun" if done.begun else "to_do"
    said = say("panel.done", lang, n=done.done, of=done.exercises) if done.begun else say(f"course_map.{state}", lang)
    return {"title": lesson.title.get(lang), "link": link, "mark": MARKS[state], "state": said}


def _assignment(work: Work, link: str, lang: str) -> dict[str, str]:
    mark, state = standing(work, lang)
    return {"title": work.sheet.title.get(lang), "link": link, "mark": mark, "state": state}


def _link(notebook: Path) -> str:
    return relpath(notebook, Path.cwd()).replace("\\", "/")
