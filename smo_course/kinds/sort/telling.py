"""Items sorted into bins, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Mark, as_list
from ..question import Column, Pairing, Row, Unsayable
from ..telling import Section, Teller
from .model import Budget, Item, Sort, all_say, say


def said(exercise: Sort, raw: dict[str, str], lang: str) -> str:
    texts = {each.id: each.text.get(lang) for each in exercise.items} | {each.id: each.text.get(lang) for each in exercise.bins}
    return " · ".join(all_say("key.pair", lang, name=texts.get(item, item), value=texts.get(where, where)) for item, where in raw.items())


def key(exercise: Sort, tell: Teller) -> Iterator[Section]:
    unit = tell.say(exercise.cost_unit)

    def notes(item: Item) -> list[str]:
        cost = [f"{tell.amount(item.cost)} {unit}"] if exercise.budgets else []
        covers = [tell.word("covers", goals=tell.named(exercise.goals, item.covers))] if item.covers else []
        return [f"→ {tell.named(exercise.bins, as_list(item.bin))}", *cost, *covers]

    yield tell.section(tell.word("each"), rows=[tell.row(each.told, notes=notes(each), text=each.feedback) for each in exercise.items])
    pointers = [tell.row(f"→ {tell.say(each.text)}", "wrong", text=each.pointer) for each in exercise.bins if each.pointer]
    for item in exercise.items:
        pointers += [
            tell.row(item.text, "wrong", notes=[f"→ {tell.named(exercise.bins, [where])}"], text=text)
            for where, text in item.pointers.items()
        ]
    if pointers:
        yield tell.section(tell.word("pointers"), rows=pointers)
    if exercise.budgets:
        limits = [
            tell.row(tell.named(exercise.bins, each.bins), notes=[tell.word("limit", limit=each.limit, unit=unit)], text=each.feedback)
            for each in exercise.budgets
        ]
        yield tell.section(tell.word("budgets"), rows=limits)
    if exercise.goals:
        goals = [tell.row(each.text, notes=[f"→ {tell.named(exercise.bins, each.bins)}"], text=each.feedback) for each in exercise.goals]
        yield tell.section(tell.word("goals_title"), rows=goals)


def slips(exercise: Sort, tell: Teller, raw: dict[str, str], mark: Mark, typed_in: str) -> Iterator[str]:
    bins = {each.id: tell.line(each.text) for each in exercise.bins}
    for item in exercise.items:
        if item.id in raw and raw[item.id] not in as_list(item.bin):
            yield f"{tell.line(item.text)} → {bins[raw[item.id]]}"
    for rule in exercise.rules():
        if not exercise.kept(rule, raw):
            if isinstance(rule, Budget):
                yield tell.word("exceeded", what=" / ".join(bins[each] for each in rule.bins))
            elif not exercise.unfinished(raw):  # what is not placed yet may cover it
                yield tell.word("uncovered", what=tell.line(rule.text))


def question(exercise: Sort, seed: str) -> Pairing | Unsayable:
    if exercise.rules():
        return Unsayable(say.text("rules"))
    rows = {each.id: Row(each.id, each.told, {"": as_list(each.bin)}, each.feedback, exercise.points_first) for each in exercise.items}
    column = Column(None, {each.id: each.text for each in exercise.bins})
    return Pairing([rows[each["id"]] for each in exercise.shown(seed, "en")["items"]], {"": column})
