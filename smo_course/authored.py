"""YAML files that an author writes, read as what they should be; what is wrong in one is told with its file, line and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from .errors import CourseError
from .problems import Problem, as_problem
from .reading import Unreadable, line_of, read_yaml
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
    name = source if isinstance(source, Path) else id
    try:
        return msgspec.convert(read_yaml(source), schema)
    except Unreadable as error:
        raise Malformed(name, [Problem("file", error.reason)], error.line) from error
    except msgspec.ValidationError as error:
        raise Malformed(name, [as_problem(error)]) from error
