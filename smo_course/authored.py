"""YAML files that an author writes, read as what they should be; what is wrong in one is told with its file, line and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from .errors import CourseError
from .problems import Problem, as_problem
from .reading import Unreadable, line_of, read_yaml
from .schema import faults
from .text import LANGUAGES, Text
from .words import Words

say = Words(__file__)


class Malformed(CourseError):
    """Files that cannot be used. `problems` lists every field at fault and the reason.

    `findings` says the same with the place, `path:LINE: field`, to which an editor can jump; the message has a line for each.
    """

    def __init__(self, source: Path | str, problems: list[Problem], line: int | None = None):
        self.problems = problems
        self.findings = [(place(source, field, line), reason) for field, reason in problems]
        said = [say.text("bank.finding", where=where, reason=reason) for where, reason in self.findings]
        super().__init__(Text(**{lang: "\n".join(each.get(lang) for each in said) for lang in LANGUAGES}))


def place(source: Path | str, field: str, line: int | None = None) -> str:
    """`path:LINE: field`; the line is found where it is not given, and left out where there is none to find."""
    line = line or (line_of(source, field) if isinstance(source, Path) else None)
    return f"{source}:{line}: {field}" if line else f"{source}: {field}"


def read_as(schema: Any, source: Path | str, id: str) -> Any:
    """What a YAML file (a Path) or text (a str) holds, of the type `schema`. Raises Malformed, which calls a text `id`."""
    return typed(schema, read_plain(source, id), source, id)


def read_plain(source: Path | str, id: str) -> Any:
    """What a YAML file or text holds, as plain data. Raises Malformed."""
    try:
        return read_yaml(source)
    except Unreadable as error:
        raise Malformed(_name(source, id), [Problem("file", error.reason)], error.line) from error


def typed(schema: Any, data: Any, source: Path | str, id: str) -> Any:
    """Plain data as the type that they should be. Raises Malformed, with all that is wrong."""
    try:
        return msgspec.convert(data, schema)
    except msgspec.ValidationError as error:
        raise Malformed(_name(source, id), faults(data, schema) or [as_problem(error)]) from error


def _name(source: Path | str, id: str) -> Path | str:
    return source if isinstance(source, Path) else id
