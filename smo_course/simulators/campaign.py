"""A campaign on the simulated users, day by day, and what it was good for. A simulation, not a measurement.

Each day the network enters auctions (market.py) for chances to show the advert to the target (targeting.py), one a user:

    highest bid for 1,000 showings = bid × chance of the billed action × 1,000
    shown                          = the chances won with the lowest bids that spend the day's budget, below that highest bid
    actions                        = shown × rate × mood of the day × 1 / (1 + times seen / TIRED), by chance (Poisson)
    price of the billed action     = cost of the showings / expected actions, never above the bid

RATES are those of people whom the company looks for; of others, OTHERS of that. What the objective bills comes OPTIMISED times as
often, all else REST of its rate, as in the case companies' campaigns. A card draws clicks, a tweet reactions; leads need a leads campaign
and installs an app campaign, and both a card. What is billed is never above the bid, and neither a day nor the whole above budget.

What came of it later: a visit by somebody looked for buys with a chance of BUYS, one of others OTHERS_BUY; of followers, STAY and
OTHERS_STAY are there half a year later, and visit VISITS times a year. So a follower is worth what such visits bring: most if they
came by themselves, as only those do who were looked for; less if an advert brought them; nothing if they were bought, for they visit
nothing and the network removes them.

All numbers are the course's own, of the size of public figures of 2017 (never a benchmark for today). The same seed gives the same
campaign on every machine: chance comes from hashed names (cases/chance.py) and all that leaves the model is whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import Literal, NamedTuple, get_args

from . import market
from .cases.chance import Chance
from .targeting import Company, Target, reached

Objective = Literal["followers", "clicks", "engagement", "app", "leads"]
Content = Literal["tweet", "card"]
Action = Literal["engagements", "clicks", "follows", "leads", "installs"]
Origin = Literal["won", "advertised", "bought"]
OBJECTIVES: tuple[Objective, ...] = get_args(Objective)
ACTIONS: tuple[Action, ...] = get_args(Action)

BILLED: dict[Objective, Action] = {
    "followers": "follows", "clicks": "clicks", "engagement": "engagements", "app": "clicks", "leads": "leads",
}  # fmt: skip
RATES: dict[Action, float] = {"engagements": 0.012, "clicks": 0.003, "follows": 0.0008, "leads": 0.0003, "installs": 0.0004}
OTHERS = 0.35
OPTIMISED, REST = 1.8, 0.8
CONTENT: dict[Content, dict[Action, float]] = {
    "tweet": {"engagements": 1.2, "clicks": 0.7, "follows": 1.0, "leads": 0.0, "installs": 0.0},
    "card": {"engagements": 0.8, "clicks": 1.3, "follows": 0.8, "leads": 1.0, "installs": 1.0},
}
TIRED = 8  # times that one has seen it by which half of the interest is gone
MOOD = (1.0, 1.05, 1.05, 1.0, 0.95, 0.8, 0.9)  # from Monday on
BUYS, OTHERS_BUY = 0.02, 0.002
ASKS, OTHERS_ASK = 0.01, 0.001  # of visits, those that ask for a quote
STAY, OTHERS_STAY, BOUGHT_STAY = 0.85, 0.4, 0.1
VISITS = 6


@dataclass(frozen=True)
class Campaign:
    """`bid`, for the billed action, and `daily`, the budget of a day: cents. It starts on a Monday unless `weekday` says otherwise."""

    company: Company
    objective: Objective
    target: Target
    bid: int
    daily: int
    days: int = 30
    content: Content = "card"
    weekday: int = 0


class Day(NamedTuple):
    """What was shown, what it cost in cents, and of each action how many were of people looked for, and how many of others."""

    shown: int
    cents: int
    actions: dict[Action, tuple[int, int]]


@dataclass(frozen=True)
class Result:
    """A campaign that has run. `audience`: users in its target. `reach`: how many of them have seen it."""

    campaign: Campaign
    days: tuple[Day, ...]
    audience: int
    reach: int
    sales: int
    requests: int
    kept: int

    @property
    def shown(self) -> int:
        return sum(day.shown for day in self.days)

    @property
    def cents(self) -> int:
        return sum(day.cents for day in self.days)

    def count(self, action: Action) -> int:
        return sum(sum(day.actions[action]) for day in self.days)

    @property
    def billed(self) -> int:
        """How many actions were paid for."""
        return self.count(BILLED[self.campaign.objective])

    @property
    def visits(self) -> int:
        """Clicks that led to the company's site: those of an app campaign lead to a shop for apps."""
        return 0 if self.campaign.objective == "app" else self.count("clicks")


def rates(campaign: Campaign) -> dict[Action, float]:
    """How often somebody looked for does each thing, for each showing to someone who has not seen it yet."""
    objective, billed = campaign.objective, BILLED[campaign.objective]
    found = {each: RATES[each] * CONTENT[campaign.content][each] * (OPTIMISED if each == billed else REST) for each in ACTIONS}
    if objective != "leads":
        found["leads"] = 0.0
    if objective != "app":
        found["installs"] = 0.0
    return found


@lru_cache(64)
def run(campaign: Campaign, seed: int = 1) -> Result:
    """The campaign, day by day. Works in a hundredth of a second."""
    audience = reached(campaign.target, campaign.company)
    users, share = audience.reach, audience.share
    of_each, billed = rates(campaign), BILLED[campaign.objective]
    mixed = share + (1 - share) * OTHERS  # of the audience's mean, beside somebody looked for
    days, seen, totals = [], 0, dict.fromkeys(ACTIONS, (0, 0))
    for number in range(campaign.days):
        chance = Chance("campaign", seed, number)
        mood = MOOD[(campaign.weekday + number) % 7] / (1 + (seen / users if users else 0) / TIRED)
        rate = of_each[billed] * mixed * mood
        bought = market.buy(users * market.CHANCES // 30, campaign.daily, campaign.bid * rate * 1000)
        price = min(campaign.bid, max(1, round(bought.cents / (bought.shown * rate)))) if bought.shown * rate else campaign.bid
        actions = {each: _split(chance, bought.shown * mood * of_each[each], share) for each in ACTIONS}
        actions[billed] = _within(actions[billed], campaign.daily // price)
        days.append(Day(bought.shown, price * sum(actions[billed]), actions))
        seen += bought.shown
        totals = {each: (totals[each][0] + actions[each][0], totals[each][1] + actions[each][1]) for each in ACTIONS}
    late = Chance("campaign", seed, "later")
    clicks = (0, 0) if campaign.objective == "app" else totals["clicks"]
    return Result(
        campaign,
        tuple(days),
        users,
        round(users * (1 - exp(-seen / users))) if users else 0,
        late.count(clicks[0] * BUYS + clicks[1] * OTHERS_BUY),
        late.count(clicks[0] * ASKS + clicks[1] * OTHERS_ASK),
        late.count(totals["follows"][0] * STAY + totals["follows"][1] * OTHERS_STAY),
    )


def _split(chance: Chance, mean: float, share: float) -> tuple[int, int]:
    """How many of those looked for did it, and how many others."""
    return chance.count(mean * share), chance.count(mean * (1 - share) * OTHERS)


def _within(counts: tuple[int, int], most: int) -> tuple[int, int]:
    """No more than the budget pays for."""
    first = min(counts[0], most)
    return first, min(counts[1], most - first)


def follower_worth(origin: Origin, basket: int, looked_for: float = 1.0) -> float:
    """What a follower brings in a year, in the currency of `basket`, what a sale brings. `looked_for`: the share of those whom an advert
    brought that the company looks for; those who came by themselves all are."""
    if origin == "bought":
        return 0.0  # a tenth of them stay (BOUGHT_STAY), and none visits anything
    share = 1.0 if origin == "won" else looked_for
    return basket * VISITS * (share * STAY * BUYS + (1 - share) * OTHERS_STAY * OTHERS_BUY)
