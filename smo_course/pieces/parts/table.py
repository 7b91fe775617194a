"""A table whose columns have types. Rows are added, taken away and put back, and moved.

What was filled in is kept by row: {row: {column: value, "@at": place, "@gone": n}}. So two screens that change different cells
never undo each other's work, a row that was taken away is still there, and the order is a number of each row's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import Any

import msgspec

from ...problems import Problem, check_ids, unknown
from ...text import LANGUAGES, Text
from ..blocks import Block, Grid, Paragraph, Run
from ..blocks import Chart as ChartBlock
from ..filled import Filled, empty
from ..inputs import AnyInput, Input, MoneyInput, NumberInput, Value, heading
from .base import Part, Row, Verdict, as_typed, in_language, say

AT, GONE = "@at", "@gone"
MOST = 200  # rows that a table may ever have had

_ROW = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class ChartOf(msgspec.Struct, forbid_unknown_fields=True):
    """Bars of a table's rows: as long as the numbers of one column, named by another."""

    title: Text
    name: str
    value: str


class Table(Part, tag="table"):
    """`least` rows are asked for. `given` rows are there from the start, with texts that stay: {id: …, column: text}; then
    further rows only where the table is `open`. `total`: the columns that are added up below it."""

    columns: list[AnyInput]
    least: int = 1
    given: list[dict[str, Any]] = []
    open: bool | None = None
    total: list[str] = []
    chart: ChartOf | None = None

    @property
    def can_grow(self) -> bool:
        return not self.given if self.open is None else self.open

    def inputs(self) -> dict[str, Input]:
        return {each.id: each for each in self.columns}

    def problems(self, field: str) -> Iterator[Problem]:
        yield from super().problems(field)
        yield from check_ids(f"{field}.columns", [each.id for each in self.columns], 1)
        for place, each in enumerate(self.columns):
            yield from each.problems(f"{field}.columns[{place}]")
        numbers = [each.id for each in self.columns if isinstance(each, NumberInput)]
        for place, name in enumerate(self.total):
            if name not in numbers:
                yield unknown(f"{field}.total[{place}]", name, numbers)
        if self.chart:
            if self.chart.value not in numbers:
                yield unknown(f"{field}.chart.value", self.chart.value, numbers)
            if self.chart.name not in self.inputs():
                yield unknown(f"{field}.chart.name", self.chart.name, list(self.inputs()))
        for place, row in enumerate(self.given):
            if not _ROW.fullmatch(str(row.get("id", ""))):
                yield Problem(f"{field}.given[{place}].id", say.text("problem.id", id=row.get("id", "")))
            for name, text in row.items():
                if name != "id" and name not in self.inputs():
                    yield unknown(f"{field}.given[{place}]", name, list(self.inputs()))
                elif name != "id" and (not isinstance(text, dict) or set(text) != set(LANGUAGES)):
                    yield Problem(f"{field}.given[{place}].{name}", say.text("problem.text"))
        yield from check_ids(f"{field}.given", [str(row.get("id")) for row in self.given], 0)
        if not 0 <= self.least <= MOST:
            yield Problem(f"{field}.least", say.text("problem.least", most=MOST))

    def _first(self) -> dict[str, dict[str, Any]]:
        """The rows that are there before anything is filled in."""
        ids = [row["id"] for row in self.given] or [f"r{n}" for n in range(1, max(1, self.least) + 1)]
        return {id: {AT: float(n)} for n, id in enumerate(ids, 1)}

    def taken(self, raw: Any, lang: str) -> Any:
        if not isinstance(raw, dict) or len(raw) > MOST:
            return None
        kept = {row: self._row_taken(row, change, lang) for row, change in raw.items() if isinstance(change, dict) and _ROW.fullmatch(row)}
        return {row: change for row, change in kept.items() if change} or None

    def _row_taken(self, row: str, change: dict[str, Any], lang: str) -> dict[str, Any]:
        fixed = {name for each in self.given if each["id"] == row for name in each}
        kept: dict[str, Any] = {}
        for name, asked in self.inputs().items():
            if name in change and name not in fixed and (value := asked.taken(change[name], lang)) is not None:
                kept[name] = value
        for name in (AT, GONE):
            value = change.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and not fixed:
                kept[name] = float(value)
        return kept

    def all_rows(self, value: Any) -> list[tuple[str, dict[str, Any]]]:
        """Every row that is not taken away, in order, empty ones too."""
        shown = [(id, each) for id, each in self._placed(value).items() if not each.get(GONE)]
        return sorted(shown, key=lambda row: (row[1][AT], row[0]))

    def _placed(self, value: Any) -> dict[str, dict[str, Any]]:
        """Every row that there ever was, by its id: each has its place."""
        rows = self._first()
        for id, each in (value if isinstance(value, dict) else {}).items():
            rows[id] = {AT: float(len(rows) + 1)} | rows.get(id, {}) | each
        return rows

    def rows(self, value: Any) -> list[Row]:
        found = []
        for n, (id, each) in enumerate(self.all_rows(value), 1):
            values: dict[str, Value] = {name: each.get(name, "") for name in self.inputs()}
            if not all(map(empty, values.values())):
                found.append(Row(id, n, values))
        return found

    def _given(self, row: str, lang: str) -> dict[str, str]:
        return next(({name: each[lang] for name, each in given.items() if name != "id"} for given in self.given if given["id"] == row), {})

    def verdicts(self, filled: Filled) -> Iterator[Verdict]:
        rows = self.rows(filled.answer.get(self.id))
        lacking = [
            say.text("spot.lacks", n=row.number, field=asked.text)
            for row in rows
            for name, asked in self.inputs().items()
            if asked.required and empty(row.values[name]) and name not in self._given(row.id, "en")
        ]
        least = max(self.least, len(self.given))
        told = say.text("told.rows", n=least, part=self.named()) if least else say.text("told.table", part=self.named())
        count = [] if len(rows) >= least else [say.text("told.few", n=len(rows), least=least)]
        where = [*count, *lacking, *self._troubles(filled)]
        if least or rows:
            yield Verdict("todo" if not rows else "look" if where else "done", told, where if rows else [])

    def table(self, filled: Filled, lang: str) -> list[tuple[dict[str, Value], list[str]]]:
        """Every row with something in it: its values, and as it reads."""
        inputs, rows = self.inputs(), []
        options = {name: filled.options(asked) for name, asked in inputs.items()}
        for id, each in self.all_rows(filled.answer.get(self.id)):
            given = self._given(id, lang)
            values: dict[str, Value] = {name: each.get(name, "") for name in inputs}
            if given or not all(map(empty, values.values())):
                said = {name: "" if empty(value) else inputs[name].said(value, lang, options[name]) for name, value in values.items()}
                rows.append((values, [given.get(name, said[name]) for name in inputs]))
        return rows

    def called(self, filled: Filled, name: str) -> dict[str, Text]:
        """What the rows are called by one of their columns, for a choice among them."""
        asked = self.inputs()[name]
        options, found = filled.options(asked), {}
        for id, each in self.all_rows(filled.answer.get(self.id)):
            value, given = each.get(name, ""), {lang: self._given(id, lang).get(name, "") for lang in LANGUAGES}
            if all(given.values()):
                found[id] = Text(**given)
            elif not empty(value):
                found[id] = Text(**{lang: asked.said(value, lang, options) for lang in LANGUAGES})
        return found

    def _total(self, filled: Filled, lang: str) -> list[str]:
        if not self.total:
            return []
        cells = []
        for each in self.columns:
            amount = filled.amount(f"{self.id}.{each.id}") if each.id in self.total else None
            cells.append("" if amount is None else each.said(round(amount, 2), lang, {}))
        return [cells[0] or say("value.total", lang), *cells[1:]]

    def blocks(self, filled: Filled, lang: str) -> Iterator[Block]:
        yield from self.titled(lang)
        rows = self.table(filled, lang)
        if not rows:
            yield Paragraph([Run(f"[{say('value.no_rows', lang)}]", gap=True)])
            return
        right = [place for place, each in enumerate(self.columns) if isinstance(each, NumberInput)]
        head = [heading(each, lang) for each in self.columns]
        yield Grid(head, [cells for _, cells in rows], right, self._total(filled, lang), self.named().get(lang), titled=bool(self.title))
        yield from self._charted(filled, lang)

    def _charted(self, filled: Filled, lang: str) -> Iterator[Block]:
        if not self.chart:
            return
        value, bars = self.inputs()[self.chart.value], []
        name = list(self.inputs()).index(self.chart.name)
        unit = value.unit.get(lang) if isinstance(value, NumberInput) and value.unit and not isinstance(value, MoneyInput) else ""
        for values, cells in self.table(filled, lang):
            length = values[self.chart.value]
            if isinstance(length, float) and length >= 0 and cells[name]:
                bars.append((cells[name], length, f"{value.said(length, lang, {})}\u00a0{unit}".strip()))
        if len(bars) > 1 and any(length for _, length, _ in bars):
            title = self.chart.title.get(lang)
            listed = say("value.listed", lang).join(say("value.bar", lang, name=name, value=label) for name, _, label in bars)
            yield ChartBlock(title, bars, say("value.alt", lang, title=title, bars=listed))

    def shown(self, lang: str) -> dict[str, Any]:
        columns = [each.shown(lang) | {"text": heading(each, lang)} for each in self.columns]
        first = [{"id": id, "at": row[AT], "given": self._given(id, lang)} for id, row in self._first().items()]
        return super().shown(lang) | {"columns": columns, "first": first, "grows": self.can_grow, "most": MOST, "total": self.total}

    def typed(self, value: Any, lang: str) -> dict[str, Any]:
        """Every row that there ever was, with its place, and what stands in its fields."""
        rows = self._placed(value)
        return {id: as_typed(row, lang) | {AT: row[AT], GONE: row.get(GONE, 0)} for id, row in rows.items()}

    def totals(self, filled: Filled, lang: str) -> dict[str, str]:
        """The totals as they read, by column."""
        return {each.id: said for each, said in zip(self.columns, self._total(filled, lang), strict=True)} if self.total else {}

    def example(self, given: Any, lang: str) -> Any:
        """An example lists rows: {column: value, …}, with `row`, an id, where something else names it or it is a given one."""
        rows = {}
        for n, each in enumerate(in_language(given, lang), 1):
            cells = {name: cell.isoformat() if hasattr(cell, "isoformat") else _plain(cell) for name, cell in each.items() if name != "row"}
            rows[str(each.get("row", f"r{n}"))] = cells | ({} if self.given else {AT: n})
        return rows


def _plain(cell: Any) -> Any:
    """YAML's yes and no are a place's too."""
    return {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else cell
