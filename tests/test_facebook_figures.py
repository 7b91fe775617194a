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


@pytest.mark.parametrize("name", ["two-posts", "four-formats"])
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
