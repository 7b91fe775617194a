"""What is wrong in a file that an author wrote: the field and the reason, whatever the file says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from .text import LANGUAGES, Text
from .words import Words

say = Words(__file__)


class Problem(NamedTuple):
    """Something wrong in a file: the field as we write it, `options[2].feedback` or `file` for the whole, and the reason."""

    field: str
    reason: Text


# What msgspec says, in English alone, and the names of our messages for it.
_SCHEMA = (
    (r"Object missing required field `(?P<name>.*)`", "schema.missing"),
    (r"Object contains unknown field `(?P<name>.*)`", "schema.unknown"),
    (r"Expected `object`, got (?P<found>.*)", "schema.group"),
    (r"Expected (?P<wanted>.*), got (?P<found>.*)", "schema.type"),
    (r"Invalid (?:enum )?value (?P<found>.*)", "schema.value"),
    (r"Invalid RFC3339 encoded date", "schema.date"),
)


def as_problem(error: msgspec.ValidationError) -> Problem:
    """What a schema has to say."""
    reason, _, path = str(error).partition(" - at `")
    steps = [path.rstrip("`").removeprefix("$").removeprefix(".")]
    for pattern, name in _SCHEMA:
        if found := re.fullmatch(pattern, reason):
            if name == "schema.unknown":
                steps.append(found["name"])
            told = {name: types_said(each) if name in ("wanted", "found") else each for name, each in found.groupdict().items()}
            return Problem(".".join(filter(None, steps)) or "file", say.text(name, **told))
    return Problem(".".join(filter(None, steps)) or "file", Text(**dict.fromkeys(LANGUAGES, reason)))


def types_said(name: str) -> Text:
    """A type, or several, as msgspec names them, in words: "`int | null`" is "a whole number"."""
    known = say.names("schema.types")
    found = re.fullmatch(r"`([\w| ]+)`", name)
    names = [each.strip() for each in found[1].split("|")] if found else []
    if not names or any(each not in known for each in names):
        return Text(**dict.fromkeys(LANGUAGES, name))
    said = [say.text(f"schema.types.{each}") for each in names if each != "null" or len(names) == 1]
    return Text(**{lang: say("schema.types_or", lang).join(each.get(lang) for each in said) for lang in LANGUAGES})


def duplicates(ids: list[str]) -> list[str]:
    return sorted(each for each, count in Counter(ids).items() if count > 1)


def check_ids(field: str, ids: list[str], least: int) -> Iterator[Problem]:
    """Problems of a list of things with ids: too few of them, or two with the same id."""
    if len(ids) < least:
        yield Problem(field, say.text("problem.few", found=len(ids), least=least))
    for each in duplicates(ids):
        yield Problem(field, say.text("problem.twice", id=each))


def unknown(field: str, id: str, known: list[str]) -> Problem:
    """An id that nothing has."""
    return Problem(field, say.text("problem.unknown", id=id, known=", ".join(known)))
