"""Excel workbooks (.xlsx, .xlsm), read by openpyxl."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from .trouble import TableError, say

MOST_UNPACKED = 100_000_000  # bytes: some fifty times what a year of posts takes
MOST_CELLS = 1_000_000
MOST_ROWS = 1_048_576  # of a sheet, as Excel has it
OLD = b"\xd0\xcf\x11\xe0"  # how an .xls of before 2007 begins, and a workbook with a password


def read_workbook(data: bytes, file: str) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """The name of each sheet and its rows that hold anything, with their numbers. Formulas count as what they last gave.

    Cells become texts that are written alike in every country: 1234.5, 2026-12-01, 2026-12-01T18:00:00, true.
    Raises TableError.
    """
    if data.startswith(OLD):
        raise TableError(file, say.text("old_workbook"))
    try:
        return _sheets(_unpacked(data, file), file)
    except TableError:
        raise
    except Exception as error:  # a damaged workbook can make openpyxl fail in any way
        raise TableError(file, say.text("no_workbook")) from error


def _unpacked(data: bytes, file: str) -> io.BytesIO:
    """The same workbook without compression, so that what is read next cannot swell: a small file may unpack to anything."""
    plain, left = io.BytesIO(), MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(plain, "w") as unpacked:
        for name in dict.fromkeys(packed.namelist()):
            with packed.open(name) as source, unpacked.open(name, "w") as target:
                while piece := source.read(1 << 16):
                    left -= len(piece)
                    if left < 0:
                        raise TableError(file, say.text("large_workbook"))
                    target.write(piece)
    return plain


def _sheets(plain: io.BytesIO, file: str) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    from openpyxl import load_workbook

    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and charts that openpyxl leaves out
        for sheet in load_workbook(plain, read_only=True, data_only=True).worksheets:
            sheet.reset_dimensions()  # which some programs write wrong
            found.append((sheet.title, _rows(sheet, file)))
    return found


def _rows(sheet: Any, file: str) -> list[tuple[int, list[str]]]:
    found, left = [], MOST_CELLS
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_text(value) for value in values]
        if any(map(str.strip, cells)):
            found.append((number, cells))
            left -= len(cells)
        if left < 0 or number > MOST_ROWS:
            raise TableError(file, say.text("large_workbook"))
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if value in _ERRORS else value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()  # a cell knows only moments, and shows midnight as a day
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
