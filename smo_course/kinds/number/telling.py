"""A number to work out, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text import number
from ..base import Mark
from ..formula import evaluate
from ..question import Amount
from ..telling import Section, Teller
from .model import ROUNDED_OFF, Draw, Number


def said(exercise: Number, raw: str, lang: str) -> str:
    return str(raw)


def key(exercise: Number, tell: Teller) -> Iterator[Section]:
    rows = [
        tell.row(tell.word("formula"), code=exercise.answer),
        tell.row(tell.word("tolerance"), notes=[f"± {number(exercise.tolerance, tell.lang)} {tell.say(exercise.unit)}"]),
    ]
    rows.append(tell.row(tell.word("rounded_off"), notes=[tell.word("half")], text=exercise.rounding()))
    rows += [
        tell.row(tell.word("drawn"), code=name, notes=[_draw(draw, tell), tell.word("here", value=tell.values[name])])
        for name, draw in exercise.draw.items()
    ]
    yield tell.section(tell.word("marked"), rows=rows)
    if exercise.mistakes:
        mistakes = [
            tell.row(
                sign="wrong",
                code=each.value,
                text=each.feedback,
                notes=[tell.word("here", value=round(evaluate(each.value, tell.values), exercise.decimals))],
            )
            for each in exercise.mistakes
        ]
        yield tell.section(tell.shared("key.mistakes"), rows=mistakes)
    yield tell.section(tell.shared("key.otherwise"), text=exercise.otherwise)


def _draw(draw: Draw, tell: Teller) -> str:
    if draw.among is not None:
        return tell.word("among", list=" · ".join(map(tell.amount, draw.among)))
    return tell.word("range", start=draw.start, stop=draw.stop, step=draw.step)


def slips(exercise: Number, tell: Teller, raw: str, mark: Mark, typed_in: str) -> Iterator[str]:
    told = mark.remarks[0].text
    known = next((each for each in exercise.mistakes if each.feedback.fill(tell.values) == told), None)
    if known:  # each learner has other numbers: the mistake is told without them
        yield re.sub(r"{\w+}", "…", tell.line(known.feedback))
    elif mark.status == "partial":  # a right way, whose rounding is off
        return
    elif exercise.varies:
        yield tell.word("other")
    else:
        yield tell.word("this", what=exercise.read(raw, typed_in))


def question(exercise: Number, seed: str) -> Amount:
    values = exercise.values(seed)
    mistakes = [(evaluate(each.value, values), each.feedback.fill(values)) for each in exercise.mistakes]
    return Amount(
        evaluate(exercise.answer, values),
        exercise.tolerance,
        exercise.unit,
        exercise.decimals_asked(),
        mistakes,
        (ROUNDED_OFF, exercise.rounding(), exercise.half_right(seed)),
        exercise.otherwise.fill(values),
    )
