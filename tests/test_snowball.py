"""The snowball keeps to what it says of itself."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course.simulators.snowball import HORIZON, LATEST, TONES, awake, curve

hours = st.integers(0, LATEST)
tones = st.sampled_from(TONES)
communities = st.integers(100, 100_000)


@given(hours, tones, communities)
def test_mentions_never_decrease_and_never_pass_the_community(hour, tone, community):
    mentions = curve(hour, tone, community)
    assert len(mentions) == HORIZON + 1
    assert all(now <= then for now, then in pairwise(mentions))
    assert mentions[-1] <= community


@given(hours, hours, communities)
def test_an_earlier_sincere_answer_never_costs_more(one, other, community):
    early, late = sorted((one, other))
    assert all(a <= b for a, b in zip(curve(early, "sincere", community), curve(late, "sincere", community), strict=True))


@given(hours, communities)
def test_sincere_beats_canned_beats_none_beats_deletion(hour, community):
    ends = [curve(hour, tone, community)[-1] for tone in ("sincere", "canned", "none", "deletion")]
    assert ends == sorted(ends)


@given(hours, tones, communities)
def test_nothing_changes_before_the_answer(hour, tone, community):
    assert curve(hour, tone, community)[: hour + 1] == curve(0, "none", community)[: hour + 1]


def test_one_hour_worked_out_by_hand():
    # Friday 6 p.m., everyone about: 3 + 0.1 × 3 × (1 - 3/100)
    assert curve(72, "none", 1000)[1] == pytest.approx(3 + 0.1 * 3 * 0.97)
    # a sincere answer at once takes the rate to a fifth
    assert curve(0, "sincere", 1000)[1] == pytest.approx(3 + 0.2 * 0.1 * 3 * 0.97)


def test_people_sleep():
    assert awake(6) < awake(2) and awake(8) == awake(6 + 24)


@pytest.mark.parametrize("arguments", [(-1, "none", 500), (LATEST + 1, "none", 500), (1, "rude", 500), (1, "none", 99)])
def test_outside_its_ranges_it_says_so(arguments):
    with pytest.raises(ValueError, match="must be"):
        curve(*arguments)
