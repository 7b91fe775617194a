"""The snowball explorer: the hour and the tone of the first answer, and how many mentions follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import traitlets

from ..simulators import snowball
from ..text import Text
from ..words import Words
from .base import CourseWidget

say = Words(__file__)

STEP = 3  # hours between two points of a curve, and between two places of the slider
COMMUNITIES = (500, 3_000, 10_000)  # followers to choose among
_MONDAY = 63  # hours after the complaint: Monday, 9 a.m.
_FIRST = {"hour": _MONDAY, "tone": "sincere", "community": 3_000}  # what is shown when it opens
_SUMMED = (("soon", 0, "sincere"), ("late", _MONDAY, "sincere"), ("silence", 0, "none"))
_FRIDAY = date(2025, 1, 3)  # any Friday: only the name of the day is shown


class Snowball(CourseWidget):
    """`content` holds every curve, so that the browser needs no kernel to show any of them."""

    content = traitlets.Dict().tag(sync=True)

    def __init__(self, lang: str):
        super().__init__("screen/snowball", lang, content=content(lang))
        self.text = _text(lang)


def content(lang: str) -> dict[str, Any]:
    """The curves, and the names of the hours in one language."""
    return {
        "step": STEP,
        "latest": snowball.LATEST,
        "horizon": snowball.HORIZON,
        "monday": _MONDAY,
        "first": _FIRST,
        "communities": list(COMMUNITIES),
        "tones": list(snowball.TONES),
        "moments": [moment(hour, lang) for hour in range(0, snowball.HORIZON + 1, STEP)],
        "days": _days(lang),
        "nights": _nights(),
        "curves": {str(size): {tone: _curves(tone, size) for tone in snowball.TONES} for size in COMMUNITIES},
    }


def _curves(tone: snowball.Tone, community: int) -> list[list[int]]:
    """For each place of the slider, the mentions every STEP hours. Without an answer there is only one curve."""
    hours = range(0, 1 if tone == "none" else snowball.LATEST + 1, STEP)
    return [[round(each) for each in snowball.curve(hour, tone, community)[::STEP]] for hour in hours]


def moment(hour: int, lang: str) -> str:
    """When that is: “Saturday, 9 a.m.”, « samedi, 9 h ». Midnight ends a day, as people speak: “Friday, midnight”."""
    days, clock = divmod(snowball.STARTS + hour, 24)
    return f"{_day(days - (clock == 0), lang)}, {_clock(clock, lang)}"


def _day(days: int, lang: str) -> str:
    from babel.dates import format_date

    return format_date(_FRIDAY + timedelta(days=days), "EEEE", locale=lang)


def _clock(hour: int, lang: str) -> str:
    name = {0: "midnight", 12: "noon"}.get(hour, "morning" if hour < 12 else "evening")
    return say(f"snowball.clock.{name}", lang, hour=Text(en=str((hour - 1) % 12 + 1), fr=str(hour)))


def _days(lang: str) -> list[dict[str, Any]]:
    """The days on the chart, each with the hours between which it lies."""
    edges = [0, *range(24 - snowball.STARTS, snowball.HORIZON, 24), snowball.HORIZON]
    return [{"text": _day(place, lang), "from": edges[place], "to": edges[place + 1]} for place in range(len(edges) - 1)]


def _nights() -> list[list[int]]:
    """The nights, each as the hours between which it lies: midnight to 6 a.m., when the model has people asleep."""
    asleep = [snowball.awake(hour) < 0.5 for hour in range(snowball.HORIZON)]
    edges = [hour for hour in range(1, snowball.HORIZON) if asleep[hour] != asleep[hour - 1]]
    return [edges[place : place + 2] for place in range(0, len(edges), 2)]


def _text(lang: str) -> str:
    size = _FIRST["community"]
    ends = {name: snowball.curve(hour, tone, size)[-1] for name, hour, tone in _SUMMED}
    return say("snowball.summary", lang, size=size, **{name: round(end) for name, end in ends.items()})
