"""The sample of Twitter users: the shares that it says, criteria that overlap, the same on every machine, and quick."""

import time

import numpy as np
import pytest

from smo_course import open_lesson
from smo_course.data.contract import resource
from smo_course.simulators.twitter_users import ACCOUNTS, AGES, INTERESTS, SEVERAL, SHARES, SIZE, STANDS_FOR, sample


def share(mask: np.ndarray) -> float:
    return float(mask.mean())


def test_it_stands_for_seven_million():
    assert SIZE * STANDS_FOR == 7_000_000 and len(sample().age) == SIZE


@pytest.mark.parametrize("criterion", SHARES)
def test_shares_are_those_said(criterion):
    users = sample()
    mobile = users.carrier >= 0
    for value, told in SHARES[criterion].items():
        mask = users.any_of(criterion, [value])
        assert share(mask[mobile] if criterion == "carrier" else mask) == pytest.approx(told, abs=0.006)
    assert share(mobile) == pytest.approx(0.8, abs=0.005)  # as the articles say
    assert not (mobile & users.any_of("device", ["computer"])).any()


def test_ages_are_those_said():
    users = sample()
    assert sum(told for _, _, told in AGES) == pytest.approx(1)
    for least, most, told in AGES:
        assert share(users.aged(least, most)) == pytest.approx(told, abs=0.006)
    assert users.age.min() == 13 and users.age.max() == 84
    assert share(users.aged(16, 24)) == pytest.approx(0.33, abs=0.01)  # as Twitter gave it for France in May 2015


@pytest.mark.parametrize("criterion", SEVERAL)
def test_every_value_is_somebody_s_and_none_is_everybody_s(criterion):
    users = sample()
    for value in SEVERAL[criterion]:
        assert 0.0002 < share(users.any_of(criterion, [value])) < 0.6, value


def test_what_goes_together_overlaps():
    users = sample()
    cycling, tour, garden = (
        users.any_of(*each) for each in (("interests", ["cycling"]), ("tv", ["cycling_tour"]), ("tv", ["garden_show"]))
    )
    assert share(tour[cycling]) > 3 * share(tour)
    assert share(garden[cycling]) < 2 * share(garden)
    women = users.any_of("sex", ["female"])
    assert share(users.any_of("interests", ["tea"])[women]) > 1.3 * share(users.any_of("interests", ["tea"])[~women])
    assert share(users.any_of("interests", ["video_games"])[users.aged(13, 24)]) > 2 * share(
        users.any_of("interests", ["video_games"])[users.aged(35, 84)]
    )
    followers = users.any_of("follows", ["maisontilleul"])
    assert share(users.any_of("customers", ["maisontilleul"])[followers]) > 0.2


def test_one_criterion_more_never_reaches_more_and_one_value_more_never_less():
    users = sample()
    mask = users.any_of("country", ["fr"])
    for criterion, values in (
        ("language", ["fr"]),
        ("device", ["ios", "android"]),
        ("interests", ["tea", "wellness"]),
        ("keywords", ["thé"]),
    ):
        narrower = mask & users.any_of(criterion, values)
        assert 0 < narrower.sum() <= mask.sum() and not (narrower & ~mask).any()
        assert not (users.any_of(criterion, values[:1]) & ~users.any_of(criterion, values)).any()
        mask = narrower


@pytest.mark.parametrize("criterion, value", [("interests", "teas"), ("sex", "women"), ("sign", "leo")])
def test_what_there_is_not_is_refused(criterion, value):
    with pytest.raises((KeyError, AttributeError)):
        sample().any_of(criterion, [value])


def test_the_same_seed_gives_the_same_users_by_arithmetic_alone():
    """PCG64 is worked out here in whole numbers, as its authors define it: the sex of the first users must come of it."""
    users = sample(1000, 7)
    assert all((mine == theirs).all() for mine, theirs in zip(users, sample.__wrapped__(1000, 7), strict=True))
    assert any((mine != theirs).any() for mine, theirs in zip(users, sample(1000, 8), strict=True))
    state = np.random.PCG64(7).state["state"]
    now, step, most = state["state"], state["inc"], 2**128
    for place in range(20):
        now = (now * 0x2360ED051FC65DA44385DF649FCCF645 + step) % most
        word, turn = (now >> 64) ^ (now & (2**64 - 1)), now >> 122
        drawn = (((word >> turn) | (word << (64 - turn))) & (2**64 - 1)) >> 11
        assert users.sex[place] == (0 if drawn / 2**53 < 0.45 else 1 if drawn / 2**53 < 0.92 else 2)


def test_it_is_quick():
    start = time.process_time()
    sample.__wrapped__()
    assert time.process_time() - start < 0.5
    users = sample()
    start = time.process_time()
    for _ in range(10):
        mask = (
            users.any_of("country", ["fr", "be"]) & users.aged(25, 49) & users.any_of("sex", ["female"]) & users.any_of("device", ["ios"])
        )
        mask &= (
            users.any_of("interests", ["tea", "cooking"])
            | users.any_of("keywords", ["thé", "tisane"])
            | users.any_of("follows", list(ACCOUNTS)[:3])
        )
        mask &= users.any_of("tv", ["cooking_contest", "evening_news"])
    assert (time.process_time() - start) / 10 < 0.010 and mask.any()


def test_a_lesson_gives_them_as_a_table(tmp_path, monkeypatch):
    monkeypatch.setenv("SMO_FOLDER", str(tmp_path))
    start = time.process_time()
    table = open_lesson("smo-basics/why-do-smo", "fr").data("users")
    assert time.process_time() - start < 3
    assert list(table.columns) == [field.name for field in resource("users").schema.fields] and len(table) == SIZE
    users = sample()
    assert (table["interests"].str.contains("tea") == users.any_of("interests", ["tea"])).all()
    assert (table["device"] == "computer").equals(table["carrier"].isna())
    row = table.iloc[0]
    assert [name for place, name in enumerate(INTERESTS) if users.interests[0] >> place & 1] == list(
        filter(None, row["interests"].split(";"))
    )
