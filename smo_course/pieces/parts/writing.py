"""A text to write: a few lines or half a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...problems import Problem
from ...text import Text
from ..blocks import Block, Paragraph, Run
from ..filled import Filled, empty
from ..inputs import Input, TextInput
from .base import Part, Row, Verdict, say

_LONGEST = 20_000  # characters: some ten pages


class Writing(Part, tag="writing"):
    """`text` says what to write. `least` and `most` count words; without `least` it may stay empty. `lines`: the room for it."""

    text: Text
    hint: Text | None = None
    least: int = 1
    most: int = 400
    lines: int = 5

    def inputs(self) -> dict[str, Input]:
        return {"": TextInput(id=self.id, text=self.text)}

    def problems(self, field: str) -> Iterator[Problem]:
        yield from super().problems(field)
        if not 0 <= self.least <= self.most:
            yield Problem(f"{field}.most", say.text("problem.most", most=self.most, least=self.least))

    def taken(self, raw: Any, lang: str) -> Any:
        return raw if isinstance(raw, str) and len(raw) <= _LONGEST else None

    def rows(self, value: Any) -> list[Row]:
        return [] if empty(value) or not isinstance(value, str) else [Row("", 0, {"": value})]

    def verdicts(self, filled: Filled) -> Iterator[Verdict]:
        count = len(str(filled.value(self.id)).split())
        told = say.text("told.writing", part=self.named_text())
        if count < self.least:
            yield Verdict("look" if count else "todo", told, [say.text("told.short", n=count, least=self.least)] if count else [])
        elif count > self.most:
            yield Verdict("look", told, [say.text("told.long", n=count, most=self.most)])
        elif self.least:
            yield Verdict("done", told)

    def named_text(self) -> Text:
        return self.title or self.text

    def blocks(self, filled: Filled, lang: str) -> Iterator[Block]:
        yield from self.titled(lang)
        text = str(filled.value(self.id))
        lines = [line.strip() for line in text.split("\n")]
        if empty(text):
            yield Paragraph([Run(f"[{self.named_text().get(lang)}]", gap=True)])
        for line in filter(None, lines):
            yield Paragraph([Run(line)])

    def shown(self, lang: str) -> dict[str, Any]:
        asked = {"least": self.least, "most": self.most, "lines": self.lines, "longest": _LONGEST}
        return super().shown(lang) | {"text": self.text.get(lang), "hint": self.hint.get(lang) if self.hint else "", **asked}
