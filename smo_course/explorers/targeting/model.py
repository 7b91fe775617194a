"""Targeting: criteria mixed and added, whom they leave, how many of them are looked for, and what narrowness costs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from ...data.facts import facts
from ...simulators import market, targeting
from ...simulators.twitter_users import SEVERAL, SHARES, SIZE, STANDS_FOR
from ...text import number
from ...words import Words
from ..base import BadSetting, Explorer

say = Words(__file__)

FEW = 30  # rows of the sample, below which its shares say little
_AGES = (13, 18, 25, 35, 50)
_CARRIERS = {"orange": "Orange", "sfr": "SFR", "bouygues": "Bouygues", "free": "Free"}
_PLAIN = ("language", "country", "device", "carrier")


class Targeting(Explorer, frozen=True):
    """`customers`: whether the company's list of customers is asked for. `budget`: euros for a month. "" asks nothing."""

    company: targeting.Company = "maison-tilleul"
    sex: Literal["", "female", "male"] = ""
    least_age: Annotated[int, Meta(ge=13, le=84)] = 13
    most_age: Annotated[int, Meta(ge=13, le=84)] = 84
    language: str = ""
    country: str = ""
    device: str = ""
    carrier: str = ""
    interests: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    tv: tuple[str, ...] = ()
    customers: Literal["", "mine"] = ""
    together: targeting.Together = "all"
    budget: Annotated[int, Meta(ge=10, le=2000)] = 300

    @classmethod
    def content(cls, lang: str) -> dict[str, Any]:
        """Every value that there is, with its name."""
        named = {name: [{"id": each, "text": _name(name, each, lang)} for each in SHARES[name]] for name in _PLAIN}
        several = {name: [{"id": each, "text": _name(name, each, lang)} for each in SEVERAL[name]] for name in targeting.TASTES[:-1]}
        ends = [*(each - 1 for each in _AGES[1:]), 64, targeting.MOST_AGE]
        return {
            "companies": list(targeting.COMPANIES),
            "everybody": SIZE * STANDS_FOR,
            "plain": named,
            "several": several,
            "from": list(_AGES),
            "to": ends,
            "few": FEW,
        }

    def target(self) -> targeting.Target:
        """What is asked, as the simulator has it."""
        one = {name: (value,) if (value := getattr(self, name)) else () for name in ("sex", *_PLAIN)}
        several = {name: getattr(self, name) for name in targeting.TASTES[:-1]}
        customers = targeting.PERSONAS[self.company].customers if self.customers else ()
        return targeting.Target(
            **one, **several, customers=customers, least_age=self.least_age, most_age=self.most_age, together=self.together
        )

    def answer(self) -> dict[str, Any]:
        """Whom each criterion leaves; shares; and what the budget buys among those who are left."""
        if self.least_age > self.most_age:
            raise BadSetting("most_age", say.text("ages"))
        try:
            found = targeting.reached(self.target(), self.company)
        except KeyError as error:
            raise BadSetting("", say.text("unknown", value=str(error.args[0]))) from error
        bought = market.buy(found.reach * market.CHANCES, 100 * self.budget)
        return {
            "steps": [each._asdict() for each in found.steps],
            "reach": found.reach,
            "rows": found.rows,
            "in_target": found.in_target,
            "target": found.target,
            "share": found.share,
            "covered": found.covered,
            "shown": bought.shown,
            "spent": bought.cents / 100,
            "cpm": 10 * bought.cents / bought.shown if bought.shown else None,
            "cpm_target": 10 * bought.cents / bought.shown / found.share if bought.shown and found.in_target else None,
            "per_person": bought.shown / found.reach if found.reach else None,
        }

    def said(self, answer: dict[str, Any], lang: str) -> str:
        parts = [
            say("reach", lang, reach=answer["reach"], share=round(100 * answer["share"], 1), covered=round(100 * answer["covered"], 1))
        ]
        if answer["cpm"] is not None:
            parts.append(say("price", lang, cpm=number(answer["cpm"], lang, 2), times=answer["per_person"]))
            if answer["cpm_target"] is not None:
                parts.append(say("price_in_target", lang, cpm=number(answer["cpm_target"], lang, 2)))
            if answer["spent"] < 0.99 * self.budget:
                parts.append(say("unspent", lang, spent=round(answer["spent"]), budget=self.budget))
        if answer["rows"] < FEW:
            parts.append(say("few", lang, n=answer["rows"]))
        if self.least_age < 18:
            parts.append(say("minors", lang))
        if self.customers:
            parts.append(facts("twitter-targeting-custom-audience")[0].since.get(lang))
        return " ".join([*parts, say("simulated", lang)])


def _name(criterion: str, value: str, lang: str) -> str:
    """What a value of a criterion is called."""
    from babel import Locale

    match criterion:
        case "language":
            return say("another", lang) if value == "other" else Locale.parse(lang).languages[value]
        case "country":
            return say("another", lang) if value == "other" else Locale.parse(lang).territories[value.upper()]
        case "device":
            return say(f"devices.{value}", lang)
        case "carrier":
            return say("another", lang) if value == "other" else _CARRIERS[value]
        case "interests":
            return say(f"interests.{value}", lang)
        case "tv":
            return say(f"tv.{value}", lang)
        case "follows":
            return f"@{value}"
    return value
