"""The syllabus: chapters, lessons, and where their content is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from .authored import read_as
from .errors import CourseError
from .notebooks import Outline, outline
from .text import LANGUAGES, Text
from .words import Words

say = Words(__file__)

_PACKAGE = Path(__file__).parent


@cache
def content_root() -> Path:
    """The folder that holds notebooks/, exercises/ and datasets/: inside an installed wheel, or the checkout."""
    installed = _PACKAGE / "_content"
    return installed if installed.is_dir() else _PACKAGE.parent


# Notebooks below a language's folder that are no lessons: that which shows the learner's workbook, and the review.
WORKBOOK, REVIEW = Path("my-workbook.ipynb"), Path("review.ipynb")
PAGES = {"workbook": WORKBOOK, "review": REVIEW}  # by what each says in its metadata that it is


class Lesson(msgspec.Struct, forbid_unknown_fields=True):
    """A lesson as the syllabus has it. `file` is its notebook, without language folder; `formerly` are ids of lessons that it
    replaced, whose notebooks learners may have written into."""

    id: str
    file: str
    title: Text
    questions: list[Text]
    objectives: list[Text]
    formerly: list[str] = []
    chapter: str = ""  # filled in from the chapter that holds the lesson

    @property
    def key(self) -> str:
        """What open_lesson() is given, such as "smo-basics/why-do-smo"."""
        return f"{self.chapter}/{self.id}" if self.chapter != self.id else self.id

    @property
    def exercises(self) -> tuple[str, ...]:
        """The names of its exercises, in order of appearance: those that its notebook shows, in every language the same."""
        return tuple(self.outline(next(iter(LANGUAGES))).asked("exercise"))

    @property
    def pieces(self) -> tuple[str, ...]:
        """The names of the workbook's pieces that it shows, in order of appearance."""
        return tuple(self.outline(next(iter(LANGUAGES))).asked("piece"))

    def exercise_ids(self) -> list[str]:
        return [f"{self.chapter}/{name}" for name in self.exercises]

    def outline(self, lang: str) -> Outline:
        """What its notebook is made of."""
        return outline(content_root() / "notebooks" / self.notebook(lang))

    def notebook(self, lang: str) -> Path:
        """Path of the notebook below notebooks/ (and below a learner's folder)."""
        return Path(lang) / self.file


class Chapter(msgspec.Struct, forbid_unknown_fields=True):
    """`to_come` are the ids of lessons that are not written yet."""

    id: str
    title: Text
    lessons: list[Lesson]
    to_come: list[str] = []

    def says_itself(self) -> bool:
        """Whether its one lesson is called as it is: above the lesson, its title would only be said twice."""
        return [lesson.title for lesson in self.lessons] == [self.title]


class Syllabus(msgspec.Struct, forbid_unknown_fields=True):
    chapters: list[Chapter]

    def lessons(self) -> list[Lesson]:
        """All lessons, in the order in which they are taken."""
        return [lesson for chapter in self.chapters for lesson in chapter.lessons]

    def lesson_keys(self) -> set[str]:
        """The keys of all lessons, those to come included: what a concept or a fact may name."""
        to_come = {f"{chapter.id}/{id}" for chapter in self.chapters for id in chapter.to_come}
        return to_come | {lesson.key for lesson in self.lessons()}

    def lesson(self, key: str) -> Lesson:
        """The lesson called `key`, or that which has replaced it. Raises CourseError, naming the lessons there are."""
        for lesson in self.lessons():
            if lesson.key == key or key in [f"{lesson.chapter}/{each}" for each in lesson.formerly]:
                return lesson
        raise CourseError(say.text("course.no_lesson", key=key, known=", ".join(each.key for each in self.lessons())))

    def after(self, lesson: Lesson) -> Lesson | None:
        """The lesson that follows, if any."""
        lessons = self.lessons()
        place = lessons.index(lesson) + 1
        return lessons[place] if place < len(lessons) else None


def syllabus_path() -> Path:
    return content_root() / "notebooks" / "syllabus.yaml"


@cache
def syllabus() -> Syllabus:
    """The course's chapters and lessons, from notebooks/syllabus.yaml. Raises Malformed where its file is wrong."""
    found: Syllabus = read_as(Syllabus, syllabus_path(), "syllabus")
    for chapter in found.chapters:
        for lesson in chapter.lessons:
            lesson.chapter = chapter.id
    return found
