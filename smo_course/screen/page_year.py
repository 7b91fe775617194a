"""What an audit counts of a Facebook Page, as cards to look at."""

from __future__ import annotations

from ..data.page_year import page_year
from ..errors import CourseError
from ..looks.things import AnyThing, Figure, Statistics
from ..text import LANGUAGES, Text
from ..words import Words
from .source import Source

say = Words(__file__)
_UNITS = {"gap": "days", "hours": "hours_unit"}


def cards(source: Source, lang: str) -> list[AnyThing]:
    """The figures, with whose they are. Messages come with a case only: no network exports them."""
    told = source.told
    try:
        year = page_year(source.read("posts"), None if source.case else source.read("messages"))
    except (CourseError, OSError) as error:
        if not source.case:
            raise
        year = page_year(source.case.read("posts"), source.case.read("messages"))
        told = say("explorer.not_read", lang, reason=error, told=source.case.told)
    title = Text(**dict.fromkeys(LANGUAGES, told))
    return [Statistics(title=title, figures=[_figure(name, value) for name, value in year._asdict().items() if value is not None])]


def _figure(name: str, value: float) -> Figure:
    unit = say.text(f"page_year.{_UNITS[name]}") if name in _UNITS else None
    return Figure(name=say.text(f"page_year.{name}"), value=int(10 * value + 0.5) / 10, unit=unit)
