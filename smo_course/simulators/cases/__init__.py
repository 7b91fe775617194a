"""A year (2025) in the life of three invented companies on their networks, from one seed: what lessons show as the case's data.

What a company wrote, and what people wrote to it and about it, was written by hand and lies in the company's folder, in both
languages. Everything else is worked out here: when it was posted, how many saw it, who answered when. Each module gives its
model, its formulas, what they are calibrated on, and the traps that it plants because real data have them.

The same seed gives the same tables on every machine: chance is the standard library's `random()`, whose stream Python
guarantees, and the rest is arithmetic whose last digits are rounded away (chance.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import campaigns, competitors, followers, mentions, messages, posts, tweets
from .company import COMPANIES, Company, read_company

Rows = list[dict[str, Any]]

__all__ = ["COMPANIES", "TABLES", "Company", "read_company", "table"]


def _posts(company: Company) -> Rows:
    rows = posts.year(company) + tweets.year(company)
    return sorted(rows, key=lambda row: (row["published_at"], row["post_id"]))


def _days(company: Company) -> Rows:
    """Followers and visits, and what the day's posts brought: a network counts it day by day, here it all falls on the first."""
    rows, sums = followers.year(company), ("impressions", "engagements", "reactions", "comments", "shares", "clicks", "video_views")
    found = {(row["network"], row["day"]): row for row in rows}
    for row in rows:
        row |= {column: None if (row["network"], column) in _UNSAID else 0 for column in sums}
    for post in _posts(company):
        row = found[post["network"], post["published_on"]]
        row |= {column: row[column] + (post[column] or 0) for column in sums if row[column] is not None}
    return rows


_UNSAID = {("facebook", "engagements"), ("twitter", "clicks")}  # what the network does not sum up

TABLES: dict[str, Callable[[Company], Rows]] = {
    "posts": _posts,
    "messages": messages.year,
    "days": _days,
    "mentions": mentions.year,
    "campaigns": campaigns.year,
    "competitors": competitors.year,
}


def table(company: str, name: str) -> Rows:
    """The rows of one table of a company's year, each by column, in the order of the columns. Raises KeyError."""
    return TABLES[name](read_company(company))
