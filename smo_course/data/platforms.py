"""The platforms, tools and products that the articles of 2015 name, and some of today: datasets/platforms.csv."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from ..text import Text
from .contract import read_records


class Platform(msgspec.Struct, frozen=True):
    """A platform, tool or product, and what became of it. The first of `types` is the one that it is best known for."""

    id: str
    name: Text
    types: tuple[str, ...]
    type_2015_source: str
    owner_2015: str
    launched: int
    status_now: Literal["active", "renamed", "sold", "closed", "merged"]
    name_now: str
    owner_now: str
    change_date: str
    changed: Text
    in_source: bool
    source_url: str
    confidence: Literal["high", "medium", "low"]


@cache
def platforms() -> tuple[Platform, ...]:
    """Every platform of the course: those of the articles first."""
    found = []
    for row in read_records("platforms"):
        row = {name: "" if cell is None else cell for name, cell in row.items()}
        name, types = Text(en=row.pop("name"), fr=row.pop("name_fr")), tuple(row.pop("type").split(";"))
        changed = Text(en=row.pop("changed_en"), fr=row.pop("changed_fr"))
        found.append(msgspec.convert({**row, "name": name, "types": types, "changed": changed}, Platform))
    return tuple(found)
