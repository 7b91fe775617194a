"""The one reader of tables: whatever a spreadsheet or an export writes becomes a header and rows of plain texts.

CSV, TSV and their kin in any usual encoding and with any usual separator, and Excel workbooks. Nothing in a table is ever
run; what its texts mean (numbers, dates) is for the contract of its columns to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .trouble import TableError, say

MOST_BYTES = 20_000_000  # some 100,000 posts
ABOVE = 50  # rows within which a header is looked for: exports put titles and descriptions above it
_SHOWN = 40  # column names that an error lists, and characters of each


class Row(NamedTuple):
    """The cells of a row, and the line of the file (in a workbook, of the sheet) on which it begins."""

    line: int
    cells: list[str]


class Table(NamedTuple):
    """A header and the rows below it, each as long as the header. `file` is what errors call the table."""

    file: str
    header: list[str]
    rows: list[Row]

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The line of each row, and its cells by column; of columns with the same name, the first."""
        places = {name: place for place, name in reversed(list(enumerate(self.header))) if name}
        for line, cells in self.rows:
            yield line, {name: cells[place] for name, place in places.items()}


class Grid(NamedTuple):
    """The rows of a file, or of one sheet of a workbook, as they come; those that hold nothing are left out."""

    file: str
    rows: list[Row]
    sheet: str = ""

    def below(self, place: int) -> Table:
        """The table whose header is the row at this place, counted from 0. Raises TableError.

        Rows that end early are filled up with empty cells. Cells beyond the header's last are an error where they hold
        anything: a text with a separator in it has lost its quotes, and all after it would stand in the wrong column.
        """
        header = [tidy(name) for name in self.rows[place].cells]
        width, rows = len(header), []
        for line, cells in self.rows[place + 1 :]:
            if len(cells) != width:
                if any(map(str.strip, cells[width:])):
                    raise TableError(self.file, say.text("long_row", cells=len(cells), header=width), line)
                cells = cells[:width] + [""] * (width - len(cells))
            rows.append(Row(line, cells))
        return Table(self.file, header, rows)

    def place_of(self, columns: Sequence[str]) -> int | None:
        """The place of the first row near the top that has all these columns, whatever their capitals; None without one."""
        wanted = set(map(plain, columns))
        near = (place for place, row in enumerate(self.rows[:ABOVE]) if wanted <= set(map(plain, row.cells)))
        return next(near, None)


def read_grids(path: Path) -> list[Grid]:
    """Everything that a file holds: one grid, or the sheets of a workbook that hold anything. Raises TableError.

    For whoever has to look before knowing where the table begins; `read_table` serves when its columns are known.
    """
    data = _bytes(path)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        from .workbook import read_workbook

        found = [(f"{path} ({name})", rows, name) for name, rows in read_workbook(data, str(path))]
    else:
        from .delimited import read_delimited

        found = [(str(path), read_delimited(data, str(path)), "")]
    if not any(rows for _, rows, _ in found):
        raise TableError(str(path), say.text("empty"))
    return [Grid(name, [Row(*row) for row in rows], sheet) for name, rows, sheet in found if rows]


def read_table(path: Path, columns: Sequence[str] = (), also: Sequence[str] = ()) -> Table:
    """The table in a file that has these columns, or the first there is. Raises TableError.

    The header is the first row with all of `columns`, so that titles above it do no harm; a column is known by its name
    whatever its capitals and spaces, and takes the name asked for. `also` names columns that need not be there.
    """
    grids = read_grids(path)
    for grid in grids:
        place = grid.place_of(columns)
        if place is not None:
            return _named(grid.below(place), columns, also, grid.rows[place].line)
    raise _missing(path, grids, columns)


def _named(table: Table, columns: Sequence[str], also: Sequence[str], line: int) -> Table:
    wanted = {plain(name): name for name in (*columns, *also)}
    header = [wanted.get(plain(name), name) for name in table.header]
    for name in wanted.values():
        if header.count(name) > 1:
            raise TableError(table.file, say.text("column_twice", name=name), line)
    return table._replace(header=header)


def _missing(path: Path, grids: list[Grid], columns: Sequence[str]) -> TableError:
    """What is said where no row has all the columns: those that the likeliest header lacks, and those that it has."""
    rows = [row.cells for grid in grids for row in grid.rows[:ABOVE]]
    wanted = {plain(name): name for name in columns}
    header = max(rows, key=lambda cells: len(wanted.keys() & set(map(plain, cells))))
    missing = [name for name in columns if plain(name) not in set(map(plain, header))]
    return TableError(str(path), say.text("missing", n=len(missing), missing=", ".join(missing), found=names_of(header)))


def names_of(header: Sequence[str]) -> str:
    """The names of columns, as an error lists them."""
    found = [tidy(name)[:_SHOWN] for name in header if name.strip()]
    return ", ".join(found[:_SHOWN] + ["…"] * (len(found) > _SHOWN))


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # opening a pipe would wait for ever
            raise TableError(str(path), say.text("no_file"))
        if path.stat().st_size > MOST_BYTES:
            raise TableError(str(path), say.text("large", most=MOST_BYTES // 1_000_000))
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise TableError(str(path), say.text("system", reason=error)) from error


def tidy(name: str) -> str:
    """A column's name on one line, without spaces around it and without what does not print."""
    return "".join(sign for sign in " ".join(name.split()) if sign.isprintable())


def plain(name: str) -> str:
    """A name as it is compared: whatever its capitals, its spaces and its apostrophe."""
    return tidy(name).casefold().replace("’", "'")
