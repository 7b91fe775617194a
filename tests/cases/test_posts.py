"""What came of posts and tweets: as measured where it was measured, and with the traps that real data have."""

import json
from collections import Counter
from datetime import date
from functools import cache
from math import log
from pathlib import Path
from statistics import mean, median, stdev

import pytest

from smo_course.simulators import cases
from smo_course.simulators.cases import posts, tweets
from smo_course.simulators.cases.chance import Chance, at, by_rank

REAL = Path(__file__).parents[3] / "shared" / "real" / "calibration_stats.json"  # beside the checkout
needs_real = pytest.mark.skipif(not REAL.is_file(), reason=f"no {REAL}")
every_company = pytest.mark.parametrize("company", cases.COMPANIES)
COUNTS = ("reactions", "comments", "shares")


@cache
def of(company: str, network: str) -> list[dict]:
    return [row for row in cases.table(company, "posts") if row["network"] == network]


def facebook(company: str, kind: str = "", paid: bool | None = None) -> list[dict]:
    """Posts with a known reach; the viral one apart."""
    known = sorted((row for row in of(company, "facebook") if row["reach"]), key=lambda row: row["reach"])[:-1]
    return [row for row in known if row["type"] == (kind or row["type"]) and paid in (None, row["paid"])]


def rate(row: dict) -> float:
    return sum(row[column] for column in COUNTS) / row["reach"]


# ---- As measured


@needs_real
def test_the_model_is_told_what_was_measured():
    measured = json.loads(REAL.read_text())["facebook_by_type"]
    names = {"link": "Link", "image": "Photo", "text": "Status", "video": "Video"}
    for kind, told in posts.FORMATS.items():
        real = measured[names[kind]]
        for field, name in (("reach", "reach"), ("impressions", "impr_per_reach"), ("interactions", "interactions_per_reach"), ("engaged", "engaged_per_reach")):  # fmt: skip
            assert getattr(told, field) == tuple(real[name][each] for each in ("p10", "p50", "p90"))
        assert told.paid == real["paid_share"]


@needs_real
@every_company
def test_posts_are_like_those_measured(company):
    """Medians of rates within a fifth, of reach beside that of images within a third; with fewer than ten posts, a half."""
    measured = json.loads(REAL.read_text())["facebook_by_type"]
    images = median(row["reach"] for row in facebook(company, "image"))
    for kind, name in {"image": "Photo", "link": "Link", "text": "Status", "video": "Video"}.items():
        rows, real = facebook(company, kind), measured[name]
        within = 0.2 if len(rows) >= 10 else 0.5
        assert median(map(rate, rows)) == pytest.approx(real["interactions_per_reach"]["p50"], rel=within)
        assert median(row["engaged_users"] / row["reach"] for row in rows) == pytest.approx(real["engaged_per_reach"]["p50"], rel=within)
        shown = [row["impressions"] / row["reach"] for row in rows if row["published_on"] < posts.CHANGED]
        assert median(shown) == pytest.approx(real["impr_per_reach"]["p50"], rel=0.1)
        ratio = real["reach"]["p50"] / measured["Photo"]["reach"]["p50"]
        assert median(row["reach"] for row in rows) / images == pytest.approx(ratio, rel=0.34 if len(rows) >= 10 else 0.5)
        assert mean(row["paid"] for row in rows) == pytest.approx(real["paid_share"], abs=0.06)
    spread = stdev(log(row["reach"]) for row in facebook(company, "image"))
    assert spread == pytest.approx(measured["Photo"]["ln_reach_mu_sigma"][1], rel=0.2)


@every_company
def test_interactions_are_shared_out_as_measured(company):
    """The sums over 500 posts were 88,795 reactions, 3,741 comments and 13,524 shares; each share within five points."""
    rows = facebook(company)
    total = sum(sum(row[column] for column in COUNTS) for row in rows)
    for column, real in zip(COUNTS, (88_795, 3_741, 13_524), strict=True):
        assert sum(row[column] for row in rows) / total == pytest.approx(real / 106_060, abs=0.05)


@needs_real
@every_company
def test_tweets_are_like_those_measured(company):
    """The spread of impressions within a fifth; the rates written for Twitter within a third, with a picture and without."""
    real = json.loads(REAL.read_text())["twitter_rOpenSci_2016_2021"]
    rows = of(company, "twitter")
    assert list(tweets.IMPRESSIONS) == real["impr_p10_50_90"]
    assert stdev(log(row["impressions"]) for row in rows) == pytest.approx(real["ln_impr_mu_sigma"][1], rel=0.25)
    with_picture = [row["engagements"] / row["impressions"] for row in rows if row["type"] in ("image", "video")]
    assert median(with_picture) == pytest.approx(real["media_tweet_er_p50"], rel=0.34)
    assert median(row["engagements"] / row["impressions"] for row in rows) == pytest.approx(real["engagement_rate_p10_50_90"][1], rel=0.34)
    likes, shares = (sum(row[column] for row in rows) / sum(row["impressions"] for row in rows) for column in ("reactions", "shares"))
    assert likes == pytest.approx(real["like_per_impr"], rel=0.4) and shares == pytest.approx(real["retweet_per_impr"], rel=0.4)


def test_a_rank_gets_the_value_measured_for_it():
    scores = by_rank([5.0, 1.0, 3.0])
    assert scores[1] < scores[2] < scores[0] and scores[2] == pytest.approx(0) and scores[0] == pytest.approx(-scores[1])
    tenth = 1.2815515655446004
    assert [at((10, 100, 400), each) for each in (-tenth, 0, tenth)] == pytest.approx([10, 100, 400])


def test_chance_has_the_shapes_that_it_says():
    chance = Chance("shapes")
    counts = [chance.count(3.0) for _ in range(5000)]
    assert mean(counts) == pytest.approx(3.0, rel=0.05) and stdev(counts) == pytest.approx(3**0.5, rel=0.05)
    many = [chance.count(400.0) for _ in range(2000)]
    assert mean(many) == pytest.approx(400, rel=0.01) and stdev(many) == pytest.approx(20, rel=0.08)
    assert Counter(chance.pick({"a": 3, "b": 1}) for _ in range(4000))["a"] == pytest.approx(3000, rel=0.05)
    assert {chance.whole(1, 3) for _ in range(100)} == {1, 2, 3} and sorted(chance.shuffled(range(9))) == list(range(9))
    assert Chance("a", "b").uniform() == Chance("a", "b").uniform() != Chance("a", "c").uniform()


# ---- The traps


@every_company
def test_money_reaches_more_and_lowers_the_rate(company):
    paid, free = facebook(company, "image", True), facebook(company, "image", False)
    assert median(row["reach"] for row in paid) > 1.4 * median(row["reach"] for row in free)
    assert median(map(rate, paid)) < 0.9 * median(map(rate, free))
    assert all(0 < row["paid_reach"] < row["reach"] for row in paid) and not any(row["paid_reach"] for row in free)


@every_company
def test_the_best_weekday_is_the_day_of_the_money(company):
    """All posts say that the day of boosting reaches much more than other weekdays; those without money, less than half of it."""
    boosted = cases.read_company(company).boosted_on

    def lead(rows: list[dict]) -> float:
        mine = [row["reach"] for row in rows if row["published_on"].weekday() == boosted]
        others = [row["reach"] for row in rows if row["published_on"].weekday() not in (boosted, 5, 6)]
        return median(mine) / median(others) - 1

    assert lead(facebook(company, "image")) > 0.3
    assert lead(facebook(company, "image", False)) < lead(facebook(company, "image")) / 2


@every_company
def test_some_groups_are_tiny(company):
    kinds = Counter(row["type"] for row in of(company, "facebook"))
    assert kinds["image"] >= 80 and kinds["video"] == 7
    assert sum(row["paid"] for row in facebook(company, "video")) > kinds["video"] / 2
    hours = Counter(row["published_at"].hour for row in of(company, "facebook"))
    assert sum(number <= 3 for number in hours.values()) >= 1 and max(hours.values()) > 30
    reaches = {kind: median(row["reach"] for row in facebook(company, kind)) for kind in kinds}
    assert max(reaches, key=reaches.__getitem__) == "video" and min(map(rate, facebook(company, "image"))) > 0


@every_company
def test_one_post_went_viral_and_moves_the_mean(company):
    rows = [row for row in of(company, "facebook") if row["reach"]]
    reaches = sorted(row["reach"] for row in rows)
    assert reaches[-1] > 3 * reaches[-2]
    assert mean(reaches) > 1.25 * mean(reaches[:-1])
    assert not max(rows, key=lambda row: row["reach"])["paid"]


@every_company
def test_impressions_change_their_meaning_in_july(company):
    def shown(rows: list[dict]) -> float:
        return median(row["impressions"] / row["reach"] for row in rows)

    rows = facebook(company, "image")
    before, after = ([row for row in rows if (row["published_on"] < date(2025, 7, 1)) is first] for first in (True, False))
    assert shown(after) / shown(before) == pytest.approx(1.3, rel=0.08)


@every_company
def test_what_the_network_did_not_say_is_empty(company):
    unsaid = [row for row in of(company, "facebook") if row["reach"] is None]
    assert unsaid and all(row["impressions"] is None and row["reactions"] is not None for row in unsaid)


@every_company
def test_the_robot_s_tweets_are_cut_and_do_worse(company):
    rows = of(company, "twitter")
    robot = [row for row in rows if "… fb.example/" in row["text_en"] + row["text_fr"]]
    assert 0.3 < len(robot) / len(rows) < 0.75
    rates = [median(row["engagements"] / row["impressions"] for row in part) for part in (robot, [row for row in rows if row not in robot])]
    assert rates[0] < 0.75 * rates[1]


@every_company
def test_a_post_stands_within_its_year_and_adds_up(company):
    for row in cases.table(company, "posts"):
        assert row["published_on"].year == 2025 and row["published_at"].date() == row["published_on"]
        assert not cases.read_company(company).is_closed(row["published_on"])
        if row["reach"]:
            assert row["impressions"] >= row["reach"] >= row["engaged_users"] and row["paid_impressions"] <= row["impressions"]
        if row["engagements"] is not None:
            assert row["engagements"] >= sum(row[column] for column in COUNTS) + row["link_clicks"]
            assert row["impressions"] >= row["engagements"]
