"""Targeting: narrowing never raises reach, shares are those of who is left, money never outgrows the budget, and all at once."""

import time
from itertools import pairwise
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_course.explorers.base import BadSetting
from smo_course.explorers.targeting.model import Targeting
from smo_course.simulators import market, targeting
from smo_course.simulators.targeting import TASTES, Target, reached
from smo_course.simulators.twitter_users import SEVERAL, SHARES, STANDS_FOR, sample
from smo_course.text import LANGUAGES, number

LISTS = (*targeting.PLAIN, *TASTES)
WHOSE = st.sampled_from(targeting.COMPANIES)


def values(name):
    return st.lists(st.sampled_from(list(SHARES.get(name) or SEVERAL[name])), unique=True, max_size=3).map(tuple)


ages = st.tuples(st.integers(13, 84), st.integers(13, 84)).map(sorted)
targets = st.builds(
    lambda ages, together, **lists: Target(least_age=ages[0], most_age=ages[1], together=together, **lists),
    ages, st.sampled_from(["all", "any"]), **{name: values(name) for name in LISTS},
)  # fmt: skip


@settings(max_examples=25)
@given(targets, st.sampled_from(LISTS), st.data())
def test_narrowing_never_raises_reach(target, name, data):
    before = reached(target, "maison-tilleul").reach
    chosen = getattr(target, name)
    if len(chosen) > 1:  # one value less
        fewer = target._replace(**{name: chosen[1:]})
    elif not chosen and (target.together == "all" or name not in TASTES):  # one criterion more
        fewer = target._replace(**{name: data.draw(values(name))})
    else:  # fewer years
        fewer = target._replace(least_age=data.draw(st.integers(target.least_age, target.most_age)))
    assert reached(fewer, "maison-tilleul").reach <= before


@settings(max_examples=25)
@given(targets, WHOSE)
def test_each_criterion_leaves_no_more_than_it_would_alone_nor_than_the_one_before(target, company):
    found = reached(target, company)
    left = [STANDS_FOR * len(sample().age), *(step.left for step in found.steps)]
    assert all(now <= before for before, now in pairwise(left))
    assert all(step.left <= step.alone for step in found.steps)
    assert found.reach == left[-1] == STANDS_FOR * found.rows
    assert 0 <= found.in_target <= min(found.reach, found.target)
    assert 0 <= found.share <= 1 and 0 <= found.covered <= 1


@given(targets)
@settings(max_examples=15)
def test_adding_up_reaches_at_least_as_many_as_mixing(target):
    mixed, added = (reached(target._replace(together=way), "altimetre").reach for way in ("all", "any"))
    assert added >= mixed


def test_a_target_counted_by_hand():
    users = sample()
    found = reached(Target(sex=("female",), interests=("tea", "cooking"), least_age=25, most_age=34), "maison-tilleul")
    bits = [list(SEVERAL["interests"]).index(each) for each in ("tea", "cooking")]
    mask = (
        (users.sex == 0) & (users.age >= 25) & (users.age <= 34) & (((users.interests >> bits[0]) | (users.interests >> bits[1])) & 1 == 1)
    )
    assert found.reach == STANDS_FOR * int(mask.sum())
    assert [step.criterion for step in found.steps] == ["sex", "age", "interests"]


def test_who_is_looked_for_is_reached_whole_without_criteria():
    for company in targeting.COMPANIES:
        found = reached(Target(), company)
        assert found.in_target == found.target == STANDS_FOR * int(np.count_nonzero(targeting.looked_for(company))) > 0
        assert found.covered == 1 and found.share < 0.2


def test_what_goes_together_loses_fewer():
    """The cycling tour beside cycling, against the gardening show beside cycling."""
    tour, show = (reached(Target(interests=("cycling",), tv=(each,)), "velo-cadence").steps for each in ("cycling_tour", "garden_show"))
    assert tour[1].left / tour[1].alone > 2 * show[1].left / show[1].alone


def test_an_unknown_value_is_refused():
    with pytest.raises(KeyError, match="chess"):
        reached(Target(interests=("chess",)), "altimetre")
    with pytest.raises(BadSetting):
        Targeting(device="fridge").answer()
    with pytest.raises(BadSetting, match="youngest"):
        Targeting(least_age=50, most_age=34).answer()


def test_the_sample_is_filtered_within_ten_milliseconds():
    reached(Target(), "maison-tilleul")
    times = []
    for place in range(20):  # other criteria each time: nothing is remembered
        names = list(SEVERAL["interests"])
        target = Target(sex=("female",), interests=(names[place % 20], names[(place + 7) % 20]), device=("ios",), least_age=18 + place)
        start = time.perf_counter()
        reached(target, "maison-tilleul")
        times.append(time.perf_counter() - start)
    assert median(times) < 0.01


# ---- What it costs


@given(st.integers(0, 70_000).map(lambda rows: rows * 100), st.integers(0, 200_000))
def test_money_never_outgrows_the_budget_nor_showings_the_chances(users, cents):
    bought = market.buy(users * market.CHANCES, cents)
    assert 0 <= bought.cents <= cents and 0 <= bought.shown <= users * market.CHANCES


@given(st.integers(1, 5_000), st.integers(1, 10), st.integers(100, 100_000))
def test_a_larger_audience_never_buys_fewer_showings_for_the_same_money(rows, times, cents):
    assert market.buy(3000 * rows * times, cents).shown >= market.buy(3000 * rows, cents).shown - 1


@given(st.floats(0, 4_000), st.floats(0, 4_000))
def test_a_higher_bid_wins_no_less(one, other):
    low, high = sorted((one, other))
    assert market.share_won(low) <= market.share_won(high)
    assert market.cost(market.share_won(low)) <= market.share_won(low) * max(low, market.RIVALS[0]) + 1e-6  # never more than is bid


def test_the_market_by_hand():
    assert market.share_won(320) == pytest.approx(0.1) and market.share_won(370) == pytest.approx(0.15)
    assert market.cost(0.1) == pytest.approx(0.1 * 260)  # the mean of 200 and 320
    assert market.cost(0.15) == pytest.approx(0.1 * 260 + 0.05 * 345)
    # of 3,000 chances, 300 at 2.60 euros a thousand are 78 cents
    assert market.buy(3000, 78) == (300, 78)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_explorer_says_reach_price_and_what_to_mind(lang):
    explorer = Targeting(interests=("tea",), least_age=25, most_age=64)
    answer = explorer.answer()
    said = explorer.said(answer, lang)
    assert number(answer["reach"], lang) in said and number(answer["cpm"], lang, 2) in said and "imul" in said and "2024" not in said
    assert "2024" in Targeting().said(Targeting().answer(), lang)  # minors
    few = Targeting(tv=("garden_show",), interests=("tea",), carrier="free", device="ios")
    assert ("say little" if lang == "en" else "pas grand-chose") in few.said(few.answer(), lang)
    assert ("€300 can be spent" if lang == "en" else "sur 300\u00a0€") in few.said(few.answer(), lang)


def test_every_value_has_a_name():
    for lang in LANGUAGES:
        content = Targeting.content(lang)
        assert all(each["text"] for group in (content["plain"], content["several"]) for values in group.values() for each in values)
