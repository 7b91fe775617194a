"""Followers, day by day: those who came, those who left, and visits to the profile.

Who comes on a day is Poisson around

    mean = (growth + losses) / 365 × weekday × season

so that the year goes from its first count to its last; of those who follow, a small share leaves every day. A boost or a
viral post brings visitors. The course chose these numbers: no study stands behind them.

Traps: on Twitter, followers were bought (company.yaml says when). They all come on one day, click on nothing, and most go
in one night when the network purges them. A rate per follower falls although nobody's tweets became worse.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from .chance import Chance
from .company import YEAR, Company, day, read_company

DAYS = [date(YEAR, 1, 1) + timedelta(number) for number in range(365)]
_WEEKDAY = (0.95, 1.05, 1.05, 1.1, 1.0, 0.95, 0.9)
_LEAVING = 0.00012  # share of followers who leave on a day
_VISITS = {"facebook": 0.006, "twitter": 0.011}  # visits to the profile on a day, for each follower


def year(company: Company) -> list[dict[str, Any]]:
    """One row a network and day."""
    return [
        {"network": network, "day": on, "followers": total, "new_followers": came, "lost_followers": left, "profile_visits": visits}
        for network in ("facebook", "twitter")
        for on, (total, came, left, visits) in zip(DAYS, _days(company.id, network), strict=True)
    ]


def count(company: Company, network: str, on: date) -> int:
    """Followers at the end of a day."""
    return _days(company.id, network)[(on - DAYS[0]).days][0]


@cache
def _days(id: str, network: str) -> list[tuple[int, int, int, int]]:
    company = read_company(id)
    page = company.facebook if network == "facebook" else company.twitter
    bought, chance = page.bought, Chance(id, network, "followers")
    viral = next((day(text.tags[0]) for text in company.texts("posts") if "viral" in text.tags), None)
    kept = bought.left if bought else 0
    growth = page.last - page.first - kept + _LEAVING * 365 * (page.first + page.last) / 2
    total, found = page.first, []
    for on in DAYS:
        since = (on - viral).days if viral and network == "facebook" else -1
        mood = _WEEKDAY[on.weekday()] * (1.25 if on.month >= 11 else 0.7 if company.is_closed(on) else 0.96)
        came = chance.count(growth / 365 * mood * (1 + 6 * 0.5**since if since >= 0 else 1))
        left = chance.count(_LEAVING * total)
        visits = chance.count(_VISITS[network] * total * mood * (1 + 12 * 0.45**since if since >= 0 else 1))
        if bought and on == day(bought.when):
            came += bought.followers
        if bought and on == day(bought.purged):
            left += bought.followers - bought.left
        total += came - left
        found.append((total, came, left, visits))
    return found
