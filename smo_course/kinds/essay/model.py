"""Write a text, which a person marks by a rubric."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...text import Text
from ...words import Words
from ..base import Invalid, Problem, Samples, kind_of_module, not_from_screen
from ..judged import Judged

say = Words(__file__)

_LONGEST = 40_000  # characters: some twenty pages


class Essay(Judged, tag=kind_of_module(__name__), kw_only=True):
    """Answer: the text typed, of `least` to `most` words."""

    Shape = str

    least: int = 0
    most: int = 1000

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if not 0 <= self.least < self.most:
            yield Problem("most", say.text("problem.most", most=self.most, least=self.least))

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        return {"least": self.least, "most": self.most, **super().shown(seed, lang)}

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

    def samples(self, seed: str) -> Samples:
        return Samples(None, None, None, "")
