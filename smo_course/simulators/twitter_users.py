"""A one per cent sample of seven million Twitter users who read French, with every criterion by which the articles of 2015 say
that one can target: sex, age, language, device, carrier, country, keywords, interests, whose followers they are, lists of a
company's own customers, and the television that they watch. Each row stands for a hundred users. A simulation.

Who there is: the shares of sex, age, language, country, device and carrier stand below. Seven million in France and four
visits in five on mobile are the articles' figures; ages are those that Twitter gave for France in May 2015 (33 % aged 16 to 24,
26 % aged 25 to 34), not the articles' three quarters aged 15 to 25, which were wrong (datasets/facts.csv). What they like: somebody has an interest with the chance

    base of the interest × what their age makes of it × what their sex makes of it × how active they are

where activity goes from 0.3 to 1.7, few being very active. A keyword was used, an account is followed and a programme is
watched with a base chance, six times it among those who have the interest that goes with it. A customer list holds one in
some four hundred, more often among those who follow the company.

Every number but the articles' is the course's own, of a size that is plausible; what is worth learning is how criteria
overlap: those who like cycling watch the cycling tour, so that asking for both loses fewer than asking for two
that have nothing to do with each other. Nobody's sex or age is known for certain: a network infers them, and for some it cannot.

The same on every machine: the raw stream of PCG64, which numpy guarantees, made into fractions by a shift, and products.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np

STANDS_FOR = 100  # users for each row
SIZE = 70_000
SEED = 2015

SHARES: dict[str, dict[str, float]] = {  # of criteria of which everybody has one value
    "sex": {"female": 0.45, "male": 0.47, "unknown": 0.08},
    "language": {"fr": 0.87, "en": 0.06, "ar": 0.02, "es": 0.015, "pt": 0.015, "other": 0.02},
    "country": {"fr": 0.88, "be": 0.04, "ch": 0.02, "ca": 0.03, "ma": 0.01, "other": 0.02},
    "device": {"ios": 0.36, "android": 0.41, "other_mobile": 0.03, "computer": 0.20},
    "carrier": {"orange": 0.36, "sfr": 0.25, "bouygues": 0.17, "free": 0.15, "other": 0.07},  # of those on mobile
}
AGES = ((13, 17, 0.13), (18, 24, 0.28), (25, 34, 0.26), (35, 49, 0.20), (50, 64, 0.10), (65, 84, 0.03))  # from, to, share


class Taste(NamedTuple):
    """An interest: its base chance; what is made of it by five ages (to 17, 24, 34, 49 and beyond), and by being a woman."""

    base: float
    ages: tuple[float, float, float, float, float]
    women: float


INTERESTS = {
    "tea": Taste(0.05, (0.3, 0.7, 1.2, 1.4, 1.5), 1.6),
    "cooking": Taste(0.16, (0.5, 0.8, 1.2, 1.3, 1.2), 1.4),
    "wellness": Taste(0.12, (0.5, 0.9, 1.2, 1.3, 1.1), 1.7),
    "gardening": Taste(0.06, (0.1, 0.3, 0.9, 1.6, 2.2), 1.2),
    "home": Taste(0.10, (0.3, 0.6, 1.4, 1.4, 1.2), 1.5),
    "fashion": Taste(0.18, (1.4, 1.3, 1.0, 0.7, 0.5), 1.7),
    "cycling": Taste(0.07, (0.6, 0.8, 1.1, 1.4, 1.1), 0.6),
    "running": Taste(0.11, (0.7, 1.1, 1.3, 1.1, 0.5), 0.9),
    "hiking": Taste(0.09, (0.3, 0.6, 1.2, 1.4, 1.4), 1.0),
    "football": Taste(0.30, (1.4, 1.3, 1.0, 0.8, 0.6), 0.4),
    "business": Taste(0.12, (0.1, 0.7, 1.5, 1.5, 0.9), 0.8),
    "management": Taste(0.05, (0.0, 0.4, 1.4, 1.9, 1.1), 0.9),
    "human_resources": Taste(0.03, (0.0, 0.5, 1.6, 1.7, 0.9), 1.4),
    "technology": Taste(0.22, (1.0, 1.2, 1.2, 0.9, 0.6), 0.6),
    "video_games": Taste(0.24, (1.8, 1.4, 0.9, 0.5, 0.2), 0.5),
    "music": Taste(0.40, (1.4, 1.3, 1.0, 0.8, 0.7), 1.1),
    "books": Taste(0.13, (0.8, 0.9, 1.0, 1.2, 1.4), 1.4),
    "news": Taste(0.28, (0.4, 0.9, 1.1, 1.3, 1.5), 0.9),
    "politics": Taste(0.15, (0.3, 0.9, 1.0, 1.3, 1.7), 0.8),
    "travel": Taste(0.20, (0.6, 1.1, 1.3, 1.0, 1.0), 1.2),
}
Linked = dict[str, tuple[float, str]]  # by name: a base chance, and the interest that goes with it
KEYWORDS: Linked = {
    "thé": (0.012, "tea"), "tisane": (0.005, "tea"), "infusion": (0.006, "wellness"), "recette": (0.02, "cooking"), "apéro": (0.03, "cooking"),
    "sommeil": (0.02, "wellness"), "yoga": (0.012, "wellness"), "potager": (0.006, "gardening"), "cadeau": (0.03, "home"), "vélo": (0.02, "cycling"),
    "vélotaf": (0.003, "cycling"), "crevaison": (0.002, "cycling"), "marathon": (0.01, "running"), "randonnée": (0.01, "hiking"), "but": (0.05, "football"),
    "formation": (0.015, "management"), "recrutement": (0.01, "human_resources"), "réunion": (0.02, "management"), "manager": (0.008, "management"),
    "startup": (0.015, "business"), "concert": (0.04, "music"), "roman": (0.012, "books"), "élections": (0.02, "politics"), "vacances": (0.06, "travel"),
}  # fmt: skip
ACCOUNTS: Linked = {
    "maisontilleul": (0.0003, "tea"), "feuillesetcie": (0.001, "tea"), "herbiertraboules": (0.0005, "tea"), "cuisine_du_jour": (0.03, "cooking"),
    "velocadence": (0.0002, "cycling"), "cyclocenter": (0.0006, "cycling"), "a_bicyclette": (0.004, "cycling"), "altimetre_fr": (0.0004, "management"),
    "formapro": (0.0012, "management"), "rh_info": (0.004, "human_resources"), "le_manager": (0.008, "business"), "sport_direct": (0.08, "football"),
    "journal_du_soir": (0.07, "news"), "mode_et_moi": (0.03, "fashion"), "jardin_facile": (0.006, "gardening"), "tech_hebdo": (0.04, "technology"),
}  # fmt: skip
PROGRAMMES: Linked = {
    "evening_news": (0.10, "news"), "cooking_contest": (0.06, "cooking"), "talent_show": (0.12, "music"), "football_match": (0.09, "football"),
    "cycling_tour": (0.03, "cycling"), "garden_show": (0.01, "gardening"), "political_debate": (0.03, "politics"), "travel_series": (0.03, "travel"),
}  # fmt: skip
CUSTOMERS: Linked = {"maisontilleul": (0.0012, "tea"), "velocadence": (0.0010, "cycling"), "altimetre_fr": (0.0010, "management")}
_LIFT = 6  # times the base chance, with the interest

SEVERAL: dict[str, tuple[str, ...]] = {  # of criteria of which somebody has any number of values
    "interests": tuple(INTERESTS), "keywords": tuple(KEYWORDS), "follows": tuple(ACCOUNTS), "tv": tuple(PROGRAMMES), "customers": tuple(CUSTOMERS),
}  # fmt: skip


class Users(NamedTuple):
    """The sample: an array of each criterion, as long as there are rows.

    Of those with one value, it holds the place of the value in SHARES (carrier: -1 on a computer); of those with several, bit n
    is set for the n-th name in SEVERAL. `age` is in years.
    """

    sex: np.ndarray
    age: np.ndarray
    language: np.ndarray
    country: np.ndarray
    device: np.ndarray
    carrier: np.ndarray
    interests: np.ndarray
    keywords: np.ndarray
    follows: np.ndarray
    tv: np.ndarray
    customers: np.ndarray

    def any_of(self, criterion: str, values: Iterable[str]) -> np.ndarray:
        """Who has at least one of these values. Raises KeyError for a criterion or a value that there is not."""
        cells, names = getattr(self, criterion), list(SHARES.get(criterion) or SEVERAL[criterion])
        wanted = [_place(names, value) for value in values]
        if criterion in SHARES:
            return np.isin(cells, wanted)
        return (cells & np.uint32(sum(1 << place for place in set(wanted)))) != 0

    def aged(self, least: int, most: int) -> np.ndarray:
        """Who is between these ages, both included."""
        return (self.age >= least) & (self.age <= most)


def _place(names: list[str], value: str) -> int:
    try:
        return names.index(value)
    except ValueError:
        raise KeyError(value) from None


@cache
def sample(size: int = SIZE, seed: int = SEED) -> Users:
    """The sample, which is the same for the same size and seed. Works in a twentieth of a second."""
    raw = np.random.PCG64(seed)

    def chance() -> np.ndarray:
        return (raw.random_raw(size) >> np.uint64(11)) * 2.0**-53

    one = {name: _values(chance(), list(shares.values())) for name, shares in SHARES.items()}
    one["carrier"][one["device"] == list(SHARES["device"]).index("computer")] = -1
    bracket = _values(chance(), [share for _, _, share in AGES])
    first = np.array([first for first, _, _ in AGES])[bracket]
    years = np.array([last - first + 1 for first, last, _ in AGES])[bracket]
    age = (first + (chance() * years).astype(np.int64)).astype(np.uint8)
    active = 0.3 + 1.4 * chance() * chance()
    interests = np.zeros(size, np.uint32)
    of_age = np.searchsorted([18, 25, 35, 50], age, side="right")
    likes = {}
    for place, (name, taste) in enumerate(INTERESTS.items()):
        of_sex = np.array([taste.women, 2 - taste.women, 1.0])[one["sex"]]
        likes[name] = chance() < taste.base * np.array(taste.ages)[of_age] * of_sex * active * 1.6
        interests |= likes[name].astype(np.uint32) << np.uint32(place)

    def linked(table: Linked) -> np.ndarray:
        found = np.zeros(size, np.uint32)
        for place, (base, interest) in enumerate(table.values()):
            has = chance() < base * active * (1 + (_LIFT - 1) * likes[interest])
            found |= has.astype(np.uint32) << np.uint32(place)
        return found

    several = {"keywords": linked(KEYWORDS), "follows": linked(ACCOUNTS), "tv": linked(PROGRAMMES), "customers": linked(CUSTOMERS)}
    followers = {name: (several["follows"] >> np.uint32(list(ACCOUNTS).index(name))) & np.uint32(1) for name in CUSTOMERS}
    for place, name in enumerate(CUSTOMERS):  # a third of those who follow a company buy from it
        several["customers"] |= ((chance() < 1 / 3) * followers[name]).astype(np.uint32) << np.uint32(place)
    return Users(age=age, interests=interests, **one, **several)


def _values(chance: np.ndarray, shares: list[float]) -> np.ndarray:
    """The place of a value for each, by the shares of the values."""
    limits = np.cumsum(shares)[:-1]
    return np.searchsorted(limits, chance, side="right").astype(np.int8)
