"""The tables that a trainer opens or imports: RFC 4180, with nothing in them that a spreadsheet would take for a formula.

`grades.csv` suits Moodle (Grades → Import → CSV file: map `learner` to e-mail address, username or ID number, `total` to
the grade item and `feedback` to its feedback; Moodle leaves alone what is not mapped). Canvas wants its own columns and a
row of points possible: `grades-canvas.csv`, where `learner` stands as SIS Login ID. These two are the same in every language;
the others are for people, in theirs, and with the separator that their Excel expects.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import IO, Any

import msgspec

from ...assignment.sheet import normal
from ...data.tables import read_table
from ...data.trouble import TableError
from ...errors import CourseError
from ...files import whole
from ...kinds import kind_of
from ...markup import plain as unmarked
from ...text import LANGUAGES, separator
from ...words import Words, written
from ..key import Key
from ..safe import cell
from .changes import Change
from .handins import HandIns, Said
from .results import Result
from .settling import Settled

say = Words(__file__)


NAMES = ("grades.csv", "grades-canvas.csv", "to-mark.csv")


class Rows:
    """The rows of these tables, as text."""

    def __init__(self, key: Key, lang: str):
        self._key, self._lang, self._most = key, lang, key.most
        self._titles = {lang: [unmarked(each.title.get(lang)) for each in key.exercises] for lang in LANGUAGES}
        self._said: dict[tuple, str] = {}  # of an exercise: most learners are told one of few things

    def heads(self) -> list[str]:
        """The first rows of each table."""
        grades, canvas, to_mark = self._writers()
        ids = [cell(each.id) for each in self._key.exercises]
        grades.row(["learner", "name", "status", "total", "of", "lost_by_lateness", "to_mark", *ids, "feedback"])
        canvas.row(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", cell(self._key.sheet.title.get(self._lang))])
        canvas.row(["    Points Possible", "", "", "", "", self._most])
        to_mark.row([say(f"table.{each}", self._lang) for each in ("learner", "name", "exercise", "words", "handed_in")])
        return [each.text() for each in (grades, canvas, to_mark)]

    def of(self, results: list[Result]) -> list[str]:
        """What each table has of these results."""
        writers = self._writers()
        for each in results:
            self._add(each, *writers)
        return [each.text() for each in writers]

    def _writers(self) -> tuple[_Writer, _Writer, _Writer]:
        return _Writer(), _Writer(), _Writer(self._lang)

    def _add(self, result: Result, grades: _Writer, canvas: _Writer, to_mark: _Writer) -> None:
        key, learner, name = self._key, cell(result.learner), cell(result.name)
        total = "" if result.total is None else _short(result.total)
        scores: list[Any] = [_short(item.score) for item in result.items] or [""] * len(key.sheet.items)
        status = "to mark" if result.pending else result.status
        grades.row([learner, name, status, total, self._most, _short(result.lost), result.pending, *scores, cell(self._told(result))])
        canvas.row([name or learner, "", "", learner, "", total])
        for exercise, earned in zip(key.exercises, result.items, strict=False):
            if earned.status == "pending":
                words = len(kind_of(exercise).said(exercise, earned.raw, earned.lang).split())
                to_mark.row([learner, name, cell(exercise.id), words, cell(result.at)])

    def _told(self, result: Result) -> str:
        """The result in a few words, in the learner's language: what each exercise earned, and what a person says of it."""
        if result.total is None:
            return ""
        lang, told = result.lang, []
        if result.lost:
            told.append(say("lost", lang, n=result.lost))
        if result.pending:
            told.append(say("pending", lang, n=result.pending))
        for place, item in enumerate(result.items):
            facts = (place, lang, item.status == "pending", item.score)
            if facts not in self._said:
                self._said[facts] = self._one(*facts)
            told.append(self._said[facts])
            if item.comment:
                told.append(item.comment)
        return " ".join(told)

    def _one(self, place: int, lang: str, waits: bool, score: float) -> str:
        facts = {"exercise": self._titles[lang][place], "score": score, "most": self._key.exercises[place].points}
        return say("told.waits" if waits else "told.exercise", lang, **facts)


class _Writer:
    """Rows as text; those for people as their Excel separates them."""

    def __init__(self, lang: str = ""):
        self._text = io.StringIO()
        self.row = (_writer(self._text, lang) if lang else csv.writer(self._text)).writerow

    def text(self) -> str:
        return self._text.getvalue()


def _short(points: float) -> float:
    return int(points) if points == int(points) else points


@contextmanager
def open_tables(folder: Path, heads: list[str]) -> Iterator[Callable[[list[str]], None]]:
    """The tables of a folder, written anew: what is yielded adds to each its rows."""
    with ExitStack() as stack:
        files = [stack.enter_context(_table(folder / name)) for name in NAMES]

        def add(texts: list[str]) -> None:
            for file, text in zip(files, texts, strict=True):
                file.write(text)

        add(heads)
        yield add


# `seems` is whose a file seems to be, and in `belongs_to` the trainer says whose it is.
_COLUMNS = ("file", "learner", "name", "filed_for", "handed_in", "number", "receipt", "id", "known_by", "doubts", "seems", "belongs_to",
            "status", "reason")  # fmt: skip


def write_submissions(path: Path, settled: Settled, lang: str, tick: Callable[[], object] = lambda: None) -> None:
    """Every file that was ever seen, and what became of it."""
    with _table(path) as file:
        table = _writer(file, lang)
        table.writerow([say(f"table.{each}", lang) for each in _COLUMNS])
        known = {name: say(f"known.{name}", lang) for name in say.names("known")} | {None: ""}
        statuses = {name: say(f"status.{name}", lang) for name in say.names("status")}
        for seen, status, reason, doubts in settled.files():
            told = reason.get(lang) if reason else ""
            if seen.forged:
                forged = say("forged", lang, exercises=", ".join(seen.forged))
                told = say("also", lang, reason=told, more=forged) if told else forged
            filed = " ".join(seen.owner) if seen.owner else ""
            row = [seen.where, seen.learner, seen.name, filed, seen.at, seen.number or "", seen.receipt, seen.identity]
            row += [known[settled.known(seen)], "; ".join(each.get(lang) for each in doubts)]
            row += [settled.seems(seen, status), settled.whose(seen), statuses[status], told]
            table.writerow(list(map(cell, row)))
            tick()


def read_submissions(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of that table, with their lines, as English calls columns and statuses: whichever language it is in, and whatever
    a spreadsheet has made of it. Raises TableError."""
    codes = {say(f"status.{each}", lang): each for lang in LANGUAGES for each in say.names("status")}
    error: TableError | None = None
    for lang in LANGUAGES:
        columns = {say(f"table.{each}", lang): each for each in _COLUMNS}
        try:
            table = read_table(path, [say(f"table.{each}", lang) for each in ("file", "status")], also=list(columns))
        except TableError as problem:
            error = error or problem
            continue
        for line, row in table.records():
            found = {columns.get(name, name): value for name, value in row.items()}
            yield line, dict.fromkeys(_COLUMNS, "") | found | {"status": codes.get(found["status"], found["status"])}
        return
    if error:
        raise error


def take_said(path: Path, hand_ins: HandIns, key: Key) -> None:
    """Notes whose files are, where the trainer has said so in the table. Raises TableError, and CannotTell for who is not known."""
    if not path.exists():
        return
    roster = {normal(each.learner): each.learner for each in key.roster or []}
    for line, row in read_submissions(path):
        id, name = row["id"], row["belongs_to"].strip()
        said = hand_ins.said.get(id, Said(id))
        if id not in hand_ins.arrivals or normal(name) == normal(said.whose):
            continue
        if name and key.roster is not None and normal(name) not in roster:
            near = get_close_matches(normal(name), roster, n=1)
            facts = {"file": path, "line": str(line), "learner": name}
            raise CannotTell(say.text("whose.near", near=roster[near[0]], **facts) if near else say.text("whose.unknown", **facts))
        hand_ins.note(msgspec.structs.replace(said, whose=roster.get(normal(name), name)))


class CannotTell(CourseError):
    """A learner named in a table who is nobody."""


def write_changes(path: Path, changes: list[Change], lang: str) -> None:
    """Whose marks the last run changed, and why."""
    with _table(path) as file:
        table = _writer(file, lang)
        table.writerow([say(f"table.{each}", lang) for each in ("learner", "name", "before", "now", "why")])
        for each in changes:
            points = ["" if value is None else written(value, lang) for value in (each.before, each.now)]
            table.writerow(list(map(cell, [each.learner, each.name, *points, each.why.get(lang)])))


def _table(path: Path) -> AbstractContextManager[IO[str]]:
    """With a byte order mark, which spreadsheets need to see accents and both platforms accept."""
    return whole(path, "w", encoding="utf-8-sig", newline="")


def _writer(file: IO[str], lang: str) -> Any:
    """A writer of a table for people."""
    return csv.writer(file, delimiter=separator(lang))
