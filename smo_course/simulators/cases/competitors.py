"""The company beside its competitors, month by month: what anybody can see of a page from outside.

The company's own rows are counted from its posts, tweets and followers. A competitor's follow its file: followers at the
start and at the end of the year, posts a month, interactions for each post and thousand followers, and mentions a month;
each month lies around these by a tenth. The course chose these figures; what is worth learning is to compare like with like.

Traps: one competitor has the most followers and the fewest interactions for each of them (it bought some); a month
without posts is no month without mentions; share of voice says how much, not how well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from . import mentions, posts, tweets
from .chance import Chance
from .company import YEAR, Company
from .followers import DAYS, count


class Seen(msgspec.Struct, forbid_unknown_fields=True):
    """A competitor on one network. `liveliness`: interactions for each post and thousand followers; `mentions`: a month."""

    first: int
    last: int
    posts: float
    liveliness: float
    mentions: float = 0


def year(company: Company) -> list[dict[str, Any]]:
    """One row a company, network and month: the company first."""
    rows = _own(company)
    for name, networks in msgspec.convert(company.settings("competitors"), dict[str, dict[str, Seen]]).items():
        for network, seen in networks.items():
            rows += _competitor(Chance(company.id, name, network), name, network, seen)
    return rows


def _own(company: Company) -> list[dict[str, Any]]:
    about = [row for row in mentions.year(company) if row["relevant"]]
    found = []
    for network, published in (("facebook", posts.year(company)), ("twitter", tweets.year(company))):
        for month in range(1, 13):
            mine = [row for row in published if row["published_on"].month == month]
            said = [row for row in about if row["network"] == network and row["published_at"].month == month]
            followers = count(company, network, max(on for on in DAYS if on.month == month))
            counts = [sum(row[column] for row in mine) for column in ("reactions", "comments", "shares")]
            found.append(_row(company.name, network, month, followers, len(mine), counts, len(said)))
    return found


def _competitor(chance: Chance, name: str, network: str, seen: Seen) -> list[dict[str, Any]]:
    found = []
    for month in range(1, 13):
        followers = round(seen.first + (seen.last - seen.first) * month / 12 * chance.uniform(0.97, 1.03))
        number = chance.count(seen.posts)
        interactions = number * seen.liveliness * followers / 1000 * chance.uniform(0.8, 1.2)
        counts = [round(interactions * share) for share in (0.84, 0.035, 0.125)]
        found.append(_row(name, network, month, followers, number, counts, chance.count(seen.mentions)))
    return found


def _row(name: str, network: str, month: int, followers: int, number: int, counts: Sequence[int], mentions: int) -> dict[str, Any]:
    return {
        "company": name,
        "network": network,
        "month": date(YEAR, month, 1),
        "followers": followers,
        "posts": number,
        "reactions": counts[0],
        "comments": counts[1],
        "shares": counts[2],
        "mentions": mentions,
    }
