"""The variants that stand for an exercise whose numbers are drawn."""

from __future__ import annotations

from ...kinds.base import Exercise
from ...words import Words

say = Words(__file__)

_TRIES = 50  # seeds for each variant: an exercise with few variants soon repeats itself


def seeds(exercise: Exercise, count: int) -> list[str]:
    """Seeds that give different numbers, `count` of them or as many as there are; one where nothing is drawn."""
    found: dict[tuple[float, ...], str] = {}
    for place in range(count * _TRIES if exercise.varies else 1):
        seed = f"export/{place}"
        found.setdefault(tuple(exercise.values(seed).values()), seed)
        if len(found) == count:
            break
    return list(found.values())


def drawn(count: int, lang: str) -> str:
    """What is lost where an exercise draws its numbers."""
    return say("loss.drawn", lang, n=count)
