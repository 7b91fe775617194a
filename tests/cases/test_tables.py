"""The rest of a company's year: messages, followers, mentions, campaigns, competitors, each with its traps."""

from collections import Counter
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from statistics import mean, median

import pytest

from smo_course.course import content_root
from smo_course.data.case import companies
from smo_course.data.contract import faults, read_records, resource, resources
from smo_course.data.exports import EXPORTED
from smo_course.simulators import cases
from smo_course.simulators.cases.campaigns import MEASURED
from smo_course.simulators.cases.company import day
from smo_course.simulators.cases.messages import answer_at
from tools.write_cases import written

every_company = pytest.mark.parametrize("company", cases.COMPANIES)


@cache
def rows(company: str, name: str) -> list[dict]:
    return cases.table(company, name)


# ---- The files


@every_company
@pytest.mark.parametrize("name", cases.TABLES)
def test_a_file_is_what_the_generator_writes_and_keeps_to_its_contract(company, name):
    path = content_root() / "datasets" / resource(f"{company}.{name}").path
    assert path.read_bytes() == written(company, name).encode(), "make data"
    assert [str(fault) for fault in faults(f"{company}.{name}")] == []
    assert path.stat().st_size < 250_000


def test_every_company_has_every_table():
    assert tuple(companies()) == cases.COMPANIES
    assert {name for name in resources() if "." in name} == {f"{company}.{name}" for company in cases.COMPANIES for name in cases.TABLES}


@pytest.mark.parametrize("name", EXPORTED)
def test_what_a_case_has_of_a_table_has_the_columns_of_a_learner_s(name):
    spoken = [field.name for field in resource(f"{cases.COMPANIES[0]}.{name}").schema.fields if field.name != "text_fr"]
    assert [name.replace("text_en", "text") for name in spoken] == [field.name for field in resource(name).schema.fields]


@every_company
def test_a_month_s_impressions_are_those_of_its_posts(company):
    for network in ("facebook", "twitter"):
        for column in ("impressions", "shares"):
            by_day = sum(row[column] for row in rows(company, "days") if row["network"] == network and row["day"].month == 5)
            assert (
                by_day
                == sum(row[column] or 0 for row in rows(company, "posts") if row["network"] == network and row["published_on"].month == 5)
                > 0
            )


# ---- Messages


@every_company
def test_an_answer_comes_when_somebody_is_there(company):
    told = cases.read_company(company)
    for row in rows(company, "messages"):
        if answered := row["answered_at"]:
            assert answered > row["received_at"] and not told.is_closed(answered.date())
            first, last = told.answering[answered.weekday()]
            assert first <= answered.hour < last
        if row["kind"] == "comment":
            assert row["post_id"] in {post["post_id"] for post in rows(company, "posts") if post["published_at"] < row["received_at"]}


@every_company
def test_the_mean_time_to_an_answer_hides_who_got_none(company):
    found = rows(company, "messages")
    hours = [(row["answered_at"] - row["received_at"]) / timedelta(hours=1) for row in found if row["answered_at"]]
    assert 0.05 < 1 - len(hours) / len(found) < 0.25
    assert mean(hours) > 1.3 * median(hours)
    within = sum(each <= 48 for each in hours)
    assert within / len(hours) - within / len(found) > 0.04  # what the share within two days is of
    silent = Counter(row["topic"] for row in found if not row["answered_at"])
    assert silent["spam"] >= 0.8 * sum(row["topic"] == "spam" for row in found)


@every_company
def test_friday_evening_waits(company):
    def wait(weekdays: set[int]) -> float:
        waits = [
            row["answered_at"] - row["received_at"]
            for row in rows(company, "messages")
            if row["answered_at"] and row["received_at"].weekday() in weekdays
        ]
        return median(waits) / timedelta(hours=1)

    last = max(cases.read_company(company).answering)
    assert wait({last}) > 1.5 * wait({1, 2})


def test_an_answer_takes_the_hours_in_which_one_answers():
    told = cases.read_company("maison-tilleul")  # Tuesday 9 to 12, Wednesday 9 to 12, Saturday 9 to 11; closed from 4 to 18 August
    assert answer_at(told, datetime(2025, 3, 4, 10, 0), 30) == datetime(2025, 3, 4, 10, 30)
    assert answer_at(told, datetime(2025, 3, 4, 11, 45), 30) == datetime(2025, 3, 5, 9, 15)
    assert answer_at(told, datetime(2025, 3, 8, 10, 59), 10) == datetime(2025, 3, 11, 9, 9)
    assert answer_at(told, datetime(2025, 8, 2, 20, 0), 60) == datetime(2025, 8, 19, 10, 0)


@every_company
def test_complaints_come_in_crowds(company):
    days = Counter(row["received_at"].date().isocalendar()[1] for row in rows(company, "messages") if row["topic"] == "complaint")
    assert max(days.values()) >= 4 and median([days[week] for week in range(1, 53)]) <= 1


# ---- Followers


@every_company
def test_followers_add_up_from_day_to_day(company):
    told = cases.read_company(company)
    for network, page in (("facebook", told.facebook), ("twitter", told.twitter)):
        mine = [row for row in rows(company, "days") if row["network"] == network]
        assert len(mine) == 365
        for before, after in pairwise(mine):
            assert after["followers"] == before["followers"] + after["new_followers"] - after["lost_followers"]
        assert mine[-1]["followers"] == pytest.approx(page.last, rel=0.06)


@every_company
def test_followers_were_bought_and_purged(company):
    bought = cases.read_company(company).twitter.bought
    mine = {row["day"]: row for row in rows(company, "days") if row["network"] == "twitter"}
    usual = median(row["new_followers"] for row in mine.values())
    assert mine[day(bought.when)]["new_followers"] >= bought.followers > 50 * max(1, usual)
    assert mine[day(bought.purged)]["lost_followers"] >= 0.7 * bought.followers
    assert mine[day(bought.when)]["profile_visits"] < 2 * median(row["profile_visits"] for row in mine.values())  # they looked at nothing

    def of_followers(during: bool) -> float:
        seen = [
            row["impressions"] / mine[row["published_on"]]["followers"]
            for row in rows(company, "posts")
            if row["network"] == "twitter" and (day(bought.when) <= row["published_on"] < day(bought.purged)) is during
        ]
        return median(seen)

    assert of_followers(True) < 0.95 * of_followers(False)


# ---- Mentions


@every_company
def test_half_of_what_a_search_finds_is_about_something_else(company):
    found = rows(company, "mentions")
    assert len(found) >= 500
    assert 0.35 < mean(row["relevant"] for row in found) < 0.65
    assert len({row["about"] for row in found}) >= 6
    assert all(row["relevant"] is (row["about"] == "company") for row in found)
    mine = [row for row in found if row["relevant"]]
    moods = Counter(row["sentiment"] for row in mine)
    assert min(moods.values()) > 0.12 * len(mine)
    assert sum(row["irony"] for row in mine) >= 15 and sum(row["negation"] for row in mine) >= 15
    assert 0.1 < mean(row["retweet"] for row in found) < 0.4
    assert sum(row["lang"] is not None for row in found) >= 15


@every_company
def test_no_single_word_finds_the_company(company):
    """The name alone finds namesakes too; the handle alone misses much."""
    told = cases.read_company(company)
    found = rows(company, "mentions")

    def quality(word: str, lang: str) -> tuple[float, float]:
        hits = [row["relevant"] for row in found if word in row[f"text_{lang}"].lower()]
        return sum(hits) / len(hits), sum(hits) / sum(row["relevant"] for row in found)

    for lang in ("en", "fr"):
        precision, recall = quality(told.name.split()[-1].lower(), lang)
        assert precision < 0.75 and recall > 0.7
        precision, recall = quality("@" + told.handle, lang)
        assert precision > 0.9 and recall < 0.5


@every_company
def test_a_retweet_repeats_an_earlier_mention(company):
    said = {f"RT @{row['author']}: {row['text_en']}": row["published_at"] for row in rows(company, "mentions")}
    for row in rows(company, "mentions"):
        if row["retweet"]:
            assert said[row["text_en"]] < row["published_at"]


# ---- Campaigns and competitors


@every_company
def test_spending_never_exceeds_the_budget_and_prices_are_as_measured(company):
    """The CPM of all campaigns of a network within 40 % of what was measured, clicks within a factor of two."""
    found = rows(company, "campaigns")
    for row in found:
        assert 0 < row["spent"] <= row["budget"] and row["starts_on"] <= row["ends_on"]
        assert row["reach"] <= row["impressions"] and row["link_clicks"] <= row["engagements"] <= row["impressions"]
    for network, usual in MEASURED.items():
        mine = [row for row in found if row["network"] == network]
        if len(mine) >= 3:
            shown = sum(row["impressions"] for row in mine)
            assert 1000 * sum(row["spent"] for row in mine) / shown == pytest.approx(usual.cpm, rel=0.4)
            assert usual.clicks / 2 < sum(row["link_clicks"] for row in mine) / shown < usual.clicks * 2.2


@every_company
def test_the_highest_click_rate_is_not_the_cheapest_sale(company):
    sold = [row for row in rows(company, "campaigns") if row["sales"]]
    clicked = max(sold, key=lambda row: row["link_clicks"] / row["impressions"])
    cheapest = min(sold, key=lambda row: row["spent"] / row["sales"])
    assert clicked["campaign_id"] != cheapest["campaign_id"]
    assert any(row["sales"] is None for row in rows(company, "campaigns"))
    assert sum(0 < row["sales"] <= 3 for row in sold) >= 2


@every_company
def test_most_followers_are_not_most_interactions_for_each(company):
    found = [row for row in rows(company, "competitors") if row["network"] == "facebook"]
    by_name = {name: [row for row in found if row["company"] == name] for name in {row["company"] for row in found}}
    assert len(by_name) == 3 and all(len(mine) == 12 for mine in by_name.values())

    def lively(name: str) -> float:
        mine = by_name[name]
        return sum(row["reactions"] for row in mine) / sum(row["posts"] for row in mine) / mean(row["followers"] for row in mine)

    largest = max(by_name, key=lambda name: by_name[name][-1]["followers"])
    assert lively(largest) == min(map(lively, by_name))
    assert next(read_records(f"{company}.competitors"))["company"] == cases.read_company(company).name
