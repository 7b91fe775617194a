"""A text to write, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Mark
from ..question import Writing
from ..telling import Section, Teller
from .model import Essay


def said(exercise: Essay, raw: str, lang: str) -> str:
    return str(raw)


def key(exercise: Essay, tell: Teller) -> Iterator[Section]:
    rows = [tell.row(each.text, notes=[tell.shared("key.points", points=each.points)]) for each in exercise.rubric]
    yield tell.section(tell.shared("key.criteria"), rows=rows)
    yield tell.section(tell.word("length_title"), text=tell.word("length_asked", least=exercise.least, most=exercise.most))


def slips(exercise: Essay, tell: Teller, raw: str, mark: Mark, typed_in: str) -> Iterator[str]:
    """None that a machine could tell: `Kind.unearned` tells those that a person found."""
    return iter(())


def question(exercise: Essay, seed: str) -> Writing:
    return Writing(exercise.rubric, exercise.least, exercise.most, exercise.explain)
