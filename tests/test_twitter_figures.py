"""The figures that the Twitter lessons give of Maison Tilleul, of the sample and of a query are what these hold, worked out again here."""

import datetime

import pandas
import pytest

from smo_course import bank
from smo_course.course import content_root
from smo_course.exhibits import load
from smo_course.explorers.targeting.model import Targeting
from smo_course.kinds.query.search import Corpus, Mention
from smo_course.kinds.query.syntax import steps_of
from smo_course.simulators.targeting import PERSONAS
from smo_course.simulators.twitter_users import STANDS_FOR, sample

MONTHS = {"February": 2, "March": 3, "April": 4, "September": 9, "October": 10, "November": 11, "December": 12}


def table(name: str) -> pandas.DataFrame:
    rows = pandas.read_csv(content_root() / "datasets" / "maison-tilleul" / f"{name}.csv")
    return rows[rows.network == "twitter"]


@pytest.fixture(scope="module")
def months() -> pandas.DataFrame:
    days = table("days")
    return days.groupby(pandas.to_datetime(days.day).dt.month).sum(numeric_only=True)


def of_month(name: str) -> int:
    return next(number for month, number in MONTHS.items() if month in name)


def test_the_home_tab_of_november(months):
    card, tweet = load("twitter/home-november")
    november, october = months.loc[11], months.loc[10]
    assert [each.value for each in card.figures] == [november.profile_visits, november.impressions, november.new_followers]
    assert (
        card.figures[0].note.en == f"October: {october.profile_visits:,.0f}"
        and card.figures[1].note.en == f"October: {october.impressions:,.0f}"
    )
    assert card.figures[2].note.en == f"{november.lost_followers:.0f} lost"
    posts = table("posts")
    best = posts[pandas.to_datetime(posts.published_on).dt.month == 11].sort_values("impressions").iloc[-1]
    assert f"{best.impressions:,.0f}" in tweet.where.en and (tweet.likes, tweet.retweets) == (best.reactions, best.shares)
    assert tweet.text.fr.replace("\u00a0", " ") == best.text_fr.replace("\u00a0", " ")


def test_the_months_of_the_followers_that_were_bought(months):
    for name, *figures in bank.load("twitter/march-followers").show[0].rows:
        if name.en != "…":
            month = months.loc[of_month(name.en)]
            assert figures == [month.new_followers, month.lost_followers, month.profile_visits, month.engagements], name.en
    days = table("days")
    assert days[days.day == "2025-03-11"].new_followers.item() == 901  # as the prompt says


def test_the_months_of_autumn_and_their_best_rate(months):
    exercise = bank.load("twitter/rate-not-count")
    for name, *figures in exercise.show[0].rows:
        assert figures == [months.loc[of_month(name.en)].impressions, months.loc[of_month(name.en)].engagements]
    autumn = months.loc[9:12]
    best = (100 * autumn.engagements / autumn.impressions).max()
    assert exercise.mark(f"{best:.2f}", "seed", "en").status == "right"


def test_the_four_tweets_of_november():
    posts = table("posts")
    for text, *figures in bank.load("twitter/three-best-tweets").show[0].rows:
        start = text.fr.strip("«»\u00a0 ").split("…")[0].replace("\u00a0", " ").strip()
        [found] = [
            row for row in posts.itertuples() if row.text_fr.replace("\u00a0", " ").startswith(start) and "2025-11" in row.published_on
        ]
        assert figures == [found.impressions, found.engagements, found.comments, 0 if pandas.isna(found.link_clicks) else found.link_clicks]


def test_the_campaigns_that_are_shown():
    campaigns = table("campaigns").set_index("campaign_id")
    account = load("twitter/promoted-account")[0].figures
    assert (account[1].value, account[2].value) == (campaigns.new_followers["c04"], campaigns.spent["c04"])
    boxes, row = bank.load("twitter/cost-of-an-order").show[0].figures, campaigns.loc["c14"]
    assert [each.value for each in boxes] == [row.impressions, row.link_clicks, row.spent, row.sales]
    assert boxes[3].note.en == f"€{row.revenue:,.0f} in all"


def test_the_users_of_the_sample():
    """The right answer and the slips that the exercise knows: each is a count of the sample."""
    exercise, users = bank.load("twitter/tea-in-the-sample"), sample()
    france, tea, aged = users.any_of("country", ["fr"]), users.any_of("interests", ["tea"]), (users.age >= 25) & (users.age <= 64)
    counts = [int(STANDS_FOR * mask.sum()) for mask in (france & tea & aged, france & tea, tea, france & aged)]
    assert [exercise.answer, *(each.value for each in exercise.mistakes[1:])] == list(map(str, counts))


def test_the_three_audiences():
    everybody = Targeting(country="fr", budget=300)
    tea = {"least_age": 25, "most_age": 64, "interests": ("tea",)}
    wide = Targeting(country="fr", keywords=PERSONAS["maison-tilleul"].keywords, together="any", budget=300, **tea)
    few = Targeting(country="fr", keywords=("tisane",), sex="female", device="ios", budget=300, **tea)
    for asked, (_, *figures) in zip((everybody, wide, few), load("twitter/three-audiences")[0].rows, strict=True):
        found = asked.answer()
        assert figures == [found["reach"], round(100 * found["share"], 1), round(found["cpm"], 2), round(found["cpm_target"], 2)]


@pytest.mark.parametrize("lang, query", [("en", '"maison tilleul" NOT cottage NOT care'), ("fr", '"maison tilleul" NOT gîte NOT ehpad')])
def test_what_the_query_catches(lang, query):
    """The query of the prompt, put to the tweets that are to be sorted, finds those that the key says it finds."""
    exercise = bank.load("twitter/what-the-query-catches")
    assert query in exercise.prompt.get(lang).replace("\u00a0", " ")
    day = datetime.date(2025, 1, 1)
    tweets = [Mention(day, "zoe", each.text.en, each.text.fr, True) for each in exercise.items]
    found = Corpus(tweets, lang).found(steps_of(query))
    assert {exercise.items[place].id for place in found} == {each.id for each in exercise.items if each.bin in ("good", "noise")}
