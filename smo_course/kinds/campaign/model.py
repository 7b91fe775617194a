"""Set up a campaign in four steps, for a brief: what it is for, its link and dates, its content, whom it aims at, what it may cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, get_args

import msgspec

from ...problems import Problem
from ...text import LANGUAGES, Text, listed
from ...words import Words
from ..base import BLANK, Exercise, Guesses, Invalid, Remark, Samples, check_ids, duplicates, kind_of_module, listing, not_from_screen
from ..base import say as all_say
from ..opaque import Id, Mixed
from ..typed import read_number
from .address import coded, fault
from .checks import BILLED, Action, Content, Objective, Settings, euros, judged, name_of

say = Words(__file__)

FIELDS = ("objective", "billing", "name", "link", "starts", "ends", "content", "targeting", "daily", "bid")
_CHOICES: dict[str, tuple[str, ...]] = {"objective": get_args(Objective), "billing": get_args(Action), "content": get_args(Content)}
_LONGEST = 500  # characters of what is typed into a field


class Criterion(msgspec.Struct, forbid_unknown_fields=True):
    """Something to aim by, and whether it fits the brief; `feedback` says why or why not."""

    id: Id
    text: Text
    fits: bool
    feedback: Text


class Sayings(msgspec.Struct, forbid_unknown_fields=True):
    """What is said of an objective or a content that does not fit the brief."""

    objective: Text
    content: Text


class Part(NamedTuple):
    """Something that is checked, and its name."""

    id: str
    text: Text


class Campaign(Exercise, tag=kind_of_module(__name__)):
    """Answer: {field: text as typed, or the ids of what is ticked}; `read` makes Settings of it.

    Eight things are checked and count one each: that the objective fits the brief, and the billed action the objective; that the
    link leads to the page with its codes; that the dates are in order and within the brief; that the content and the criteria fit
    the brief; that the days cost no more than the budget; that the bid is not above what a result is worth, nor above a day's
    money. The brief is shown beside them; its story stands in the prompt.
    """

    Shape = dict[str, str | list[str]]

    page: str
    starts: date
    ends: date
    budget: float
    worth: float
    objectives: list[Objective]
    contents: list[Content]
    targeting: Mixed[Criterion]
    said: Sayings

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from check_ids("targeting", [each.id for each in self.targeting], 2)
        if not any(each.fits for each in self.targeting):
            yield Problem("targeting", say.text("problem.targeting"))
        for name, known in (("objectives", _CHOICES["objective"]), ("contents", _CHOICES["content"])):
            chosen = getattr(self, name)
            if not chosen or len(set(chosen)) == len(known):
                yield Problem(name, say.text("problem.some"))
            for twice in duplicates(chosen):
                yield Problem(name, say.text("problem.twice", id=twice))
        if self.starts > self.ends:
            yield Problem("ends", say.text("problem.order"))
            return
        if not 0 < self.worth <= self.budget:
            yield Problem("worth", say.text("problem.worth", worth=self.worth, budget=self.budget))
            return
        if reason := fault(coded(self.page, "x"), self.page):
            yield Problem("page", reason)

    def parts(self) -> list[Any]:
        names = ("objective", "billing", "link", "dates", "content", "targeting", "budget", "bid")
        return [Part(each, say.text(f"check.{each}")) for each in names]

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        return {
            "dates": {"min": self.starts.isoformat(), "max": self.ends.isoformat()},
            "judged": {each.id: each.text.get(lang) for each in self.parts()},
            "brief": [{"name": each.get(lang), "value": value.get(lang)} for each, value in self._brief()],
            "choices": {
                name: [{"id": each, "text": say(f"{name}.{each}", lang)} for each in choices] for name, choices in _CHOICES.items()
            },
            "targeting": [{"id": each.id, "text": each.text.get(lang)} for each in sorted(self.targeting, key=lambda part: part.id)],
        }

    def _brief(self) -> list[tuple[Text, Text]]:
        dates = say.text("brief.from_to", starts=self.starts, ends=self.ends)
        page = Text(**dict.fromkeys(LANGUAGES, self.page))
        return [
            (say.text("brief.page"), page),
            (say.text("brief.dates"), dates),
            (say.text("brief.budget"), euros(self.budget)),
            (say.text("brief.worth"), euros(self.worth)),
        ]

    def work(self, lang: str) -> float:
        """Eight decisions, and a link to put together."""
        return 8 * 25 + 60

    def read(self, raw: dict[str, str | list[str]] | None, lang: str) -> Settings:
        if not raw or not any(raw.values()):
            raise Invalid(say.text("first"))
        if not set(raw) <= set(FIELDS):
            raise not_from_screen()
        targeting = raw.get("targeting") or []
        typed = {name: value.strip() for name, value in raw.items() if isinstance(value, str)}
        if isinstance(targeting, str) or len(typed) + ("targeting" in raw) < len(raw):
            raise not_from_screen()
        if not set(targeting) <= {each.id for each in self.targeting} or any(len(each) > _LONGEST for each in typed.values()):
            raise not_from_screen()
        if any(typed.get(name) and typed[name] not in choices for name, choices in _CHOICES.items()):
            raise not_from_screen()
        return Settings(
            objective=typed.get("objective") or None,
            billing=typed.get("billing") or None,
            name=typed.get("name") or None,
            link=typed.get("link") or None,
            starts=_date(typed.get("starts")),
            ends=_date(typed.get("ends")),
            content=typed.get("content") or None,
            targeting=tuple(dict.fromkeys(targeting)),
            daily=_money("daily", typed.get("daily"), lang),
            bid=_money("bid", typed.get("bid"), lang),
        )

    def unfinished(self, answer: Settings) -> Text | None:
        gaps = [say.text(f"filled.{name}") for name in FIELDS if getattr(answer, name) in (None, ())]
        if not gaps:
            return None
        return say.text("gaps", n=len(gaps), fields=Text(**{lang: listed([each.get(lang) for each in gaps], lang) for lang in LANGUAGES}))

    def grade(self, answer: Settings, seed: str) -> tuple[float, list[Remark]]:
        checked = list(judged(self, answer))
        remarks = [Remark(reason, about=id, right=False) for id, _, reasons in checked for reason in reasons]
        return sum(met for _, met, _ in checked) / len(checked), remarks

    def full_answer(self) -> dict[str, str | list[str]]:
        """A campaign that earns all."""
        days = (self.ends - self.starts).days + 1
        daily = int(100 * self.budget / days) / 100
        return {
            "objective": self.objectives[0],
            "billing": BILLED[self.objectives[0]],
            "name": self.page.rstrip("/").rpartition("/")[2] or "campaign",
            "link": coded(self.page, "launch"),
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat(),
            "content": self.contents[0],
            "targeting": [each.id for each in self.targeting if each.fits],
            "daily": f"{daily:.2f}",
            "bid": f"{min(self.worth, daily):.2f}",
        }

    def solution(self, seed: str) -> Text:
        full = self.read(self.full_answer(), "en")
        fit = [each.text for each in self.targeting if each.fits]
        aims = Text(**{lang: listed([each.get(lang).rstrip(".") for each in fit], lang) for lang in LANGUAGES})
        dates = say.text("brief.from_to", starts=self.starts, ends=self.ends)
        rows: list[tuple[str, Text | str]] = [
            ("objective", name_of("objective", full.objective)),
            ("billing", name_of("billing", full.billing)),
            ("link", full.link or ""),
            ("dates", dates),
            ("content", name_of("content", full.content)),
            ("targeting", aims),
            ("budget", say.text("a_day", n=full.days, daily=euros(full.daily or 0))),
            ("bid", euros(full.bid or 0)),
        ]
        return listing([all_say.text("key.pair", name=say.text(f"check.{name}"), value=value) for name, value in rows])

    def sealed(self, seed: str) -> Campaign:
        """The brief stays: it is shown."""
        targeting = [msgspec.structs.replace(each, fits=False, feedback=BLANK) for each in self.targeting]
        return self._without(objectives=[], contents=[], targeting=targeting, said=Sayings(BLANK, BLANK))

    def guesses(self, seed: str, lang: str) -> Guesses:
        """The first or the last of every list, and the brief's figures copied."""
        aims = [each["id"] for each in self.shown(seed, lang)["targeting"]]
        copied = {"name": self.title.get(lang)[:50], "link": self.page, "starts": self.starts.isoformat(), "ends": self.ends.isoformat()}
        copied |= {"daily": str(self.budget), "bid": str(self.worth)}
        found = {}
        for name, place in (("first", 0), ("last", -1)):
            found[name] = {**copied, **{field: choices[place] for field, choices in _CHOICES.items()}, "targeting": [aims[place]]}
        found["all"] = found["first"] | {"targeting": aims}
        return Guesses(found, say.text("kind"), 0.5)

    def samples(self, seed: str) -> Samples:
        right = self.full_answer()
        wrong = {
            "objective": next(each for each in _CHOICES["objective"] if each not in self.objectives),
            "billing": "view",
            "name": "x",
            "link": "x",
            "starts": self.ends.isoformat(),
            "ends": date(self.starts.year - 1, 1, 1).isoformat(),
            "content": next(each for each in _CHOICES["content"] if each not in self.contents),
            "targeting": [each.id for each in self.targeting if not each.fits] or [self.targeting[0].id],
            "daily": "0",
            "bid": f"{10 * self.budget:.2f}",
        }
        return Samples(right, wrong, right | {"link": self.page}, {"objective": "no such"})


def _date(typed: str | None) -> date | None:
    if not typed:
        return None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", typed, flags=re.ASCII):
        raise not_from_screen()
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise not_from_screen() from None


def _money(name: str, typed: str | None, lang: str) -> float | None:
    if not typed:
        return None
    try:
        return read_number(typed, lang, {"euros", "euro", "EUR"})
    except Invalid as problem:
        raise Invalid(all_say.text("key.pair", name=say.text(f"filled.{name}"), value=problem.text)) from None
