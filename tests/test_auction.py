"""The auction: at the second price nothing beats bidding one's value; at the first it gains nothing."""

from hashlib import sha256
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course.explorers.auction.model import MOST, Auction
from smo_course.simulators.auction import BOTS, others, play, price
from smo_course.text import LANGUAGES, number

cents = st.integers(0, 300)
bids = st.lists(cents, min_size=1, max_size=30).map(tuple)


@given(cents, cents, cents)
def test_in_no_auction_does_any_bid_beat_one_s_value(value, bid, other):
    gain = {each: value - paid if (paid := price(each, other)) is not None else 0 for each in (value, bid)}
    assert gain[value] >= gain[bid] and gain[value] >= 0


@given(cents, cents, bids)
def test_nor_in_all_of_them(value, bid, against):
    assert play(value, value, against).gain >= play(bid, value, against).gain


def test_weakly_dominant_not_merely_as_good():
    """Against some rival every other bid does worse; but one cent below the value, where the cent above the second bid takes all."""
    value = 80

    def gain(bid, other):
        paid = price(bid, other)
        return value - paid if paid is not None else 0

    worse = {bid for bid in range(160) if any(gain(value, other) > gain(bid, other) for other in range(160))}
    assert worse == set(range(160)) - {value, value - 1}


@given(cents, cents, bids, st.sampled_from(["second", "first"]))
def test_all_auctions_are_each_added_up(bid, value, against, rule):
    prices = [paid for other in against if (paid := price(bid, other, rule)) is not None]
    assert play(bid, value, against, rule) == (len(prices), sum(paid > value for paid in prices), value * len(prices), sum(prices))


@given(cents, cents)
def test_the_price_is_never_above_the_bid_and_one_cent_above_the_second(bid, other):
    paid = price(bid, other)
    assert (paid is None) == (bid <= other)
    assert paid is None or paid == other + 1 <= bid
    assert price(bid, other, "first") in (None, bid)


@given(cents, bids)
def test_who_pays_their_bid_gains_nothing_by_bidding_the_value(value, against):
    assert play(value, value, against, "first").gain == 0


def test_auctions_by_hand():
    found = play(50, 40, (30, 45, 60, 50))
    assert found == (2, 1, 80, 31 + 46) and found.gain == 3


def test_the_same_bids_on_every_machine_and_one_bot_more_changes_nobody_s():
    assert others(4) == others(4) and others(4, seed=2) != others(4)
    assert all(few <= many for few, many in zip(others(2), others(5), strict=True))
    chance = Random(int.from_bytes(sha256(b"auction/1").digest()[:8], "big"))  # whose stream Python guarantees
    assert others(1)[0] == BOTS[0] * (50 + int(101 * chance.random())) // 100
    for bots in range(1, len(BOTS) + 1):
        assert max(others(bots)) <= max(BOTS[:bots]) * 1.5


@pytest.mark.parametrize("value", range(5, MOST + 1, 15))
@pytest.mark.parametrize("bots", [1, 4, 6])
def test_the_explorer_s_best_bid_is_the_value(value, bots):
    answer = Auction(value=value, bots=bots).answer()
    assert answer["best"]["gain"] == answer["honest"]["gain"]
    assert Auction(value=value, bots=bots, rule="first").answer()["honest"]["gain"] == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_the_bid_brings(lang):
    explorer = Auction()
    answer = explorer.answer()
    said = explorer.said(answer, lang)
    assert number(answer["yours"]["won"], lang) in said and number(0.9, lang, 2) in said and "imul" in said
    for bid in (0, 90):
        assert Auction(bid=bid).said(Auction(bid=bid).answer(), lang)
    assert Auction(rule="first").said(Auction(rule="first").answer(), lang) != said
