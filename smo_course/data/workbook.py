"""Excel workbooks (.xlsx, .xlsm, and .xls as LinkedIn still writes it), read by python-calamine."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from .trouble import TableError, say

MOST_UNPACKED = 100_000_000  # bytes: some fifty times what a year of posts takes
MOST_CELLS = 20_000_000  # within the corners of a sheet: all of them are held in memory, the empty ones too
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]+)(\d+)[\"']")  # where a cell says that it stands
_OLD = b"\xd0\xcf\x11\xe0"  # how an .xls begins, and any workbook with a password


def read_workbook(data: bytes, file: str) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """The name of each sheet and its rows that hold anything, with their numbers. Formulas count as what they last gave.

    Cells become texts that are written alike in every country: 1234.5, 2026-12-01, 2026-12-01T18:00:00, true. Of merged
    cells the first has the text; an error such as #N/A is an empty cell. Raises TableError.
    """
    from python_calamine import PasswordError, load_workbook

    try:
        source = io.BytesIO(data) if data.startswith(_OLD) else _unpacked(data, file)
        book = load_workbook(source)
        seen = [each.name for each in book.sheets_metadata if str(each.visible).endswith("Visible")]  # hidden ones are not what was meant
        return [(name, _rows(book.get_sheet_by_name(name))) for name in seen or book.sheet_names]
    except (TableError, KeyboardInterrupt, SystemExit):
        raise
    except PasswordError as error:
        raise TableError(file, say.text("password")) from error
    except BaseException as error:  # a damaged workbook can make the library fail in any way, a panic of its own included
        raise TableError(file, say.text("no_workbook")) from error


def _unpacked(data: bytes, file: str) -> io.BytesIO:
    """The same workbook without compression: a small file may unpack to anything, and a cell may stand at the end of the world."""
    plain, left = io.BytesIO(), MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(plain, "w") as unpacked:
        if "xl/workbook.xml" not in packed.namelist():  # other archives, and formats whose size could not be told
            raise TableError(file, say.text("no_workbook"))
        for name in dict.fromkeys(packed.namelist()):
            with packed.open(name) as source:
                part = source.read(left + 1)
            left -= len(part)
            if left < 0 or _cells(part) > MOST_CELLS:
                raise TableError(file, say.text("large_workbook"))
            unpacked.writestr(name, part)
    plain.seek(0)
    return plain


def _cells(part: bytes) -> int:
    """How many cells lie between the first of a sheet and the furthest that it names."""
    columns, rows = 0, 0
    for letters, number in _REFERENCE.findall(part):
        columns, rows = max(columns, _column(letters[:9])), max(rows, int(number[:9]))
    return columns * rows


def _column(letters: bytes) -> int:
    """The number of the column that letters name: 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    rows = ((number, [_text(value) for value in values]) for number, values in enumerate(sheet.iter_rows(), 1))
    return [(number, cells) for number, cells in rows if any(map(str.strip, cells))]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
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
