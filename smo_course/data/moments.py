"""Days and moments as exports and spreadsheets write them, in English and in French."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from functools import cache
from typing import NamedTuple

from ..text import LANGUAGES


class Moment(NamedTuple):
    """What a cell says of a time: a day, a time of day, or both; and its zone, as it is written."""

    day: date | None
    clock: time | None
    zone: str = ""


def read_moment(cell: str, month_first: bool = False) -> Moment:
    """What a cell says. `month_first` is for days in figures, such as 03/04/2026. Raises ValueError.

    "2026-03-21T18:42:00", "2015-09-30 18:42 +0000", "Fri, Mar 21, 2025", "le 21 mars 2025 à 14 h 05", "03/21/2025 2:05 PM".
    """
    found = _pattern().fullmatch(_YEAR_LAST.sub(r"\1 \3 \2", " ".join(cell.casefold().split())))
    if not found or not any(found.groups()):
        raise ValueError(cell)
    part = found.groupdict("")
    return Moment(_day(part, month_first), _clock(part), part["zone"].upper())


def lacks_year(cell: str) -> bool:
    """Whether a cell is a day but for its year: "December 30", "30 déc.", "30/12". Some networks leave it out."""

    def reads(ending: str) -> bool:
        try:
            return read_moment(cell.strip() + ending).day is not None
        except ValueError:
            return False

    return any(map(reads, (" 2000", ", 2000", "/2000")))


def month_comes_first(cells: Iterable[str]) -> bool | None:
    """Whether the days in figures of a column begin with their month; None where either could be meant in every cell."""
    pairs = [tuple(map(int, found.groups())) for cell in cells if (found := _FIGURES.search(cell))]
    if any(first > 12 for first, _ in pairs):
        return False
    return True if any(second > 12 for _, second in pairs) else None if pairs else False


def _day(part: dict[str, str], month_first: bool) -> date | None:
    if part["year"]:
        return date(int(part["year"]), int(part["month"]), int(part["day"]))
    if part["run"]:
        return date(int(part["run"][:4]), int(part["run"][4:6]), int(part["run"][6:]))
    if part["first"]:
        month_first = month_first and part["sign"] != "."  # which only Europe writes
        month, day = (part["first"], part["second"]) if month_first else (part["second"], part["first"])
        return date(_year(part["figures"]), int(month), int(day))
    if name := part["name"] or part["name_after"]:
        day, year = (part["day_of"], part["year_of"]) if part["name"] else (part["day_before"], part["year_after"])
        return date(_year(year), _months()[name], int(day))
    return None


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _clock(part: dict[str, str]) -> time | None:
    if not part["hour"] and not part["hour_alone"]:
        return None
    hour, half = int(part["hour"] or part["hour_alone"]), part["half"]
    if half and not 1 <= hour <= 12:
        raise ValueError(hour)
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return time(hour, int(part["minute"] or 0), int(part["second_of"] or 0))


@cache
def _months() -> dict[str, int]:
    """The number of each month by its names, whole and short, in every language."""
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for lang in LANGUAGES:
        for width in ("wide", "abbreviated"):
            names |= {name.casefold().rstrip("."): month for month, name in get_month_names(width, locale=lang).items()}
    return names | {"sept": 9, "fev": 2, "fevr": 2, "aout": 8, "dec": 12}


@cache
def _pattern() -> re.Pattern[str]:
    from babel.dates import get_day_names

    days = {
        name.rstrip(".") for lang in LANGUAGES for width in ("wide", "abbreviated") for name in get_day_names(width, locale=lang).values()
    }
    week, month = _any(days), _any(_months())
    return re.compile(
        rf"(?:le )?(?:(?:{week})\.?,? )?"
        r"(?:(?P<year>\d{4})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)|(?P<run>20\d{6})"
        r"|(?P<first>\d\d?)(?P<sign>[-/.])(?P<second>\d\d?)(?P=sign)(?P<figures>\d{4}|\d\d)"
        rf"|(?P<name>{month})\.? (?P<day_of>\d\d?)(?:st|nd|rd|th)?,? (?P<year_of>\d{{4}})"
        rf"|(?P<day_before>\d\d?)(?:er|st|nd|rd|th)?[ -](?P<name_after>{month})\.?,?[ -](?P<year_after>\d{{4}}|\d\d))?"
        r"(?:^|t|,? (?:(?:at|à|-|–) )?|$)"
        r"(?:(?:(?P<hour>\d\d?)(?::| ?h ?)(?P<minute>\d\d)(?::(?P<second_of>\d\d)(?:[.,]\d+)?)?|(?P<hour_alone>\d\d?) ?h)(?: ?(?P<half>[ap])\.?m\.?)?"
        r" ?\(?(?P<zone>z|(?:utc|gmt)?[+-]\d\d?(?::?\d\d)?|utc|gmt|ces?t)?\)?(?: \([^()]*\))?)?",
        re.IGNORECASE | re.ASCII,
    )


def _any(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_YEAR_LAST = re.compile(r"^(\w{3} \w{3} \d\d) (\d\d:\d\d:\d\d [+-]\d{4}) (\d{4})$", re.ASCII)  # as in Twitter's archives
_FIGURES = re.compile(r"(?<![\d/-])(\d\d?)[-/](\d\d?)[-/](?:\d{4}|\d\d)(?!\d)", re.ASCII)
