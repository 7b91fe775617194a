"""How much a lesson gives to look at: marketers read pictures before prose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from .. import bank
from ..course import Lesson, content_root
from ..data.facts import facts
from ..errors import CourseError
from ..kinds.base import texts
from ..notebooks import calls, read_notebook
from ..text import LANGUAGES, words
from .finding import Finding, say

MOST = 600  # words between two things to look at: two screens of a laptop full of text

_SEEN = {"show", "chart", "explorer"}


def unillustrated(lesson: Lesson) -> Iterator[Finding]:
    """Where somebody reads for more than two screens, and nothing looks like what it is about."""
    for lang in LANGUAGES:
        path, read = lesson.notebook(lang), 0
        for cell in read_notebook(content_root() / "notebooks" / path)["cells"]:
            count, seen = _told(cell, lesson, lang)
            read += count
            if read > MOST:
                yield Finding(f"notebooks/{path.as_posix()}#{cell['id']}", say.text("no_look", n=read, most=MOST))
            if seen or read > MOST:  # which is said once
                read = 0


def _told(cell: dict[str, Any], lesson: Lesson, lang: str) -> tuple[int, bool]:
    """The words that a cell gives to read, and whether it gives something to look at, which then stands among them."""
    count, seen = (words("".join(cell["source"])) if cell["cell_type"] == "markdown" else 0), False
    for method, argument in calls(cell):
        seen = seen or method in _SEEN
        with suppress(CourseError):  # said of the cell that asks for what there is not
            if method == "facts":
                count += sum(words(each.statement.get(lang)) + words(each.since.get(lang)) for each in facts(argument))
            elif method == "exercise":
                exercise = bank.load(f"{lesson.chapter}/{argument}")
                seen = seen or bool(exercise.things())
                count += words(exercise.title.get(lang)) + words(exercise.prompt.get(lang))
                if not exercise.things():
                    count += sum(map(words, texts(exercise.shown("", lang), "text")))
    return count, seen
