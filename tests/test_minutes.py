"""The minutes of exercises and lessons are worked out from what there is to read and to do."""

import pytest

from smo_course import bank
from smo_course.course import syllabus
from smo_course.kinds import KINDS
from smo_course.minutes import MOST, minutes, parts
from smo_course.text import LANGUAGES, reading, words


def example(kind: str):
    return bank.parse(KINDS[kind].example, kind)


@pytest.mark.parametrize("kind, seconds", [
    ("choice", 25),
    ("sort", 4 * 8),  # items
    ("match", 3 * 2 * 8),  # rows, columns
    ("order", 5 * 8),
    ("number", 60),
    ("term", 25),
    ("essay", 300),
])  # fmt: skip
def test_answering_takes_what_the_rule_says(kind, seconds):
    assert example(kind).work("en") == seconds


def test_words_are_read_at_two_hundred_a_minute():
    assert words("L’heure, aujourd’hui\u00a0: 40 € – c’est peut-être tout.") == 6
    assert reading(200) == 60


def test_what_is_said_of_mistakes_is_read_half_the_time():
    # title 4, prompt 20, explanation 9; of the unit (2), the mistake (9), what is said otherwise (7) and the hint (12), half
    assert example("number").seconds("en") == pytest.approx(60 + reading(4 + 20 + 9 + (2 + 9 + 7 + 12) / 2))


def test_of_a_story_one_way_is_counted_with_what_comes_of_either_choice():
    # title 2, prompt 16, explanation 13; Friday 15 + 6 and “She thanks you.” or “Others join in.”, Saturday 8 + 8 and seven words or
    # six, the end 7
    assert example("scenario").seconds("en") == pytest.approx(2 * 20 + reading(31 + 21 + (3 + 3) / 2 + 16 + (7 + 6) / 2 + 7))


def test_a_story_that_goes_in_a_circle_takes_some_time_all_the_same():
    story = example("scenario")
    story.nodes[1].choices[0].to = "friday"
    assert story.seconds("en") > 40


def test_what_its_author_says_of_an_exercise_goes_before_the_sum():
    assert example("essay").takes == 10 and example("number").takes == 2


@pytest.mark.parametrize("lesson", syllabus().lessons(), ids=lambda lesson: lesson.key)
def test_no_lesson_is_longer_than_one_sits(lesson):
    sums = [sum(parts(lesson, lang).values()) for lang in LANGUAGES]
    assert 0 < max(sums) <= MOST and max(sums) <= minutes(lesson) < max(sums) + 5
    assert not any(bank.load(each).minutes for each in lesson.exercise_ids())  # worked out, not said
