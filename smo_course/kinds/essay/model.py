"""Write a text, which a person marks by a rubric."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ...text import Text, number
from ..base import NOT_FROM_SCREEN, Exercise, Invalid, Problem, Remark, Samples, check_ids

_LONGEST = 40_000  # characters: some twenty pages


class Criterion(msgspec.Struct, forbid_unknown_fields=True):
    """What is looked at, and the points that it can earn."""

    id: str
    text: Text
    points: int


class Essay(Exercise, tag="essay"):
    """Answer: the text typed, of `least` to `most` words. The points of the rubric add up to those of the exercise."""

    rubric: list[Criterion]
    least: int = 0
    most: int = 1000

    @property
    def by_hand(self) -> bool:
        return True

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from check_ids("rubric", [each.id for each in self.rubric], 1)
        total = sum(each.points for each in self.rubric)
        if total != self.points:
            yield Problem("rubric", f"adds up to {total} points; the exercise has {self.points}")
        for place, each in enumerate(self.rubric):
            if each.points < 1:
                yield Problem(f"rubric[{place}].points", f"is {each.points}; must be 1 or more")
        if not 0 <= self.least < self.most:
            yield Problem("most", f"is {self.most}; must be above `least`, which is {self.least}")

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        """The rubric is shown: one writes better knowing what will be looked at."""
        return {
            "least": self.least,
            "most": self.most,
            "rubric": [{"id": each.id, "text": each.text.get(lang), "points": each.points} for each in self.rubric],
        }

    def read(self, raw: Any, lang: str) -> str:
        if raw is None or raw == "":
            raise Invalid("Write your text first.", "Écrivez d’abord votre texte.")
        if not isinstance(raw, str) or len(raw) > _LONGEST:
            raise Invalid(*NOT_FROM_SCREEN)
        count = len(raw.split())
        if not count:
            raise Invalid("Write your text first.", "Écrivez d’abord votre texte.")
        if count < self.least or count > self.most:
            raise Invalid(
                f"Your text has {number(count, 'en')} words; {number(self.least, 'en')} to {number(self.most, 'en')} are asked for.",
                f"Votre texte compte {number(count, 'fr')} mots\u00a0; on en demande de {number(self.least, 'fr')} à {number(self.most, 'fr')}.",
            )
        return raw

    def grade(self, answer: str, seed: str) -> tuple[float, list[Remark]]:
        raise TypeError("an essay is marked by a person")

    def solution(self, seed: str) -> Text:
        return self.explain

    def samples(self, seed: str) -> Samples:
        return Samples(None, None, None, "")
