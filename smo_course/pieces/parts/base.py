"""What every part of a piece has: what can be filled in there, what is told of it, and how it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from ...problems import Problem
from ...text import Text, number
from ...words import Words
from ..blocks import Block, Heading
from ..filled import Filled, empty
from ..inputs import Input, Value

say = Words(__file__)

Standing = Literal["done", "todo", "look"]


class Verdict(NamedTuple):
    """What can be told of a piece without judging it: done, still to do, or worth a look; and where."""

    standing: Standing
    text: Text
    where: list[Text] = []


class Row(NamedTuple):
    """A row of a table; a part without rows has one, without a number."""

    id: str
    number: int
    values: dict[str, Value]


class Part(msgspec.Struct, forbid_unknown_fields=True, tag_field="kind", kw_only=True):
    """One part of a piece. What is filled in there is a JSON value that a change is merged into, name by name."""

    id: str
    title: Text | None = None
    help: Text | None = None

    @property
    def kind(self) -> str:
        return str(self.__struct_config__.tag)

    def inputs(self) -> dict[str, Input]:
        """The places to fill in, by the name that follows the part's in `part.field`."""
        return {}

    def problems(self, field: str) -> Iterator[Problem]:
        """What is wrong in the part's file."""
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.id):
            yield Problem(f"{field}.id", say.text("problem.id", id=self.id))

    def taken(self, raw: Any, lang: str) -> Any:
        """What is kept of a change that a screen sends; None for what no screen sends."""
        raise NotImplementedError

    def rows(self, value: Any) -> list[Row]:
        """What was filled in, row by row; rows in which nothing was are none."""
        return []

    def begun(self, value: Any) -> bool:
        """Whether anything was filled in."""
        return bool(self.rows(value))

    def called(self, filled: Filled, name: str) -> dict[str, Text]:
        """What its rows are called by one of their columns, by the rows' ids."""
        return {}

    def amount(self, filled: Filled) -> float | None:
        """The number that the part works out, where it does."""
        return None

    def verdicts(self, filled: Filled) -> Iterator[Verdict]:
        """What is told of the part by itself."""
        yield from ()

    def blocks(self, filled: Filled, lang: str) -> Iterator[Block]:
        """How the part reads."""
        raise NotImplementedError

    def shown(self, lang: str) -> dict[str, Any]:
        """What a screen needs of the part."""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title.get(lang) if self.title else "",
            "help": self.help.get(lang) if self.help else "",
        }

    def typed(self, value: Any, lang: str) -> Any:
        """What was filled in, as it stands in the fields of a screen: numbers as the language writes them."""
        return as_typed(value, lang)

    def example(self, given: Any, lang: str) -> Any:
        """What an example's file says of the part, as a screen would send it."""
        return in_language(given, lang)

    def titled(self, lang: str) -> Iterator[Block]:
        if self.title:
            yield Heading(self.title.get(lang))

    def named(self) -> Text:
        """What the part is called where something is told of it."""
        return self.title or Text(en=self.id, fr=self.id)

    def _troubles(self, filled: Filled) -> list[Text]:
        """Where something was filled in that is not what is asked for."""
        found = []
        for row in self.rows(filled.answer.get(self.id)):
            for name, asked in self.inputs().items():
                value = row.values.get(name, "")
                if not empty(value) and (trouble := asked.trouble(value, filled.options(asked))):
                    found.append(spot(row, asked, trouble))
        return found


def as_typed(value: Any, lang: str) -> Any:
    """A value as it stands in a field."""
    if isinstance(value, dict):
        return {name: as_typed(each, lang) for name, each in value.items()}
    return number(value, lang) if isinstance(value, float) else value


def spot(row: Row, asked: Input, reason: Text) -> Text:
    """Where something is, in words, and what."""
    if row.number:
        return say.text("spot.row", n=row.number, field=asked.text, reason=reason)
    return say.text("spot.field", field=asked.text, reason=reason)


def in_language(given: Any, lang: str) -> Any:
    """What an example's file says, in one language: {en: …, fr: …} is a text."""
    if isinstance(given, dict):
        return given[lang] if set(given) == {"en", "fr"} else {name: in_language(each, lang) for name, each in given.items()}
    return [in_language(each, lang) for each in given] if isinstance(given, list) else given
