"""An order in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Mark
from ..question import Ranking
from ..telling import Section, Teller
from .model import Order


def said(exercise: Order, raw: list[str], lang: str) -> str:
    texts = {each.id: each.text.get(lang) for each in exercise.items}
    return " → ".join(texts.get(each, str(each)) for each in raw)


def key(exercise: Order, tell: Teller) -> Iterator[Section]:
    rows = [tell.row(f"{place}. {tell.say(each.text)}", text=each.feedback) for place, each in enumerate(exercise.items, 1)]
    yield tell.section(tell.word("each"), rows=rows)
    if exercise.ties:
        yield tell.section(tell.word("ties"), rows=[tell.row(tell.named(exercise.items, tie)) for tie in exercise.ties])


def slips(exercise: Order, tell: Teller, raw: list[str], mark: Mark, typed_in: str) -> Iterator[str]:
    worst = {remark.about for remark in mark.remarks}
    yield from (tell.word("worst", what=tell.line(each.text)) for each in exercise.items if each.id in worst)


def question(exercise: Order, seed: str) -> Ranking:
    shown = [each["id"] for each in exercise.shown(seed, "en")["items"]]
    return Ranking({each.id: each.text for each in exercise.items}, exercise.ties, shown)
