"""A campaign in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..base import Mark
from ..question import Unsayable
from ..telling import Section, Teller
from .model import FIELDS, Campaign, all_say, say


def said(exercise: Campaign, raw: dict[str, Any], lang: str) -> str:
    names: dict[str, str] = {each.id: each.text.get(lang) for each in exercise.targeting}

    def value(field: str, given: Any) -> str:
        if isinstance(given, list):
            return ", ".join(names.get(str(each), str(each)) for each in given)
        named = f"{field}.{given}"
        return say(named, lang) if field in ("objective", "billing", "content") and given in say.names(field) else str(given)

    filled = [(field, raw[field]) for field in FIELDS if raw.get(field)]
    told = [all_say("key.pair", lang, name=say(f"filled.{field}", lang), value=value(field, given)) for field, given in filled]
    return " · ".join(told) or "–"


def key(exercise: Campaign, tell: Teller) -> Iterator[Section]:
    fitting = [
        tell.row(
            tell.word("check.objective"),
            notes=[tell.word(f"objective.{each}") for each in exercise.objectives],
            text=exercise.said.objective,
        ),
        tell.row(
            tell.word("check.content"), notes=[tell.word(f"content.{each}") for each in exercise.contents], text=exercise.said.content
        ),
    ]
    yield tell.section(tell.word("fitting"), rows=fitting)
    rows = [tell.row(each.text, "right" if each.fits else "wrong", text=each.feedback) for each in exercise.targeting]
    yield tell.section(tell.word("check.targeting"), rows=rows)


def slips(exercise: Campaign, tell: Teller, raw: dict[str, Any], mark: Mark, typed_in: str) -> Iterator[str]:
    wrong = {each.about for each in mark.remarks if each.right is False}
    for part in exercise.parts():
        if part.id in wrong:
            yield tell.line(part.text)


def question(exercise: Campaign, seed: str) -> Unsayable:
    return Unsayable(say.text("unsayable"))
