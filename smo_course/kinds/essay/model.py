"""Write a text, which a person marks by a rubric."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...text import Text
from ...words import Words
from ..base import Criterion, Exercise, Invalid, Problem, Remark, Samples, check_ids, kind_of_module, not_from_screen

say = Words(__file__)

_LONGEST = 40_000  # characters: some twenty pages


class Essay(Exercise, tag=kind_of_module(__name__)):
    """Answer: the text typed, of `least` to `most` words. The points of the rubric add up to those of the exercise."""

    Shape = str

    rubric: list[Criterion]
    least: int = 0
    most: int = 1000

    def criteria(self) -> list[Criterion]:
        return self.rubric

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from check_ids("rubric", [each.id for each in self.rubric], 1)
        total = sum(each.points for each in self.rubric)
        if total != self.points:
            yield Problem("rubric", say.text("problem.sum", total=total, points=self.points))
        for place, each in enumerate(self.rubric):
            if each.points < 1:
                yield Problem(f"rubric[{place}].points", say.text("problem.points", points=each.points))
        if not 0 <= self.least < self.most:
            yield Problem("most", say.text("problem.most", most=self.most, least=self.least))

    def parts(self) -> list[Any]:
        return self.rubric

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        """The rubric is shown: one writes better knowing what will be looked at."""
        return {
            "least": self.least,
            "most": self.most,
            "rubric": [{"id": each.id, "text": each.text.get(lang), "points": each.points} for each in self.rubric],
        }

    def work(self, lang: str) -> float:
        """Five minutes for every hundred words that may be written, and five at least."""
        return 300 * max(1, self.most / 100)

    def read(self, raw: str | None, lang: str) -> str:
        if not raw or not raw.strip():
            raise Invalid(say.text("first"))
        if len(raw) > _LONGEST:
            raise not_from_screen()
        return raw

    def unfinished(self, answer: str) -> Text | None:
        count = len(answer.split())
        return None if self.least <= count <= self.most else say.text("length", n=count, least=self.least, most=self.most)

    def grade(self, answer: str, seed: str) -> tuple[float, list[Remark]]:
        raise TypeError("an essay is marked by a person")

    def solution(self, seed: str) -> Text:
        return self.explain

    def sealed(self, seed: str) -> Essay:
        return self._without()  # its rubric is shown: one writes better knowing what will be looked at

    def guesses(self, seed: str, lang: str) -> None:
        return None

    def samples(self, seed: str) -> Samples:
        return Samples(None, None, None, "")
