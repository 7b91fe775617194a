"""Match each row with an option in every column; the columns of a row must agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ...text import Text
from ..base import NOT_FROM_SCREEN, Exercise, Invalid, Problem, Remark, Samples, as_list, check_ids, listing, shuffled


class Cell(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    text: Text


class Column(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    text: Text
    options: list[Cell]


class Row(msgspec.Struct, forbid_unknown_fields=True):
    """`key` gives, for every column, the option (or options) that is right."""

    id: str
    text: Text
    key: dict[str, str | list[str]]
    feedback: Text


class Match(Exercise, tag="match"):
    """Answer: {row id: {column id: option id}}. A row counts when all its columns are right."""

    columns: list[Column]
    rows: list[Row]

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from check_ids("columns", [column.id for column in self.columns], 1)
        yield from check_ids("rows", [row.id for row in self.rows], 2)
        for place, column in enumerate(self.columns):
            yield from check_ids(f"columns[{place}].options", [option.id for option in column.options], 2)
        options = {column.id: [option.id for option in column.options] for column in self.columns}
        for place, row in enumerate(self.rows):
            if set(row.key) != set(options):
                yield Problem(
                    f"rows[{place}].key", f"names {', '.join(row.key) or 'nothing'}; must name every column: {', '.join(options)}"
                )
                continue
            for column, right in row.key.items():
                for each in as_list(right) or ["(none)"]:
                    if each not in options[column]:
                        yield Problem(f"rows[{place}].key.{column}", f"{each!r} is no option; there are: {', '.join(options[column])}")
                if set(as_list(right)) >= set(options[column]):
                    yield Problem(f"rows[{place}].key.{column}", "accepts every option; nothing is left to decide")

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        rows = {row.id: row.text.get(lang) for row in self.rows}
        return {
            "columns": [
                {
                    "id": column.id,
                    "text": column.text.get(lang),
                    "options": [{"id": each.id, "text": each.text.get(lang)} for each in column.options],
                }
                for column in self.columns
            ],
            "rows": [{"id": each, "text": rows[each]} for each in shuffled(list(rows), seed)],
        }

    def read(self, raw: Any, lang: str) -> dict[str, dict[str, str]]:
        if not raw:
            raise Invalid("Fill in the table first.", "Remplissez d’abord le tableau.")
        options = {column.id: {option.id for option in column.options} for column in self.columns}
        rows = {row.id for row in self.rows}
        well_formed = isinstance(raw, dict) and all(
            row in rows
            and isinstance(cells, dict)
            and all(column in options and isinstance(each, str) and each in options[column] for column, each in cells.items())
            for row, cells in raw.items()
        )
        if not well_formed:
            raise Invalid(*NOT_FROM_SCREEN)
        left = sum(column not in raw.get(row, {}) for row in rows for column in options)
        if left:
            raise Invalid(
                f"{left} cell{'s' if left > 1 else ''} of the table still to fill in.",
                f"Encore {left} case{'s' if left > 1 else ''} du tableau à remplir.",
            )
        return raw

    def grade(self, answer: dict[str, dict[str, str]], seed: str) -> tuple[float, list[Remark]]:
        remarks = []
        for row in self.rows:
            off = [column.text for column in self.columns if answer[row.id][column.id] not in as_list(row.key[column.id])]
            if off:
                where = Text(en=", ".join(each.en for each in off), fr=", ".join(each.fr for each in off))
                text = Text(en=f"**{where.en}**: {row.feedback.en}", fr=f"**{where.fr}** : {row.feedback.fr}")
                remarks.append(Remark(text, about=row.id, right=False))
        return (len(self.rows) - len(remarks)) / len(self.rows), remarks

    def solution(self, seed: str) -> Text:
        texts = {(column.id, option.id): option.text for column in self.columns for option in column.options}
        lines = []
        for row in self.rows:
            cells = [texts[column.id, as_list(row.key[column.id])[0]] for column in self.columns]
            lines.append(
                Text(
                    en=f"{row.text.en} → {', '.join(cell.en for cell in cells)}",
                    fr=f"{row.text.fr} → {', '.join(cell.fr for cell in cells)}",
                )
            )
        return listing(lines)

    def samples(self, seed: str) -> Samples:
        right = {row.id: {column: as_list(each)[0] for column, each in row.key.items()} for row in self.rows}
        column = self.columns[-1]
        wrong = {}
        for row in self.rows:
            off = next(option.id for option in column.options if option.id not in as_list(row.key[column.id]))
            wrong[row.id] = right[row.id] | {column.id: off}
        first = self.rows[0].id
        return Samples(right, wrong, right | {first: wrong[first]}, {first: {column.id: "no such option"}})
