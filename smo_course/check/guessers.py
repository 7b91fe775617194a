"""Players who do not read: each answers every exercise by its form alone, the longest option or all in one bin.

What such a player earns says nothing of a learner, and all of how exercises are written. What is guessed is the kind's to say
(`guesses`); here they play, and what they earn is held against chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from ..kinds.base import Exercise
from ..text import LANGUAGES, Text
from ..words import Words

say = Words(__file__)

SEEDS = [f"guess-{number}" for number in range(5)]  # variants that they play: other numbers, another order
FEW = 5  # exercises of one sort below which a share says nothing: of one question, some option has to be the longest
WHOLE = 20  # exercises from which they are a course
BEST = 0.35  # of all points: more than the best player may earn, who has the luckiest way of guessing for each sort of exercise


class Earned(NamedTuple):
    """What one way of guessing earns in the exercises among which it is judged: mean shares of the points, from 0 to 1.

    `alone` names the exercise where one is judged by itself, with the best of its variants.
    """

    among: Text
    guess: str
    lang: str
    share: float
    least: float
    most: float
    exercises: int
    points: float
    alone: str = ""

    @property
    def sound(self) -> bool:
        return self.least - 1e-9 <= self.share <= self.most + 1e-9


def played(exercises: Iterable[Exercise]) -> list[Earned]:
    """What each way of guessing earns, in each language. Exercises that a person marks are left out."""
    shares: dict[tuple[Text, str, str, str], list[tuple[float, float, float, float]]] = {}
    for exercise, lang in product(exercises, LANGUAGES):
        variants = [(seed, guesses) for seed in SEEDS if (guesses := exercise.sealed(seed).guesses(seed, lang))]
        for name in variants[0][1].answers if variants else ():
            marks = [exercise.mark(guesses.answers[name], seed, lang) for seed, guesses in variants]
            won = [mark.score / mark.max for mark in marks]
            guesses = variants[0][1]
            share = max(won) if guesses.alone else sum(won) / len(won)
            key = (guesses.among, name, lang, exercise.id if guesses.alone else "")
            shares.setdefault(key, []).append((share, guesses.least, guesses.most, share * exercise.points))
    found = []
    for (among, name, lang, alone), rows in shares.items():
        share, least, most = (sum(column) / len(rows) for column in list(zip(*rows, strict=True))[:3])
        found.append(Earned(among, name, lang, share, least, most, len(rows), sum(row[3] for row in rows), alone))
    return found


def best(earned: list[Earned], lang: str) -> float:
    """The points of a player who guesses each sort of exercise in the way that earns most there."""
    tops: dict[tuple[Text, str], float] = {}
    for each in earned:
        if each.lang == lang:
            tops[each.among, each.alone] = max(tops.get((each.among, each.alone), 0), each.points)
    return sum(tops.values())


def summary(exercises: list[Exercise]) -> Iterator[tuple[str, Text]]:
    """Where guessing pays, in few lines: the exercise, or "" for what only many of them show, and the ways that earn too much or too little."""
    found: dict[tuple[str, Text], dict[str, Earned]] = {}
    for each in played(each for each in exercises if not each.by_hand):
        if _tells(each):
            ways = found.setdefault((each.alone, each.among), {})
            ways[each.guess] = max(each, ways.get(each.guess, each), key=_beside)  # of the languages, the one where it shows most
    for (alone, among), ways in found.items():
        said = [say.text("guess.way", how=_way(each.guess), share=round(100 * each.share)) for each in ways.values()]
        told = Text(**{lang: ", ".join(each.get(lang) for each in said) for lang in LANGUAGES})
        bounds = {name: round(100 * max(getattr(each, name) for each in ways.values())) for name in ("least", "most")}
        yield alone, say.text("guess.summary_alone" if alone else "guess.summary", among=among, ways=told, **bounds)


def _tells(each: Earned) -> bool:
    """Whether it says something of how exercises are written."""
    return not each.sound and bool(each.alone or each.exercises >= FEW)


def _beside(each: Earned) -> float:
    """How far it lies beside what chance gives."""
    return max(each.share - each.most, each.least - each.share)


def findings(exercises: list[Exercise]) -> Iterator[tuple[str, Text]]:
    """Where guessing pays: the exercise, or "" for what only many of them show, and what earned how much."""
    exercises = [each for each in exercises if not each.by_hand]
    earned = played(exercises)
    for each in filter(_tells, earned):
        reason = "guess.much" if each.share > each.most else "guess.little"
        told = {"among": each.among, "lang": say.text(f"guess.in_{each.lang}"), "how": _way(each.guess)}
        numbers = {name: round(100 * value) for name, value in (("share", each.share), ("least", each.least), ("most", each.most))}
        yield each.alone, say.text("guess.won" if each.alone else reason, **told, **numbers)
    points = sum(each.points for each in exercises)
    for lang in LANGUAGES if len(exercises) >= WHOLE else ():
        if (top := best(earned, lang)) > BEST * points:
            yield "", say.text("guess.course", share=round(100 * top / points), most=round(100 * BEST), lang=say.text(f"guess.in_{lang}"))


def _way(guess: str) -> Text:
    """A way of guessing in words: `bin 3` is the way `bin`, with the number 3."""
    name, _, number = guess.partition(" ")
    return say.text(f"guess.by.{name}", n=number)
