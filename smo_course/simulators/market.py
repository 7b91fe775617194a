"""What it costs to be shown: a month's chances of showing an advert to an audience, each auctioned off. A simulation.

At each chance, others bid too, and the highest of their bids is what has to be beaten and what is paid (auction.py shows single
auctions). RIVALS says how high it is: in a tenth of all auctions at most 320 cents for 1,000 showings, in half at most 740, and so
on, straight between two. So of an audience's chances

    share won = the share of auctions whose highest other bid is below ours
    price     = the mean of the highest other bids in the auctions won

and who wants a larger share of the same people pays more for each: that is the price of narrowness. The course chose these
numbers; Twitter published none. Limits: rivals bid alike for everybody, at every hour and season, and don't react.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

CHANCES = 30  # showings that a user could see in a month
RIVALS = (200, 320, 420, 520, 620, 740, 880, 1060, 1320, 1800, 4000)  # cents for 1,000 showings: the least, …, the most, by tenths
_STEP = 0.1


class Bought(NamedTuple):
    """What a sum buys: how often it is shown, and the cents that this costs."""

    shown: int
    cents: int


def share_won(bid: float) -> float:
    """The share of auctions that a bid wins, in cents for 1,000 showings."""
    if bid <= RIVALS[0]:
        return 0.0
    for place, (low, high) in enumerate(pairwise(RIVALS)):
        if bid <= high:
            return _STEP * (place + (bid - low) / (high - low))
    return 1.0


def cost(share: float) -> float:
    """What one chance costs in the mean, in cents for 1,000, where this share of them is won: the area below RIVALS up to there."""
    whole = min(int(share / _STEP + 1e-9), 10)
    area = sum(_STEP * (RIVALS[place] + RIVALS[place + 1]) / 2 for place in range(whole))
    rest = share - whole * _STEP
    if whole < 10 and rest > 0:
        slope = (RIVALS[whole + 1] - RIVALS[whole]) / _STEP
        area += rest * (RIVALS[whole] + slope * rest / 2)
    return area


def buy(chances: int, cents: int, most: float = RIVALS[-1]) -> Bought:
    """What so many cents buy of so many chances, never bidding above `most` cents for 1,000 showings.

    Of all bids, the lowest that spends the money: a higher one would buy fewer showings for it.
    """
    low, high = 0.0, share_won(most)
    if chances * cost(high) / 1000 > cents:
        for _ in range(30):  # to a billionth
            middle = (low + high) / 2
            low, high = (middle, high) if chances * cost(middle) / 1000 <= cents else (low, middle)
        high = low
    return Bought(round(chances * high), min(cents, round(chances * cost(high) / 1000)))
