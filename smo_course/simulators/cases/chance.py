"""Chance that falls the same way on every machine, and the shapes that it is given.

Python guarantees the stream of `random()` for a seed; everything else is made of it by sums, products, `exp` and `log`. These
may differ in the last of sixteen digits from one machine to the next: whatever leaves the model is rounded to far fewer.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from random import Random
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")
Quantiles = tuple[float, float, float]  # of what is measured: the 10th, the 50th and the 90th per cent

_NORMAL = NormalDist()
_TENTH = 1.2815515655446004  # standard deviations from the median to the 90th per cent


class Chance:
    """A stream of chance of its own for each thing named: one more draw for the posts moves nothing among the messages."""

    def __init__(self, *names: object):
        text = "/".join(map(str, names))
        self._random = Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")).random

    def uniform(self, least: float = 0.0, most: float = 1.0) -> float:
        return least + (most - least) * self._random()

    def whole(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""
        return least + int(self._random() * (most - least + 1))

    def happens(self, share: float) -> bool:
        return self._random() < share

    def normal(self) -> float:
        """A number around 0 with standard deviation 1."""
        return _NORMAL.inv_cdf(min(max(self._random(), 1e-9), 1 - 1e-9))

    def count(self, mean: float) -> int:
        """How many of many rare things happen: Poisson, and above 30 the normal that it comes close to."""
        if mean > 30:
            return max(0, round(mean + math.sqrt(mean) * self.normal()))
        left, number = self._random(), 0
        share = math.exp(-mean)
        while left > share and number < 200:
            left -= share
            number += 1
            share *= mean / number
        return number

    def pick(self, weights: Mapping[T, float]) -> T:
        """One of the keys, by its weight."""
        left = self._random() * sum(weights.values())
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        return key

    def one(self, things: Sequence[T]) -> T:
        return things[int(self._random() * len(things))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        found = list(things)
        for last in range(len(found) - 1, 0, -1):
            other = self.whole(0, last)
            found[last], found[other] = found[other], found[last]
        return found


def by_rank(scores: Sequence[float]) -> list[float]:
    """Scores as standard deviations of a normal: the highest of a hundred gets the 99.5th per cent, whatever its score.

    So a small group has the spread that was measured, and who is above whom is what the model says.
    """
    found = [0.0] * len(scores)
    for rank, place in enumerate(sorted(range(len(scores)), key=lambda place: (scores[place], place))):
        found[place] = _NORMAL.inv_cdf((rank + 0.5) / len(scores))
    return found


def at(quantiles: Quantiles, deviations: float) -> float:
    """The value so many standard deviations from the median, on a curve through three quantiles that is lognormal on each side."""
    low, middle, high = map(math.log, quantiles)
    slope = (high - middle if deviations > 0 else middle - low) / _TENTH
    return math.exp(middle + slope * deviations)
