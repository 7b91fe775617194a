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
from typing import TextIO

import msgspec

from ...files import whole
from ..key import Key
from .results import VERDICTS, Result, Settled
from .safe import cell


class Tables:
    """The tables of a grading, written learner by learner."""

    def __init__(self, key: Key, grades: TextIO, canvas: TextIO, to_mark: TextIO):
        self._key = key
        self._grades, self._canvas, self._to_mark = (csv.writer(file) for file in (grades, canvas, to_mark))
        ids = [item.id for item in key.sheet.items]
        self._grades.writerow(["learner", "name", "status", "total", "of", "lost_by_lateness", "to_mark", *map(cell, ids), "feedback"])
        self._canvas.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", cell(key.sheet.title.en)])
        self._canvas.writerow(["    Points Possible", "", "", "", "", key.most])
        self._to_mark.writerow(["learner", "name", "exercise", "words", "handed_in"])

    def add(self, result: Result) -> None:
        scores = [_short(item.score) for item in result.items] or [""] * len(self._key.sheet.items)
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
            _told(result),
        ]
        self._grades.writerow(list(map(cell, row)))
        self._canvas.writerow(list(map(cell, [result.name or result.learner, "", "", result.learner, "", total])))
        for item, earned in zip(self._key.sheet.items, result.items, strict=False):
            if earned.status == "pending":
                words = len(msgspec.json.decode(earned.raw, type=str).split())
                self._to_mark.writerow(list(map(cell, [result.learner, result.name, item.id, words, result.at])))


def _short(points: float) -> float:
    return int(points) if points == int(points) else points


def _told(result: Result) -> str:
    """The result in a few words, in the learner's language."""
    french = result.lang == "fr"
    if result.total is None:
        return ""
    told = []
    if result.lost:
        told.append(f"{result.lost:g} points perdus par le retard" if french else f"{result.lost:g} points lost by lateness")
    if result.pending:
        told.append(f"{result.pending} à évaluer par une personne" if french else f"{result.pending} to be marked by a person")
    return "; ".join(told)


@contextmanager
def open_tables(folder: Path, key: Key) -> Iterator[Tables]:
    """The tables of a folder, written anew."""
    names = ("grades.csv", "grades-canvas.csv", "to-mark.csv")
    with ExitStack() as stack:
        yield Tables(key, *(stack.enter_context(_table(folder / name)) for name in names))


def write_submissions(path: Path, settled: Settled) -> None:
    """Every file that was seen, and what became of it."""
    with _table(path) as file:
        table = csv.writer(file)
        table.writerow(["file", "learner", "name", "filed_for", "handed_in", "number", "receipt", "status", "reason"])
        for place, seen in settled.record.seen(settled.present):
            status = settled.verdicts.get(place, seen.status)
            reason = VERDICTS.get(status, seen.reason)
            if seen.forged:
                reason = (
                    f"{reason}; " * bool(reason) + f"claims other numbers than its learner's for {', '.join(seen.forged)}: marked by theirs"
                )
            filed = " ".join(seen.owner) if seen.owner else ""
            row = [seen.where, seen.learner, seen.name, filed, seen.at, seen.number or "", seen.receipt, status, reason]
            table.writerow(list(map(cell, row)))


def _table(path: Path) -> AbstractContextManager[TextIO]:
    """With a byte order mark, which spreadsheets need to see accents and both platforms accept."""
    return whole(path, "w", encoding="utf-8-sig", newline="")
