"""The contest keeps to what it says of itself."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course.data.facts import facts
from smo_course.explorers.contest_budget.model import ContestBudget
from smo_course.simulators import contest
from smo_course.simulators.contest import Contest
from smo_course.text import LANGUAGES, number

euros = st.integers(0, 600)
contests = st.builds(Contest, euros, st.sampled_from(contest.PRIZES), euros, st.integers(0, 40), st.integers(0, 80), st.floats(0, 1))


@given(contests)
def test_the_cost_is_the_sum_of_its_parts_and_fans_only_leave(this):
    assert this.cost() == 40 + this.campaign + this.prize + this.hours * this.hourly
    assert 0 <= this.new_fans() <= this.entries()[1]
    assert all(then <= now for now, then in pairwise(this.fans()))


@given(contests, euros)
def test_a_dearer_campaign_never_brings_fewer(this, more):
    assert replace(this, campaign=this.campaign + more).new_fans() >= this.new_fans()


@given(contests, st.floats(0, 1))
def test_more_hunters_never_leave_more_fans(this, hunters):
    few, many = sorted((this.hunters, hunters))
    assert replace(this, hunters=many).fans()[-1] <= replace(this, hunters=few).fans()[-1] + 1e-9


@given(contests)
def test_a_prize_of_one_s_own_draws_fewer_and_keeps_a_larger_share(this):
    own, anybody = (replace(this, kind=kind) for kind in contest.PRIZES)
    assert own.new_fans() <= anybody.new_fans()
    if own.new_fans() and anybody.new_fans():
        assert own.fans()[-1] / own.new_fans() >= anybody.fans()[-1] / anybody.new_fans() - 1e-9


@given(contests.filter(lambda each: each.new_fans() > 20 and each.kind == "own"))
def test_fewer_are_left_of_fans_that_were_bought(this):
    assert contest.bought(this.new_fans())[-1] < this.fans()[-1]


def test_one_contest_worked_out_by_hand():
    this = Contest(prize=60, kind="own", campaign=257, hours=8, hourly=25, hunters=0.75)
    assert this.cost() == 40 + 257 + 60 + 200
    # pull 60 / (60 + 60); 3,000 × 0.1 × 0.2 fans; shown 25,000 times, of which 0.012
    assert this.entries() == (30, 150)
    assert this.new_fans() == 120
    # 0.25 came for the prize, of whom 0.75 a week stay; of the others 0.998
    assert this.fans()[1] == pytest.approx(30 * 0.75 + 90 * 0.998)
    assert contest.bought(120)[9:11] == [120, 12]


def test_the_tool_costs_what_the_articles_say():
    assert facts("facebook-contest-40-euros")[0].value == contest.TOOL


@given(euros, euros, st.integers(0, 40), st.integers(0, 50), st.integers(1, 200))
def test_it_pays_from_the_break_even_on(prize, campaign, hours, buy, margin):
    answer = ContestBudget(prize=prize, campaign=campaign, hours=hours, buy=buy, margin=margin).answer()
    assert (answer["needed"] - 1) * margin < answer["cost"] <= answer["needed"] * margin
    if answer["counts"]["customers"] >= answer["needed"]:
        assert answer["result"] >= 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_says_the_numbers(lang):
    explorer = ContestBudget()
    answer = explorer.answer()
    said = explorer.said(answer, lang)
    assert number(answer["cost"], lang) in said and number(round(answer["each"]["left"], 2), lang) in said and "imul" in said
    empty = ContestBudget(prize=0, campaign=0)
    assert ("Nobody" if lang == "en" else "Personne") in empty.said(empty.answer(), lang)
