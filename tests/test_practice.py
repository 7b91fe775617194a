"""Practice: what a learner does is written first and restored as it was."""

import pytest

from conftest import KINDS
from smo_course.journal import Journal
from smo_course.practice import Practice


def worked(practice: Practice) -> dict:
    """The state that must survive: all of it but the notice of the last write."""
    return {name: value for name, value in practice.state().items() if name != "saved"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("sample", ["right", "wrong", "partial", "invalid"])
def test_answers_feedback_and_hints_are_restored(tmp_path, example, kind, lang, sample):
    practice = Practice(example(kind), Journal(tmp_path), lang)
    practice.hint()
    practice.check(getattr(practice.exercise.samples(practice.seed), sample))
    again = Practice(example(kind), Journal(tmp_path), lang)
    assert again.content() == practice.content()
    # An answer that could not be read comes back as typed, without the remark on it: it costs nothing.
    if practice.last_mark.status != "invalid":
        assert worked(again) == worked(practice)
    assert again.answer == practice.answer and again.hints == 1


def test_a_draft_is_kept(tmp_path, example):
    Practice(example("sort"), Journal(tmp_path), "en").draft({"bread": "bag"})
    found = Practice(example("sort"), Journal(tmp_path), "fr")
    assert found.answer == {"bread": "bag"} and found.state()["status"] == "unattempted"


def test_the_best_score_counts_and_a_later_slip_costs_nothing(tmp_path, example):
    practice = Practice(example("choice"), Journal(tmp_path), "en")
    practice.check(["paris", "rome"])
    practice.check(["lyon"])
    assert (practice.best, practice.state()["status"]) == (2, "wrong")
    assert Practice(example("choice"), Journal(tmp_path), "en").best == 2


def test_the_solution_comes_after_a_try_and_all_hints_and_ends_the_points(tmp_path, example):
    practice = Practice(example("choice"), Journal(tmp_path), "en")
    practice.solution()
    assert practice.state()["solution"] is None
    practice.check(["lyon"])
    practice.solution()
    assert practice.state()["solution"] is None  # a hint comes first
    practice.hint()
    practice.solution()
    assert "Paris" in practice.state()["solution"]
    practice.check(["paris", "rome"])
    assert practice.state()["status"] == "right" and practice.best == 0
    assert Practice(example("choice"), Journal(tmp_path), "en").best == 0


def test_other_numbers_are_a_new_start(tmp_path, example):
    practice = Practice(example("number"), Journal(tmp_path), "fr")
    first = practice.content()["prompt"]
    practice.check("1")
    practice.hint()
    practice.solution()
    practice.again()
    assert practice.content()["prompt"] != first  # these two draws differ with a chance of 99.9 %
    assert practice.answer is None and practice.state()["status"] == "unattempted"
    practice.check(practice.exercise.samples(practice.seed).right)
    assert practice.best == 2
    assert worked(Practice(example("number"), Journal(tmp_path), "fr")) == worked(practice)


def test_an_exercise_without_numbers_has_no_other_numbers(tmp_path, example):
    practice = Practice(example("choice"), Journal(tmp_path), "en")
    practice.check(["lyon"])
    practice.again()
    assert practice.answer == ["lyon"]


def test_a_story_is_marked_when_it_ends(tmp_path, example):
    practice = Practice(example("scenario"), Journal(tmp_path), "en")
    practice.draft(["answer"])
    assert practice.state()["status"] == "unattempted"
    practice.draft(["answer", "repair"])
    assert practice.state()["status"] == "right" and practice.state()["play"]["report"]["outcome"] == "Well done."
    practice.draft(["answer"])  # replayed from Saturday
    assert practice.best == 3 and not practice.state()["marked"]


def test_two_learners_get_different_numbers(tmp_path, example):
    prompts = {Practice(example("number"), Journal(tmp_path / str(n)), "en").content()["prompt"] for n in range(6)}
    assert len(prompts) > 3


def test_a_lesson_without_a_folder_works_and_says_that_nothing_is_kept(example):
    practice = Practice(example("choice"), Journal(None), "en")
    practice.check(["paris", "rome"])
    state = practice.state()
    assert state["status"] == "right" and state["saved"]["ok"] is None


def test_an_answer_to_an_older_version_of_the_exercise_does_no_harm(tmp_path, example):
    Journal(tmp_path).write("answer", exercise="test/choice", answer=["gone"], score=1, status="partial", lang="en", seed="x")
    practice = Practice(example("choice"), Journal(tmp_path), "en")
    assert practice.state()["status"] == "invalid" and practice.best == 1
