"""Match each row with an option in every column; the columns of a row must agree."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

import msgspec

from ...text import LANGUAGES, Text
from ...words import Words
from ..base import (
    BLANK,
    MARGIN,
    Exercise,
    Guesses,
    Invalid,
    Problem,
    Remark,
    Samples,
    as_list,
    check_ids,
    kind_of_module,
    listing,
    not_from_screen,
    shuffled,
    unknown,
)
from ..base import say as all_say
from ..opaque import Id, Mixed

say = Words(__file__)


class Cell(msgspec.Struct, forbid_unknown_fields=True):
    id: Id
    text: Text


class Column(msgspec.Struct, forbid_unknown_fields=True):
    """`pointer` is said where a row has a wrong option in this column: what to ask oneself, not which option is right."""

    id: Id
    text: Text
    options: list[Cell]
    pointer: Text | None = None


class Row(msgspec.Struct, forbid_unknown_fields=True):
    """`key` gives, for every column, the option (or options) that is right; `feedback` says why.

    `pointers` are said instead of a column's own, by column and wrong option; where neither says anything, a wrong try is told
    the feedback.
    """

    id: Id
    text: Text
    key: dict[Id, Id | list[Id]]
    feedback: Text
    pointers: dict[Id, dict[Id, Text]] = {}
    concepts: list[str] = []


class Match(Exercise, tag=kind_of_module(__name__)):
    """Answer: {row id: {column id: option id}}. A row counts when all its columns are right."""

    Shape = dict[str, dict[str, str]]

    columns: list[Column]
    rows: Mixed[Row]

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from check_ids("columns", [column.id for column in self.columns], 1)
        yield from check_ids("rows", [row.id for row in self.rows], 2)
        yield from self._check_concepts("rows", self.rows)
        for place, column in enumerate(self.columns):
            yield from check_ids(f"columns[{place}].options", [option.id for option in column.options], 2)
        options = {column.id: [option.id for option in column.options] for column in self.columns}
        for place, row in enumerate(self.rows):
            if set(row.key) != set(options):
                reason = say.text("problem.columns", found=", ".join(row.key) or "–", columns=", ".join(options))
                yield Problem(f"rows[{place}].key", reason)
                continue
            for name, right in row.key.items():
                for each in as_list(right) or ["(none)"]:
                    if each not in options[name]:
                        yield unknown(f"rows[{place}].key.{name}", each, options[name])
                if set(as_list(right)) >= set(options[name]):
                    yield Problem(f"rows[{place}].key.{name}", all_say.text("problem.all_right"))
            for name, pointers in row.pointers.items():
                if name not in options:
                    yield unknown(f"rows[{place}].pointers.{name}", name, list(options))
                    continue
                wrong = [each for each in options[name] if each not in as_list(row.key[name])]
                for each in pointers:
                    if each not in wrong:
                        yield unknown(f"rows[{place}].pointers.{name}.{each}", each, wrong)

    @property
    def points_first(self) -> bool:
        """Whether a wrong try is told pointers, and the reasons come with the solution."""
        return any(each.pointer for each in self.columns) or any(each.pointers for each in self.rows)

    def parts(self) -> list[Any]:
        return self.rows

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

    def read_out(self, lang: str) -> list[list[str]]:
        shown = self.shown("", lang)
        return [[each["text"] for each in shown[name]] for name in ("columns", "rows")]

    def work(self, lang: str) -> float:
        return 8 * len(self.rows) * len(self.columns)

    def read(self, raw: dict[str, dict[str, str]] | None, lang: str) -> dict[str, dict[str, str]]:
        if not raw:
            raise Invalid(say.text("first"))
        options = {column.id: {option.id for option in column.options} for column in self.columns}
        rows = {row.id for row in self.rows}
        for row, cells in raw.items():
            if row not in rows or not all(each in options.get(column, ()) for column, each in cells.items()):
                raise not_from_screen()
        return raw

    def unfinished(self, answer: dict[str, dict[str, str]]) -> Text | None:
        left = sum(column.id not in answer.get(row.id, {}) for row in self.rows for column in self.columns)
        return say.text("left", n=left) if left else None

    def grade(self, answer: dict[str, dict[str, str]], seed: str) -> tuple[float, list[Remark]]:
        remarks, right = [], 0
        for row in self.rows:
            cells = answer.get(row.id, {})
            off = [column for column in self.columns if column.id in cells and cells[column.id] not in as_list(row.key[column.id])]
            if off:
                remarks.append(Remark(self._pointed(row, off, cells), about=row.id, right=False))
            right += not off and len(cells) == len(self.columns)
        return right / len(self.rows), remarks

    def by_concept(self, answer: dict[str, dict[str, str]], seed: str) -> Iterator[tuple[str, float]]:
        for row in self.rows:
            cells = answer.get(row.id, {})
            if len(cells) == len(self.columns):
                right = all(each in as_list(row.key[column]) for column, each in cells.items())
                yield from ((each, float(right)) for each in row.concepts)

    def _pointed(self, row: Row, off: list[Column], chosen: dict[str, str]) -> Text:
        """What is said of a row in whose columns `off` something wrong was chosen: a line for each that has a pointer."""
        pointers = {each.text: row.pointers.get(each.id, {}).get(chosen[each.id]) or each.pointer for each in off}
        silent = [name for name, pointer in pointers.items() if not pointer]
        lines = [say.text("in_columns", where=name, feedback=pointer) for name, pointer in pointers.items() if pointer]
        if silent:
            where = Text(en=", ".join(each.en for each in silent), fr=", ".join(each.fr for each in silent))
            lines.append(say.text("in_columns", where=where, feedback=row.feedback))
        return Text(**{lang: "\n\n".join(each.get(lang) for each in lines) for lang in LANGUAGES})

    def solution(self, seed: str) -> Text:
        """What goes with each row and, if tries were only told pointers, why."""
        texts = {(column.id, option.id): option.text for column in self.columns for option in column.options}
        lines = []
        for row in self.rows:
            cells = [texts[column.id, as_list(row.key[column.id])[0]] for column in self.columns]
            named = Text(**{lang: ", ".join(cell.get(lang) for cell in cells) for lang in LANGUAGES})
            told = "told_why" if self.points_first else "told"
            lines.append(say.text(told, row=row.text, cells=named, why=row.feedback))
        return listing(lines)

    def sealed(self, seed: str) -> Match:
        return self._without(
            columns=[Column(each.id, each.text, each.options) for each in self.columns],
            rows=[Row(each.id, each.text, {}, BLANK) for each in self.rows],
        )

    def guesses(self, seed: str, lang: str) -> Guesses:
        rows = [each["id"] for each in self.shown(seed, lang)["rows"]]
        columns = {column.id: [option.id for option in column.options] for column in self.columns}

        def row(place: int) -> dict[str, str]:
            return {column: options[place % len(options)] for column, options in columns.items()}

        most = max(len(options) for options in columns.values())
        answers = {f"option {place}": dict.fromkeys(rows, row(place - 1)) for place in range(1, most + 1)}
        answers["in_turn"] = {each: row(place) for place, each in enumerate(rows)}
        return Guesses(answers, say.text("kind"), 1 / prod(map(len, columns.values())) + MARGIN)

    def samples(self, seed: str) -> Samples:
        right = {row.id: {column: as_list(each)[0] for column, each in row.key.items()} for row in self.rows}
        column = self.columns[-1]
        wrong = {}
        for row in self.rows:
            off = next(option.id for option in column.options if option.id not in as_list(row.key[column.id]))
            wrong[row.id] = right[row.id] | {column.id: off}
        first = self.rows[0].id
        return Samples(right, wrong, right | {first: wrong[first]}, {first: {column.id: "no such option"}})
