"""The grades as an Excel workbook, for people: the class on one sheet, and a sheet for each exercise with answers and comments.

Written by openpyxl, an extra for trainers: it writes comments and formats, and the tests read workbooks with it already; XlsxWriter is
twice as fast and would be one more to install, and a class of thirty takes a tenth of a second either way.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...files import whole
from ...kinds import kind_of
from ...markup import plain as unmarked
from ...words import Words
from ..key import Key
from ..safe import plain
from .history import RESULTS
from .results import COUNTS, Result, ResultItem, read_results

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

say = Words(__file__)

NAME = "grades.xlsx"
MOST = 2_000  # learners: beyond that it takes longer than all the rest, and nobody looks through it
_LONGEST = 5_000  # characters of an answer
_WIDE, _NARROW = 48, 11  # widths of columns, in characters
_COLOURS = {"right": "E3F2EC", "partial": "FFF3D6", "wrong": "FBE3D9", "invalid": "FBE3D9", "pending": "E6EEF8"}


def write_workbook(folder: Path, key: Key, lang: str) -> bool | None:
    """Writes the results in a folder as a workbook; None where what writes workbooks is not installed, False for a class that is too
    large for one. Raises NoResults and OSError."""
    if not find_spec("openpyxl"):
        return None
    results = list(islice(read_results(folder / RESULTS), MOST + 1))
    if len(results) > MOST:
        return False
    book = Workbook(key, lang)
    for each in results:
        book.add(each)
    book.write(folder / NAME)
    return True


class Workbook:
    """The workbook of a grading, filled in learner by learner, and written at the end."""

    def __init__(self, key: Key, lang: str):
        from openpyxl import Workbook as Book

        self._key, self._lang, self._book = key, lang, Book()
        self._class: Worksheet = self._book.active
        self._class.title = say("workbook.class", lang)
        self._count = 0
        titles = [unmarked(each.title.get(lang)) for each in key.exercises]
        head = [say(f"table.{each}", lang) for each in ("name", "learner", "status", "total", "of", "lost", "to_mark")]
        self._head(self._class, [*head, *(f"{title} ({each.points})" for title, each in zip(titles, key.exercises, strict=True))])
        self._sheets = [self._sheet(place, title) for place, title in enumerate(titles, 1)]

    def _sheet(self, place: int, title: str) -> Worksheet:
        name = re.sub(r"[\[\]:*?/\\']", " ", f"{place}. {plain(title)}")[:31].strip()  # what Excel takes for a name
        sheet = self._book.create_sheet(name)
        self._head(sheet, [say(f"table.{each}", self._lang) for each in ("name", "learner", "status", "points", "answer", "comment")])
        return sheet

    def _head(self, sheet: Worksheet, columns: list[str]) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.utils import get_column_letter

        for place, column in enumerate(columns, 1):
            cell = sheet.cell(1, place, plain(column))
            cell.data_type = "s"
            cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E79")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            wide = column in (say("table.answer", self._lang), say("table.comment", self._lang))
            sheet.column_dimensions[get_column_letter(place)].width = _WIDE if wide else 28 if place < 3 else _NARROW
        sheet.freeze_panes = "C2"

    def add(self, result: Result) -> None:
        self._count += 1
        lang, row = self._lang, self._count + 1
        counts = result.status in COUNTS
        status = say("status.to mark" if result.pending else f"status.{result.status}", lang)
        cells = [result.name, result.learner, status, result.total, self._key.most, result.lost if counts else None, result.pending or None]
        for place, value in enumerate(cells, 1):
            self._put(self._class, row, place, value)
        for place, (exercise, item) in enumerate(zip(self._key.exercises, result.items, strict=False)):
            waits = item.status == "pending"
            cell = self._put(self._class, row, len(cells) + 1 + place, None if waits else item.score, _COLOURS.get(item.status, ""))
            if item.comment:
                self._note(cell, item.comment)
            self._answer(self._sheets[place], row, result, exercise, item)

    def _answer(self, sheet: Worksheet, row: int, result: Result, exercise: Any, item: ResultItem) -> None:
        lang = self._lang
        told = "" if item.status == "unattempted" else kind_of(exercise).said(exercise, item.raw, lang)[:_LONGEST]
        values = [result.name, result.learner, say(f"mark.{item.status}", lang), None if item.status == "pending" else item.score, told]
        for place, value in enumerate([*values, item.comment], 1):
            self._put(sheet, row, place, value, _COLOURS.get(item.status, "") if place == 4 else "")

    @staticmethod
    def _put(sheet: Worksheet, row: int, column: int, value: Any, colour: str = "") -> Any:
        """A cell. A text is one, whatever a spreadsheet would make of it."""
        from openpyxl.styles import Alignment, PatternFill

        cell = sheet.cell(row, column)
        if isinstance(value, str):
            cell.value = plain(value)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        else:
            cell.value = value
            cell.number_format = "General"
            cell.alignment = Alignment(vertical="top")
        if colour:
            cell.fill = PatternFill("solid", fgColor=colour)
        return cell

    @staticmethod
    def _note(cell: Any, text: str) -> None:
        from openpyxl.comments import Comment

        cell.comment = Comment(plain(text), "smo", width=360, height=140)

    def write(self, path: Path) -> None:
        """Writes it. Raises OSError."""
        for sheet in self._book.worksheets:
            sheet.auto_filter.ref = sheet.dimensions
        with whole(path) as file:
            self._book.save(file)
