"""A piece with what was filled in, and a way to name any place in it: `part`, `part.field`, or `chapter/piece:part.field`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from ..text import Text
from .inputs import ChoiceInput, Input, Value, YesNoInput
from .inputs import say as say_input

if TYPE_CHECKING:
    from .piece import Piece

Answer = dict[str, Any]

_NAME = re.compile(r"(?:(?P<piece>[\w/-]+):)?(?P<part>[a-z][a-z0-9-]*)(?:\.(?P<field>[a-z][a-z0-9-]*))?")


class Place(NamedTuple):
    """The name of a place, taken apart. `piece` is empty for the piece itself, `field` for a part as a whole."""

    piece: str
    part: str
    field: str


def place(name: str) -> Place | None:
    """A name taken apart; None where it is none."""
    found = _NAME.fullmatch(name)
    return Place(found["piece"] or "", found["part"], found["field"] or "") if found else None


class Cell(NamedTuple):
    """A value with the row that it stands in: its id and its number, 0 where there are no rows."""

    row: str
    number: int
    value: Value


class Filled:
    """A piece and an answer to it. `others` gives the pieces that it takes up, as they are filled in, by id."""

    def __init__(self, piece: Piece, answer: Answer, others: Callable[[str], Filled | None] = lambda _: None):
        self.piece, self.answer, self._others = piece, answer, others

    def of(self, name: str) -> tuple[Filled | None, Place]:
        """The piece that a name speaks of, and the place in it."""
        found = place(name)
        if found is None:
            raise ValueError(name)
        return (self._others(found.piece) if found.piece else self), found

    def asked(self, name: str) -> Input | None:
        """What kind of place a name speaks of; None where there is none, or a part as a whole."""
        filled, where = self.of(name)
        part = filled.piece.part(where.part) if filled else None
        return part.inputs().get(where.field) if part else None

    def cells(self, name: str) -> list[Cell]:
        """The values at a place that are not empty: one, or one for each row of a table."""
        filled, where = self.of(name)
        part = filled.piece.part(where.part) if filled else None
        if not filled or not part:
            return []
        rows = part.rows(filled.answer.get(part.id))
        cells = (Cell(row.id, row.number, row.values.get(where.field, "")) for row in rows)
        return [cell for cell in cells if not empty(cell.value)]

    def value(self, name: str) -> Value:
        """The value at a place that has one; "" where it is empty."""
        return next((cell.value for cell in self.cells(name)), "")

    def amount(self, name: str) -> float | None:
        """The number at a place, or the sum of a column or of a part that is one; None where no number is there yet."""
        filled, where = self.of(name)
        part = filled.piece.part(where.part) if filled else None
        if filled and part and not where.field and (worked := part.amount(filled)) is not None:
            return worked
        numbers = [cell.value for cell in self.cells(name) if isinstance(cell.value, float)]
        return sum(numbers) if numbers else None

    def options(self, asked: Input) -> dict[str, Text]:
        """What a choice offers, by id; nothing for a place that is none."""
        if isinstance(asked, YesNoInput):
            return {each: say_input.text(f"value.{each}") for each in ("yes", "no")}
        if not isinstance(asked, ChoiceInput):
            return {}
        if asked.options:
            return {each.id: each.text for each in asked.options}
        filled, where = self.of(asked.of)
        part = filled.piece.part(where.part) if filled else None
        return part.called(filled, where.field) if filled and part else {}

    def said(self, name: str, lang: str) -> list[str]:
        """The values at a place as they are read."""
        asked = self.asked(name)
        if asked is None:
            return []
        filled = self.of(name)[0] or self
        options = filled.options(asked)
        return [asked.said(cell.value, lang, options) for cell in self.cells(name)]


def empty(value: Any) -> bool:
    """Whether nothing was filled in: no text, or blanks only."""
    return value in ("", None) or (isinstance(value, str) and not value.strip())
