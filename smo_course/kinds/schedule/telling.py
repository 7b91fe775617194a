"""An editorial calendar in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..base import Mark
from ..question import Unsayable
from ..telling import Section, Teller
from .model import Schedule, all_say, format_name, said_day, say


def said(exercise: Schedule, raw: dict[str, str], lang: str) -> str:
    texts = {each.id: each.text.get(lang) for each in exercise.items}
    days = {each.isoformat(): said_day(each).get(lang) for each in exercise.days}
    by_day = sorted(raw.items(), key=lambda pair: pair[1])
    return " · ".join(all_say("key.pair", lang, name=days.get(day, day), value=texts.get(item, item)) for item, day in by_day)


def key(exercise: Schedule, tell: Teller) -> Iterator[Section]:
    yield tell.section(tell.word("rules"), rows=[tell.row(each.text, text=each.feedback) for each in exercise.rules])
    events = {each.id: each for each in exercise.events}
    rows = []
    for item in exercise.items:
        notes = [format_name(item.format).get(tell.lang), tell.word("hours", n=item.hours)]
        if item.covers:
            notes.append(f"→ {tell.say(events[item.covers].text)} ({said_day(events[item.covers].day).get(tell.lang)})")
        rows.append(tell.row(item.text, notes=notes))
    yield tell.section(tell.word("stock"), rows=rows)


def slips(exercise: Schedule, tell: Teller, raw: dict[str, str], mark: Mark, typed_in: str) -> Iterator[str]:
    for rule, _ in exercise.broken({id: date.fromisoformat(day) for id, day in raw.items()}):
        yield tell.line(rule.text)
    if len(raw) < exercise.posts:
        yield tell.word("too_few", posts=exercise.posts)


def question(exercise: Schedule, seed: str) -> Unsayable:
    return Unsayable(say.text("unsayable"))
