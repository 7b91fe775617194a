"""What a notebook sees: a lesson with its exercises, facts, charts and explorers, and the course's start page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from . import bank, progress, review
from .assignment.work import Work, find_work
from .attempt import practise
from .course import Lesson, syllabus
from .errors import CourseError
from .journal import Journal, Saved, find_folder
from .screen.base import Several, Shown
from .screen.source import Sources
from .words import language

if TYPE_CHECKING:
    import pandas

    from .data.rates import Counted, Divisor

Opened = TypeVar("Opened")


def open_lesson(key: str, lang: str) -> OpenLesson:
    """The lesson called chapter/name, in a language, with the learner's work so far.

    Raises CourseError for an unknown lesson or language, naming those there are.
    """
    entry, lang = syllabus().lesson(key), language(lang)
    return _opened((entry.key, lang, find_folder()), lambda: OpenLesson(entry, lang, Journal(find_folder())))


def open_course(lang: str) -> OpenCourse:
    """The start page: the whole course with what is done. Raises UnknownLanguage."""
    entry, lang = syllabus().lesson("start"), language(lang)
    return _opened((entry.key, lang, find_folder()), lambda: OpenCourse(entry, lang, Journal(find_folder())))


def open_workbook(lang: str) -> OpenWorkbook:
    """The learner's workbook, with all pieces of the course. Raises UnknownLanguage."""
    lang = language(lang)
    return _opened(("workbook", lang, find_folder()), lambda: OpenWorkbook(lang, Journal(find_folder())))


def open_review(lang: str) -> OpenReview:
    """What comes back today of what was learned. Raises UnknownLanguage."""
    lang = language(lang)
    return _opened(("review", lang, find_folder()), lambda: OpenReview(lang, Journal(find_folder())))


def open_assignment(id: str, lang: str) -> OpenAssignment:
    """The assignment whose sheet lies in the folder of the notebook, with the learner's answers so far.

    Outside a course folder, as on a JupyterHub, the answers are kept in a folder .smo above the assignment's: what lies
    within is handed in by nbgrader, and drafts are the learner's own. Raises UnreadableSheet and UnknownLanguage.
    """
    here = Path.cwd()
    home, lang = find_folder() or (here.parent if os.access(here.parent, os.W_OK) else here), language(lang)
    return _opened((id, here, lang, home), lambda: OpenAssignment(find_work(id, here, Journal(home), lang)))


_open: dict[tuple, Any] = {}


def _opened(name: tuple, make: Callable[[], Opened]) -> Opened:
    """What is open in this kernel under a name: its cells run again wherever a second page opens it, and both show the same."""
    if name in _open:
        _open[name].begin()
    else:
        _open[name] = make()
    return _open[name]


class OpenLesson:
    """An open lesson. Shown by itself, it is the lesson's header; its methods show the parts of the lesson."""

    def __init__(self, entry: Lesson, lang: str, journal: Journal):
        self.entry, self.lang, self.journal = entry, lang, journal
        self.views: dict[str, Any] = {}  # the exercises shown, by name
        self.recalled: list[Any] = []  # the questions on earlier lessons
        self.sheets: dict[str, Any] = {}  # the workbook's pieces, to fill in and of earlier lessons, by name
        self.explorers: dict[str, Any] = {}  # those shown, by name
        self._sources = Sources(journal, lang)
        self._shown = Shown()
        self._styled = ""  # what is shown first, by name: it brings the style sheet for the others
        self._seen = len(journal.entries)

    def begin(self) -> None:
        """Its cells run again: what they show stays, with what was done elsewhere."""
        self.look()

    def look(self) -> None:
        """Takes in what was done elsewhere since: in another tab, in the other language, on the start page."""
        self.journal.catch_up()
        if len(self.journal.entries) == self._seen:
            return
        self._seen = len(self.journal.entries)
        for view in (*self.views.values(), *self.recalled, *self.sheets.values()):
            view.follow()
        self._marked()

    @property
    def header(self):
        from .screen.panel import header

        return self._shown.once("header", lambda: header(self))

    def _repr_mimebundle_(self, **options):
        return self.header._repr_mimebundle_(**options)

    def progress(self) -> progress.Progress:
        return progress.of_lesson(self.entry, progress.best_scores(self.journal))

    def exercise(self, name: str):
        """An exercise of this lesson's chapter, restored to the last answer given."""
        from .screen.exercise import ExerciseView

        exercise = bank.load(f"{self.entry.chapter}/{name}")
        self.views[name] = self._shown.once(
            f"exercise {name}", lambda: ExerciseView(practise(exercise, self.journal, self.lang), on_marked=self._marked)
        )
        return self.views[name]

    def piece(self, name: str):
        """A piece of the learner's workbook to fill in, as far as it is made: of this chapter by its name, of any by chapter/name.

        Raises UnknownPiece.
        """
        return self._piece(name)

    def earlier(self, name: str):
        """How a piece that was made in an earlier lesson reads, where this one goes on from it. Raises UnknownPiece."""
        return self._piece(name, read_only=True)

    def _piece(self, name: str, read_only: bool = False):
        from .screen.piece import PieceView
        from .workbook import shelf
        from .workbook.worksheet import Worksheet

        piece = shelf.load(shelf.piece_id(self.entry, name))
        shown = f"{'earlier' if read_only else 'piece'} {name}"
        self.sheets[shown] = self._shown.once(shown, lambda: PieceView(Worksheet(piece, self.journal, self.lang), self.entry, read_only))
        return self.sheets[shown]

    def warm_up(self):
        """Two questions on earlier lessons, other ones each day. What is answered there changes no points."""
        from .screen.review import asked

        day = review.today(self.journal)
        ids = review.warm_up(self.journal, self.entry, day, self.lang)
        self.recalled = asked(self._shown, ids, self.journal, self.lang, review.before(self.entry, day))
        return Several(self.recalled)

    def _marked(self) -> None:
        for name in ("header", "end"):
            if name in self._shown:
                self._shown[name].refresh()
        for view in self.explorers.values():
            view.follow()

    def facts(self, *ids: str):
        """Dated statements and figures by id: what was said, when, and what is true since, each with its source."""
        from .data.facts import facts
        from .screen.base import Plain
        from .screen.facts import facts_html, facts_text

        found = facts(*ids)
        return Plain(facts_html(found, self.lang), facts_text(found, self.lang))

    def data(self, name: str, export: str = "", company: str = "") -> pandas.DataFrame:
        """A table for pandas, in the columns that datasets/datapackage.json gives it: lesson.data("platforms").

        Of the tables that each case company has, such as "posts", it is that of `company`, or else of the one that the
        learner chose; texts are in the lesson's language. With `export`, or once they have chosen one (`own_file`), it is
        read from a file of the learner's own, which lies in their course folder or where the path says; what a lesson does
        with the course's data then works on theirs.
        What the file lacks is said below the cell. An empty cell is NA, never nought. Raises CourseError, which says what
        there is instead.
        """
        with _told_in(self.lang):
            return self._sources.frame(name, export, company)

    def rate(self, posts: pandas.DataFrame, counted: Counted = "interactions", per: Divisor = "reach") -> pandas.Series:
        """What was counted of each post for each person reached, or for each impression; its name says which.

        Raises CourseError where the table does not hold these numbers.
        """
        from .data.rates import rate

        with _told_in(self.lang):
            return rate(posts, counted, per, self.lang)

    def own_file(self, table: str = "posts"):
        """A chooser for a file of the learner's own, which then serves as this table: "posts", or the "days" of an account."""
        from .screen.own_file import OwnFile

        chooser = self._shown.once(f"file {table}", lambda: OwnFile(table, self.journal, self.lang, self._brought))
        chooser.follow()
        return chooser

    def _brought(self) -> None:
        for view in self.explorers.values():
            view.follow()

    def show(self, name: str):
        """Things to look at, from the file of this name in the chapter's folder below notebooks/shown/. Raises Malformed and CourseError."""
        from . import looks
        from .exhibits import load
        from .screen.base import Plain

        things = load(f"{self.entry.chapter}/{name}")
        self._styled = self._styled or name
        return Plain(looks.html(things, self.lang, styled=name == self._styled), looks.text(things, self.lang))

    def page_year(self):
        """What an audit counts of a Facebook Page, of the learner's own file, or else of their case's year."""
        from . import looks
        from .screen.base import Plain
        from .screen.page_year import cards

        things = cards(self._sources.of(("posts",)), self.lang)
        return Plain(looks.html(things, self.lang), looks.text(things, self.lang))

    def chart(self, name: str):
        """A figure drawn from the datasets, with a text that says what it shows. Raises CourseError, naming those there are."""
        from .screen import charts

        return charts.find(name)(self.lang)

    def explorer(self, name: str):
        """Something to play with, where nothing is marked: the explorer whose folder has this name. Raises CourseError.

        One that reads a table reads what `data` gives: the learner's own, once they have chosen a file, or else their case's.
        One that goes on from exercises begins with what the learner filled in there last.
        """
        from . import explorers
        from .screen.explorer import ExplorerView

        found = explorers.find(name)
        self.explorers[name] = self._shown.once(
            f"explorer {name}", lambda: ExplorerView(name, self.lang, lambda: self._sources.of(found.tables, found.exercises))
        )
        self.explorers[name].follow()
        return self.explorers[name]

    def end(self):
        """The lesson's last words: points, what remains, and the way to the next lesson."""
        from .screen.panel import Ending, ending

        return Ending(self, self._shown.once("end", lambda: ending(self)))


class OpenCourse(OpenLesson):
    """The start page. Shown by itself, it is the map of chapters and lessons, which follows the learner's work."""

    _map: Any = None  # where it is shown

    def _repr_mimebundle_(self, **options):
        from .screen.course_map import course_map

        self.journal.reload()
        return course_map(self)._repr_mimebundle_(**options)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        from .screen.course_map import course_map

        self._map = display(course_map(self), display_id=f"smo-map-{self.lang}")

    def _marked(self) -> None:
        from .screen.course_map import course_map

        super()._marked()
        if self._map:
            self._map.update(course_map(self))
        if "profile" in self._shown:
            self._shown["profile"].follow()

    def profile(self):
        """A form for the learner's name, language and company."""
        from .screen.learner import Profile

        return self._shown.once("profile", lambda: Profile(self))

    def age(self):
        """How old the course's figures are: the oldest and the newest."""
        from .screen.base import Plain
        from .screen.facts import age

        words = age(self.lang)
        return Plain(f"<p>{words}</p>", words)


class OpenReview:
    """The open review. Shown by itself, it says what comes back today; `questions` are those."""

    def __init__(self, lang: str, journal: Journal):
        self.lang, self.journal = lang, journal
        self._shown = Shown()

    def begin(self) -> None:
        """Its cells run again: perhaps on another day, and after more lessons."""
        self.journal.catch_up()

    def _repr_mimebundle_(self, **options):
        from .screen.review import top

        return top(self.due(), self.lang)._repr_mimebundle_(**options)

    def due(self) -> list[str]:
        """What comes back today."""
        return review.due(self.journal, review.today(self.journal), self.lang)

    def questions(self):
        """What comes back today, each with other numbers or in another order."""
        from .screen.review import asked

        return Several(asked(self._shown, self.due(), self.journal, self.lang, review.today(self.journal)))


class OpenWorkbook:
    """The open workbook. Shown by itself, it is every piece as it stands, and what is missing."""

    def __init__(self, lang: str, journal: Journal):
        self.lang, self.journal = lang, journal
        self._shown = Shown()

    def begin(self) -> None:
        """Its cells run again; it reads the journal whenever it is shown."""

    def _repr_mimebundle_(self, **options):
        from .screen.my_workbook import overview

        self.journal.reload()
        return overview(self.journal, self.lang)._repr_mimebundle_(**options)

    def export(self):
        """The buttons that make a document of it."""
        from .screen.my_workbook import ExportView

        return self._shown.once("export", lambda: ExportView(self.journal, self.lang))


class OpenAssignment:
    """An open assignment. Shown by itself, it is its top: who works, until when, what came back."""

    def __init__(self, work: Work):
        self.work, self.lang = work, work.lang
        self._shown = Shown()
        self._views: dict[str, Any] = {}
        self._panels: dict[str, Any] = {}

    def _repr_mimebundle_(self, **options):
        return self._panel("top")._repr_mimebundle_(**options)

    def begin(self) -> None:
        """Its cells run again: what they show stays, with what was done elsewhere."""
        self.look()

    def look(self) -> None:
        """Takes in what was done elsewhere since: in another tab, in the other language; marks that have come back."""
        news = self.work.journal.catch_up()
        if self.work.follow():
            self._rebuild()
        elif news:
            for view in self._views.values():
                view.follow()
        else:
            return
        for panel in self._panels.values():
            panel.follow()

    def _panel(self, part: str):
        from .screen.assignment import AssignmentPanel

        self._panels[part] = self._shown.once(part, lambda: AssignmentPanel(self, part))
        return self._panels[part]

    def exercise(self, id: str):
        """An exercise of the sheet, restored to the last answer given."""
        from .screen.exercise import ExerciseView

        self._views[id] = self._shown.once(id, lambda: ExerciseView(self.work.exercise(id), on_change=self.refresh))
        return self._views[id]

    def hand_in(self):
        """The end: what is answered and what is not, and the button that hands it in."""
        return self._panel("end")

    def identify(self, learner: str, name: str, code: str = "") -> Saved:
        """Says who works; what depends on it is shown anew."""
        saved = self.work.identify(learner, name, code)
        self._rebuild()
        self.refresh()
        return saved

    def _rebuild(self) -> None:
        for id, view in self._views.items():
            view.attempt = self.work.exercise(id)
            view.refresh()

    def handed_in(self, but: Any) -> None:
        """Something was handed in: every answer says from now on whether it is still that one."""
        for id, view in self._views.items():
            view.attempt.terms = self.work.terms(id)
            view.refresh()
        self.refresh(but)

    def refresh(self, but: Any = None) -> None:
        for panel in self._panels.values():
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
