"""The grading of an assignment: from what was ever handed in to a folder of grades.

What comes in goes into the hand-ins, and all else follows: marks from the hand-ins and the key, results from the marks and what
people marked, tables and pages from the results.
"""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from ...assignment.sheet import normal
from ...errors import CourseError
from ...files import make_folder, sweep, whole, write_whole
from ...lock import locked
from ...text import Text
from ...words import Words
from ..key import Key, read_key
from . import gradebook as tables
from . import inbox
from .changes import Changes
from .cores import spread
from .gradebook import take_said
from .handins import HandIns, Said
from .history import KEY, RESULTS, RUN, History, end_run, read_run
from .inbox import Found
from .judgements import Judgements
from .marker import Marker
from .pages import Pages, keep_pages
from .record import Record
from .released import read_released
from .results import Result, decoded, encoded, read_results
from .settling import Settled

say = Words(__file__)


class Grades(NamedTuple):
    """The files of a grades folder, by what they are for."""

    folder: Path

    @property
    def hand_ins(self) -> Path:
        """All that ever came in, and what the trainer said of it."""
        return self.folder / "hand-ins.jsonl"

    @property
    def key(self) -> Path:
        """The key by which it was marked."""
        return self.folder / KEY

    @property
    def submissions(self) -> Path:
        """Every file and what became of it; the trainer writes into it whose a file is."""
        return self.folder / "submissions.csv"

    @property
    def record(self) -> Path:
        """What was seen of each file: lets a run go on where it stopped."""
        return self.folder / "record.jsonl"

    @property
    def judgements(self) -> Path:
        """What people marked: never written over."""
        return self.folder / "marked-by-hand.jsonl"

    @property
    def released(self) -> Path:
        """What was known when marks were first given back."""
        return self.folder / "released.json"

    @property
    def results(self) -> Path:
        """What counts for each learner: what `smo mark`, `smo release` and `smo report` start from."""
        return self.folder / RESULTS


def grades_folder(key: Path) -> Path:
    """Where the grades go unless somebody says otherwise: beside the key."""
    return key.with_name(f"{key.stem}-grades")


def marked_key(folder: Path, assignment: Path) -> Path:
    """The file with the key by which a folder of grades was marked: the assignment's may have been corrected since."""
    marked = Grades(folder).key
    return marked if marked.exists() else assignment


Tick = Callable[[str], None]  # what is being done as work passes by: "taking", "marking", "listing" each file, "writing" each learner


def grade(key: Key, paths: list[Path], folder: Path, tick: Tick = lambda doing: None, lang: str = "en") -> Settled:
    """Grades all that was ever handed in, takes in what lies in these folders, archives and files, and writes the folder of
    grades. Raises Held, TableError and OSError.

    Where the paths hold nothing that has to do with the assignment, they are told of and nothing is kept of them; the tables
    that stand are left as they are, and the outcome says `kept`. `lang` is the trainer's.
    """
    make_folder(folder)
    with locked(folder):
        sweep(folder)
        grades = Grades(folder)
        hand_ins = HandIns(grades.hand_ins)
        take_said(grades.submissions, hand_ins, key)
        size = hand_ins.size
        settled = _settled(key, grades, hand_ins, tick, inbox.find(paths))
        new, looked = hand_ins.new, hand_ins.looked
        if grades.results.exists() and paths and (new or not looked) and not (found := settled.only(new)).of_class:
            _tell_files(found)
            hand_ins.cut(size, grades.folder / "undone.jsonl")
            return found
        if grades.results.exists() and not settled.anybody:
            _tell_files(settled)
            return settled
        _write(key, grades, hand_ins, settled, tick, lang)
        return settled


def withdraw(key: Key, what: list[str], folder: Path, back: bool = False, tick: Tick = lambda doing: None, lang: str = "en") -> Settled:
    """Takes hand-ins back, or takes them in again, and grades: those with these receipts, ids or learners.

    Raises NotHandedIn for what is none, Held and OSError.
    """
    make_folder(folder)
    with locked(folder):
        grades = Grades(folder)
        hand_ins = HandIns(grades.hand_ins)
        settled = _settled(key, grades, hand_ins, tick)
        meant: dict[str, set[str]] = {each: set() for each in what}
        for seen, *_ in settled.files():
            for each in what:
                if each in (seen.receipt, seen.identity) or normal(each) == settled.learner(seen):
                    meant[each].add(seen.identity)
        if none := [each for each, ids in meant.items() if not ids]:
            raise NotHandedIn(say.text("withdraw.none", what=", ".join(none)))
        for id in set().union(*meant.values()):
            hand_ins.note(Said(id, hand_ins.said[id].whose if id in hand_ins.said else "", not back))
        settled = _settled(key, grades, hand_ins, tick)
        _write(key, grades, hand_ins, settled, tick, lang)
        return settled


def undo(folder: Path, lang: str = "en") -> Settled:
    """Puts the grades back to those of the run before the last. Raises NothingToUndo, Held and OSError."""
    grades = Grades(folder)
    if not folder.is_dir():
        raise NothingToUndo(say.text("undo.nothing", folder=folder))
    with locked(folder):
        history = History(folder)
        before = history.newest()
        run = read_run(before) if before else None
        if not before or not run:
            raise NothingToUndo(say.text("undo.nothing", folder=folder))
        key, hand_ins = read_key(before / KEY), HandIns(grades.hand_ins)
        hand_ins.cut(run.hand_ins, folder / "undone.jsonl")
        settled = _settled(key, grades, hand_ins, lambda doing: None)
        _write_all(key, grades, settled, read_results(before / RESULTS), lambda doing: None, lang)
        os.replace(before / RUN, grades.folder / RUN)  # without it the other folder counts no longer
        return settled


class NothingToUndo(CourseError):
    """Grades before which there are none."""


class NotHandedIn(CourseError):
    """What should be taken back and is not there."""


def _settled(key: Key, grades: Grades, hand_ins: HandIns, tick: Tick, found: Iterable[Found] = ()) -> Settled:
    """Takes in what was found, marks what is not marked yet, and judges all of it."""
    marker, record = Marker(key), Record(grades.record, key)
    present = record.add(marker, hand_ins.all(found, tick))
    return Settled(key, record, present, read_released(grades.released, key.sheet.digest()), hand_ins.said)


def _write(key: Key, grades: Grades, hand_ins: HandIns, settled: Settled, tick: Tick, lang: str) -> None:
    """Writes the folder of grades; what the last run left is kept."""
    history = History(grades.folder)
    before = history.keep()
    judgements = Judgements(grades.judgements)
    settled.summary.lost = judgements.lost()
    changes = Changes(*_former(before), key)
    _write_all(key, grades, settled, settled.results(judgements), tick, lang, changes)
    if before:
        settled.changes = changes.found
        same = filecmp.cmp(before / RESULTS, grades.results, False) and filecmp.cmp(before / KEY, grades.key, False)
        if same and (run := read_run(before)) and run.hand_ins == hand_ins.size:
            history.drop(before)
            return
        tables.write_changes(grades.folder / "changes.csv", changes.found, lang)
    end_run(grades.folder, hand_ins.size)


def _former(before: Path | None) -> tuple[Path | None, Key | None]:
    """The results of the run before and their key; nothing where they cannot be read: they only tell what has changed."""
    try:
        return (before / RESULTS, read_key(before / KEY)) if before else (None, None)
    except CourseError:
        return None, None


def _write_all(
    key: Key, grades: Grades, settled: Settled, results: Iterator[Result], tick: Tick, lang: str, changes: Changes | None = None
) -> None:
    """The tables and pages of results, and what the next program starts from."""
    folder, writer = grades.folder, _Writer(key, grades.folder / "feedback", lang)
    learners = []
    with whole(grades.results) as file, tables.open_tables(folder, writer.rows.heads()) as add:

        def lines() -> Iterator[bytes]:
            for result in results:
                line = encoded(result)
                file.write(line)
                settled.summary.add(result)
                if changes:
                    changes.add(result)
                if result.status != "missing":
                    learners.append(result.learner)
                tick("writing")
                yield line

        for rows, failures in spread(writer.write, lines(), len):
            add(rows)
            settled.pageless |= failures
        if changes:
            changes.end()
    keep_pages(folder / "feedback", learners)
    tables.write_submissions(grades.submissions, settled, lang, lambda: tick("listing"))
    write_whole(grades.key, msgspec.json.encode(key))


class _Writer:
    """What is told of results, in tables and on pages. Each process has its own."""

    def __init__(self, key: Key, folder: Path, lang: str):
        make_folder(folder)
        self.rows, self._pages = tables.Rows(key, lang), Pages(folder, Marker(key))

    def write(self, lines: list[bytes]) -> tuple[list[str], dict[str, Text]]:
        """Writes the pages of results, given as lines; returns their rows, and why pages could not be made. Raises OSError."""
        results = list(map(decoded, lines))
        return self.rows.of(results), self._pages.write(results)


def _tell_files(settled: Settled) -> None:
    """Counts the files, of which no table tells: by a wrong folder, most often."""
    settled.kept = True
    for _ in settled.files():
        pass
