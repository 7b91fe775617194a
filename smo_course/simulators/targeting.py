"""Targeting on the one per cent sample (twitter_users.py): whom criteria leave, and who of them is looked for. A simulation.

Within a criterion, values add up: interested in tea *or* in cooking. Between criteria, they narrow down: that *and* a woman *and*
on a phone. That holds for sex, age, language, country, device and carrier always; interests, keywords, followed accounts, programmes
and lists can also be added up with one another (`together="any"`), as Twitter did with some of them. A criterion without values
asks nothing.

Whom a company looks for is known here, as it never is in life: PERSONAS says what they are like. What is worth learning is that

    share in target  = those looked for among those reached  / those reached
    share of target  = those looked for among those reached  / all who are looked for

pull in opposite directions, and that criteria that go together lose fewer people than those that have nothing to do with each other.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple, get_args

import numpy as np

from .twitter_users import STANDS_FOR, sample

Company = Literal["maison-tilleul", "velo-cadence", "altimetre"]
Together = Literal["all", "any"]
Mask = np.ndarray
COMPANIES: tuple[Company, ...] = get_args(Company)
PLAIN = ("sex", "language", "country", "device", "carrier")  # criteria that always narrow down, besides age
TASTES = ("interests", "keywords", "follows", "tv", "customers")
LEAST_AGE, MOST_AGE = 13, 84
Values = tuple[str, ...]


class Target(NamedTuple):
    """Whom an advert is for. Values are those of twitter_users.SHARES and SEVERAL."""

    sex: Values = ()
    least_age: int = LEAST_AGE
    most_age: int = MOST_AGE
    language: Values = ()
    country: Values = ()
    device: Values = ()
    carrier: Values = ()
    interests: Values = ()
    keywords: Values = ()
    follows: Values = ()
    tv: Values = ()
    customers: Values = ()
    together: Together = "all"


class Persona(NamedTuple):
    """Whom a company looks for: people of an age in a country with any of these tastes."""

    ages: tuple[int, int]
    country: Values
    interests: Values
    keywords: Values
    customers: Values


PERSONAS: dict[Company, Persona] = {
    "maison-tilleul": Persona((25, 64), ("fr",), ("tea",), ("thé", "tisane", "infusion"), ("maisontilleul",)),
    "velo-cadence": Persona((18, 64), ("fr",), ("cycling",), ("vélo", "vélotaf", "crevaison"), ("velocadence",)),
    "altimetre": Persona((25, 64), ("fr", "be", "ch"), ("management", "human_resources"), ("formation", "recrutement"), ("altimetre_fr",)),
}


Preset = Literal["everybody", "age", "taste", "added", "rivals", "list"]
RIVALS: dict[Company, Values] = {
    "maison-tilleul": ("feuillesetcie", "herbiertraboules", "cuisine_du_jour"),
    "velo-cadence": ("cyclocenter", "a_bicyclette"),
    "altimetre": ("formapro", "rh_info", "le_manager"),
}


def preset(company: Company, name: Preset) -> Target:
    """A target that a company might choose: everybody in its countries; of the right age; who also like the right things; or used a
    word for them, too; followers of accounts that rival it; its own customers."""
    who = PERSONAS[company]
    here = Target(country=who.country)
    aged_ = here._replace(least_age=who.ages[0], most_age=who.ages[1])
    targets: dict[Preset, Target] = {
        "everybody": here,
        "age": aged_,
        "taste": aged_._replace(interests=who.interests),
        "added": aged_._replace(interests=who.interests, keywords=who.keywords, together="any"),
        "rivals": here._replace(follows=RIVALS[company]),
        "list": Target(customers=who.customers),
    }
    return targets[name]


class Step(NamedTuple):
    """A criterion: how many users it would leave alone, and how many are left after it and all before it."""

    criterion: str
    alone: int
    left: int


class Reached(NamedTuple):
    """Whom a target reaches, in users: `rows` of the sample stand behind them."""

    steps: list[Step]
    reach: int
    rows: int
    in_target: int
    target: int

    @property
    def share(self) -> float:
        """Of those reached, the share that is looked for."""
        return self.in_target / self.reach if self.reach else 0.0

    @property
    def covered(self) -> float:
        """Of all that are looked for, the share that is reached."""
        return self.in_target / self.target


@lru_cache(256)
def having(criterion: str, values: Values) -> Mask:
    """Who has at least one of these values. What has not changed since the last question is not worked out again."""
    return sample().any_of(criterion, values)


@lru_cache(64)
def aged(least: int, most: int) -> Mask:
    return sample().aged(least, most)


@lru_cache(8)
def looked_for(company: Company) -> Mask:
    """Whom a company looks for."""
    who = PERSONAS[company]
    tastes = having("interests", who.interests) | having("keywords", who.keywords) | having("customers", who.customers)
    return aged(*who.ages) & having("country", who.country) & tastes


def masks(target: Target) -> list[tuple[str, Mask]]:
    """The criteria that ask something, in their order, each with those whom it leaves."""
    found = [(name, having(name, values)) for name in PLAIN if (values := getattr(target, name))]
    if (target.least_age, target.most_age) != (LEAST_AGE, MOST_AGE):
        found.insert(bool(target.sex), ("age", aged(target.least_age, target.most_age)))
    tastes = [(name, having(name, values)) for name in TASTES if (values := getattr(target, name))]
    if target.together == "any" and len(tastes) > 1:
        return [*found, ("any", np.logical_or.reduce([mask for _, mask in tastes]))]
    return found + tastes


def reached(target: Target, company: Company) -> Reached:
    """Whom a target reaches, criterion by criterion, and how many of them the company looks for. Raises KeyError for an unknown value."""
    left, steps = np.ones(len(sample().age), dtype=bool), []
    for name, mask in masks(target):
        left = left & mask
        steps.append(Step(name, _users(mask), _users(left)))
    wanted = looked_for(company)
    return Reached(steps, _users(left), _count(left), _users(left & wanted), _users(wanted))


def _count(mask: Mask) -> int:
    return int(np.count_nonzero(mask))


def _users(mask: Mask) -> int:
    return STANDS_FOR * _count(mask)
