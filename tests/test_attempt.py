"""Practice: what a learner does is written first and restored as it was."""

import re

import msgspec
import pytest

from conftest import KINDS
from smo_course import bank
from smo_course.attempt import Attempt, practise
from smo_course.journal import PRACTICE, Journal
from smo_course.text import number


def worked(attempt: Attempt) -> dict:
    """The state that must survive: all of it but the notice of the last write."""
    return {name: value for name, value in msgspec.to_builtins(attempt.state()).items() if name != "saved"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("sample", ["right", "wrong", "partial", "invalid"])
def test_answers_feedback_and_hints_are_restored(tmp_path, example, kind, lang, sample):
    attempt = practise(example(kind), Journal(tmp_path), lang)
    attempt.hint()
    attempt.check(getattr(attempt.exercise.samples(attempt.seed), sample))
    again = practise(example(kind), Journal(tmp_path), lang)
    assert again.content() == attempt.content()
    # An answer that could not be read comes back as typed, without the remark on it: it costs nothing.
    if attempt.last_mark.status != "invalid":
        assert worked(again) == worked(attempt)
    assert again.answer == attempt.answer and again.hints == 1


def test_a_draft_is_kept(tmp_path, example):
    practise(example("sort"), Journal(tmp_path), "en").draft({"photo": "now"})
    found = practise(example("sort"), Journal(tmp_path), "fr")
    assert found.answer == {"photo": "now"} and found.state().status == "unattempted"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("nothing", [None, "", "  ", [], {}])
def test_checking_nothing_keeps_nothing_and_says_what_to_do(tmp_path, example, kind, lang, nothing):
    attempt = practise(example(kind), Journal(tmp_path), lang)
    attempt.draft(nothing)
    attempt.check(nothing)
    state = attempt.state()
    assert not list(attempt.journal.of(PRACTICE, attempt.exercise.id)) and state.saved is None
    assert (state.status, state.marked, state.answer) == ("invalid", True, None)
    assert state.feedback[0].text and state.checks_left is None


def test_an_answer_is_checked_in_the_language_in_which_it_was_typed(tmp_path, example):
    """French drafts 28,571, opens the lesson in English and presses Check: it is no thousand times as much."""
    journal = Journal(tmp_path)
    journal.write("profile", data={"learner": "zoe"})  # from whose name the numbers are drawn
    french = practise(example("number"), journal, "fr")
    typed = number(float(french.exercise.samples(french.seed).right), "fr", 3)
    assert re.fullmatch(r"\d,\d{3}", typed)  # in English, thousands
    french.draft(typed)
    english = practise(example("number"), Journal(tmp_path), "en")
    english.check(typed)
    assert english.state().status == "right"
    assert practise(example("number"), Journal(tmp_path), "en").state().status == "right"
    english.check(f"{typed} ")  # somebody's edit, in English
    assert english.state().status == "wrong"


def test_an_answer_taken_back_stays_back_when_nothing_is_checked(tmp_path, example):
    attempt = practise(example("term"), Journal(tmp_path), "en")
    attempt.draft("crowd")
    attempt.check("")
    assert (attempt.state().saved, attempt.state().status) == (None, "invalid")
    assert practise(example("term"), Journal(tmp_path), "en").answer == ""


def test_checking_nothing_does_not_hide_that_nothing_can_be_kept(tmp_path, example):
    (tmp_path / "file").write_text("not a folder")
    attempt = practise(example("term"), Journal(tmp_path / "file"), "en")
    attempt.draft("crowd")
    attempt.check("")
    assert attempt.state().saved.ok is False


def test_the_best_score_counts_and_a_later_slip_costs_nothing(tmp_path, example):
    attempt = practise(example("choice"), Journal(tmp_path), "en")
    attempt.check(["clicks", "shares"])
    attempt.check(["followers"])
    assert (attempt.best, attempt.state().status) == (2, "wrong")
    assert practise(example("choice"), Journal(tmp_path), "en").best == 2


OLD_PATH = ["hello", "ask", "facts", "split", "only-insult", "thank", "camille", "rota", "close"]  # before the pouches came off sale


def test_answers_from_before_an_exercise_was_rewritten_keep_their_points(tmp_path):
    """The story has a moment more since; options keep their ids, whatever their texts."""
    journal = Journal(tmp_path)
    story, choice, sort = (bank.load(f"smo-basics/{name}") for name in ("weekend-crisis", "delete-or-not", "inbox-triage"))
    for exercise, answer, score in ((story, OLD_PATH, 8.0), (choice, ["law"], 1.0), (sort, {"nuts": "hour", "threat": "hide"}, 0.0)):
        marked = {"status": "right", "score": score} if score else {}
        seed = f"{journal.learner()}/{exercise.id}"
        journal.write("answer" if score else "draft", PRACTICE, exercise=exercise.id, lang="en", seed=seed, answer=answer, **marked)
    played, chosen, sorted_ = (practise(each, Journal(tmp_path), "fr") for each in (story, choice, sort))
    assert (played.answer, played.best) == (OLD_PATH, 8)
    assert "L’histoire a changé" in played.state().feedback[0].text
    played.check(story.samples(played.seed).right)
    assert played.state().status == "right"
    assert (chosen.state().status, chosen.best) == ("right", 1)
    assert sorted_.answer == {"nuts": "hour", "threat": "hide"} and sorted_.state().status == "unattempted"


def test_the_solution_comes_after_a_try_and_all_hints_and_ends_the_points(tmp_path, example):
    attempt = practise(example("choice"), Journal(tmp_path), "en")
    attempt.solution()
    assert attempt.state().solution is None
    attempt.check(["followers"])
    attempt.solution()
    assert attempt.state().solution is None  # a hint comes first
    attempt.hint()
    attempt.solution()
    assert "Clicks" in attempt.state().solution
    attempt.check(["clicks", "shares"])
    assert attempt.state().status == "right" and attempt.best == 0
    assert practise(example("choice"), Journal(tmp_path), "en").best == 0


def test_other_numbers_are_a_new_start(tmp_path, example):
    attempt = practise(example("number"), Journal(tmp_path), "fr")
    first = attempt.content()["prompt"]
    attempt.check("1")
    attempt.hint()
    attempt.solution()
    attempt.again()
    assert attempt.content()["prompt"] != first  # these two draws differ with a chance of 99.9 %
    assert attempt.answer is None and attempt.state().status == "unattempted"
    attempt.check(attempt.exercise.samples(attempt.seed).right)
    assert attempt.best == 2
    assert worked(practise(example("number"), Journal(tmp_path), "fr")) == worked(attempt)


def test_an_exercise_without_numbers_has_no_other_numbers(tmp_path, example):
    attempt = practise(example("choice"), Journal(tmp_path), "en")
    attempt.check(["followers"])
    attempt.again()
    assert attempt.answer == ["followers"]


def test_a_story_is_marked_at_its_end_and_can_be_replayed(tmp_path, example):
    attempt = practise(example("scenario"), Journal(tmp_path), "en")
    attempt.draft(["answer"])
    assert attempt.state().status == "unattempted"
    attempt.check(["answer", "repair"])
    assert attempt.state().status == "right" and attempt.state().feedback[0].text == "Well done. A customer tells others of you."
    attempt.draft(["answer"])  # replayed from Saturday
    assert attempt.best == 3 and not attempt.state().marked


def test_two_learners_get_different_numbers(tmp_path, example):
    prompts = {practise(example("number"), Journal(tmp_path / str(n)), "en").content()["prompt"] for n in range(6)}
    assert len(prompts) > 3


def test_a_lesson_without_a_folder_works_and_says_that_nothing_is_kept(example):
    attempt = practise(example("choice"), Journal(None), "en")
    attempt.check(["clicks", "shares"])
    state = attempt.state()
    assert state.status == "right" and state.saved.ok is None


def test_an_answer_to_an_older_version_of_the_exercise_does_no_harm(tmp_path, example):
    Journal(tmp_path).write("answer", exercise="test/choice", answer=["gone"], score=1, status="partial", lang="en", seed="x")
    attempt = practise(example("choice"), Journal(tmp_path), "en")
    assert attempt.state().status == "invalid" and attempt.best == 1
