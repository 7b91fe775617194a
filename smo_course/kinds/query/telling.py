"""A listening query in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Mark
from ..question import Unsayable
from ..telling import Section, Teller
from .model import Query, say


def said(exercise: Query, raw: str, lang: str) -> str:
    return str(raw)


def key(exercise: Query, tell: Teller) -> Iterator[Section]:
    goals = [
        tell.row(tell.word("precision"), notes=[tell.word("at_least", n=100 * exercise.precision)], text=exercise.noise),
        tell.row(tell.word("recall"), notes=[tell.word("at_least", n=100 * exercise.recall)], text=exercise.missed),
    ]
    yield tell.section(tell.word("goals"), rows=goals)


def slips(exercise: Query, tell: Teller, raw: str, mark: Mark, typed_in: str) -> Iterator[str]:
    reached = exercise.quality(exercise.read(raw, typed_in), known=False)
    if not reached.found:
        yield tell.word("slip.nothing")
    elif reached.precision < exercise.precision:
        yield tell.word("slip.noise")
    if reached.recall < exercise.recall:
        yield tell.word("slip.missed")


def question(exercise: Query, seed: str) -> Unsayable:
    return Unsayable(say.text("unsayable"))
