"""The numbers of the report, from scores alone.

Scores are a table: a row for each learner whose work counts, a column for each exercise, None where a person has still to
mark. What was not answered has earned 0.
"""

from __future__ import annotations

import math
import statistics
from itertools import pairwise
from typing import Literal, NamedTuple

Scores = list[list[float | None]]
Lacking = Literal["", "few", "alone", "same", "rest-same"]

SMALL = 30  # learners: with fewer, what is told of an exercise is told with how unsure it is
FEWEST = 6  # learners: with fewer, two standard errors of a correlation are 1 or more, and any value may be chance
TOGETHER = 3  # concepts: of more, the score of one exercise says nothing of each
_DIGITS = 6  # of a sum of scores: 0.1 + 0.2 is 0.3, and no spread where there is none


class Totals(NamedTuple):
    """What the learners whose work counts have earned, lateness taken off."""

    learners: int
    mean: float | None
    median: float | None


class Discrimination(NamedTuple):
    """How an exercise goes with the others: the correlation of its score with the sum of the others' scores, from -1 to 1.

    `value` is None where there is none, and `lacking` says why: too few learners, no other exercise, everybody earned the
    same on this one, or on the others together.
    """

    value: float | None
    learners: int
    lacking: Lacking = ""


def totals(earned: list[float]) -> Totals:
    if not earned:
        return Totals(0, None, None)
    return Totals(len(earned), statistics.fmean(earned), statistics.median(earned))


def discrimination(scores: Scores, column: int) -> Discrimination:
    """The corrected item-total correlation of an exercise (Pearson's).

    An exercise that still waits for a person with somebody is left out of what the others add up to: else those who
    are marked already would seem to be the better ones.
    """
    others = [each for each in range(len(scores[0]) if scores else 0) if each != column and all(row[each] is not None for row in scores)]
    rows = [row for row in scores if row[column] is not None]
    if len(rows) < FEWEST:
        return Discrimination(None, len(rows), "few")
    if not others:
        return Discrimination(None, len(rows), "alone")
    own = [round(row[column] or 0, _DIGITS) for row in rows]
    rest = [round(sum(row[each] or 0 for each in others), _DIGITS) for row in rows]
    if min(own) == max(own):
        return Discrimination(None, len(rows), "same")
    if min(rest) == max(rest):
        return Discrimination(None, len(rows), "rest-same")
    return Discrimination(min(max(statistics.correlation(own, rest), -1.0), 1.0), len(rows))


class Range(NamedTuple):
    """Where a value would lie in a large class of the same kind, 19 times out of 20."""

    low: float
    high: float


_Z = 1.96  # standard errors


def share_range(share: float, learners: int) -> Range:
    """How unsure a share of so many is (Wilson's interval, which scores between nothing and all can only narrow)."""
    spread = _Z**2 / learners
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * (share * (1 - share) / learners + spread / 4 / learners) ** 0.5
    return Range(max(0.0, middle - half), min(1.0, middle + half))


def correlation_range(value: float, learners: int) -> Range:
    """How unsure a correlation among so many is (Fisher's z). `learners` is four or more."""
    z, half = math.atanh(min(max(value, -0.999), 0.999)), _Z / (learners - 3) ** 0.5
    return Range(math.tanh(z - half), math.tanh(z + half))


def chance(learners: int) -> float:
    """How far from 0 a correlation of unrelated scores lies, 19 times out of 20, at most: two standard errors."""
    return 2 / (learners - 1) ** 0.5


class Practised(NamedTuple):
    """An exercise as what it tells of its concepts: the share of its points that was earned by those who answered, None where
    nobody is marked; and, where its parts are about a concept each, how far answers were right there, by concept."""

    concepts: list[str]
    points: float
    share: float | None
    parts: dict[str, float] = {}

    def told(self) -> dict[str, float]:
        """How far each concept is known, of those of which it tells: a score says nothing of each of many."""
        if self.share is None:
            return {}
        rest = [each for each in dict.fromkeys(self.concepts) if each not in self.parts]
        return self.parts | (dict.fromkeys(rest, self.share) if len(rest) <= TOGETHER else {})


class Taught(NamedTuple):
    """Concepts practised by the same exercises (given by their place), and how far they are known, from 0 to 1. Without concepts,
    it is the exercise itself: one that is about none, or about so many that it says nothing of each."""

    concepts: list[str]
    exercises: list[int]
    share: float


def concepts(exercises: list[Practised]) -> list[Taught]:
    """The concepts with how far they are known, lowest first.

    An exercise weighs by its points, divided among its concepts: one that is about a single concept says more of it than
    one that touches a dozen. Concepts that no exercise tells apart stand together.
    """
    told = [each.told() for each in exercises]
    practising: dict[str, list[int]] = {}
    for place, known in enumerate(told):
        for each in known:
            practising.setdefault(each, []).append(place)
    together: dict[tuple[tuple[int, ...], float], list[str]] = {}
    for concept, places in practising.items():
        weights = [exercises[place].points / max(len(exercises[place].concepts), 1) for place in places]
        share = sum(weight * told[place][concept] for weight, place in zip(weights, places, strict=True)) / sum(weights)
        together.setdefault((tuple(places), round(share, _DIGITS)), []).append(concept)
    found = [Taught(names, list(places), share) for (places, share), names in together.items()]
    found += [Taught([], [place], each.share) for place, each in enumerate(exercises) if each.share is not None and not told[place]]
    return sorted(found, key=lambda each: (each.share, each.exercises))


class Step(NamedTuple):
    """A step of a histogram, from `low` up to `high` points; `high` itself belongs to the next one, unless it is the most."""

    low: float
    high: float
    learners: int


def histogram(earned: list[float], most: int) -> list[Step]:
    """How many totals lie where between 0 and `most`: in tenths of it, or by whole points where there are ten or fewer."""
    edges = [most * place / 10 for place in range(11)] if most > 10 else [*range(most + 1), most]
    steps = list(pairwise(edges))
    counts = [0] * len(steps)
    for each in earned:
        counts[max(place for place, (low, _) in enumerate(steps) if low <= each + 1e-9 or not place)] += 1
    return [Step(low, high, count) for (low, high), count in zip(steps, counts, strict=True)]
