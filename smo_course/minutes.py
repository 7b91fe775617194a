"""How long a lesson takes, worked out from what there is to read, to answer and to try: no figure that could grow old."""

from __future__ import annotations

from functools import cache
from math import ceil

import msgspec

from . import bank, exhibits
from .course import Lesson
from .data.facts import facts
from .kinds.base import texts
from .notebooks import Outline
from .review import QUESTIONS, QUICK
from .text import LANGUAGES, reading, words

MOST = 40  # minutes: a longer lesson is two

# The seconds for what a cell shows, besides its exercises: something to play with, a picture, a piece of the learner's own,
# questions on earlier lessons.
_SHOWN = {"explorer": 120, "chart": 20, "piece": 300, "warm_up": QUESTIONS * QUICK}


def minutes(lesson: Lesson) -> int:
    """About how many minutes a lesson takes, in the language in which it takes longer: the sum, rounded up to five."""
    return 5 * ceil(max(sum(parts(lesson, lang).values()) for lang in LANGUAGES) / 5)


def parts(lesson: Lesson, lang: str) -> dict[str, float]:
    """The minutes of a lesson by what they are spent on: "prose", "facts", "exercises", and what else its cells show.

    Raises CourseError where a cell asks for something that there is not.
    """
    return _parts(lesson.chapter, lesson.outline(lang), lang)


@cache
def _parts(chapter: str, outline: Outline, lang: str) -> dict[str, float]:
    told = facts(*outline.asked("facts"))
    spent = {
        "prose": reading(words(outline.prose)),
        "facts": reading(sum(words(each.statement.get(lang)) + words(each.since.get(lang)) for each in told)),
        "exercises": sum(bank.load(f"{chapter}/{each}").seconds(lang) for each in outline.asked("exercise")),
    }
    looked_at = msgspec.to_builtins([exhibits.load(f"{chapter}/{each}") for each in outline.asked("show")])
    spent["shown"] = reading(sum(words(each) for each in texts(looked_at, lang)))
    spent |= {method: seconds * len(outline.asked(method)) for method, seconds in _SHOWN.items()}
    return {name: seconds / 60 for name, seconds in spent.items() if seconds}
