"""The snowball explorer: the hour and the tone of the first answer, and how many mentions follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Literal, get_args

from msgspec import Meta

from ...simulators import snowball
from ...text import Text
from ...words import Words
from ..base import Explorer

say = Words(__file__)

STEP = 3  # hours between two places of the slider
MONDAY = 63  # hours after the complaint: Monday, 9 a.m.
_FRIDAY = date(2025, 1, 3)  # any Friday: only the name of the day is shown

Community = Literal[500, 3_000, 10_000]  # followers to choose among


class Snowball(Explorer, frozen=True):
    """`hour`: of the first answer, in hours after the complaint."""

    hour: Annotated[int, Meta(ge=0, le=snowball.LATEST)] = MONDAY
    tone: snowball.Tone = "sincere"
    community: Community = 3_000

    @classmethod
    def content(cls, lang: str) -> dict[str, Any]:
        """The choices there are, and the clock of the chart: days and nights, in hours after the complaint."""
        return {
            "step": STEP,
            "latest": snowball.LATEST,
            "monday": MONDAY,
            "tones": list(snowball.TONES),
            "communities": list(get_args(Community)),
            "moments": [moment(hour, lang) for hour in range(0, snowball.LATEST + 1, STEP)],
            "days": _days(lang),
            "nights": _nights(),
        }

    def answer(self) -> dict[str, Any]:
        """Mentions at each hour: of what is set, and of what it is compared with. `top` is the same for every hour and tone."""
        silent = self._curve("none")
        return {
            "yours": self._curve(self.tone),
            "soon": self._curve("sincere", 0),
            "none": silent,
            "top": max(silent[-1], self._curve("deletion", 0)[-1]),
        }

    def _curve(self, tone: snowball.Tone, hour: int | None = None) -> list[int]:
        return [round(each) for each in snowball.curve(self.hour if hour is None else hour, tone, self.community)]

    def said(self, answer: dict[str, Any], lang: str) -> str:
        total, soon, silent = (answer[each][-1] for each in ("yours", "soon", "none"))
        ratio = total / soon
        rounded = round(ratio, 1) if ratio < 10 else round(ratio)
        what = say(f"said.{self.tone}", lang, moment=moment(self.hour, lang))
        parts = [say("result", lang, what=what, n=total)]
        if ratio >= 1.05:
            parts.append(say("times", lang, ratio=rounded))
        if self.tone != "none":
            parts.append(say("more" if total > silent else "less", lang, n=silent))
        return "".join([*parts, say("simulated", lang)])


def moment(hour: int, lang: str) -> str:
    """When that is: “Saturday, 9 a.m.”, « samedi, 9 h ». Midnight ends a day, as people speak: “Friday, midnight”."""
    days, clock = divmod(snowball.STARTS + hour, 24)
    return f"{_day(days - (clock == 0), lang)}, {_clock(clock, lang)}"


def _day(days: int, lang: str) -> str:
    from babel.dates import format_date

    return format_date(_FRIDAY + timedelta(days=days), "EEEE", locale=lang)


def _clock(hour: int, lang: str) -> str:
    name = {0: "midnight", 12: "noon"}.get(hour, "morning" if hour < 12 else "evening")
    return say(f"clock.{name}", lang, hour=Text(en=str((hour - 1) % 12 + 1), fr=str(hour)))


def _days(lang: str) -> list[dict[str, Any]]:
    """The days on the chart, each with the hours between which it lies."""
    edges = [0, *range(24 - snowball.STARTS, snowball.HORIZON, 24), snowball.HORIZON]
    return [{"text": _day(place, lang), "from": edges[place], "to": edges[place + 1]} for place in range(len(edges) - 1)]


def _nights() -> list[list[int]]:
    """The nights, each as the hours between which it lies: midnight to 6 a.m., when the model has people asleep."""
    asleep = [snowball.awake(hour) < 0.5 for hour in range(snowball.HORIZON)]
    edges = [hour for hour in range(1, snowball.HORIZON) if asleep[hour] != asleep[hour - 1]]
    return [edges[place : place + 2] for place in range(0, len(edges), 2)]
