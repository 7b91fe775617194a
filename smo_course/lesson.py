"""What a notebook sees: a lesson with its exercises, facts, charts and explorers, and the course's start page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import bank, progress, review
from .assignment.work import Work, find_work
from .attempt import practise
from .course import Lesson, syllabus
from .errors import CourseError
from .journal import Journal, Saved, find_folder
from .screen.base import Run
from .words import language

if TYPE_CHECKING:
    import pandas


def open_lesson(key: str, lang: str) -> OpenLesson:
    """The lesson called chapter/name, in a language, with the learner's work so far.

    Raises KeyError for an unknown lesson and UnknownLanguage for an unknown language, naming those there are.
    """
    return OpenLesson(syllabus().lesson(key), language(lang), Journal(find_folder()))


def open_course(lang: str) -> OpenCourse:
    """The start page: the whole course with what is done. Raises UnknownLanguage."""
    return OpenCourse(syllabus().lesson("start"), language(lang), Journal(find_folder()))


def open_review(lang: str) -> OpenReview:
    """What comes back today of what was learned. Raises UnknownLanguage."""
    return OpenReview(syllabus().review, language(lang), Journal(find_folder()))


def open_assignment(id: str, lang: str) -> OpenAssignment:
    """The assignment whose sheet lies in the folder of the notebook, with the learner's answers so far.

    Outside a course folder, as on a JupyterHub, the answers are kept in a folder .smo above the assignment's: what lies
    within is handed in by nbgrader, and drafts are the learner's own. Raises UnreadableSheet and UnknownLanguage.
    """
    here = Path.cwd()
    above = here.parent if os.access(here.parent, os.W_OK) else here
    return OpenAssignment(find_work(id, here, Journal(find_folder() or above), language(lang)))


class OpenLesson:
    """An open lesson. Shown by itself, it is the lesson's header; its methods show the parts of the lesson."""

    def __init__(self, entry: Lesson, lang: str, journal: Journal):
        self.entry, self.lang, self.journal = entry, lang, journal
        self.views: dict[str, Any] = {}  # the exercises shown, by name
        self._run = Run("lesson", entry.key, lang)
        self._end: Any = None

    @cached_property
    def header(self):
        from .screen.panel import header

        return self._run.show(header(self))

    def _repr_mimebundle_(self, **options):
        return self.header._repr_mimebundle_(**options)

    def progress(self) -> progress.Progress:
        return progress.of_lesson(self.entry, progress.best_scores(self.journal))

    def exercise(self, name: str):
        """An exercise of this lesson's chapter, restored to the last answer given."""
        from .screen.exercise import ExerciseView

        exercise = bank.load(f"{self.entry.chapter}/{name}")
        view = ExerciseView(practise(exercise, self.journal, self.lang), on_marked=self._marked)
        self.views[name] = view
        return self._run.show(view)

    def warm_up(self):
        """Two questions on earlier lessons, other ones each day. What is answered there changes no points."""
        day = review.today(self.journal)
        ids = review.warm_up(self.journal, self.entry, day, self.lang)
        return self._asked(ids, review.before(self.entry, day))

    def _asked(self, ids: list[str], sitting: str):
        """What comes back in a sitting, one below the other."""
        from .screen.base import Several
        from .screen.exercise import ExerciseView

        return Several([self._run.show(ExerciseView(review.attempt(id, self.journal, self.lang, sitting))) for id in ids])

    def _marked(self) -> None:
        for part in (self.header, self._end):
            if part:
                part.refresh()

    def facts(self, *ids: str):
        """Dated statements and figures by id: what was said, when, and what is true since, each with its source."""
        from .data.facts import facts
        from .screen.base import Plain
        from .screen.facts import facts_html, facts_text

        found = facts(*ids)
        return Plain(facts_html(found, self.lang), facts_text(found, self.lang))

    def data(self, name: str, export: str = "") -> pandas.DataFrame:
        """A table for pandas, in the columns that datasets/datapackage.json gives it: lesson.data("platforms").

        With `export`, from a file of the learner's own, which lies in their course folder or where the path says; what a
        lesson does with the course's data then works on theirs. What the file lacks is said below the cell. An empty cell
        is NA, never nought. Raises CourseError, which says what there is instead.
        """
        from tqdm import tqdm

        from .data.contract import frame, read_columns, resource
        from .data.exports import read_export
        from .data.trouble import say

        with _told_in(self.lang):
            schema = resource(name).schema
            if not export:
                return frame(read_columns(name), schema)
            watched = partial(tqdm, desc=say("export.reading", self.lang), unit="", delay=2, leave=False)
            found = read_export(name, (self.journal.home or Path.cwd()) / Path(export).expanduser(), watched)
        print(say("export.read", self.lang, file=export, n=len(found.columns[schema.fields[0].name])))
        for note in found.notes:
            print(say("export.note", self.lang, note=note))
        return frame(found.columns, schema)

    def chart(self, name: str):
        """A figure drawn from the datasets, with a text that says what it shows."""
        from .screen.charts import CHARTS

        if name not in CHARTS:
            raise KeyError(f"no chart {name!r}; there are: {', '.join(CHARTS)}")
        return CHARTS[name](self.lang)

    def explorer(self, name: str):
        """Something to play with, where nothing is marked: the explorer whose folder has this name. Raises CourseError."""
        from .screen.explorer import ExplorerView

        return self._run.show(ExplorerView(name, self.lang))

    def end(self):
        """The lesson's last words: points, what remains, and the way to the next lesson."""
        from .screen.panel import Ending

        self._end = Ending(self)
        self._run.show(self._end.panel)
        return self._end


class OpenCourse(OpenLesson):
    """The start page. Shown by itself, it is the map of chapters and lessons."""

    def _repr_mimebundle_(self, **options):
        from .screen.course_map import course_map

        self.journal.reload()
        return course_map(self)._repr_mimebundle_(**options)

    def _marked(self) -> None:
        if self._end:
            self._end.refresh()

    def profile(self):
        """A form for the learner's name, language and company."""
        from .screen.learner import Profile

        return self._run.show(Profile(self))

    def age(self):
        """How old the course's figures are: the oldest and the newest."""
        from .screen.base import Plain
        from .screen.facts import age

        words = age(self.lang)
        return Plain(f"<p>{words}</p>", words)


class OpenReview(OpenLesson):
    """The open review. Shown by itself, it says what comes back today; `questions` are those."""

    def __init__(self, entry: Lesson, lang: str, journal: Journal):
        super().__init__(entry, lang, journal)
        self.day = review.today(journal)
        self.ids = review.due(journal, self.day, lang)

    @cached_property
    def header(self):
        from .screen.review import top

        return top(self)

    def questions(self):
        """What comes back today, each with other numbers or in another order."""
        return self._asked(self.ids, self.day)


class OpenAssignment:
    """An open assignment. Shown by itself, it is its top: who works, until when, what came back."""

    def __init__(self, work: Work):
        self.work, self.lang = work, work.lang
        self._run = Run("assignment", work.sheet.id, work.lang)
        self._views: list[Any] = []
        self._panels: list[Any] = []

    def _repr_mimebundle_(self, **options):
        return self._panel("top")._repr_mimebundle_(**options)

    def _panel(self, part: str):
        from .screen.assignment import AssignmentPanel

        self._panels.append(self._run.show(AssignmentPanel(self, part)))
        return self._panels[-1]

    def exercise(self, id: str):
        """An exercise of the sheet, restored to the last answer given."""
        from .screen.exercise import ExerciseView

        self._views.append(self._run.show(ExerciseView(self.work.exercise(id), on_change=self.refresh)))
        return self._views[-1]

    def hand_in(self):
        """The end: what is answered and what is not, and the button that hands it in."""
        return self._panel("end")

    def identify(self, learner: str, name: str) -> Saved:
        """Says who works; what depends on it is shown anew."""
        saved = self.work.identify(learner, name)
        for view in self._views:
            view.attempt = self.work.exercise(view.attempt.exercise.id)
            view.refresh()
        self.refresh()
        return saved

    def refresh(self, but: Any = None) -> None:
        for panel in self._panels:
            if panel is not but:
                panel.refresh()


@contextmanager
def _told_in(lang: str) -> Iterator[None]:
    """What goes wrong with something of the learner's is said in their language, and without a traceback of our code."""
    try:
        yield
    except CourseError as error:
        error.lang = lang
        raise
