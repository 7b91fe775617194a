"""A choice in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Mark
from ..question import Pick
from ..telling import Section, Teller
from .model import Choice, say


def said(exercise: Choice, raw: list[str], lang: str) -> str:
    texts = {each.id: each.text.get(lang) for each in exercise.options}
    return " · ".join(texts.get(each, str(each)) for each in raw)


def key(exercise: Choice, tell: Teller) -> Iterator[Section]:
    right = exercise.right()
    signs = {each.id: "right" if each.id in right else "wrong" for each in exercise.options}
    yield tell.section(tell.word("each"), rows=[tell.row(each.text, signs[each.id], text=each.feedback) for each in exercise.options])
    if exercise.missed:
        yield tell.section(tell.word("where_missed"), text=exercise.missed)


def slips(exercise: Choice, tell: Teller, raw: list[str], mark: Mark, typed_in: str) -> Iterator[str]:
    right = exercise.right()
    yield from (tell.line(each.text) for each in exercise.options if each.id in raw and each.id not in right)
    if exercise.several:
        left = [each for each in exercise.options if each.id in right and each.id not in raw]
        yield from (tell.word("not_ticked", what=tell.line(each.text)) for each in left)


def question(exercise: Choice, seed: str) -> Pick:
    options = {each.id: each.text for each in exercise.options}
    said = {each.id: each.feedback for each in exercise.options if each.feedback}
    missed = (exercise.missed or say.text("missed")) if exercise.several else None
    return Pick(options, exercise.right(), exercise.several, said, missed)
