"""What the model is told of a company: its settings and its texts, from the YAML files of its folder."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from math import prod
from pathlib import Path
from typing import Any

import msgspec

from ...reading import read_yaml
from .chance import Chance

YEAR = 2025
COMPANIES = ("maison-tilleul", "velo-cadence", "altimetre")
_HERE = Path(__file__).parent
_GROUP = re.compile(r"\{([^{}]*)\}")


class Bought(msgspec.Struct):
    """Followers that were bought on a day, and what was left of them once the network had purged them. Days are month-day."""

    when: str
    followers: int
    purged: str
    left: int


class Page(msgspec.Struct):
    """An account: followers on 1 January and on 31 December, and how far it reaches beside the accounts measured."""

    first: int
    last: int
    scale: float
    bought: Bought | None = None


class Written(msgspec.Struct):
    """A text in both languages; `tags` say what it is and, in some files, on which day it belongs.

    People write much the same many times over: {tea|coffee} stands for either, and the third group of the English text goes
    with the third of the French one.
    """

    tags: tuple[str, ...]
    en: str
    fr: str

    def variant(self, chance: Chance) -> tuple[str, str]:
        """The text in English and in French, with one of each group."""
        places = [chance.whole(0, group.count("|")) for group in _GROUP.findall(self.en)]
        return _chosen(self.en, places), _chosen(self.fr, places)

    def day(self, chance: Chance, days: int) -> date | None:
        """Its day, or one of those after it, if the tags name a day or a month."""
        told = [tag for tag in self.tags if tag[:2].isdecimal()]
        if not told:
            return None
        if len(told[0]) == 2:
            return date(YEAR, int(told[0]), chance.whole(1, 28))
        return min(day(told[0]) + timedelta(days=chance.whole(0, days)), date(YEAR, 12, 31))

    def variants(self) -> int:
        """How many different texts it can make."""
        return prod(group.count("|") + 1 for group in _GROUP.findall(self.en))


class Company(msgspec.Struct):
    """A company. Days of the week count from Monday, 0; days of the year are month-day."""

    id: str
    name: str
    handle: str
    closed: list[tuple[str, str]]
    answering: dict[int, tuple[int, int]]
    posting: dict[int, float]
    boosted_on: int
    facebook: Page
    twitter: Page

    def texts(self, name: str) -> list[Written]:
        """What was written by hand: `posts`, `tweets`, `messages` or `mentions`."""
        return _texts(self.id, name)

    def settings(self, name: str) -> Any:
        """Another file of the company's folder, as it is."""
        return read_yaml(_HERE / self.id / f"{name}.yaml")

    def is_closed(self, on: date) -> bool:
        return any(day(first) <= on <= day(last) for first, last in self.closed)


@cache
def read_company(id: str) -> Company:
    """The company whose folder has this name. Raises KeyError."""
    if id not in COMPANIES:
        raise KeyError(id)
    return msgspec.convert({**read_yaml(_HERE / id / "company.yaml"), "id": id}, Company, strict=False)


def day(text: str) -> date:
    """A day of the year that is told, from month-day."""
    month, number = map(int, text.split("-"))
    return date(YEAR, month, number)


@cache
def _texts(id: str, name: str) -> list[Written]:
    found = []
    for entry in read_yaml(_HERE / id / f"{name}.yaml"):
        text = {lang: typeset(entry.get(lang) or entry["any"], lang) for lang in ("en", "fr")}  # `any`: in another language
        found.append(Written(tuple(str(entry["when"]).split()), **text))
    return found


def _chosen(text: str, places: list[int]) -> str:
    left = iter(places)
    return _GROUP.sub(lambda group: group[1].split("|")[next(left)], text)


def typeset(text: str, lang: str) -> str:
    """A text with the apostrophes and, in French, the spaces that its language prints, which nobody types."""
    text = re.sub(r"(?<=\w)'|'(?=\w)", "’", text)
    if lang == "fr":
        text = re.sub(r" (?=[!?;:»%€])|(?<=«) ", "\u00a0", text)
    return text
