"""Whose tables a lesson shows: those of a file of the learner's own, once they have chosen one, or else those of their case."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import bank
from ..data import case
from ..data.contract import Columns, frame, read_columns, resource
from ..data.trouble import say as of_tables
from ..errors import CourseError
from ..journal import PRACTICE, Journal
from ..kinds.base import Invalid
from ..words import Words

if TYPE_CHECKING:
    import pandas

say = Words(__file__)


class Source(NamedTuple):
    """Where an explorer's tables come from: `read` gives one by its columns, `told` says whose they are; another `key` is another source.

    What `read` raises as CourseError or OSError is told, and the tables of `case` serve. `filled` is the exercise from which the
    explorer goes on, and what the learner filled in there, if they have.
    """

    key: tuple[Any, ...]
    told: str
    read: Callable[[str], Columns]
    case: Source | None = None
    filled: tuple[str, Any] | None = None


def of_case(company: str, lang: str) -> Source:
    """The year of a case company, its texts in the reader’s language."""
    told = say("explorer.of_case", lang, company=say(f"explorer.company.{company}", lang))
    return Source((company,), told, lambda table: case.case_columns(table, company, lang)[0])


class Sources:
    """What a learner has chosen, by their journal: a company, files of their own, and what they filled in."""

    def __init__(self, journal: Journal, lang: str):
        self._journal, self._lang = journal, lang

    def of(self, tables: tuple[str, ...], exercises: tuple[str, ...] = ()) -> Source:
        """Where these tables come from, and what was filled in last in one of the exercises."""
        from ..data.exports import read_export

        profile = self._journal.profile()
        chosen = str(profile.get("company") or "")
        there = of_case(chosen if chosen in case.companies() else case.FIRST, self._lang)._replace(filled=self._filled(exercises))
        files = {name: str(profile[key]) for name in tables if profile.get(key := f"export_{name}")}
        if not files:
            return there

        def read(name: str) -> Columns:
            return read_export(name, self._home / files[name]).columns if name in files else there.read(name)

        told = say("explorer.of_own", self._lang, file=", ".join(files.values()))
        return Source((*there.key, *files.items()), told, read, there, there.filled)

    def frame(self, name: str, export: str, company: str) -> pandas.DataFrame:
        """A table for pandas, as `lesson.data` promises it. Raises CourseError."""
        from tqdm import tqdm

        from ..data.exports import read_export

        if not export and not company:
            export = str(self._journal.profile().get(f"export_{name}") or "")
        if not export and case.is_of_a_case(name):
            return case.read_case(name, self._company(name, company), self._lang)
        if name == "users" and not export:
            return case.read_users()
        schema = resource(name).schema
        if not export:
            return frame(read_columns(name), schema)
        watched = partial(tqdm, desc=of_tables("export.reading", self._lang), unit="", delay=2, leave=False)
        found = read_export(name, self._home / Path(export).expanduser(), watched)
        print(of_tables("export.read", self._lang, file=export, n=len(found.columns[schema.fields[0].name])))
        for note in found.notes:
            print(of_tables("export.note", self._lang, note=note))
        return frame(found.columns, schema)

    @property
    def _home(self) -> Path:
        return self._journal.home or Path.cwd()

    def _company(self, name: str, company: str) -> str:
        """The case company whose table is shown: the one asked for, or chosen. Raises CourseError where it is the learner's own."""
        from ..data.exports import EXPORTED

        if company:
            return company
        chosen = self._journal.profile().get("company")
        if chosen == "own":
            if name in EXPORTED:
                raise CourseError(of_tables.text("case.own", name=name))
            print(of_tables("case.instead", self._lang, name=name))
        return chosen if chosen in case.companies() else case.FIRST

    def _filled(self, exercises: tuple[str, ...]) -> tuple[str, Any] | None:
        """The one of these exercises that the learner answered last, and what they filled in, if it can be read."""
        given = [entry for name in exercises for entry in self._journal.of(PRACTICE, name) if entry.event in ("answer", "draft")]
        if not given:
            return None
        last = max(given, key=lambda entry: entry.at)
        exercise = bank.load(last.exercise)
        try:
            return last.exercise, exercise.read(exercise.shaped(last.answer), last.lang or self._lang)
        except Invalid:  # half a number, or a journal that was edited by hand
            return None
