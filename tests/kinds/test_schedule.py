"""The editorial calendar, against calendars judged by hand and properties that hold for any."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course import bank, kinds

MONDAY = date(2025, 11, 3)
GOOD = {"read": "2025-11-03", "shelf": "2025-11-07", "gift": "2025-11-10", "film": "2025-11-14"}


@pytest.fixture(scope="module")
def calendar():
    return bank.check(kinds.KINDS["schedule"].example, "test/calendar")


def broken(calendar, answer) -> dict[str, str]:
    """The rules that an answer breaks, each with what is said."""
    return {each.about: each.text.en for each in calendar.mark(answer, "s", "en").remarks if each.right is False}


@pytest.mark.parametrize("changes, rule, where", [
    ({"shelf": "2025-11-06", "dog": "2025-11-07"}, "alternate", "**Thursday 6 November and Friday 7 November (image twice).** The same format twice wearies."),
    ({"gift": "2025-11-08"}, "weekly-question", "**Week 2.** People like to be asked."),
    ({"shelf": "2025-11-04", "gift": "2025-11-10"}, "gap", "**Wednesday 5 November to Sunday 9 November (5 days).** A silent page dies."),
    ({"film": "2025-11-15"}, "events", "**“The book fair”, announced on Saturday 15 November.** Nobody comes."),
    ({"film": "2025-11-10", "gift": "2025-11-13"}, "events", "**“The book fair”, announced on Monday 10 November.** Nobody comes."),
    ({"film": None}, "events", "**“The book fair” (Friday 14 November) announced nowhere.** Nobody comes."),
    ({"film": "2025-11-14", "dog": "2025-11-12"}, "hours", "**Week 2 (4.5 h).** There is no time."),
    ({"shelf": "2025-11-09"}, "open", "**Sunday 9 November.** Nobody is there."),
    ({"gift": "2025-11-11"}, "open", "**Tuesday 11 November.** Nobody is there."),
])  # fmt: skip
def test_a_broken_rule_is_said_with_where_and_why(calendar, changes, rule, where):
    answer = {id: day for id, day in (GOOD | changes).items() if day}
    assert broken(calendar, answer)[rule] == where


def test_days_are_said_in_the_learners_language(calendar):
    told = calendar.mark(GOOD | {"shelf": "2025-11-09"}, "s", "fr").remarks
    assert "**Dimanche 9 novembre.** Il n’y a personne." in [each.text.fr for each in told]


def test_each_rule_counts_one_and_too_few_posts_count_less(calendar):
    assert calendar.mark(GOOD, "s", "en").score == 4
    assert calendar.mark(GOOD | {"gift": "2025-11-11"}, "s", "en").score == round(4 * 5 / 6, 2)
    # The film alone: of what is asked, one of three; of the three that forbid, kept by doing nothing, a third; of four posts one.
    assert calendar.mark({"film": "2025-11-14"}, "s", "en").score == round(4 * (1 + 3 / 3) / 6 / 4, 2)
    assert calendar.mark({"dog": "2025-11-03"}, "s", "en").score == 0


def test_the_edges_of_the_calendar_are_no_excuse_for_a_gap(calendar):
    late = {"shelf": "2025-11-09", "read": "2025-11-07", "gift": "2025-11-10", "film": "2025-11-14"}
    assert "gap" not in broken(calendar, late)  # Monday to Thursday are four days
    assert "gap" in broken(calendar, {id: day for id, day in GOOD.items() if id != "read"} | {"shelf": "2025-11-08"})


@given(
    days=st.lists(st.integers(0, 13), min_size=1, max_size=5, unique=True),
    ids=st.permutations(["shelf", "dog", "read", "gift", "film"]),
)
def test_any_calendar_gets_a_mark_that_no_order_changes(calendar, days, ids):
    answer = {id: (MONDAY + timedelta(day)).isoformat() for id, day in zip(ids, days, strict=False)}
    mark = calendar.mark(answer, "s", "en")
    assert calendar.mark(dict(reversed(answer.items())), "s", "en") == mark
    said = broken(calendar, answer)
    assert (mark.status == "right") == (not said)
    if len(answer) < calendar.posts:
        assert mark.score <= 4 * len(answer) / calendar.posts


@pytest.mark.parametrize("answer", [
    {"dog": "2025-11-02"}, {"dog": "2025-11-17"}, {"dog": "monday"}, {"cat": "2025-11-03"}, {"dog": "2025-11-03", "read": "2025-11-03"},
])  # fmt: skip
def test_what_no_screen_gives_is_no_calendar(calendar, answer):
    assert calendar.mark(answer, "s", "en").status == "invalid"


@pytest.mark.parametrize("old, new, field, reason", [
    ("start: 2025-11-03", "start: 2025-11-04", "start", "is a Tuesday 4 November"),
    ("day: 2025-11-14", "day: 2025-12-14", "events[0].day", "14 December 2025 does not lie in the calendar"),
    ("covers: fair", "covers: feast", "items[4].covers", "‘feast’ is not there"),
    ("days: 4", "days: 14", "rules[2].days", "must be from 1 to 13"),
    ("gift: 2025-11-10", "gift: 2025-11-11", "answer", "“Nothing on closed days”): Tuesday 11 November"),
    ("gift: 2025-11-10", "gift: 2025-11-03", "answer", "has two posts on 3 November 2025"),
    ("gift: 2025-11-10, ", "", "answer", "3 posts are planned; at least 4"),
    ("gift: 2025-11-10", "gift: 2025-12-10", "answer.gift", "does not lie in the calendar"),
    ("gift: 2025-11-10", "gift: tomorrow", "answer.gift", "must be a date"),
    ("rule: gap, days", "rule: gap, hours", "rules[2].hours", "is no field that is known here"),
    ("rule: gap", "rule: gaps", "rules[2].rule", "is ‘gaps’; allowed are"),
    ("hours: 3,", "hours: 0,", "items[4].hours", "must be above 0"),
    ("posts: 4", "posts: 6", "posts", "must be from 1 to 5"),
])  # fmt: skip
def test_a_malformed_calendar_names_field_and_reason(old, new, field, reason):
    text = kinds.KINDS["schedule"].example
    assert old in text
    with pytest.raises(bank.Malformed) as error:
        bank.check(text.replace(old, new, 1), "test/calendar")
    assert any(field in found and reason in said.en for found, said in error.value.problems), error.value.problems


def test_a_sealed_calendar_holds_no_calendar_and_its_guessers_earn_little(calendar):
    assert calendar.sealed("s").answer == {}
    for lang in ("en", "fr"):
        guesses = calendar.sealed("s").guesses("s", lang)
        shares = {name: calendar.mark(answer, "s", lang).score / 4 for name, answer in guesses.answers.items()}
        assert max(shares.values()) <= guesses.most, shares
