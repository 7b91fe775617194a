"""SMO: a course in social media optimisation. `open_lesson` and `open_course` are what its notebooks use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .version import __version__ as __version__

if TYPE_CHECKING:
    from .lesson import OpenAssignment, OpenCourse, OpenLesson, OpenReview, OpenWorkbook
    from .trainer.essays.desk import MarkingView


# Imported only when called: marking, checking and the command line need no widgets.


def open_lesson(key: str, lang: str) -> OpenLesson:
    """The lesson called chapter/name, such as "smo-basics/why-do-smo", with the learner's work so far.

    Raises CourseError for an unknown lesson or language, naming those there are.
    """
    from . import lesson

    return lesson.open_lesson(key, lang)


def open_course(lang: str) -> OpenCourse:
    """The start page: the whole course, what is done and what comes next. Raises UnknownLanguage."""
    from . import lesson

    return lesson.open_course(lang)


def open_workbook(lang: str) -> OpenWorkbook:
    """The learner's workbook: every piece that they made for their company, and the document made of them. Raises UnknownLanguage."""
    from . import lesson

    return lesson.open_workbook(lang)


def open_review(lang: str) -> OpenReview:
    """What comes back today of what was learned in the lessons. Raises UnknownLanguage."""
    from . import lesson

    return lesson.open_review(lang)


def open_assignment(id: str, lang: str) -> OpenAssignment:
    """The assignment whose sheet lies beside the notebook, with the learner's answers so far.

    Raises UnreadableSheet and UnknownLanguage.
    """
    from . import lesson

    return lesson.open_assignment(id, lang)


def open_marking(key: str, lang: str, grades: str = ".", anonymous: bool = False) -> MarkingView:
    """For trainers: the texts of a grading, to be marked one by one. `key` is the assignment's .smo-key, `grades` its folder.

    Raises UnreadableKey, NoResults where nothing was graded to the end, UnknownLanguage and OSError.
    """
    from .trainer.essays import desk

    return desk.open_marking(key, lang, grades, anonymous)
