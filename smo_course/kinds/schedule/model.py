"""Plan an editorial calendar: put what there is in stock on the days of some weeks, and keep the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil
from typing import Any, Literal

import msgspec

from ...problems import Problem
from ...text import LANGUAGES, Text
from ...words import Words
from ..base import (
    BLANK,
    Exercise,
    Guesses,
    Invalid,
    Remark,
    Samples,
    check_ids,
    duplicates,
    kind_of_module,
    listing,
    not_from_screen,
    shuffled,
    unknown,
)
from ..base import say as all_say
from ..opaque import Id, Mixed
from .rules import AnyRule, Format, Post, Posts, format_name, said_day

say = Words(__file__)

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MOST_WEEKS = 6


class Event(msgspec.Struct, forbid_unknown_fields=True):
    """Something that happens on a day of the calendar, and that the page has to tell of."""

    id: Id
    day: date
    text: Text


class Item(msgspec.Struct, forbid_unknown_fields=True):
    """A piece of content in stock, the hours that it takes, and the event that it tells of, if any."""

    id: Id
    text: Text
    format: Format
    hours: float
    covers: Id | None = None


class Closed(msgspec.Struct, forbid_unknown_fields=True):
    """The days on which nothing is published."""

    weekdays: list[Weekday] = []
    dates: list[date] = []


class Schedule(Exercise, tag=kind_of_module(__name__)):
    """Answer: {item id: day} for those that are used, a day as in 2025-11-03, one post a day.

    Each rule kept counts one. Those that only forbid are kept by doing nothing: they count as far as those that ask for
    something are kept. And the whole counts as far as there are as many `posts` as are asked for.
    """

    Shape = dict[str, str]

    start: date
    weeks: int
    posts: int
    items: Mixed[Item]
    rules: list[AnyRule]
    answer: dict[Id, date]
    events: list[Event] = []
    closed: Closed = msgspec.field(default_factory=Closed)

    @property
    def days(self) -> list[date]:
        return [self.start + timedelta(each) for each in range(7 * self.weeks)]

    @property
    def end(self) -> date:
        return self.start + timedelta(7 * self.weeks - 1)

    def week_of(self, day: date) -> int:
        """The week that a day lies in: 0 is the first."""
        return (day - self.start).days // 7

    def is_closed(self, day: date) -> bool:
        return _WEEKDAYS[day.weekday()] in self.closed.weekdays or day in self.closed.dates

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        items, events = [each.id for each in self.items], [each.id for each in self.events]
        yield from check_ids("items", items, 2)
        yield from check_ids("events", events, 0)
        yield from check_ids("rules", [each.id for each in self.rules], 1)
        if not 1 <= self.weeks <= _MOST_WEEKS:
            yield Problem("weeks", all_say.text("problem.between", value=self.weeks, least=1, most=_MOST_WEEKS))
            return
        if self.start.weekday():
            yield Problem("start", say.text("problem.monday", day=said_day(self.start)))
        if not 1 <= self.posts <= len(items):
            yield Problem("posts", all_say.text("problem.between", value=self.posts, least=1, most=len(items)))
        for place, item in enumerate(self.items):
            if item.covers is not None and item.covers not in events:
                yield unknown(f"items[{place}].covers", item.covers, events)
            if item.hours <= 0:
                yield Problem(f"items[{place}].hours", say.text("problem.hours", value=item.hours))
        for place, event in enumerate(self.events):
            if event.day not in self.days:
                yield Problem(f"events[{place}].day", say.text("problem.outside", day=event.day))
        for place, rule in enumerate(self.rules):
            for problem in rule.problems(self):
                yield problem._replace(field=f"rules[{place}].{problem.field}")
        if not any(rule.asks for rule in self.rules):
            yield Problem("rules", say.text("problem.asks"))
        yield from self._problems_of_answer(items)

    def _problems_of_answer(self, items: list[str]) -> Iterator[Problem]:
        for id, day in self.answer.items():
            if id not in items:
                yield unknown(f"answer.{id}", id, items)
            if day not in self.days:
                yield Problem(f"answer.{id}", say.text("problem.outside", day=day))
        for twice in duplicates([each.isoformat() for each in self.answer.values()]):
            yield Problem("answer", say.text("problem.twice", day=date.fromisoformat(twice)))
        if len(self.answer) < self.posts:
            yield Problem("answer", say.text("few", n=len(self.answer), posts=self.posts))
        if set(self.answer) <= set(items) and set(self.answer.values()) <= set(self.days):
            for rule, where in self.broken(self.answer):
                yield Problem("answer", say.text("broken", rule=rule.text, where=where))

    def planned(self, answer: dict[str, date]) -> Posts:
        """The posts by day."""
        return sorted((Post(answer[item.id], item) for item in self.items if item.id in answer), key=lambda post: post.day)

    def broken(self, answer: dict[str, date]) -> list[tuple[AnyRule, Text]]:
        """The rules that a calendar breaks, each with where."""
        posts = self.planned(answer)
        return [(rule, where) for rule in self.rules if (where := rule.broken(self, posts))]

    def parts(self) -> list[Any]:
        return self.rules

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        items, events = {item.id: item for item in self.items}, {event.day: event for event in self.events}
        told = {event.id: event.text.get(lang) for event in self.events}
        return {
            "days": [
                {"day": day.isoformat(), "closed": self.is_closed(day), "event": events[day].text.get(lang) if day in events else ""}
                for day in self.days
            ],
            "items": [
                {"id": each, "text": item.text.get(lang), "format": item.format, "format_name": format_name(item.format).get(lang)}
                | {"hours": item.hours, "covers": told[item.covers] if item.covers else ""}
                for each, item in ((each, items[each]) for each in shuffled(list(items), seed))
            ],
            "rules": [{"id": each.id, "text": each.text.get(lang)} for each in self.rules],
            "posts": self.posts,
        }

    def read_out(self, lang: str) -> list[list[str]]:
        return [[each["text"] for each in self.shown("", lang)["items"]]]

    def work(self, lang: str) -> float:
        return 25 * self.posts

    def read(self, raw: dict[str, str] | None, lang: str) -> dict[str, date]:
        if not raw:
            raise Invalid(say.text("first"))
        days = {each.isoformat(): each for each in self.days}
        if not {item.id for item in self.items}.issuperset(raw) or not days.keys() >= set(raw.values()):
            raise not_from_screen()
        if len(set(raw.values())) < len(raw):
            raise not_from_screen()  # the screen has room for one post a day
        return {id: days[day] for id, day in raw.items()}

    def grade(self, answer: dict[str, date], seed: str) -> tuple[float, list[Remark]]:
        found = self.broken(answer)
        remarks = [
            Remark(say.text("told", where=_capitalised(where), why=rule.feedback), about=rule.id, right=False) for rule, where in found
        ]
        if len(answer) < self.posts:
            remarks.append(Remark(say.text("few", n=len(answer), posts=self.posts), right=False))
        asking, forbidding = ([rule for rule in self.rules if rule.asks is asks] for asks in (True, False))
        broken = [rule for rule, _ in found]
        asked = sum(rule not in broken for rule in asking)
        spared = sum(rule not in broken for rule in forbidding)
        kept = (asked + spared * asked / len(asking)) / len(self.rules)
        return kept * min(1, len(answer) / self.posts), remarks

    def solution(self, seed: str) -> Text:
        """One calendar that keeps all rules; there are others."""
        days = [say.text("day", day=said_day(post.day), item=post.item.text) for post in self.planned(self.answer)]
        return say.text("one_of_many", calendar=listing(days))

    def sealed(self, seed: str) -> Schedule:
        """The rules stay: a learner sees them while planning."""
        return self._without(answer={}, rules=[msgspec.structs.replace(each, feedback=BLANK) for each in self.rules])

    def guesses(self, seed: str, lang: str) -> Guesses:
        """All of the stock in the order given: day after day, spread evenly, or each week filled from its Monday."""
        items, days = [each["id"] for each in self.shown(seed, lang)["items"]], [each.isoformat() for each in self.days]
        step = len(days) / len(items)
        found = {"in_turn": dict(zip(items, days, strict=False))}
        found["evenly"] = {each: days[int(place * step)] for place, each in enumerate(items) if len(items) <= len(days)}
        a_week = ceil(self.posts / self.weeks)
        found["mondays"] = dict(zip(items, (day for place, day in enumerate(days) if place % 7 < a_week), strict=False))
        return Guesses(found, say.text("kind"), 0.35)

    def samples(self, seed: str) -> Samples:
        right = {id: day.isoformat() for id, day in self.answer.items()}
        fewer = [{id: day for id, day in right.items() if id != left} for left in right]
        alone = [{item.id: day.isoformat()} for day in (self.start, self.end) for item in self.items]
        wrong = next(each for each in alone if self._share(each) == 0)
        partial = next((each for each in fewer if 0 < self._share(each) < 1), None)
        return Samples(right, wrong, partial, {self.items[0].id: "no such day"})

    def _share(self, raw: dict[str, str]) -> float:
        return self.grade(self.read(raw, next(iter(LANGUAGES))), "")[0]


def _capitalised(text: Text) -> Text:
    return Text(**{lang: text.get(lang)[0].upper() + text.get(lang)[1:] for lang in LANGUAGES})
