"""A table of things that have a day, which reads as a calendar: month by month."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ...problems import Problem, unknown
from ...text import day
from ..blocks import Block, Grid, Paragraph, Run
from ..filled import Filled
from ..inputs import DateInput, NumberInput, heading, read_day
from .base import say
from .table import Table


class Calendar(Table, tag="calendar", kw_only=True):
    """`by` is the column of days, `name` the one that stands in the calendar."""

    by: str
    name: str

    def problems(self, field: str) -> Iterator[Problem]:
        yield from super().problems(field)
        days = [each.id for each in self.columns if isinstance(each, DateInput)]
        if self.by not in days:
            yield unknown(f"{field}.by", self.by, days)
        if self.name not in self.inputs():
            yield unknown(f"{field}.name", self.name, list(self.inputs()))

    def blocks(self, filled: Filled, lang: str) -> Iterator[Block]:
        yield from self.titled(lang)
        rows = self._by_day(filled, lang)
        if not rows:
            yield Paragraph([Run(f"[{say('value.no_rows', lang)}]", gap=True)])
        right = [place for place, each in enumerate(self.columns) if isinstance(each, NumberInput)]
        head = [heading(each, lang) for each in self.columns]
        for month, inside in groupby(rows, key=lambda row: row[0][:7]):
            caption = day(month, lang).capitalize() if month else say("value.no_day", lang)
            yield Grid(head, [cells for _, cells in inside], right, caption=caption)
        if rows and self.total:
            yield Grid(head, [], right, self._total(filled, lang), say("value.total", lang))
        yield from self._charted(filled, lang)

    def _by_day(self, filled: Filled, lang: str) -> list[tuple[str, list[str]]]:
        """The rows with their days, earliest first; those without a day come last."""
        read = [(str(values[self.by]), cells) for values, cells in self.table(filled, lang)]
        rows = [(when if read_day(when) else "", cells) for when, cells in read]
        return sorted(rows, key=lambda row: (not row[0], row[0]))

    def shown(self, lang: str) -> dict[str, Any]:
        return super().shown(lang) | {"by": self.by, "name": self.name}
