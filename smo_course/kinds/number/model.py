"""Work out a number; its data may be drawn from the seed, so that each learner has their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from itertools import islice, product
from math import isfinite, prod
from typing import Any

import msgspec

from ...text import Text, number
from ...words import Words
from ..base import BLANK, MARGIN, Exercise, Guesses, Problem, Remark, Samples, drawn, kind_of_module
from ..base import say as all_say
from ..formula import evaluate, evaluate_all
from ..typed import read_number, read_time, time_unit
from .rounding import rounded_off

say = Words(__file__)

ROUNDED_OFF = 0.5  # the share of the points for a right way with a rounding that is off
_MOST_DRAWS = 20_000  # variants that the check tries out; beyond that, a file must narrow its draw


class Draw(msgspec.Struct, forbid_unknown_fields=True, rename={"start": "from", "stop": "to"}, dict=True):
    """Numbers to draw from: either those from `from` to `to` (both included), `step` apart, or those `among` a list."""

    start: float | None = None
    stop: float | None = None
    step: float = 1
    among: list[float] | None = None

    def problem(self) -> Text | None:
        if not all(isfinite(each) for each in (self.start or 0, self.stop or 0, self.step, *(self.among or []))):
            return say.text("draw.endless")
        if self.among is not None:
            if self.start is not None or self.stop is not None:
                return say.text("draw.both")
            return None if self.among else say.text("draw.empty")
        if self.start is None or self.stop is None:
            return say.text("draw.neither")
        if self.step <= 0 or self.stop < self.start:
            return say.text("draw.nowhere", start=self.start, stop=self.stop, step=self.step)
        return None

    def numbers(self) -> list[float]:
        """The numbers that can be drawn."""
        return self._all

    @cached_property
    def _all(self) -> list[float]:
        if self.among is not None:
            return self.among
        # Decimals, so that 0.1 steps land on 0.3 and not beside it.
        first, last, step = (Decimal(str(each)) for each in (self.start, self.stop, self.step))
        count = min(int((last - first) / step), _MOST_DRAWS) + 1
        return [_plain(first + place * step) for place in range(count)]


class Mistake(msgspec.Struct, forbid_unknown_fields=True):
    """A known wrong way: the number it leads to, and what to say to it."""

    value: str
    feedback: Text


class Number(Exercise, tag=kind_of_module(__name__)):
    """Answer: the text typed. Right within `tolerance`, in the unit of the answer.

    What is asked for is `answer` rounded to `decimals`; the screen says so beside the field, so no prompt has to. An answer in
    a `unit` whose English begins with “hours” or “minutes” may be typed as a time, 2 h 55.

    A right way with a rounding that is off (see rounding.py) earns half of the points and is told what it is. Not all of them:
    the rounding was asked for. Not nothing either: the way is what the exercise is about, and somebody who has it and reads
    “wrong” looks for a mistake where there is none. A known mistake goes first where the number fits it within `tolerance`;
    where a mistake, rounded badly, gives the same number, the one that lies nearer counts.
    """

    Shape = str

    answer: str
    unit: Text
    tolerance: float
    otherwise: Text
    draw: dict[str, Draw] = {}
    decimals: int = 0
    mistakes: list[Mistake] = []

    @property
    def varies(self) -> bool:
        return bool(self.draw)

    def _numbers(self) -> dict[str, list[float]]:
        return {name: draw.numbers() for name, draw in self.draw.items()}

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if self.tolerance < 0:
            yield Problem("tolerance", say.text("problem.tolerance", value=self.tolerance))
        if not 0 <= self.decimals <= 6:
            yield Problem("decimals", all_say.text("problem.between", value=self.decimals, least=0, most=6))
        for name, draw in self.draw.items():
            if not name.isidentifier():
                yield Problem(f"draw.{name}", say.text("problem.name"))
            if reason := draw.problem():
                yield Problem(f"draw.{name}", reason)
        if any(draw.problem() for draw in self.draw.values()):
            return
        numbers = self._numbers()
        draws = [dict(zip(numbers, row, strict=True)) for row in islice(product(*numbers.values()), _MOST_DRAWS + 1)]
        if len(draws) > _MOST_DRAWS:
            yield Problem("draw", say.text("problem.variants", most=_MOST_DRAWS))
            return
        wrong_ways = [(f"mistakes[{place}].value", mistake.value) for place, mistake in enumerate(self.mistakes)]
        broken = False
        for field, formula in [("answer", self.answer), *wrong_ways]:
            reason = evaluate_all(formula, draws)
            if reason:
                broken = True
                yield Problem(field, reason)
        if not broken:
            if off := [values for values in draws if not self._hit(self._asked(values), values)]:
                yield Problem("tolerance", say.text("problem.coarse", n=self.decimals, values=_said(off[0])))
            for field, formula in wrong_ways:
                if any(self._hit(evaluate(formula, values), values) for values in draws):
                    clash = next(values for values in draws if self._hit(evaluate(formula, values), values))
                    yield Problem(field, say.text("problem.clash", values=_said(clash)))
        names = {*numbers, "answer"}
        for field in ("prompt", "explain", "otherwise"):
            for text in (getattr(self, field).en, getattr(self, field).fr):
                for name in re.findall(r"{(\w+)}", text):
                    if name not in names or (name == "answer" and field != "explain"):
                        yield Problem(field, say.text("problem.undrawn", name=name))

    def _hit(self, value: float, values: dict[str, float]) -> bool:
        return abs(value - evaluate(self.answer, values)) <= self.tolerance + 1e-9

    def values(self, seed: str) -> dict[str, float]:
        values = {name: numbers[drawn(seed, name, len(numbers))] for name, numbers in self._numbers().items()}
        return values if self.keyless else values | {"answer": self._asked(values)}

    def _asked(self, values: dict[str, float]) -> float:
        return round(float(evaluate(self.answer, values)), self.decimals)

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        return {"unit": self.unit.get(lang), "precision": self.precision(lang)}

    def precision(self, lang: str) -> str:
        """To how many decimals an answer is asked for, in words."""
        if self.decimals and time_unit(self.unit) == 1:
            return say("precision.hours", lang, n=self.decimals, number=number(1.5, lang, self.decimals))
        return self.decimals_asked().get(lang)

    def decimals_asked(self) -> Text:
        """The same where only a number can be typed."""
        return say.text("precision.decimals", n=self.decimals) if self.decimals else say.text("precision.whole")

    def work(self, lang: str) -> float:
        return 60

    def read(self, raw: str | None, lang: str) -> float:
        if time_unit(self.unit):
            return read_time(raw or "", lang, self.unit)
        return read_number(raw or "", lang, {self.unit.en, self.unit.fr})

    def grade(self, answer: float, seed: str) -> tuple[float, list[Remark]]:
        values = self.values(seed)
        if self._hit(answer, values):
            return 1, []
        for mistake in self.mistakes:
            if abs(answer - evaluate(mistake.value, values)) <= self.tolerance + 1e-9:
                return 0, [Remark(mistake.feedback.fill(values), right=False)]
        return self._rounded_off(answer, values) or (0, [Remark(self.otherwise.fill(values), right=False)])

    def _rounded_off(self, answer: float, values: dict[str, float]) -> tuple[float, list[Remark]] | None:
        """What an answer earns that is the right one, or a known mistake, rounded badly; None for one that is neither."""
        ways = [(self.answer, ROUNDED_OFF, Remark(self.rounding()))]
        ways += [(each.value, 0, Remark(each.feedback.fill(values), right=False)) for each in self.mistakes]
        fitting = [way for way in ways if any(abs(answer - each) <= beside for each, beside in self._roundings(way[0], values))]
        if not fitting:
            return None
        _, share, remark = min(fitting, key=lambda way: abs(answer - evaluate(way[0], values)))
        return share, [remark]

    def _roundings(self, formula: str, values: dict[str, float]) -> tuple[tuple[float, float], ...]:
        return rounded_off(formula, tuple((name, values[name]) for name in self.draw), self.decimals)

    def half_right(self, seed: str) -> list[tuple[float, float]]:
        """The numbers that earn a part of the points, each with how much may lie beside it."""
        found = self._roundings(self.answer, self.values(seed))
        return [(each, beside) for each, beside in found if self.grade(each, seed)[0] == ROUNDED_OFF]

    def rounding(self) -> Text:
        """What is said to a right way whose rounding is off."""
        return say.text("rounding.decimals", n=self.decimals) if self.decimals else say.text("rounding.whole")

    def solution(self, seed: str) -> Text:
        answer = self.values(seed)["answer"]
        return Text(
            en=f"{number(answer, 'en', self.decimals)} {self.unit.en}",
            fr=f"{number(answer, 'fr', self.decimals)}\u00a0{self.unit.fr}",
        )

    def explained(self, seed: str) -> Text:
        values = self.values(seed)
        # The answer first, with its digits: 22.00 euros and not 22.
        return self.explain.fill({"answer": values["answer"]}, self.decimals).fill(values)

    def sealed(self, seed: str) -> Number:
        """The draw stays, since each learner's numbers are drawn from it, and the decimals, since they are asked for."""
        return self._without(answer="", tolerance=0.0, otherwise=BLANK, mistakes=[])

    def guesses(self, seed: str, lang: str) -> Guesses:
        """The numbers that the question names, and what they make together."""
        values = self.values(seed)
        asked = re.sub(r"{(\w+)}", lambda found: f"{values.get(found[1], 0):f}", self.prompt.get(lang))
        numbers = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", asked)] or [0]
        middle = sorted(numbers)[len(numbers) // 2]
        found = {"first": numbers[0], "last": numbers[-1], "middle": middle, "greatest": max(numbers), "least": min(numbers)}
        found |= {"sum": sum(numbers), "product": prod(numbers)}
        return Guesses({name: f"{each:.6f}" for name, each in found.items()}, say.text("kind"), MARGIN)

    def samples(self, seed: str) -> Samples:
        values = self.values(seed)
        right = evaluate(self.answer, values)
        if self.mistakes:
            wrong = evaluate(self.mistakes[0].value, values)
        else:
            wrong = right * 3 + self.tolerance * 2 + 1
        partial = next((f"{each:.6f}" for each, _ in self.half_right(seed)), None)
        return Samples(f"{right:.6f}", f"{wrong:.6f}", partial, "abc")


def _plain(value: Decimal) -> float:
    return int(value) if value == value.to_integral_value() else float(value)


def _said(values: dict[str, float]) -> str:
    return ", ".join(f"{name} = {value:g}" for name, value in values.items()) or "–"
