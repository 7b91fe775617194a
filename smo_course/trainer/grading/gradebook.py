"""The tables that a trainer opens or imports: RFC 4180, with nothing in them that a spreadsheet would take for a formula.

`grades.csv` suits Moodle (Grades → Import → CSV file: map `learner` to e-mail address, username or ID number, `total` to
the grade item and `feedback` to its feedback; Moodle leaves alone what is not mapped). Canvas wants its own columns and a
row of points possible: `grades-canvas.csv`, where `learner` stands as SIS Login ID.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import IO

from ...files import whole
from ...kinds import kind_of
from ...words import Words
from ..key import Key
from .results import Result, Settled
from .safe import cell

say = Words(__file__)


class Tables:
    """The tables of a grading, written learner by learner."""

    def __init__(self, key: Key, lang: str, grades: IO[str], canvas: IO[str], to_mark: IO[str]):
        self._key = key
        self._grades, self._canvas, self._to_mark = (csv.writer(file) for file in (grades, canvas, to_mark))
        ids = [each.id for each in key.exercises]
        self._grades.writerow(["learner", "name", "status", "total", "of", "lost_by_lateness", "to_mark", *map(cell, ids), "feedback"])
        self._canvas.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", cell(key.sheet.title.get(lang))])
        self._canvas.writerow(["    Points Possible", "", "", "", "", key.most])
        self._to_mark.writerow(["learner", "name", "exercise", "words", "handed_in"])

    def add(self, result: Result) -> None:
        scores = [_short(item.score) for item in result.items]
        total = "" if result.total is None else _short(result.total)
        row = [
            result.learner,
            result.name,
            result.status,
            total,
            self._key.most,
            _short(result.lost),
            result.pending,
            *scores,
            *([] if scores else [""] * len(self._key.sheet.items)),
            _told(result),
        ]
        self._grades.writerow(list(map(cell, row)))
        self._canvas.writerow(list(map(cell, [result.name or result.learner, "", "", result.learner, "", total])))
        for exercise, earned in zip(self._key.exercises, result.items, strict=False):
            if earned.status == "pending":
                words = len(kind_of(exercise).said(exercise, earned.raw, earned.lang).split())
                self._to_mark.writerow(list(map(cell, [result.learner, result.name, exercise.id, words, result.at])))


def _short(points: float) -> float:
    return int(points) if points == int(points) else points


def _told(result: Result) -> str:
    """The result in a few words, in the learner's language."""
    told = []
    if result.total is not None and result.lost:
        told.append(say("lost", result.lang, n=result.lost))
    if result.total is not None and result.pending:
        told.append(say("pending", result.lang, n=result.pending))
    return " ".join(told)


@contextmanager
def open_tables(folder: Path, key: Key, lang: str) -> Iterator[Tables]:
    """The tables of a folder, written anew."""
    names = ("grades.csv", "grades-canvas.csv", "to-mark.csv")
    with ExitStack() as stack:
        yield Tables(key, lang, *(stack.enter_context(_table(folder / name)) for name in names))


def write_submissions(path: Path, settled: Settled, lang: str) -> None:
    """Every file that was seen, and what became of it."""
    with _table(path) as file:
        table = csv.writer(file)
        table.writerow(["file", "learner", "name", "filed_for", "handed_in", "number", "receipt", "known_by", "doubts", "status", "reason"])
        for seen, status, reason, doubts in settled.files():
            told = reason.get(lang) if reason else ""
            if seen.forged:
                forged = say("forged", lang, exercises=", ".join(seen.forged))
                told = say("also", lang, reason=told, more=forged) if told else forged
            filed = " ".join(seen.owner) if seen.owner else ""
            known = settled.known(seen)
            row = [seen.where, seen.learner, seen.name, filed, seen.at, seen.number or "", seen.receipt]
            row += [say(f"known.{known}", lang) if known else "", "; ".join(each.get(lang) for each in doubts), status, told]
            table.writerow(list(map(cell, row)))


def _table(path: Path) -> AbstractContextManager[IO[str]]:
    """With a byte order mark, which spreadsheets need to see accents and both platforms accept."""
    return whole(path, "w", encoding="utf-8-sig", newline="")
