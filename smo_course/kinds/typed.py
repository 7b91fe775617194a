"""What a learner typed, as a number: amounts as either language writes them, and lengths of time."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from math import isfinite

from ..text import Text
from ..words import Words
from .base import Invalid

say = Words(__file__)

_LONGEST = 60  # characters

_HOURS = r"(?:h|hrs?|hours?|heures?)\.?"
_MINUTES = r"(?:m|mn|mins?|minutes?)\.?"


@cache
def _affixes(units: frozenset[str]) -> list[re.Pattern]:
    """What may stand before or after a number, the longest first."""
    signs = sorted({"€", "$", "£", "%", *units}, key=len, reverse=True)
    return [re.compile(rf"^{re.escape(sign)}|{re.escape(sign)}$", flags=re.IGNORECASE) for sign in signs]


def read_number(raw: str, lang: str, units: Set[str] = frozenset()) -> float:
    """The number that a learner typed: 1 234,5 or 1,234.5 or 1234.5 € or 12 %.

    Where both signs stand, the last one is the decimal sign. A lone comma followed by three digits separates thousands
    in English and decimals in French; a lone point is always decimal. A currency sign, % or the exercise's unit may
    stand before or after. Raises Invalid.
    """
    text = raw.strip()
    if not text:
        raise Invalid(say.text("typed.first"))
    if len(text) > _LONGEST:
        raise Invalid(say.text("typed.too_long"))
    for affix in _affixes(frozenset(units)):
        text = affix.sub("", text.strip())
    text = re.sub(r"[\s\u00a0\u202f\u2009’']", "", text).replace("−", "-")
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", text) and (lang == "en" or "." in text or text.count(",") > 1):
        text = text.replace(",", "")
    elif re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+,\d+", text) or re.fullmatch(r"[+-]?\d{1,3}(\.\d{3}){2,}", text):
        text = text.replace(".", "").replace(",", ".")
    else:
        text = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text, flags=re.ASCII) or not isfinite(float(text)):
        raise Invalid(say.text("typed.no_number"))
    return float(text)


def time_unit(unit: Text) -> int | None:
    """How many of a unit make an hour, by its first word: 1 of “hours a month”, 60 of “minutes”; None for one that is no time."""
    first = unit.en.partition(" ")[0]
    return 1 if re.fullmatch(_HOURS, first, re.IGNORECASE) else 60 if re.fullmatch(_MINUTES, first, re.IGNORECASE) else None


def read_time(raw: str, lang: str, unit: Text) -> float:
    """The length of time that a learner typed, in its `unit`: 2h55, 2 h 55 min, 2:55, 175 min or 2,9 h; a bare number is in the unit.

    What two people could read in two ways is told, not guessed: 2h5 (five minutes, or half an hour?), 2h75, and 2:55 where
    minutes are asked for. Raises Invalid.
    """
    per_hour = time_unit(unit) or 1
    if len(raw.strip()) > _LONGEST:
        raise Invalid(say.text("typed.too_long"))
    of_what = {each.partition(" ")[2] for each in (unit.en, unit.fr)} - {""}  # “a month” of “hours a month”
    text = re.sub(r"\s", "", raw)
    for each in of_what:
        text = text.removesuffix(re.sub(r"\s", "", each))
    if found := _whole(rf"(\d+){_HOURS}(?:and|et)?(\d+)({_MINUTES})?|(\d+):(\d+)(?:{_HOURS})?", text):
        hours, minutes = found[1] or found[4], found[2] or found[5]
        if int(minutes) > 59 or (len(minutes) != 2 and not found[3]) or (found[4] and per_hour != 1):
            raise Invalid(say.text("typed.two_ways"))
        return (int(hours) * 60 + int(minutes)) * per_hour / 60
    try:
        if found := _whole(rf"(.*\d){_HOURS}", text):
            return read_number(found[1], lang) * per_hour
        if found := _whole(rf"(.*\d){_MINUTES}", text):
            return read_number(found[1], lang) * per_hour / 60
        return read_number(raw, lang, {unit.en, unit.fr})
    except Invalid as problem:
        if not text:
            raise
        raise Invalid(say.text("typed.no_time", number=1.5 * per_hour)) from problem


def _whole(pattern: str, text: str) -> re.Match | None:
    return re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)
