"""A matching table in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Mark, as_list
from ..question import Column, Pairing
from ..question import Row as PairingRow
from ..telling import Section, Teller
from .model import Match, Row, all_say


def said(exercise: Match, raw: dict[str, dict[str, str]], lang: str) -> str:
    rows = {each.id: each.text.get(lang) for each in exercise.rows}
    options = {(column.id, each.id): each.text.get(lang) for column in exercise.columns for each in column.options}
    cells = {row: ", ".join(options.get(cell, str(cell[1])) for cell in chosen.items()) for row, chosen in raw.items()}
    return " · ".join(all_say("key.pair", lang, name=rows.get(row, row), value=chosen) for row, chosen in cells.items())


def key(exercise: Match, tell: Teller) -> Iterator[Section]:
    def cells(row: Row) -> list[str]:
        return [
            tell.shared("key.pair", name=tell.say(column.text), value=tell.named(column.options, as_list(row.key[column.id])))
            for column in exercise.columns
        ]

    rows = [tell.row(row.text, notes=cells(row), text=row.feedback) for row in exercise.rows]
    yield tell.section(tell.word("each"), rows=rows)
    pointers = [tell.row(each.text, "wrong", text=each.pointer) for each in exercise.columns if each.pointer]
    for row in exercise.rows:
        for column in exercise.columns:
            pointers += [
                tell.row(row.text, "wrong", notes=[f"→ {tell.named(column.options, [each])}"], text=text)
                for each, text in row.pointers.get(column.id, {}).items()
            ]
    if pointers:
        yield tell.section(tell.word("pointers"), rows=pointers)


def slips(exercise: Match, tell: Teller, raw: dict[str, dict[str, str]], mark: Mark, typed_in: str) -> Iterator[str]:
    for row in exercise.rows:
        for column in exercise.columns:
            chosen = raw.get(row.id, {}).get(column.id)
            if chosen and chosen not in as_list(row.key[column.id]):
                yield f"{tell.line(row.text)} → {next(tell.line(each.text) for each in column.options if each.id == chosen)}"


def question(exercise: Match, seed: str) -> Pairing:
    right = {row.id: {column: as_list(each) for column, each in row.key.items()} for row in exercise.rows}
    rows = {row.id: PairingRow(row.id, row.text, right[row.id], row.feedback, exercise.points_first) for row in exercise.rows}
    columns = {column.id: Column(column.text, {each.id: each.text for each in column.options}) for column in exercise.columns}
    return Pairing([rows[each["id"]] for each in exercise.shown(seed, "en")["rows"]], columns)
