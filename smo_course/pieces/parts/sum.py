"""A number worked out from what was filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...problems import Problem
from ...text import Text, number
from ..blocks import Block, Paragraph, Run
from ..filled import Filled
from ..inputs import money
from .base import Part, say


class Sum(Part, tag="sum"):
    """The places `of`, added up, without those of `less`, and `times` a number: a column of a table counts as a whole."""

    text: Text
    of: list[str]
    less: list[str] = []
    times: float = 1
    unit: Text | None = None
    euros: bool = False

    def problems(self, field: str) -> Iterator[Problem]:
        yield from super().problems(field)
        if not self.of:
            yield Problem(f"{field}.of", say.text("problem.nothing"))

    def places(self) -> dict[str, str]:
        """The places that it names, by field."""
        return {f"{field}[{n}]": name for field in ("of", "less") for n, name in enumerate(getattr(self, field))}

    def taken(self, raw: Any, lang: str) -> Any:
        return None

    def amount(self, filled: Filled) -> float | None:
        found = [filled.amount(name) for name in self.of]
        if all(each is None for each in found):
            return None
        taken = sum(filled.amount(name) or 0 for name in self.less)
        return (sum(each or 0 for each in found) - taken) * self.times

    def said(self, filled: Filled, lang: str) -> str:
        """The number as the language writes it; “–” as long as there is none."""
        amount = self.amount(filled)
        if amount is None:
            return "–"
        if self.euros:
            return money(amount, lang)
        told = number(round(amount, 2), lang)
        return f"{told}\u00a0{self.unit.get(lang)}" if self.unit else told

    def blocks(self, filled: Filled, lang: str) -> Iterator[Block]:
        yield from self.titled(lang)
        label = say("value.labelled", lang, label=self.text)
        yield Paragraph([Run(f"{label} "), Run(self.said(filled, lang), own=True)])

    def shown(self, lang: str) -> dict[str, Any]:
        return super().shown(lang) | {"text": self.text.get(lang)}
