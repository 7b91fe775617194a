"""The figures that the Facebook lessons give of the case companies are those of their data, worked out again here."""

import re

import pandas
import pytest

from smo_course import bank
from smo_course.course import content_root
from smo_course.text import LANGUAGES, number


def table(company: str, name: str) -> pandas.DataFrame:
    rows = pandas.read_csv(content_root() / "datasets" / company / f"{name}.csv")
    return rows[rows.network == "facebook"]


def posts(company: str = "maison-tilleul") -> pandas.DataFrame:
    found = table(company, "posts")
    return found.assign(
        day=pandas.to_datetime(found.published_on),
        hour=pandas.to_datetime(found.published_at).dt.hour,
        interactions=found.reactions + found.comments + found.shares,
    )


def to_answer(company: str = "maison-tilleul") -> pandas.DataFrame:
    """The messages and comments that call for an answer, with the hours that the first answer took."""
    found = table(company, "messages").query("topic != 'spam'")
    took = pandas.to_datetime(found.answered_at) - pandas.to_datetime(found.received_at)
    return found.assign(took=took.dt.total_seconds() / 3600)


def figures(card) -> list[float]:
    return [each.value for each in card.figures]


@pytest.mark.parametrize(("company", "place"), [("maison-tilleul", 1), ("velo-cadence", 3)])
def test_the_cards_of_the_audit_say_what_the_year_was(company, place):
    year, messages = posts(company), to_answer(company)
    pictures = year.type.isin(["image", "video"]).sum()
    asking = year.text_fr.str.contains("?", regex=False).sum()
    gap = year.day.drop_duplicates().diff().dt.days.max()
    assert figures(bank.load("facebook/pages-audited").show[place]) == [
        len(year), pictures, asking, gap, len(messages), messages.took.notna().sum(), pytest.approx(messages.took.median(), abs=0.06),
    ]  # fmt: skip


def test_the_key_of_the_audit_follows_from_its_thresholds():
    rows = {row.id: row.key for row in bank.load("facebook/pages-audited").rows}
    for company, name in (("maison-tilleul", "tilleul"), ("velo-cadence", "cadence")):
        year, messages = posts(company), to_answer(company)
        holds = {
            "asks": year.text_fr.str.contains("?", regex=False).mean() >= 0.1,
            "answered": messages.took.notna().mean() >= 0.9,
            "day": messages.took.median() <= 24,
            "pictures": year.type.isin(["image", "video"]).mean() > 0.5,
            "gap": year.day.drop_duplicates().diff().dt.days.max() <= 14,
        }
        assert {point: rows[point][name] for point in holds} == {point: "yes" if held else "no" for point, held in holds.items()}


def shown_posts(name: str) -> list:
    from smo_course.exhibits import load

    return [each for each in load(f"facebook/{name}") if type(each).__name__ == "Post"]


@pytest.mark.parametrize("name", ["two-posts", "four-formats", "reading-corner"])
def test_posts_that_are_shown_are_posts_of_the_year(name):
    year = posts()
    for post in shown_posts(name):
        (found,) = [
            row for row in year.itertuples() if plain(row.text_en) == plain(post.text.en) and plain(row.text_fr) == plain(post.text.fr)
        ]
        assert (post.likes, post.comments, post.shares) == (found.reactions, found.comments, found.shares)


def plain(text: str) -> str:
    """A text without what typesetting changes in it."""
    return re.sub(r"\s+", " ", text)


def said(exercise: str, value: float, decimals: int | None = None) -> bool:
    """Whether an exercise's prompt gives a number, in each language."""
    prompt = bank.load(f"facebook/{exercise}").prompt
    return all(plain(number(float(value), lang, decimals)) in plain(prompt.get(lang)) for lang in LANGUAGES)


def test_comments_for_the_people_reached_are_those_of_the_year():
    year = posts()
    unpaid = year[~year.paid & year.reach.notna()]
    asks = unpaid.topic == "question"
    for group in (unpaid[asks], unpaid[~asks]):
        assert said("comments-per-thousand", len(group)) and said("comments-per-thousand", group.comments.sum())
        assert said("comments-per-thousand", group.reach.sum())
    answer = 1000 * unpaid[asks].comments.sum() / unpaid[asks].reach.sum()
    assert bank.load("facebook/comments-per-thousand").mark(f"{answer:.1f}", "seed", "en").status == "right"
    for company in ("velo-cadence", "altimetre"):  # as the explanation says
        other = posts(company)
        other = other[~other.paid & other.reach.notna()].groupby("topic")[["comments", "reach"]].sum()
        rates = 1000 * other.comments / other.reach
        assert rates["question"] > 5 * other.drop("question").comments.sum() / other.drop("question").reach.sum() * 1000


def test_messages_answered_in_time_are_those_of_the_year():
    received, messages = len(table("maison-tilleul", "messages")), to_answer()
    exercise = bank.load("facebook/answered-in-time")
    assert figures(exercise.show[0]) == [received, messages.took.notna().sum(), (messages.took <= 48).sum()]
    assert exercise.show[0].figures[0].note.en == f"{received - len(messages)} of them spam"
    assert exercise.mark(f"{100 * (messages.took <= 48).sum() / len(messages):.1f}", "seed", "en").status == "right"


def known() -> pandas.DataFrame:
    """Posts of which the network gave the reach."""
    year = posts()
    year = year[year.reach.notna()]
    return year.assign(rate=100 * year.interactions / year.reach)


def right(name: str, value: float, decimals: int) -> bool:
    return bank.load(f"facebook/{name}").mark(f"{value:.{decimals}f}", "seed", "en").status == "right"


def cells(name: str, place: int = 0) -> list[list[float]]:
    """The numbers of a table that an exercise shows, row by row."""
    return [row[1:] for row in bank.load(f"facebook/{name}").show[place].rows]


def test_the_table_by_format_is_that_of_the_year():
    rows = [(known().type == each, known()) for each in ("image", "text", "link", "video")]
    assert cells("seven-videos") == [[each.sum(), year[each].paid.sum(), year[each].reach.median()] for each, year in rows]


def test_the_table_by_weekday_is_that_of_the_year():
    year = known()
    unpaid = year[~year.paid]
    expected = []
    for weekday in (1, 3, 5):
        everything, free = year[year.day.dt.day_of_week == weekday].reach, unpaid[unpaid.day.dt.day_of_week == weekday].reach
        expected.append([everything.median(), len(everything), free.median(), len(free)])
    assert cells("thursdays") == expected
    thursdays = year[year.day.dt.day_of_week == 3]
    assert (thursdays.paid.sum(), len(thursdays)) == (30, 44)  # as its feedback says
    assert right("thursdays", expected[1][2] / expected[0][2], 1)


def test_the_figures_of_one_month_are_those_of_the_year():
    year = known()
    december, june, july, may = (year[year.day.dt.month == month] for month in (12, 6, 7, 5))
    assert said("one-post-in-december", december.reach.sum()) and said("one-post-in-december", december.reach.max())
    assert said("one-post-in-december", december.reach.mean(), 0) and december.reach.median() == 1854.5
    assert right("one-post-in-december", december.reach.drop(december.reach.idxmax()).mean(), 0)
    assert said("views-since-july", june.impressions.sum()) and said("views-since-july", july.impressions.sum())
    assert right("views-since-july", 100 * (1 - july.impressions.sum() / 1.3 / june.impressions.sum()), 1)
    assert f"{100 * (1 - july.reach.sum() / june.reach.sum()):.1f}" in bank.load("facebook/views-since-july").explain.en
    all_of_may = posts()[posts().day.dt.month == 5]
    assert (len(all_of_may), len(may)) == (14, 12) and said("blanks-in-may", may.reach.sum())
    texts = {each.id: plain(each.text.en) for each in bank.load("facebook/blanks-in-may").options}
    assert f"{may.reach.mean():,.0f}" in texts["known"] and f"{all_of_may.reach.fillna(0).mean():,.0f}" in texts["zero"]


def test_the_posts_beside_the_sums_are_posts_of_the_year():
    for name in ("without-money", "one-post-in-december"):
        post = bank.load(f"facebook/{name}").show[0]
        (found,) = [row for row in posts().itertuples() if plain(row.text_fr) == plain(post.text.fr)]
        assert (post.likes, post.comments, post.shares) == (found.reactions, found.comments, found.shares)
    days = table("maison-tilleul", "days").set_index("day")
    (advent,) = [row for row in posts().itertuples() if row.published_on == "2025-11-06"]
    followers = days.followers["2025-11-06"]
    assert figures(bank.load("facebook/without-money").show[1]) == [advent.reach, advent.paid_reach, followers]
    assert right("without-money", 100 * (advent.reach - advent.paid_reach) / followers, 1)


def test_the_table_in_pandas_holds_the_answer():
    unpaid = known()[~known().paid].groupby("type").rate.agg(["count", "median"])
    assert right("median-in-pandas", unpaid["median"]["text"], 2) and unpaid["count"]["text"] == 26
    assert f"{unpaid['median']['image']:.2f}%" in bank.load("facebook/median-in-pandas").explain.en


def test_the_campaigns_are_those_of_the_year():
    from smo_course.exhibits import load

    year = table("maison-tilleul", "campaigns")
    (sheet,) = load("facebook/campaigns")
    for row, campaign in zip(sheet.rows, year.itertuples(), strict=True):
        assert (row[0].en, plain(row[0].fr)) == (campaign.name_en, plain(campaign.name_fr))
        assert row[1:3] == [campaign.spent, campaign.link_clicks]
        sold = [None if pandas.isna(each) else each for each in (campaign.sales, campaign.revenue)]
        assert [None if hasattr(each, "en") else each for each in row[3:]] == sold
    (advent,) = [each for each in year.itertuples() if each.campaign_id == "c12"]
    exercise = bank.load("facebook/cost-of-a-sale")
    assert figures(exercise.show[1]) == [advent.spent, advent.impressions, advent.link_clicks, advent.sales, advent.revenue]
    assert right("cost-of-a-sale", advent.spent / advent.sales, 2) and f"{advent.spent / advent.link_clicks:.2f}" in exercise.explain.en
    assert (year.sales.min(), year.sales.max()) == (0, 13)  # as the explanation of break-even says
