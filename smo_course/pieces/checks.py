"""What else can be checked of a piece, as its file declares it: whether its parts agree, its dates, its sums, its figures.

Each check says its line of the list in words (`text`) and whether it is done, still to do, or worth a look. None of them judges
what somebody wrote; where nothing is filled in yet, there is nothing to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Literal, Union

import msgspec

from ..problems import Problem
from ..text import LANGUAGES, Text
from ..words import Words
from .filled import Cell, Filled, place
from .inputs import DateInput, NumberInput, Value, read_day, read_time
from .parts.base import Verdict

say = Words(__file__)


class Check(msgspec.Struct, forbid_unknown_fields=True, tag_field="kind", kw_only=True):
    """A line of the list of what can be checked."""

    text: Text

    def places(self) -> dict[str, str]:
        """The places that it names, by field."""
        return {}

    def problems(self, filled: Filled, field: str) -> Iterator[Problem]:
        yield from ()

    def found(self, filled: Filled) -> list[Text] | None:
        """Where it does not hold; None where too little is filled in to say."""
        raise NotImplementedError

    def verdict(self, filled: Filled) -> Verdict:
        found = self.found(filled)
        return Verdict("todo" if found is None else "look" if found else "done", self.text, found or [])


class NamesFigure(Check, tag="names-figure"):
    """A place names a figure, in digits: a KPI without a target cannot be missed."""

    of: str

    def places(self) -> dict[str, str]:
        return {"of": self.of}

    def found(self, filled: Filled) -> list[Text] | None:
        cells = filled.cells(self.of)
        return [say.text("no_figure", **_at(cell)) for cell in cells if not re.search(r"\d", str(cell.value))] if cells else None


class Asks(Check, tag="asks"):
    """A place asks something: it ends in a question mark."""

    of: str

    def places(self) -> dict[str, str]:
        return {"of": self.of}

    def found(self, filled: Filled) -> list[Text] | None:
        cells = filled.cells(self.of)
        return [say.text("no_question", **_at(cell)) for cell in cells if "?" not in str(cell.value)] if cells else None


class Apart(msgspec.Struct, forbid_unknown_fields=True):
    """What is said of values that do not go together."""

    values: list[str]
    text: Text


class Agree(Check, tag="agree"):
    """Choices that go together: each of `pairs` gives one option for each of the places `of`. `apart` says why others do not."""

    of: list[str]
    pairs: list[list[str]]
    apart: list[Apart] = []

    def places(self) -> dict[str, str]:
        return {f"of[{n}]": name for n, name in enumerate(self.of)}

    def problems(self, filled: Filled, field: str) -> Iterator[Problem]:
        for n, pair in enumerate([*self.pairs, *(each.values for each in self.apart)]):
            known = [list(filled.options(asked)) for name in self.of if (asked := filled.asked(name))]
            if len(pair) != len(known) or any(id not in ids for id, ids in zip(pair, known, strict=False)):
                yield Problem(f"{field}.pairs[{n}]" if n < len(self.pairs) else f"{field}.apart", say.text("problem.pair"))

    def found(self, filled: Filled) -> list[Text] | None:
        columns = [{cell.row: cell for cell in filled.cells(name)} for name in self.of]
        rows = [row for row in columns[0] if all(row in column for column in columns)]
        wrong = []
        for row in rows:
            values = [str(column[row].value) for column in columns]
            if values not in self.pairs:
                why = next((each.text for each in self.apart if each.values == values), say.text("apart"))
                wrong.append(say.text("at_row", n=columns[0][row].number, reason=why) if columns[0][row].number else why)
        return wrong if rows else None


class Within(Check, tag="within"):
    """Days or numbers from `first` to `last`: each a constant ("2026-12-01", 40), or a place."""

    of: str
    first: float | str | None = None
    last: float | str | None = None

    def places(self) -> dict[str, str]:
        bounds = {name: each for name in ("first", "last") if isinstance(each := getattr(self, name), str) and not _constant(each)}
        return {"of": self.of, **bounds}

    def problems(self, filled: Filled, field: str) -> Iterator[Problem]:
        if not isinstance(filled.asked(self.of), DateInput | NumberInput):
            yield Problem(f"{field}.of", say.text("problem.measured"))

    def found(self, filled: Filled) -> list[Text] | None:
        first, last, asked = _bound(self.first, filled), _bound(self.last, filled), filled.asked(self.of)
        cells = [(cell, each) for cell in filled.cells(self.of) if (each := _measured(cell.value)) is not None]
        if not cells or asked is None or (self.first is not None and first is None) or (self.last is not None and last is None):
            return None
        wrong = []
        for cell, each in cells:
            if _differs(each, first) < 0 or _differs(each, last) > 0:
                said = {lang: asked.said(cell.value, lang, {}) for lang in LANGUAGES}
                wrong.append(say.text("outside", value=Text(**said), **_at(cell)))
        return wrong


class InOrder(Check, tag="in-order"):
    """Days, times or numbers that never go back: down a column, or from one place to the next in each row."""

    of: list[str]

    def places(self) -> dict[str, str]:
        return {f"of[{n}]": name for n, name in enumerate(self.of)}

    def found(self, filled: Filled) -> list[Text] | None:
        columns = [[(cell, each) for cell in filled.cells(name) if (each := _measured(cell.value)) is not None] for name in self.of]
        if len(columns) == 1:
            steps = list(pairwise(columns[0]))
        else:
            rows = [{cell.row: (cell, each) for cell, each in column} for column in columns]
            steps = [(one[row], other[row]) for one, other in pairwise(rows) for row in one if row in other]
        if not steps:
            return None
        return [say.text("back", **_at(cell)) for (_, before), (cell, after) in steps if _differs(after, before) < 0]


class Compare(Check, tag="compare"):
    """Two amounts: `left` `is` equal, at-most or at-least `right`. An amount is a place, several added up, or a number."""

    left: list[str]
    is_: Literal["equal", "at-most", "at-least"] = msgspec.field(name="is")
    right: list[str] | float

    def places(self) -> dict[str, str]:
        sides = {"left": self.left, "right": self.right if isinstance(self.right, list) else []}
        return {f"{side}[{n}]": name for side, names in sides.items() for n, name in enumerate(names)}

    def found(self, filled: Filled) -> list[Text] | None:
        left = _added(self.left, filled)
        right = _added(self.right, filled) if isinstance(self.right, list) else self.right
        if left is None or right is None:
            return None
        gap = round(left - right, 6)
        if (self.is_ == "equal" and gap == 0) or (self.is_ == "at-most" and gap <= 0) or (self.is_ == "at-least" and gap >= 0):
            return []
        return [say.text("sums", left=left, right=right)]


class Covers(Check, tag="covers"):
    """A choice in a column is made at least `times` for every one of what it offers (`only`: for these alone)."""

    of: str
    only: list[str] = []
    times: int = 1

    def places(self) -> dict[str, str]:
        return {"of": self.of}

    def problems(self, filled: Filled, field: str) -> Iterator[Problem]:
        asked = filled.asked(self.of)
        options = filled.options(asked) if asked else {}
        for id in self.only:
            if id not in options:
                yield Problem(f"{field}.only", say.text("problem.option", id=id))

    def found(self, filled: Filled) -> list[Text] | None:
        asked = filled.asked(self.of)
        options = filled.options(asked) if asked else {}
        if not options or not (cells := filled.cells(self.of)):
            return None
        chosen = [cell.value for cell in cells]
        few = [text for id, text in options.items() if id in (self.only or options) and chosen.count(id) < self.times]
        return [say.text("uncovered", what=text) for text in few]


class Varied(Check, tag="varied"):
    """No more than `run` alike in a row, in the order of the days of `by` where that is given."""

    of: str
    by: str = ""
    run: int = 1

    def places(self) -> dict[str, str]:
        return {"of": self.of, **({"by": self.by} if self.by else {})}

    def found(self, filled: Filled) -> list[Text] | None:
        cells = _sorted(filled.cells(self.of), self.by, filled)
        alike, wrong = 1, []
        for before, cell in pairwise(cells):
            alike = alike + 1 if cell.value == before.value else 1
            if alike > self.run:
                wrong.append(say.text("alike", **_at(cell)))
        return wrong if len(cells) > 1 else None


class Gaps(Check, tag="gaps"):
    """No more than `most` days between two days of a column."""

    of: str
    most: int

    def places(self) -> dict[str, str]:
        return {"of": self.of}

    def found(self, filled: Filled) -> list[Text] | None:
        days = sorted(each for cell in filled.cells(self.of) if (each := read_day(cell.value)))
        if len(days) < 2:
            return None
        wide = [(one, other) for one, other in pairwise(days) if (other - one).days > self.most]
        return [say.text("gap", n=(other - one).days, first=one, last=other) for one, other in wide]


class Distinct(Check, tag="distinct"):
    """Nothing in a column twice."""

    of: str

    def places(self) -> dict[str, str]:
        return {"of": self.of}

    def found(self, filled: Filled) -> list[Text] | None:
        seen: set[Value] = set()
        wrong, cells = [], filled.cells(self.of)
        for cell in cells:
            value = cell.value.strip().casefold() if isinstance(cell.value, str) else cell.value
            if value in seen:
                wrong.append(say.text("twice", **_at(cell)))
            seen.add(value)
        return wrong if cells else None


CHECKS: tuple[type[Check], ...] = (NamesFigure, Asks, Agree, Within, InOrder, Compare, Covers, Varied, Gaps, Distinct)
AnyCheck = Union[NamesFigure, Asks, Agree, Within, InOrder, Compare, Covers, Varied, Gaps, Distinct]  # noqa: UP007

Measured = date | float


def _at(cell: Cell) -> dict[str, Text]:
    """Where a cell is, for a message: its row, or nothing where there are none."""
    return {"where": say.text("row", n=cell.number) if cell.number else say.text("here")}


def _measured(value: Value) -> Measured | None:
    """A value that can be more or less than another: a day, a time (as minutes), a number."""
    if isinstance(value, float):
        return value
    if when := read_time(value):
        return float(when.hour * 60 + when.minute)
    return read_day(value)


def _constant(text: str) -> bool:
    return read_day(text) is not None or place(text) is None


def _bound(bound: Measured | str | None, filled: Filled) -> Measured | None:
    if isinstance(bound, str):
        return _measured(bound) if _constant(bound) else _measured(filled.value(bound))
    return bound


def _differs(one: Measured, other: Measured | None) -> float:
    """How much more the one is than the other; 0 where they cannot be compared."""
    if isinstance(one, date) and isinstance(other, date):
        return (one - other).days
    return one - other if isinstance(one, int | float) and isinstance(other, int | float) else 0


def _added(names: list[str], filled: Filled) -> float | None:
    amounts = [filled.amount(name) for name in names]
    return None if all(each is None for each in amounts) else sum(each or 0 for each in amounts)


def _sorted(cells: list[Cell], by: str, filled: Filled) -> list[Cell]:
    if not by:
        return cells
    days = {cell.row: str(cell.value) for cell in filled.cells(by)}
    return sorted((cell for cell in cells if cell.row in days), key=lambda cell: days[cell.row])
