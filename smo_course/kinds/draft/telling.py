"""A draft in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Mark
from ..question import Unsayable
from ..telling import Section, Teller
from .model import Draft, say


def said(exercise: Draft, raw: str, lang: str) -> str:
    return str(raw)


def key(exercise: Draft, tell: Teller) -> Iterator[Section]:
    yield tell.section(tell.word("checks"), rows=[tell.row(each.text, notes=each.forms(), text=each.feedback) for each in exercise.checks])
    lengths = [tell.word("most_signs", n=exercise.signs)] if exercise.signs else []
    if exercise.words:
        lengths.append(tell.word("asked", least=exercise.words.least, most=exercise.words.most))
    if lengths:
        yield tell.section(tell.word("length_title"), text=" ".join(lengths))


def slips(exercise: Draft, tell: Teller, raw: str, mark: Mark, typed_in: str) -> Iterator[str]:
    if exercise.is_copied(raw):
        yield tell.word("slip_copied")
        return
    for each in exercise.failed(raw):
        yield tell.word("slip", check=tell.line(each.text))
    if exercise.misfit(raw):
        yield tell.word("slip_length")


def question(exercise: Draft, seed: str) -> Unsayable:
    return Unsayable(say.text("unsayable"))
