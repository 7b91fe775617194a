"""What an editorial calendar is held to. Each rule says itself in words, and where a calendar breaks it.

Some rules ask for something (a question a week), some only forbid (no two videos in a row): an empty calendar keeps these.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

import msgspec

from ...problems import Problem
from ...text import LANGUAGES, Text, listed
from ...words import Words
from ..base import say as all_say

if TYPE_CHECKING:
    from .model import Item, Schedule

say = Words(__file__)

Format = Literal["text", "image", "video", "question"]


class Post(NamedTuple):
    day: date
    item: Item


Posts = list[Post]  # by day


class Rule(msgspec.Struct, forbid_unknown_fields=True, tag_field="rule", kw_only=True):
    """`feedback` says why it matters, where it is broken."""

    asks: ClassVar[bool] = False  # for something that has to be there

    feedback: Text

    @property
    def id(self) -> str:
        return str(self.__struct_config__.tag)

    @property
    def text(self) -> Text:
        return say.text(f"rule.{self.id}")

    def problems(self, calendar: Schedule) -> Iterator[Problem]:
        """What is wrong in it, by its own fields."""
        return iter(())

    def broken(self, calendar: Schedule, posts: Posts) -> Text | None:
        """Where these posts break it, None where they keep it."""
        raise NotImplementedError


class Alternate(Rule, tag="alternate"):
    """No two posts in a row of the same format."""

    def broken(self, calendar: Schedule, posts: Posts) -> Text | None:
        return _places(
            say.text("at.alternate", first=said_day(one.day), then=said_day(other.day), format=format_name(one.item.format))
            for one, other in pairwise(posts)
            if one.item.format == other.item.format
        )


class Weekly(Rule, tag="weekly"):
    """One post of this format every week."""

    asks = True
    format: Format

    @property
    def id(self) -> str:
        return f"weekly-{self.format}"

    @property
    def text(self) -> Text:
        return say.text("rule.weekly", format=format_name(self.format))

    def broken(self, calendar: Schedule, posts: Posts) -> Text | None:
        having = {calendar.week_of(each.day) for each in posts if each.item.format == self.format}
        return _places(say.text("at.week", n=week + 1) for week in range(calendar.weeks) if week not in having)


class Gap(Rule, tag="gap"):
    """Never more than so many `days` in a row without a post, from the first day of the calendar to its last."""

    asks = True
    days: int

    @property
    def text(self) -> Text:
        return say.text("rule.gap", n=self.days)

    def problems(self, calendar: Schedule) -> Iterator[Problem]:
        if not 1 <= self.days < 7 * calendar.weeks:
            yield Problem("days", all_say.text("problem.between", value=self.days, least=1, most=7 * calendar.weeks - 1))

    def broken(self, calendar: Schedule, posts: Posts) -> Text | None:
        edges = [calendar.start - timedelta(1), *(each.day for each in posts), calendar.end + timedelta(1)]
        return _places(
            say.text("at.gap", first=said_day(one + timedelta(1)), last=said_day(other - timedelta(1)), n=(other - one).days - 1)
            for one, other in pairwise(edges)
            if (other - one).days - 1 > self.days
        )


class Events(Rule, tag="events"):
    """Each event is told of on its day, or at most `within` days before."""

    asks = True
    within: int

    @property
    def text(self) -> Text:
        return say.text("rule.events", n=self.within) if self.within else say.text("rule.events_that_day")

    def problems(self, calendar: Schedule) -> Iterator[Problem]:
        if self.within < 0:
            yield Problem("within", all_say.text("problem.between", value=self.within, least=0, most=7))
        if not calendar.events:
            yield Problem("rule", say.text("problem.no_events"))

    def broken(self, calendar: Schedule, posts: Posts) -> Text | None:
        told = {each.item.covers: each.day for each in posts if each.item.covers}
        return _places(
            say.text("at.late" if event.id in told else "at.untold", event=event.text, day=said_day(told.get(event.id, event.day)))
            for event in calendar.events
            if event.id not in told or not event.day - timedelta(self.within) <= told[event.id] <= event.day
        )


class Hours(Rule, tag="hours"):
    """At most so many hours of work a week."""

    most: float

    @property
    def text(self) -> Text:
        return say.text("rule.hours", most=self.most)

    def problems(self, calendar: Schedule) -> Iterator[Problem]:
        if self.most <= 0:
            yield Problem("most", all_say.text("problem.between", value=self.most, least=1, most=168))

    def broken(self, calendar: Schedule, posts: Posts) -> Text | None:
        spent = [0.0] * calendar.weeks
        for each in posts:
            spent[calendar.week_of(each.day)] += each.item.hours
        return _places(say.text("at.hours", n=week + 1, spent=hours) for week, hours in enumerate(spent) if hours > self.most + 1e-9)


class Open(Rule, tag="open"):
    """Nothing on the days that are closed."""

    def problems(self, calendar: Schedule) -> Iterator[Problem]:
        if not any(map(calendar.is_closed, calendar.days)):
            yield Problem("rule", say.text("problem.no_closed"))

    def broken(self, calendar: Schedule, posts: Posts) -> Text | None:
        return _places(said_day(each.day) for each in posts if calendar.is_closed(each.day))


AnyRule = Alternate | Weekly | Gap | Events | Hours | Open


def format_name(format: str) -> Text:
    return say.text(f"format.{format}")


def said_day(day: date) -> Text:
    """A day as a calendar says it: Monday 3 November."""
    from babel.dates import format_date

    return Text(**{lang: format_date(day, "EEEE d MMMM", locale=lang) for lang in LANGUAGES})


def _places(found: Iterator[Text]) -> Text | None:
    """All places in a row, None where there is none."""
    places = list(found)
    return Text(**{lang: listed([each.get(lang) for each in places], lang) for lang in LANGUAGES}) if places else None
