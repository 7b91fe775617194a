"""What people wrote to the company, privately or below its posts, and when they were answered.

Only what calls for somebody's eye is here, not every heart below a post. The texts are written by hand; one that has
alternatives comes again with others of them, so that how much there is of each topic is the author's choice. Messages come
when people are at leisure: the weights of month, weekday and hour stand below, chosen by the course. Each is seen in the next of the hours in which the
company answers (company.yaml), unless it is closed, and answered there after a delay whose median is forty minutes of those
hours; what was seen too late in the day waits for the next. Praise is often left at that, spam nearly always.

Traps: the mean time to an answer leaves out those never answered; Friday evening waits for Tuesday, so that the mean
says little and the share within 48 hours more; the closed weeks of summer; a crowd of complaints after a mistake.
"""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Any

from .chance import Chance
from .company import Company, Written, day
from .followers import DAYS
from .posts import year as posts_of

_MONTH = (0.9, 0.8, 0.8, 0.9, 1.0, 0.9, 0.8, 0.6, 1.1, 1.0, 1.4, 2.0)
_WEEKDAY = (1.1, 1.0, 1.0, 1.0, 1.1, 0.9, 0.9)
_HOUR = dict(enumerate((1, 0.5, 0.3, 0.2, 0.2, 0.5, 1, 2, 3, 4, 4, 4, 5, 5, 4, 4, 4, 5, 6, 7, 8, 8, 6, 3)))
_IGNORED = {"spam": 0.95, "praise": 0.35, "job": 0.2}  # share that is never answered
_MISSED = 0.05  # share of all else that nobody saw
_ON_TWITTER = 0.12
_DELAY, _SPREAD = 40, 1.3  # minutes, and standard deviation of their logarithm


def year(company: Company) -> list[dict[str, Any]]:
    """One row a message, in the order in which they came."""
    chance = Chance(company.id, "messages")
    posts = posts_of(company)
    days = {on: _MONTH[on.month - 1] * _WEEKDAY[on.weekday()] for on in DAYS[:-3]}
    apologies = [day(text.tags[0]) for text in company.texts("posts") if "apology" in text.tags]
    rows: list[dict[str, Any]] = []
    for text in company.texts("messages"):
        for en, fr in _times(text, chance):
            on = text.day(chance, 4) or chance.pick(days)
            if text.tags[1] == "complaint" and not text.day(chance, 0) and chance.happens(0.5):  # where one thing goes wrong, others do
                on = chance.one(apologies) + timedelta(days=chance.whole(-2, 3))
            received = datetime.combine(on, time(chance.pick(_HOUR), chance.whole(0, 59)))
            rows.append(_row(company, text, (en, fr), received, posts, chance))
    rows.sort(key=lambda row: (row["received_at"], row["text_en"]))
    return [{"message_id": f"m{number:04}", **row} for number, row in enumerate(rows, 1)]


def _times(text: Written, chance: Chance) -> list[tuple[str, str]]:
    """The text as it comes in the year: with different alternatives, up to eight times; without any, twice, or once on its day."""
    told = dict.fromkeys(text.variant(chance) for _ in range(8))
    again = text.variants() == 1 and text.day(chance, 0) is None
    return [*told, *told] if again else list(told)


def _row(
    company: Company, text: Written, told: tuple[str, str], received: datetime, posts: list[dict[str, Any]], chance: Chance
) -> dict[str, Any]:
    kind, topic = text.tags[:2]
    network = "twitter" if kind == "private" and chance.happens(_ON_TWITTER) else "facebook"
    before = [post for post in posts if post["published_at"] < received][-6:]
    if kind == "comment" and not before:
        kind = "private"
    below = chance.one(before)["post_id"] if kind == "comment" else None
    left = chance.happens(_IGNORED.get(topic, _MISSED))
    answered = None if left else answer_at(company, received, _DELAY * math.exp(_SPREAD * chance.normal()))
    if answered and answered.year > received.year:
        answered = None
    return {
        "network": network,
        "kind": kind,
        "post_id": below,
        "received_at": received,
        "answered_at": answered,
        "topic": topic,
        "text_en": told[0],
        "text_fr": told[1],
    }


def answer_at(company: Company, received: datetime, delay: float) -> datetime:
    """When a message is answered that takes so many minutes of the hours in which the company answers."""
    on, left = received.date(), delay
    while True:
        if hours := _hours(company, on):
            start, end = (datetime.combine(on, time(hour)) for hour in hours)
            start = max(start, received)
            there = (end - start).total_seconds() / 60
            if there > left:
                return (start + timedelta(minutes=max(4, left))).replace(second=0, microsecond=0)
            left -= max(0.0, there)
        on += timedelta(days=1)


def _hours(company: Company, on: date) -> tuple[int, int] | None:
    return None if company.is_closed(on) else company.answering.get(on.weekday())
