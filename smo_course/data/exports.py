"""What learners bring: an export of any network, or a table of their own, read into the columns of the contract.

Networks name their columns differently, in every language, and change them from month to month; spreadsheets write numbers
and days as their country does. So a column is known by any of its names (`aliases` in datasets/datapackage.json), a cell is
read as people write it, and what cannot be used is left out and said, without stopping the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..text import LANGUAGES, Text
from .contract import Columns, Field, Schema, repeated, resource, values_of
from .figures import decimal_sign, integer_of, is_no_count, is_shortened, number_of
from .moments import lacks_year, month_comes_first, read_moment
from .sidebyside import joined
from .tables import ABOVE, Grid, Table, names_of, plain, read_grids
from .trouble import TableError, say

_NONE = {"-", "–", "—", "--", "n/a", "#n/a", "na", "n.a.", "nan", "null", "none", "n.d."}  # what stands for no value
_YES, _NO = ("true", "yes", "oui", "vrai", "1"), ("false", "no", "non", "faux", "0")
_ROUNDED = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)  # what a spreadsheet makes of a long id
_RATE = re.compile(r"\b(rate|taux|ctr)\b|%", re.IGNORECASE)
_LINES = 5  # that a note names
EXPORTED = ("posts", "days")  # the tables that networks export, so that learners can bring them


def column_name(name: str) -> Text:
    """What learners are told a column of the contract is called."""
    return _called("column", name)


def _called(group: str, name: str) -> Text:
    return say.text(f"{group}.{name}") if name in say.names(group) else Text(name, name)


class Export(NamedTuple):
    """The columns of the contract, and what is to be said of the file that they come from."""

    columns: Columns
    notes: list[Text]


class _Source(NamedTuple):
    """A column of the file: its name, and its cells."""

    name: str
    cells: list[str]


def read_export(name: str, path: Path, watched: Callable[[list[Field]], Iterable[Field]] = iter) -> Export:
    """The table called `name`, read from a learner's file. A column that the file lacks is empty throughout.

    `watched` shows how far it is. Rows without what each must have (totals, descriptions), and those whose key an earlier one has, are left out.
    Raises CourseError where there is no such table, and TableError where the file holds none, with the columns that it
    lacks and those that it has.
    """
    schema = resource(name).schema
    table, titles, sheet = _found(path, schema)
    reading = _Reading(table, titles, schema)
    sources = {field.name: reading.source(field) for field in schema.fields}
    _refuse_other_tables(name, path, table, schema, sources)
    if name == "days" and not any(sources[field.name] for field in schema.fields if field.type == "integer"):
        raise TableError(table.file, say.text("export.nothing_counted", found=names_of(table.header)))
    if sheet:
        reading.notes.insert(0, say.text("export.sheet", sheet=sheet))
    texts = {field.name: reading.texts(field, sources[field.name]) for field in watched(schema.fields)}
    for field in schema.fields:
        if field.constraints.required:
            reading.leave_out(values_of(field, texts[field.name], column_name(field.name))[1])
    if not reading.kept:
        raise TableError(reading.table.file, reading.notes[-1] if reading.table.rows else say.text("export.header_only"))
    columns = reading.without_repeated({field.name: reading.values(field, texts[field.name]) for field in watched(schema.fields)}, schema)
    if rates := [name for name in reading.table.header if _RATE.search(name)]:
        quoted = Text(
            en=", ".join(f"‘{name}’" for name in rates[:_LINES]), fr=", ".join(f"«\u00a0{name}\u00a0»" for name in rates[:_LINES])
        )
        reading.notes.append(say.text("export.rates", n=len(rates), columns=quoted))
    if lacking := [column_name(field.name) for field in schema.fields if not sources[field.name] and not field.numbered_with]:
        reading.notes.append(say.text("export.no_columns", columns=_row(lacking)))
    return Export(columns, list(dict.fromkeys(reading.notes)))


class _Place(NamedTuple):
    """A table of the file, the titles above it, and its sheet where there are others."""

    table: Table
    titles: set[str]
    sheet: str


def _found(path: Path, schema: Schema) -> _Place:
    """The table below the row that has most of the columns, those that must be there first: exports put titles above it, and sheets before it."""

    def known(row: tuple[Grid, int]) -> tuple[int, int]:
        header = set(map(plain, row[0].rows[row[1]].cells))
        found = {name for name, names in _names(schema, header | _titles(*row)).items() if not header.isdisjoint(names)}
        return len(_needed(schema)) - len(_needed(schema, found)), len(found)

    grids = read_grids(path)
    grid, place = max(((grid, place) for grid in grids for place in range(len(grid.rows[:ABOVE]))), key=known)
    return _Place(joined(grid.below(place)), _titles(grid, place), grid.sheet if len(grids) > 1 else "")


def _needed(schema: Schema, there: Collection[str] = ()) -> list[Field]:
    """The columns that must be there, and are not among these."""
    return [
        field
        for field in schema.fields
        if field.constraints.required and field.name not in there and not (field.numbered_with and field.numbered_with in there)
    ]


def _titles(grid: Grid, place: int) -> set[str]:
    """What stands alone in a row above the table."""
    rows = ([cell for cell in row.cells if cell.strip()] for row in grid.rows[:place])
    return {plain(cells[0]) for cells in rows if len(cells) == 1}


def _names(schema: Schema, beside: set[str]) -> dict[str, list[str]]:
    """The names under which each column is known in a file with these columns and titles, the one to prefer first.

    Those that hold beside them only come before all others, and are no other column's: the views of a video are no
    impressions. A column's own name comes before its aliases, unless they give it its rank.
    """
    special = {
        field.name: [plain(alias) for other, names in field.aliases_with.items() if plain(other) in beside for alias in names]
        for field in schema.fields
    }
    taken = {name for names in special.values() for name in names}
    found = {}
    for field in schema.fields:
        aliases, own = list(map(plain, field.aliases)), plain(field.name)
        usual = aliases if own in aliases else [own, *aliases]
        found[field.name] = special[field.name] + [name for name in usual if name not in taken]
    return found


def _refuse_other_tables(name: str, path: Path, table: Table, schema: Schema, sources: dict[str, _Source | None]) -> None:
    lacking = _lacking(schema, sources)
    if lacking:
        told = {"table": _called("table", name), "missing": _row(lacking), "found": names_of(table.header)}
        serves = next((other for other in EXPORTED if other != name and _serves(other, path)), None)
        end = say.text("export.serves", table=_called("table", serves)) if serves else say.text("export.list")
        raise TableError(table.file, say.text("export.other", n=len(lacking), end=end, **told))


def _lacking(schema: Schema, sources: dict[str, _Source | None]) -> list[Text]:
    """The columns that must be there and are not, as an error names them."""
    there = {name for name, source in sources.items() if source}
    return [_with_aliases(field) for field in _needed(schema, there)]


def _with_aliases(field: Field) -> Text:
    names, known = column_name(field.name), f" ({', '.join(field.aliases[:3])}…)" if field.aliases else ""
    return Text(**{lang: names.get(lang) + known for lang in LANGUAGES})


def _row(names: list[Text]) -> Text:
    return Text(**{lang: ", ".join(name.get(lang) for name in names) for lang in LANGUAGES})


def _serves(name: str, path: Path) -> bool:
    """Whether the file has what another table needs."""
    schema = resource(name).schema
    table, titles, _ = _found(path, schema)
    reading = _Reading(table, titles, schema)
    return not _lacking(schema, {field.name: reading.source(field) for field in schema.fields})


class _Reading:
    """A file on its way into the columns of the contract: the rows that are kept of it, and what is to be said."""

    def __init__(self, table: Table, titles: set[str], schema: Schema):
        self.table = table
        self._names = list(map(plain, table.header))
        self._beside = titles | set(self._names)
        self._known_as = _names(schema, self._beside)
        self.kept = list(range(len(table.rows)))
        self.notes: list[Text] = []
        self._days: list[str] = []  # of every row: for a column that has the hour alone

    def source(self, field: Field) -> _Source | None:
        """The column of the file that serves for a field: of those that hold anything, the one to prefer."""
        empty, rounded = None, None
        places = [place for known in self._known_as[field.name] for place, name in enumerate(self._names) if name == known]
        for place in places:
            name, cells = self.table.header[place], self._cells(place)
            filled = [cell for cell in cells if cell and not cell.isspace()]
            if field.numbered_with and any(_ROUNDED.fullmatch(cell.strip()) for cell in filled):
                self.notes.append(say.text("export.rounded", column=name))
                rounded = _Source(name, [""] * len(cells))
            elif field.type == "integer" and sum(map(is_no_count, filled)) > len(filled) / 2:
                self.notes.append(say.text("export.no_counts", column=name, cell=next(filter(is_no_count, filled))))
            elif not filled:
                empty = empty or _Source(name, cells)
            else:
                if any(self._names[other] == self._names[place] and any(self._cells(other)) for other in places if other > place):
                    self.notes.append(say.text("export.twice", column=name))
                return _Source(name, cells)
        for value, names in field.implied_by.items():
            if said := self._beside.intersection(map(plain, names)):
                return _Source(min(said), [value] * len(self.table.rows))
        return empty or rounded

    def _cells(self, place: int) -> list[str]:
        """The cells of a column, empty where they say that there is no value; ="123" keeps a spreadsheet from rounding an id."""
        cells = (row.cells[place] for row in self.table.rows)
        return ["" if cell.strip().casefold() in _NONE else cell[2:-1] if cell.startswith('="') else cell for cell in cells]

    def texts(self, field: Field, source: _Source | None) -> list[str]:
        """The cells as the contract writes them. One that is not understood stays as it is, and the contract refuses it."""
        cells = source.cells if source else [""] * len(self.table.rows)
        if field.numbered_with:
            if not source:
                self.notes.append(say.text("export.numbered"))
            return [cell.strip() or f"#{row.line}" for cell, row in zip(cells, self.table.rows, strict=True)]
        if not source:
            return cells
        if field.type in ("date", "datetime"):
            return self._times(field, source)
        if field.type == "number":
            decimal = decimal_sign(cells)
            return [number_of(cell, decimal) for cell in cells]
        if field.type == "integer":
            if short := next(filter(is_shortened, cells), None):
                self.notes.append(say.text("export.shortened", column=source.name, cell=short.strip(), count=int(integer_of(short))))
            return list(map(integer_of, cells))
        if field.type == "boolean":
            yes, no = field.true_values[0], field.false_values[0]
            said = dict.fromkeys(_YES, yes) | dict.fromkeys(_NO, no)
            said |= {plain(name): value for value in (yes, no) for name in field.values.get(value, ())}
            return [said.get(plain(cell), cell) for cell in cells]
        return _choices(field, cells) if field.constraints.enum else cells

    def _times(self, field: Field, source: _Source) -> list[str]:
        month_first = month_comes_first(source.cells)
        guessed = month_first is None
        if month_first is None:
            month_first = plain(source.name) in map(plain, field.month_first)
        found, zones = list(source.cells), set[str]()
        for number, cell in enumerate(found):
            try:
                moment = read_moment(cell, month_first)
            except ValueError:
                continue
            if guessed and moment.day and month_comes_first([cell]) is None:
                self.notes.append(say.text("export.guessed", column=source.name, cell=cell, day=moment.day))
                guessed = False
            if field.type == "date":
                found[number] = str(moment.day or cell)
            else:  # from a day alone, no hour can be read
                day = moment.day or (self._days[number] if self._days else "")
                found[number] = f"{day} {moment.clock}" if day and moment.clock else ""
                zones.add(moment.zone)
        if field.type == "date" and (
            cell := next((cell for cell, day in zip(source.cells, found, strict=True) if day == cell and lacks_year(cell)), "")
        ):
            raise TableError(self.table.file, say.text("export.no_year", column=source.name, cell=cell.strip()))
        if zones := zones - {""}:
            self.notes.append(say.text("export.zone", zones=", ".join(sorted(zones))))
        if field.type == "date":
            self._days = self._days or found
        return found

    def leave_out(self, refused: dict[int, Text]) -> None:
        """Takes rows out of those that are kept, and says so."""
        gone = [number for number in self.kept if number in refused]
        if gone:
            lines = [str(self.table.rows[number].line) for number in gone[:_LINES]] + ["…"] * (len(gone) > _LINES)
            self.notes.append(say.text("export.left_out", n=len(gone), lines=", ".join(lines), reason=refused[gone[0]]))
            self.kept = [number for number in self.kept if number not in refused]

    def values(self, field: Field, texts: list[str]) -> list[Any]:
        """The values of the rows that are kept."""
        values, refused = values_of(field, [texts[number] for number in self.kept], column_name(field.name))
        if refused:
            first = next(iter(refused))
            told = {"line": str(self.table.rows[self.kept[first]].line), "reason": refused[first]}
            self.notes.append(say.text("export.left_empty", n=len(refused), **told))
        return values

    def without_repeated(self, columns: Columns, schema: Schema) -> Columns:
        """The columns without the rows whose key an earlier one has."""
        again = repeated(columns, schema)
        lines = [str(self.table.rows[number].line) for number in self.kept]
        reasons = {number: say.text("contract.repeated", key=key, first=lines[first]) for number, (key, first) in again.items()}
        self.leave_out({self.kept[number]: reason for number, reason in reasons.items()})
        return {name: [value for number, value in enumerate(values) if number not in again] for name, values in columns.items()}


def _choices(field: Field, cells: list[str]) -> list[str]:
    """The values that a column may have, by any of their names, or by the site that an address leads to."""
    known = {plain(name): value for value in field.constraints.enum or () for name in (value, *field.values.get(value, ()))}
    meant = {cell: known.get(plain(cell)) or known.get(_site(cell)) or cell for cell in set(cells)}
    return [meant[cell] for cell in cells]


def _site(cell: str) -> str:
    """The site of an address, without what stands before it: facebook.com."""
    try:
        host = urlsplit(cell.strip()).hostname or ""
    except ValueError:
        return ""
    return ".".join(host.split(".")[-2:])
