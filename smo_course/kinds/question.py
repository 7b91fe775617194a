"""What an exercise amounts to for other systems: the few questions that all of them know, filled from a kind.

A kind gives one of these shapes, with the numbers of one variant, and knows no format; a format writes the shapes that it has
a question for, and knows no kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..text import Text
from .base import Criterion


class Pick(NamedTuple):
    """Choose among options: all that are `right` where `several` may be ticked, else any of them. `said` is the feedback to an option;
    `missed` what is said when a right one is not ticked."""

    options: dict[str, Text]
    right: list[str]
    several: bool
    said: dict[str, Text]
    missed: Text | None

    @property
    def share(self) -> float:
        """The share of the points that a right option earns."""
        return 1 / len(self.right) if self.several else 1


class Typed(NamedTuple):
    """Type a word or a few: every form that is right, those that are known mistakes, and what is said to any other."""

    right: list[str]
    example: Text
    mistakes: list[tuple[list[str], Text]]
    otherwise: Text


class Amount(NamedTuple):
    """Type a number, right within `tolerance`; `mistakes` are the numbers of known wrong ways.

    `precision` says how many decimals are asked for. `rounded` is what a right way earns, as a share, with a rounding that is
    off, what is said to it, and the numbers to which it leads, each with a tolerance of its own.
    """

    right: float
    tolerance: float
    unit: Text
    precision: Text
    mistakes: list[tuple[float, Text]]
    rounded: tuple[float, Text, list[tuple[float, float]]]
    otherwise: Text


class Row(NamedTuple):
    """`right` gives the options that are right in each column; `said` is what is said to a row that is not.

    `pointed`: in a lesson, a pointer comes first, which depends on the wrong option, and what is `said` here with the solution.
    """

    id: str
    text: Text
    right: dict[str, list[str]]
    said: Text
    pointed: bool = False


class Column(NamedTuple):
    """`title` is None where the only column needs none."""

    title: Text | None
    options: dict[str, Text]


class Pairing(NamedTuple):
    """Give each row an option in every column; a row counts when all its columns are right."""

    rows: list[Row]  # in the order shown
    columns: dict[str, Column]


class Ranking(NamedTuple):
    """Put in order. `steps` stand in the right order; those in a tie may swap; `shown` is the order at first."""

    steps: dict[str, Text]
    ties: list[list[str]]
    shown: list[str]

    def right_orders(self) -> Iterator[list[str]]:
        """Every order that earns all points: the given one, and those where tied steps swap."""
        return self._completed([], list(self.steps))

    def _completed(self, done: list[str], left: list[str]) -> Iterator[list[str]]:
        if not left:
            yield done
        for place, each in enumerate(left):
            if all(any({each, before} <= set(tie) for tie in self.ties) for before in left[:place]):
                yield from self._completed([*done, each], [*left[:place], *left[place + 1 :]])


class Writing(NamedTuple):
    """Write a text of `least` to `most` words, which a person marks."""

    criteria: list[Criterion]
    least: int
    most: int
    explain: Text


class Unsayable(NamedTuple):
    """Nothing that other systems know; `reason` says what they would need."""

    reason: Text


Question = Pick | Typed | Amount | Pairing | Ranking | Writing | Unsayable
