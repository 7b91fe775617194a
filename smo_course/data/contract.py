"""The contract of the course's tables: datasets/datapackage.json says which columns each has, and what may stand in them.

It is a Frictionless data package (Table Schema, version 1). The tables of the course keep to it; what learners bring is read
into the same columns (exports.py), so that what a lesson does with the case company's data it does with theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from ..course import content_root
from ..errors import CourseError
from ..text import Text
from .tables import Table, read_table
from .trouble import TableError, say

if TYPE_CHECKING:
    import pandas


class Constraints(msgspec.Struct, forbid_unknown_fields=True):
    required: bool = False
    enum: list[str] | None = None
    pattern: str | None = None
    minimum: int | float | str | None = None
    maximum: int | float | str | None = None


class Field(msgspec.Struct, rename="camel"):
    """A column. Only one whose cells are `required` must be there.

    The last six are the course's own, for what learners bring (exports.py): the names that a column has elsewhere, the one
    to prefer first; those that it has only in a file with another column, or with a title above the table, by that one's
    name; those of its values; by value, the columns and titles whose presence says it of every row; the column without
    which its rows cannot be numbered in its place; and of its names, those below which 03/04/2026 is a day in March.
    """

    name: str
    type: Literal["string", "integer", "number", "boolean", "date", "datetime"]
    constraints: Constraints = msgspec.field(default_factory=Constraints)
    true_values: tuple[str, ...] = ("true", "1")
    false_values: tuple[str, ...] = ("false", "0")
    aliases: tuple[str, ...] = ()
    aliases_with: dict[str, tuple[str, ...]] = {}
    values: dict[str, list[str]] = {}
    implied_by: dict[str, tuple[str, ...]] = {}
    numbered_with: str = ""
    month_first: tuple[str, ...] = ()


class Schema(msgspec.Struct, rename="camel"):
    """The columns of a table, in their order, and those that tell its rows apart."""

    fields: list[Field]
    primary_key: str | list[str]

    def key_columns(self) -> list[str]:
        return [self.primary_key] if isinstance(self.primary_key, str) else self.primary_key


class Resource(msgspec.Struct):
    """A table of the course. Without a `path` it has no rows of its own."""

    name: str
    schema: Schema
    path: str = ""


class _Described(msgspec.Struct):
    """A table as the file describes it: `schema` may be the name of a file that several share."""

    name: str
    schema: Schema | str
    path: str = ""


Columns = dict[str, list[Any]]  # the values of each column of the contract, in its order; None for an empty cell


@cache
def resources() -> dict[str, Resource]:
    """Every table of the contract by name."""
    text = (_folder() / "datapackage.json").read_bytes()
    found = msgspec.json.decode(text, type=_Package).resources
    return {each.name: Resource(each.name, _schema(each.schema), each.path) for each in found}


class _Package(msgspec.Struct):
    resources: list[_Described]


def _schema(told: Schema | str) -> Schema:
    return msgspec.json.decode((_folder() / told).read_bytes(), type=Schema) if isinstance(told, str) else told


def resource(name: str) -> Resource:
    """The table called `name` in the contract. Raises CourseError, which names those there are."""
    if name not in resources():
        names = dict.fromkeys(each.rpartition(".")[2] for each in resources())  # the three companies have the same
        raise CourseError(say.text("contract.unknown", name=name, names=", ".join(names)))
    return resources()[name]


def read_columns(name: str) -> Columns:
    """The course's own table called `name`, its values typed.

    Raises CourseError where there is no such table, and TableError for the first thing in it that breaks the contract.
    """
    columns, problems = _judged(resource(name))
    if problems:
        raise problems[0]
    return columns


def faults(name: str) -> list[TableError]:
    """Everything in which one of the course's own tables breaks the contract."""
    try:
        return _judged(resource(name))[1]
    except TableError as error:
        return [error]


def _judged(found: Resource) -> tuple[Columns, list[TableError]]:
    if not found.path:
        raise CourseError(say.text("contract.no_rows", name=found.name))
    needed = [field.name for field in found.schema.fields if field.constraints.required]
    also = [field.name for field in found.schema.fields if not field.constraints.required]
    return typed(read_table(_folder() / found.path, needed, also), found.schema)


def read_records(name: str) -> Iterator[dict[str, Any]]:
    """The rows of one of the course's own tables, each by column. Raises as read_columns does."""
    columns = read_columns(name)
    return (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))


def frame(columns: Columns, schema: Schema) -> pandas.DataFrame:
    """Columns as a table for pandas, with types that know an empty cell from a nought."""
    import pandas

    types = {field.name: _PANDAS[field.type] for field in schema.fields}
    return pandas.DataFrame({column: pandas.Series(values, dtype=types[column]) for column, values in columns.items()})


def typed(table: Table, schema: Schema) -> tuple[Columns, list[TableError]]:
    """The table's columns as the contract has them, and everything in which it breaks the contract, from the top down.

    Columns that the contract does not know are left out; one that is not there is empty throughout.
    """
    columns: Columns = {}
    problems: list[TableError] = []
    for field in schema.fields:
        place = table.header.index(field.name) if field.name in table.header else None
        cells = [row.cells[place] for row in table.rows] if place is not None else [""] * len(table.rows)
        columns[field.name], refused = values_of(field, cells)
        problems += [TableError(table.file, reason, table.rows[number].line) for number, reason in refused.items()]
    problems += [
        TableError(table.file, say.text("contract.repeated", key=key, first=str(table.rows[first].line)), table.rows[number].line)
        for number, (key, first) in repeated(columns, schema).items()
    ]
    return columns, sorted(problems, key=lambda problem: problem.line or 0)


def values_of(field: Field, cells: Sequence[str], called: Text | None = None) -> tuple[list[Any], dict[int, Text]]:
    """The values of a column's cells, None for an empty one; and by place, why a cell has none though it should.

    `called` is what the column is called there, if not by its name.
    """
    read = _reader(field)
    values: list[Any] = []
    refused: dict[int, Text] = {}
    for number, cell in enumerate(cells):
        try:
            values.append(read(cell))
        except _Refused as error:
            values.append(None)
            refused[number] = say.text(f"contract.{error.name}", column=called or field.name, cell=cell[:60], **error.values)
    return values, refused


def repeated(columns: Columns, schema: Schema) -> dict[int, tuple[str, int]]:
    """By place, the rows whose key an earlier one has: the key, and the place of the first."""
    found, seen = {}, dict[tuple[Any, ...], int]()
    for number, key in enumerate(zip(*(columns[name] for name in schema.key_columns()), strict=True)):
        first = seen.setdefault(key, number)
        if first != number and any(each is not None for each in key):
            found[number] = " ".join(str(each) for each in key if each is not None), first
    return found


class _Refused(Exception):
    """A cell that breaks the contract: the message that says so, and its values."""

    def __init__(self, name: str, **values: Any):
        self.name, self.values = name, values


def _reader(field: Field) -> Callable[[str], Any]:
    """What makes a value of a cell of this column, or raises _Refused."""
    rules, convert = field.constraints, _CONVERT[field.type]
    pattern = re.compile(rules.pattern) if rules.pattern else None
    least, most = (None if limit is None else convert(str(limit), field) for limit in (rules.minimum, rules.maximum))

    def read(cell: str) -> Any:
        if not cell or cell.isspace():
            if rules.required:
                raise _Refused("required")
            return None
        if rules.enum and cell not in rules.enum:
            raise _Refused("enum", values=", ".join(rules.enum))
        if pattern and not pattern.fullmatch(cell):
            raise _Refused("pattern", pattern=rules.pattern)
        try:
            value = convert(cell, field)
        except ValueError:
            raise _Refused(field.type) from None
        if least is not None and value < least:
            raise _Refused("minimum", least=str(rules.minimum))
        if most is not None and value > most:
            raise _Refused("maximum", most=str(rules.maximum))
        return value

    return read


def _number(cell: str, form: re.Pattern, make: Callable[[str], Any]) -> Any:
    """A number as data has it; Python by itself would take 1_000 and the digits of every script, too."""
    if not form.fullmatch(cell.strip()):
        raise ValueError(cell)
    return make(cell)


def _boolean(cell: str, field: Field) -> bool:
    plain = cell.strip().lower()
    if plain not in field.true_values + field.false_values:
        raise ValueError(cell)
    return plain in field.true_values


def _moment(cell: str) -> datetime:
    if not _MOMENT.fullmatch(cell.strip()):
        raise ValueError(cell)
    return datetime.fromisoformat(cell.strip())


def _day(cell: str) -> date:
    moment = _moment(cell)
    if moment != datetime(moment.year, moment.month, moment.day):
        raise ValueError(cell)
    return moment.date()


_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,18}(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?", re.ASCII)
_CONVERT: dict[str, Callable[[str, Field], Any]] = {
    "string": lambda cell, field: cell,
    "integer": lambda cell, field: _number(cell, _INTEGER, int),
    "number": lambda cell, field: _number(cell, _NUMBER, float),
    "boolean": _boolean,
    "date": lambda cell, field: _day(cell),
    "datetime": lambda cell, field: _moment(cell),
}
_PANDAS = {
    "string": "string",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "datetime": "datetime64[s]",
}


def _folder() -> Path:
    return content_root() / "datasets"
