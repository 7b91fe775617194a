"""The snowball: how mentions of a complaint grow with the hour of the first answer. A simulation, not a measurement.

Each hour, those who have spoken of the complaint bring others to speak of it, until everyone who ever would has done so:

    next = now + rate × now × (1 - now / ceiling)

The rate is the product of three things: a base rate; the hour of the day, as people sleep; and, from the first answer
on, what its tone does. The course chose these numbers to give a weekend that practitioners find plausible; no study
stands behind them, and the explorer says so. What is worth learning is the shape: growth that feeds on itself.
"""

from __future__ import annotations

from typing import Literal, get_args

Tone = Literal["sincere", "canned", "deletion", "none"]
TONES: tuple[Tone, ...] = get_args(Tone)

STARTS = 18  # hour of the day at which the complaint is posted, on a Friday
HORIZON = 96  # hours that are simulated: until Tuesday, 6 p.m.
LATEST = 72  # latest hour of a first answer: Monday, 6 p.m.

_FIRST = 3  # mentions in the first hour: the complaint and two who repeat it
_BASE = 0.10  # new mentions an hour for each one that stands, before the ceiling is felt
_SPEAKING = 0.1  # share of the community that would ever speak of such a thing
_TONE = {"sincere": 0.2, "canned": 0.8, "deletion": 1.4, "none": 1.0}  # what an answer makes of the rate


def curve(first_answer: int, tone: Tone, community: int) -> list[float]:
    """Mentions so far, for each hour from 0 to HORIZON.

    `first_answer`: hours after the complaint, 0 to LATEST. `tone`: an answer that is sincere, one that is canned, the
    deletion of the complaint, or none at all. `community`: how many people follow the company, at least 100.
    Raises ValueError outside these ranges.
    """
    if not 0 <= first_answer <= LATEST:
        raise ValueError(f"first_answer is {first_answer}; must be from 0 to {LATEST} hours")
    if tone not in TONES:
        raise ValueError(f"tone is {tone!r}; must be one of {', '.join(TONES)}")
    if community < 100:
        raise ValueError(f"community is {community}; must be at least 100 people")
    ceiling = _SPEAKING * community
    mentions = [float(_FIRST)]
    for hour in range(HORIZON):
        now = mentions[-1]
        rate = _BASE * awake(hour) * (_TONE[tone] if hour >= first_answer else 1)
        mentions.append(now + rate * now * (1 - now / ceiling))
    return mentions


def awake(hour: int) -> float:
    """The share of people about, at so many hours after the complaint: few at night, most in the evening."""
    of_day = (STARTS + hour) % 24
    if of_day < 6:
        return 0.15
    return 0.6 if of_day < 9 or of_day >= 23 else 1.0
