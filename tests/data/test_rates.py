"""A rate says what it divides by what, and is NA where either is not known."""

import pandas
import pytest

from smo_course import open_lesson
from smo_course.data.rates import rate
from smo_course.errors import CourseError

POSTS = pandas.DataFrame(
    {
        "reactions": [8, None, 3, None],
        "comments": [1, 2, 0, None],
        "shares": [1, None, 0, None],
        "reach": [100, 50, 0, 20],
        "impressions": [200, None, 10, 40],
        "engagements": [None] * 4,
    },
    dtype="Int64",
)


def test_interactions_for_each_person_and_for_each_impression():
    found = rate(POSTS, "interactions", "reach", "en")
    assert found.name == "interactions per person reached"
    assert found.tolist()[:2] == [0.1, 0.04] and found.isna().tolist() == [False, False, True, True]  # nobody reached; nothing known
    found = rate(POSTS, "interactions", "impressions", "fr")
    assert found.name == "interactions par impression" and found[0] == 0.05 and pandas.isna(found[1]) and found[2] == 0.3


def test_what_cannot_be_divided_is_told_with_what_can():
    with pytest.raises(CourseError) as caught:
        rate(POSTS, "engagements", "reach", "en")
    assert "no rate of engagements per person reached" in caught.value.text.en
    assert "person reached and impression" in caught.value.text.en and "personne touchée et impression" in caught.value.text.fr


def test_a_case_s_tweets_have_no_reach(tmp_path, monkeypatch):
    monkeypatch.setenv("SMO_FOLDER", str(tmp_path))
    lesson = open_lesson("smo-basics/why-do-smo", "fr")
    posts = lesson.data("posts")
    assert lesson.rate(posts[posts["network"] == "facebook"]).median() == pytest.approx(0.022, abs=0.006)
    tweets = posts[posts["network"] == "twitter"]
    assert lesson.rate(tweets, "engagements", "impressions").median() == pytest.approx(0.011, abs=0.003)
    with pytest.raises(CourseError, match=r"divided by"):
        lesson.rate(tweets)
