"""The auction of a click: the highest bid wins, and pays one cent more than the second highest. A simulation.

    wins   if bid > highest other bid                 (at a tie, who was there first wins: not we)
    pays   min(bid, highest other bid + 1 cent)       second price, as Twitter says of its own
           bid                                        first price, as the articles of 2015 took it to be
    gains  value - price, each time that it wins

At the second price, nothing beats bidding what a click is worth to you, whatever the others do (Vickrey 1961): a higher bid wins
besides only what costs more than it's worth, a lower one loses only what would have cost less, and the price is not yours to set. At the
first price one has to bid less, and how much less depends on the others.

The others are bots. Each has a value of its own, BOTS, and bids in each auction between half of it and half as much again, whole cents,
all alike likely. Limits: nobody learns, nobody has a budget, and adverts are equally good, while a network multiplies bids by how
likely a click is.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple, get_args

from .cases.chance import Chance

Rule = Literal["second", "first"]
RULES: tuple[Rule, ...] = get_args(Rule)
BOTS = (60, 45, 80, 30, 55, 100)  # cents that a click is worth to each
AUCTIONS = 1000


class Outcome(NamedTuple):
    """What came of all auctions: how many were won, and of how many of these the price was above the value; cents."""

    won: int
    too_dear: int
    worth: int
    paid: int

    @property
    def gain(self) -> int:
        return self.worth - self.paid


def price(bid: int, other: int, rule: Rule = "second") -> int | None:
    """What one pays, in cents, against the highest of the other bids; None where one does not win."""
    if bid <= other:
        return None
    return bid if rule == "first" else min(bid, other + 1)


@lru_cache(16)
def others(bots: int, auctions: int = AUCTIONS, seed: int = 1) -> tuple[int, ...]:
    """The highest bid of the first so many bots in each auction, in cents. The same for the same seed, on every machine."""
    chance = Chance("auction", seed)
    return tuple(_highest(chance, bots) for _ in range(auctions))


def _highest(chance: Chance, bots: int) -> int:
    bids = [value * chance.whole(50, 150) // 100 for value in BOTS]  # all draw, so that one bot more changes nobody's bid
    return max(bids[:bots])


def play(bid: int, value: int, against: tuple[int, ...], rule: Rule = "second") -> Outcome:
    """What bidding always the same brings, where a click is worth `value` cents: `price` in each auction, added up."""
    ranked, sums = _ranked(against)
    won = bisect_left(ranked, bid)
    if rule == "first":
        return Outcome(won, won if bid > value else 0, value * won, bid * won)
    return Outcome(won, max(0, won - bisect_left(ranked, value)), value * won, sums[won] + won)


@lru_cache(16)
def _ranked(against: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """The bids from the lowest up, and the sums of the first so many."""
    ranked = sorted(against)
    return ranked, [0, *accumulate(ranked)]
