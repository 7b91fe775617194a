"""What came of each Facebook post.

Measured on 500 posts of a cosmetics brand (Moro, Rita, Vala 2016, doi 10.1016/j.jbusres.2016.02.010), by format: the 10th,
50th and 90th per cent of what a post reached, of the impressions, interactions and engaged people for each person reached,
and the share that was paid for. Reach is taken as a share of the page's followers, times the page's `scale`, since small pages
reach more of theirs. Within a format, posts are ranked by

    reach:        weekday + hour + season + 1.4 × paid + 0.7 × chance
    interactions: topic + hour − 0.7 × paid − 0.35 × reach + chance
    engaged:      0.7 × interactions + 0.7 × chance

each in standard deviations, and a post gets what its rank had among those measured (chance.by_rank, chance.at). The effects of
weekday, hour and topic are the course's own, of a size that practitioners find plausible. Interactions are shared out
among reactions, comments and shares as they were in the sum of those posts.

Limits: one brand, 2014; formats of today had no such measurement. What is learnt is how to read, not what to expect.

Traps, each of which real data have:
- money: paid posts reach more and get a lower rate, and most go out on one weekday, which seems the best one;
- tiny groups: a format with a handful of posts (seven videos, mostly paid), hours with one post or two;
- an outlier: one post went viral, and moves every mean;
- another definition: from 1 July on, impressions are counted as views, each showing again too, 1.3 times as many;
- not said: on two days of May the network gave no reach; these cells are empty, and not nought.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, NamedTuple

from .chance import Chance, Quantiles, at, by_rank
from .company import YEAR, Company, Written, day
from .followers import count

CHANGED = date(YEAR, 7, 1)  # from here on, impressions are views
VIEWS = 1.3
_LIKES = 123_194  # mean number of likes of the page that was measured


class Format(NamedTuple):
    """What was measured of a format of posts."""

    reach: Quantiles  # people
    impressions: Quantiles  # for each person reached
    interactions: Quantiles  # for each person reached
    engaged: Quantiles  # of the people reached
    paid: float  # share of posts


FORMATS = {
    "link": Format((2673.8, 7422.0, 45288.0), (1.2359, 1.6171, 2.0275), (0.0016, 0.0068, 0.0138), (0.0102, 0.0226, 0.0501), 0.273),
    "image": Format((1806.5, 4675.0, 37976.0), (1.5399, 1.7571, 2.065), (0.0046, 0.0245, 0.0492), (0.0342, 0.1229, 0.2107), 0.28),
    "text": Format((8544.0, 11096.0, 19921.6), (1.6993, 1.8718, 1.9767), (0.007, 0.0153, 0.0285), (0.0484, 0.1552, 0.2035), 0.222),
    "video": Format((15267.2, 30624.0, 116064.0), (1.7854, 1.9463, 2.2055), (0.0037, 0.0055, 0.0167), (0.0176, 0.0315, 0.1116), 0.571),
}
_WEEKDAY = (0.0, 0.1, 0.1, 0.1, 0.1, -0.4, -0.6)
_WANTED = {"offer": 1.2, "event": 1.0, "product": 0.7, "job": 0.6, "apology": -9.0, "question": -0.5, "shop": -0.5}  # to be paid for
_LIKED = {"question": 0.9, "customer": 0.5, "team": 0.4, "news": 0.2, "apology": 0.2, "offer": -0.3, "shop": -0.4, "advice": -0.2}
_COMMENTS = {"question": 0.35, "apology": 0.3, "offer": 0.08, "job": 0.06}  # share of interactions, instead of the usual
_SHARES = {"job": 0.3, "event": 0.2, "advice": 0.16, "question": 0.04}
_COMMENT, _SHARE = 0.03, 0.125


def year(company: Company) -> list[dict[str, Any]]:
    """One row a post, in the order in which they went out."""
    texts = company.texts("posts")
    moments = published(company, texts, "facebook")
    paid = _paid(company, texts)
    found: dict[int, dict[str, Any]] = {}
    for kind, measured in FORMATS.items():
        places = [place for place, text in enumerate(texts) if text.tags[1] == kind]
        found |= _results(company, kind, measured, places, texts, moments, paid)
    return [found[place] for place in sorted(found)]


def published(company: Company, texts: list[Written], network: str) -> list[datetime]:
    """The moment of each text: on its day, at an hour that is the company's habit, before it closes on its last day."""
    chance = Chance(company.id, network, "moments")
    moments = []
    for text in texts:
        hour = chance.pick(company.posting)
        moments.append(datetime.combine(day(text.tags[0]), time(hour, chance.whole(0, 59))))
    return moments


def _paid(company: Company, texts: list[Written]) -> set[int]:
    """The posts for which money was spent: of each format as many as measured; offers and events before the rest."""
    chance, paid = Chance(company.id, "paid"), set[int]()
    for kind, measured in FORMATS.items():
        places = [place for place, text in enumerate(texts) if text.tags[1] == kind and "viral" not in text.tags]
        wish = {}
        for place in places:
            text = texts[place]
            on_day = 1.8 if day(text.tags[0]).weekday() == company.boosted_on else 0.0
            wish[place] = _WANTED.get(text.tags[2], 0.0) + on_day + chance.normal()
        paid |= set(sorted(places, key=lambda place: -wish[place])[: round(measured.paid * len(places))])
    return paid


def _results(
    company: Company, kind: str, measured: Format, places: list[int], texts: list[Written], moments: list[datetime], paid: set[int]
) -> dict[int, dict[str, Any]]:
    chance = Chance(company.id, "posts", kind)
    topics = [texts[place].tags[2] for place in places]
    bought = [float(place in paid) for place in places]
    when = [moments[place] for place in places]
    reach = by_rank([_calendar(at_) + 1.4 * money + 0.7 * chance.normal() for at_, money in zip(when, bought, strict=True)])
    liked = by_rank(
        [
            _LIKED.get(topic, 0.0) + 0.5 * (at_.hour >= 18) - 0.7 * money - 0.35 * seen + 0.8 * chance.normal()
            for topic, at_, money, seen in zip(topics, when, bought, reach, strict=True)
        ]
    )
    engaged = by_rank([0.7 * like + 0.7 * chance.normal() for like in liked])
    shown = by_rank([chance.normal() for _ in places])
    rows = {}
    for number, place in enumerate(places):
        rates = (
            at(measured.interactions, liked[number]),
            at(measured.engaged, engaged[number]),
            at(measured.impressions, shown[number]),
        )
        followers = count(company, "facebook", when[number].date())
        people = at(measured.reach, reach[number]) / _LIKES * company.facebook.scale * followers
        if "viral" in texts[place].tags:
            people, rates = 8.5 * company.facebook.scale * followers, (0.052, 0.11, 1.62)
        rows[place] = _row(company, texts[place], when[number], kind, people, rates, place in paid, chance)
    return rows


def _calendar(moment: datetime) -> float:
    """What weekday, hour and season do to the reach of a post, in standard deviations."""
    evening = 0.6 if moment.hour >= 19 else 0.3 if moment.hour >= 17 else 0.1 if moment.hour == 12 else 0.0
    season = 0.3 if moment.month >= 11 else -0.3 if moment.month in (7, 8) else 0.0
    return _WEEKDAY[moment.weekday()] + evening + season


def _row(
    company: Company,
    text: Written,
    moment: datetime,
    kind: str,
    people: float,
    rates: tuple[float, float, float],
    paid: bool,
    chance: Chance,
) -> dict[str, Any]:
    topic, viral, address = text.tags[2], "viral" in text.tags, ".example" in text.en
    reach = max(20, round(people))
    interactions = round(reach * rates[0])
    comments = round(interactions * min(0.6, _COMMENTS.get(topic, _COMMENT) * chance.uniform(0.5, 1.5)))
    shares = round(interactions * (0.205 if viral else _SHARES.get(topic, _SHARE) * chance.uniform(0.6, 1.4)))
    impressions = round(reach * rates[2] * (VIEWS if moment.date() >= CHANGED else 1))
    engaged = min(reach, max(round(reach * rates[1]), interactions - comments // 2))
    clicks = round(engaged * chance.uniform(1.05, 1.5))
    paid_reach = round(reach * chance.uniform(0.35, 0.75)) if paid else 0
    views = round(reach * chance.uniform(0.25, 0.45)) if kind == "video" else None
    unsaid = moment.date() in (date(YEAR, 5, 6), date(YEAR, 5, 13)) or None
    return {
        "post_id": str(612_400_000_000_000 + _number(company, moment)),
        "network": "facebook",
        "published_on": moment.date(),
        "published_at": moment,
        "type": kind,
        "topic": topic,
        "text_en": text.en,
        "text_fr": text.fr,
        "permalink": None,
        "paid": paid,
        "impressions": None if unsaid else impressions,
        "paid_impressions": None if unsaid else min(impressions, round(paid_reach * chance.uniform(1.1, 1.5))),
        "reach": None if unsaid else reach,
        "paid_reach": None if unsaid else paid_reach,
        "video_views": views,
        "engagements": None,
        "engaged_users": None if unsaid else engaged,
        "reactions": max(0, interactions - comments - shares),
        "comments": comments,
        "shares": shares,
        "saves": None,
        "clicks": clicks,
        "link_clicks": round(clicks * chance.uniform(0.25, 0.45)) if kind == "link" else round(clicks * 0.05) if address else 0,
        "new_followers": None,
    }


def _number(company: Company, moment: datetime) -> int:
    """A long number that grows with time, as networks give them, told apart by company."""
    seconds = int((moment - datetime(YEAR, 1, 1)).total_seconds())
    return seconds * 10_007 + sum(map(ord, company.id))
