"""The dated statements that lessons show, each with its source: datasets/facts.csv."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import Literal

import msgspec

from ..errors import CourseError
from ..text import Text
from .contract import read_records
from .trouble import say

Status = Literal["holds", "dated", "wrong", "opinion", "unverified"]


class Fact(msgspec.Struct, frozen=True):
    """A statement, the date at which it was made, and what is known since.

    `origin` is "2015" for what the articles say and "added" for what the course says itself, where `since` may be empty.
    Dates are ISO texts as precise as they are known: "2015", "2015-07" or "2015-07-20".
    """

    id: str
    origin: Literal["2015", "added"]
    lesson: str
    topic: str
    statement: Text
    value: float | None
    unit: Text
    as_of: str
    status: Status
    since: Text
    since_as_of: str
    source_statement: str
    sources: tuple[str, ...]
    confidence: Literal["high", "medium", "low"]


def facts(*ids: str) -> list[Fact]:
    """The facts with these ids, in this order. Raises CourseError, naming the closest ids."""
    return [_fact(each) for each in ids]


@cache
def every_fact() -> dict[str, Fact]:
    """All facts by id."""
    found = {}
    for row in read_records("facts"):
        value = row.pop("value")
        row = {name: cell or "" for name, cell in row.items()}
        texts = {name: Text(en=row.pop(f"{name}_en"), fr=row.pop(f"{name}_fr")) for name in ("statement", "unit", "since")}
        sources = tuple(row.pop("source_since").split())
        found[row["id"]] = msgspec.convert({**row, **texts, "value": value, "sources": sources}, Fact)
    return found


def freshness() -> tuple[str, str]:
    """The dates of the oldest and of the newest information among the facts, as ISO texts."""
    dates = [date for fact in every_fact().values() for date in (fact.as_of, fact.since_as_of) if date]
    return min(dates), max(dates)


def _fact(wanted: str) -> Fact:
    known = every_fact()
    if wanted not in known:
        close = get_close_matches(wanted, known, cutoff=0.4) or sorted(known)[:3]
        raise CourseError(say.text("no_fact", id=wanted, near=", ".join(close)))
    return known[wanted]
