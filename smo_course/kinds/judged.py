"""What a person marks by a rubric has in common, whatever it is that learners hand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from ..text import Text
from .base import Criterion, Exercise, Problem, Remark, check_ids
from .base import say as all_say


class Judged(Exercise, kw_only=True):
    """The points of the rubric add up to those of the exercise. Learners see it: one works better knowing what will be looked at."""

    rubric: list[Criterion]

    def criteria(self) -> list[Criterion]:
        return self.rubric

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from check_ids("rubric", [each.id for each in self.rubric], 1)
        total = sum(each.points for each in self.rubric)
        if total != self.points:
            yield Problem("rubric", all_say.text("problem.sum", total=total, points=self.points))
        for place, each in enumerate(self.rubric):
            if each.points < 1:
                yield Problem(f"rubric[{place}].points", all_say.text("problem.points", points=each.points))

    def parts(self) -> list[Any]:
        return self.rubric

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        return {"rubric": [{"id": each.id, "text": each.text.get(lang), "points": each.points} for each in self.rubric]}

    def grade(self, answer: Any, seed: str) -> tuple[float, list[Remark]]:
        raise TypeError(f"{self.id} is marked by a person")

    def solution(self, seed: str) -> Text:
        return self.explain

    def sealed(self, seed: str) -> Self:
        return self._without()

    def guesses(self, seed: str, lang: str) -> None:
        return None
