"""Posts in groups: each post counts once, unknown is not nought, and the traps of the case's data are found where they were planted."""

from datetime import date, datetime
from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course.data import case, groups
from smo_course.explorers.base import BadSetting
from smo_course.explorers.page_statistics.model import Statistics
from smo_course.screen.explorer import ExplorerView
from smo_course.text import LANGUAGES

BOTH = pytest.mark.parametrize("lang", LANGUAGES)
COMPANIES = pytest.mark.parametrize("company", case.companies())
NUMBERS = ("reach", "impressions", "paid_reach", "paid_impressions", "reactions", "comments", "shares", "engaged_users")
count = st.none() | st.integers(0, 10_000)
posts = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["video", "image", None]),
            "network": st.just("facebook"),
            "topic": st.none(),
            "paid": st.none() | st.booleans(),
            "published_on": st.dates(date(2025, 1, 1), date(2025, 12, 31)),
            "published_at": st.none() | st.datetimes(datetime(2025, 1, 1), datetime(2025, 12, 31)),
            **dict.fromkeys(NUMBERS, count),
        }
    ),
    max_size=30,
)


def a_post(**values):
    return {
        **dict.fromkeys((*NUMBERS, "type", "topic", "paid", "published_at")),
        "network": "facebook",
        "published_on": date(2025, 1, 6),
        **values,
    }


def read(company):
    return case.case_columns("posts", company, "en")[0]


@given(posts, st.sampled_from(groups.BYS), st.sampled_from(groups.MEASURES))
def test_each_post_that_is_known_counts_once_and_middles_lie_between_the_ends(rows, by, what):
    found = groups.grouped(rows, by, what)
    known = [value for row in rows if (value := groups.measure(row, what)) is not None and groups.key_of(row, by) is not None]
    assert sum(each.n for each in found) == len(known)
    assert sum(each.n * each.mean for each in found) == pytest.approx(sum(known))
    for each in found:
        assert min(known) - 1e-9 <= min(each.mean, each.median) and max(each.mean, each.median) <= max(known) + 1e-9
    assert groups.traps(rows, found, by, what, "mean") is not None


def test_a_rate_worked_out_by_hand():
    post = a_post(reach=200, impressions=500, reactions=3, comments=2, engaged_users=10)
    values = {what: groups.measure(post, what) for what in groups.MEASURES}
    assert values == {
        "interactions": 5 / 200,
        "interactions_shown": 5 / 500,
        "engaged": 0.05,
        "reach": 200,
        "impressions": 500,
        "shown": 2.5,
    }
    assert groups.measure(a_post(reach=0, reactions=1), "interactions") is None
    assert groups.measure(a_post(reach=10), "interactions") is None


def test_mean_and_median_by_hand():
    rows = [a_post(type="video", reach=reach) for reach in (10, 20, 90)] + [a_post(type="image", reach=None)]
    (video,) = groups.grouped(rows, "type", "reach")
    assert (video.n, video.mean, video.median, video.without_top) == (3, 40, 20, 15)
    assert [video.middle(each) for each in ("mean", "median", "without_top")] == [40, 20, 15]
    (alone,) = groups.grouped(rows[:1], "type", "reach")
    assert alone.without_top is None and alone.middle("without_top") == 0


def names(rows, by, what, middle):
    return {trap.name for trap in groups.traps(rows, groups.grouped(rows, by, what), by, what, middle)}


@COMPANIES
def test_the_traps_that_were_planted_are_found(company):
    rows = groups.posts_of(read(company), "facebook")
    assert names(rows, "type", "reach", "mean") == {"few", "paid", "outlier"}  # seven videos, four of them paid
    assert names(rows, "type", "reach", "median") == names(rows, "type", "reach", "without_top") == {"few", "paid"}
    month, ratio = groups.changed(rows)
    assert month == "2025-07" and ratio == pytest.approx(1.3, abs=0.05)
    assert "changed" in names(rows, "month", "shown", "median")
    assert "changed" not in names(rows, "month", "reach", "median")
    organic = groups.posts_of(read(company), "facebook", "organic")
    assert not any(groups.is_paid(row) for row in organic) and 0 < len(organic) < len(rows)
    assert not {"paid", "organic"} & names(organic, "type", "reach", "median")


def test_no_trap_is_found_where_there_is_none():
    rows = [a_post(type=kind, reach=reach, impressions=2 * reach, published_on=date(2025, month, 1))
            for kind in ("video", "image") for reach in range(100, 112) for month in range(1, 13)]  # fmt: skip
    for by in groups.BYS:
        assert names(rows, by, "shown", "mean") == set()


def test_money_that_lowers_a_rate_is_told_apart_from_money_that_buys_reach():
    rows = [a_post(type="image", reach=100, reactions=5, paid=False) for _ in range(12)]
    rows += [a_post(type="video", reach=1000, reactions=5, paid=True) for _ in range(12)]
    assert names(rows, "type", "reach", "mean") == {"paid"}
    assert names(rows, "type", "interactions", "mean") == {"organic"}


@BOTH
@COMPANIES
def test_the_explorer_says_the_numbers_of_its_groups(company, lang):
    table = read(company)
    explorer = Statistics.first(table)
    assert (explorer.network, explorer.by, explorer.measure) == ("facebook", "type", "reach")
    answer = explorer.answer(table)
    videos = [reach for kind, reach in zip(table["type"], table["reach"], strict=True) if kind == "video" and reach is not None]
    video = next(each for each in answer["groups"] if each.key == "video")
    assert (video.mean, video.median) == (fmean(videos), median(videos))
    said = explorer.said(answer, lang)
    assert "(n = 7)" in said and said.count("\n- ") == 3 + bool(answer["left_out"])  # three traps, and posts of which nothing is known
    assert len(Statistics.content(lang, table)["names"]["month"]) == 12


@BOTH
def test_every_choice_has_an_answer_or_says_what_is_missing(lang):
    table = read(case.FIRST)
    content = Statistics.content(lang, table)
    for network in ("facebook", "twitter", ""):
        for by in content["bys"]:
            for measure in content["measures"]:
                for who in ("all", "organic", "paid"):
                    explorer = Statistics(network=network, by=by, measure=measure, who=who)
                    try:
                        assert explorer.said(explorer.answer(table), lang)
                    except BadSetting as error:
                        assert error.name == "measure"


def test_what_a_network_does_not_tell_is_not_offered_first():
    """As of X: impressions, and nobody's reach, and no type."""
    table = {name: cells[:3] for name, cells in read(case.FIRST).items()}
    table |= {"network": ["twitter"] * 3, "reach": [None] * 3, "type": [None] * 3, "impressions": [5, 6, 7], "published_at": [None] * 3}
    explorer = Statistics.first(table)
    assert (explorer.network, explorer.measure, explorer.by) == ("twitter", "impressions", "weekday")
    assert explorer.answer(table)["groups"]
    content = Statistics.content("en", table | {"paid": [None] * 3, "paid_reach": [None] * 3, "paid_impressions": [None] * 3})
    assert not {"hour", "paid"} & set(content["bys"]) and not content["money"]


def test_a_view_without_a_lesson_shows_the_case_and_says_so():
    view = ExplorerView("page_statistics", "fr")
    assert view.content["whose"] == "Données\u00a0: Maison Tilleul, année 2025, simulée."
