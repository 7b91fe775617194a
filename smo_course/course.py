"""The syllabus: chapters, lessons, concepts, and where their content is found."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

import msgspec

from .reading import Unreadable, read_text, read_yaml
from .text import Text

_PACKAGE = Path(__file__).parent


@cache
def content_root() -> Path:
    """The folder that holds notebooks/, exercises/ and datasets/: inside an installed wheel, or the checkout."""
    installed = _PACKAGE / "_content"
    return installed if installed.is_dir() else _PACKAGE.parent


class Lesson(msgspec.Struct, forbid_unknown_fields=True):
    """One lesson of the syllabus. `file` is its notebook, without language folder; `exercises` in order of appearance."""

    id: str
    file: str
    title: Text
    minutes: int
    questions: list[Text]
    objectives: list[Text]
    exercises: list[str]
    chapter: str = ""  # filled in from the chapter that holds the lesson

    @property
    def key(self) -> str:
        """What open_lesson() is given, such as "smo-basics/why-do-smo"."""
        return f"{self.chapter}/{self.id}" if self.chapter != self.id else self.id

    def exercise_ids(self) -> list[str]:
        return [f"{self.chapter}/{name}" for name in self.exercises]

    def notebook(self, lang: str) -> Path:
        """Path of the notebook below notebooks/ (and below a learner's folder)."""
        return Path(lang) / self.file


class Chapter(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    title: Text
    lessons: list[Lesson]


class Syllabus(msgspec.Struct, forbid_unknown_fields=True):
    chapters: list[Chapter]

    def lessons(self) -> list[Lesson]:
        """All lessons, in the order in which they are taken."""
        return [lesson for chapter in self.chapters for lesson in chapter.lessons]

    def lesson(self, key: str) -> Lesson:
        """The lesson called `key`. Raises KeyError, naming the lessons there are."""
        for lesson in self.lessons():
            if lesson.key == key:
                return lesson
        raise KeyError(f"no lesson {key!r}; there are: {', '.join(each.key for each in self.lessons())}")

    def after(self, lesson: Lesson) -> Lesson | None:
        """The lesson that follows, if any."""
        lessons = self.lessons()
        place = lessons.index(lesson) + 1
        return lessons[place] if place < len(lessons) else None


class Concept(msgspec.Struct, frozen=True):
    """One statement of the source, in our words. `lesson` is chapter/number, as in "smo-basics/2"."""

    id: str
    lesson: str
    kind: str
    text: Text


@cache
def syllabus() -> Syllabus:
    """The course's chapters and lessons, from exercises/syllabus.yaml."""
    path = content_root() / "exercises" / "syllabus.yaml"
    found = msgspec.convert(read_yaml(path), Syllabus)
    for chapter in found.chapters:
        for lesson in chapter.lessons:
            lesson.chapter = chapter.id
    return found


@cache
def concepts() -> dict[str, Concept]:
    """Every concept of the course by id, from exercises/concepts.csv."""
    return read_concepts(content_root() / "exercises" / "concepts.csv")


def read_concepts(path: Path) -> dict[str, Concept]:
    """The concepts in a CSV file with the columns id, lesson, kind, en and fr, by id. Raises Unreadable."""
    text = read_text(path).removeprefix("\ufeff")
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True)
    found: dict[str, Concept] = {}
    try:
        for row in rows:
            id, lesson, kind, en, fr = (row.get(column) for column in ("id", "lesson", "kind", "en", "fr"))
            if not id or not en or not fr or lesson is None or kind is None or None in row:
                raise Unreadable("concept", rows.line_num)
            if id in found:
                raise Unreadable("concept_twice", rows.line_num, id=id)
            found[id] = Concept(id, lesson, kind, Text(en=en, fr=fr))
    except csv.Error as error:
        raise Unreadable("table", rows.line_num, reason=error) from error
    return found
