"""The concepts: every statement of the source, in the course's own words. Exercises and lessons name them by id."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from ..course import content_root
from ..text import Text
from .tables import read_table
from .trouble import TableError, say


class Concept(msgspec.Struct, frozen=True):
    """One statement. `lesson` is the key of the lesson that teaches it, written or to come."""

    id: str
    lesson: str
    kind: str
    text: Text


@cache
def concepts() -> dict[str, Concept]:
    """Every concept of the course by id, from datasets/concepts.csv."""
    return read_concepts(content_root() / "datasets" / "concepts.csv")


def read_concepts(path: Path) -> dict[str, Concept]:
    """The concepts in a table with the columns id, lesson, kind, en and fr, by id. Raises TableError."""
    found: dict[str, Concept] = {}
    table = read_table(path, ["id", "lesson", "kind", "en", "fr"])
    for line, row in table.records():
        id = row["id"]
        if not id or not row["en"] or not row["fr"]:
            raise TableError(table.file, say.text("concept"), line)
        if id in found:
            raise TableError(table.file, say.text("concept_twice", id=id), line)
        found[id] = Concept(id, row["lesson"], row["kind"], Text(en=row["en"], fr=row["fr"]))
    return found
