"""Points to tick off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...problems import Problem, check_ids
from ..blocks import Block, Ticks
from ..filled import Filled
from ..inputs import Option
from .base import Part, Standing, Verdict, say


class Checklist(Part, tag="checklist"):
    """`all`: whether the piece is not complete before every point is ticked."""

    items: list[Option]
    all: bool = False

    def problems(self, field: str) -> Iterator[Problem]:
        yield from super().problems(field)
        yield from check_ids(f"{field}.items", [each.id for each in self.items], 1)

    def taken(self, raw: Any, lang: str) -> Any:
        known = {each.id for each in self.items}
        kept = {name: value for name, value in raw.items() if name in known and isinstance(value, bool)} if isinstance(raw, dict) else {}
        return kept or None

    def begun(self, value: Any) -> bool:
        return isinstance(value, dict) and any(value.values())

    def verdicts(self, filled: Filled) -> Iterator[Verdict]:
        open_points = [each.text for each in self.items if not self._ticked(filled).get(each.id)]
        if self.all:
            standing: Standing = "todo" if len(open_points) == len(self.items) else "look" if open_points else "done"
            yield Verdict(standing, say.text("told.checklist", part=self.named()), [] if standing == "todo" else open_points)

    def _ticked(self, filled: Filled) -> dict[str, bool]:
        value = filled.answer.get(self.id)
        return value if isinstance(value, dict) else {}

    def blocks(self, filled: Filled, lang: str) -> Iterator[Block]:
        yield from self.titled(lang)
        ticked = self._ticked(filled)
        items = [(bool(ticked.get(each.id)), each.text.get(lang)) for each in self.items]
        yield Ticks(items, (say("value.ticked", lang), say("value.open", lang)))

    def shown(self, lang: str) -> dict[str, Any]:
        return super().shown(lang) | {"items": [{"id": each.id, "text": each.text.get(lang)} for each in self.items]}

    def example(self, given: Any, lang: str) -> Any:
        """An example names the points that are ticked."""
        return dict.fromkeys(given, True)
