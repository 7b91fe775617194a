"""Two views of one lesson: what is done in one, the other shows when it is looked at. The journal is what both have in common."""

import pytest

from smo_course import lesson
from smo_course.journal import Journal


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("SMO_FOLDER", str(tmp_path))
    return tmp_path


def right(view):
    return view.attempt.exercise.samples(view.attempt.seed).right


def look(panel):
    panel.handle({"do": "look"})


def test_an_answer_in_one_language_is_there_in_the_other():
    english, french = (lesson.open_lesson("smo-basics/why-do-smo", lang) for lang in ("en", "fr"))
    one, other = english.exercise("which-word"), french.exercise("which-word")
    end = french.end().panel
    one.handle({"do": "check", "answer": right(one), "n": 1})
    one.handle({"do": "hint", "n": 2})
    assert other.state["status"] == "unattempted"
    look(french.header)
    assert (other.state["status"], other.state["answer"]) == ("right", right(one))
    assert other.state["hints"] and other.state["hints"] != one.state["hints"]  # in its own language
    assert french.header.state["done"] == end.state["done"] == 1


def test_a_look_leaves_what_no_journal_has():
    """What to mend in an answer stands on the screen alone: news of another exercise does not wipe it off."""
    english, french = (lesson.open_lesson("smo-basics/why-do-smo", lang) for lang in ("en", "fr"))
    one = english.exercise("which-word")
    one.handle({"do": "check", "answer": None, "n": 1})
    said = one.state["feedback"]
    french.exercise("name-of-reputation").handle({"do": "hint", "n": 1})
    look(english.header)
    assert said and one.state["feedback"] == said


def test_a_lesson_that_is_opened_by_a_second_page_shows_the_same_widgets():
    first = lesson.open_lesson("smo-basics/why-do-smo", "en")
    view = first.exercise("which-word")
    view.handle({"do": "check", "answer": right(view), "n": 1})
    again = lesson.open_lesson("smo-basics/why-do-smo", "en")
    assert again.exercise("which-word") is view and again.header is first.header and view.comm is not None
    view.close()  # by somebody's own cell
    assert again.exercise("which-word").state["status"] == "right"


def test_an_answer_that_could_not_be_written_outlasts_a_look(folder, monkeypatch):
    english, french = (lesson.open_lesson("smo-basics/why-do-smo", lang) for lang in ("en", "fr"))
    one, other = english.exercise("which-word"), french.exercise("which-word")
    other.handle({"do": "hint", "n": 1})
    monkeypatch.setattr("smo_course.files.Log.append", lambda *_: (_ for _ in ()).throw(OSError("full")))
    one.handle({"do": "check", "answer": right(one), "n": 1})
    look(english.header)
    assert one.state["status"] == "right" and one.state["hints"]


def test_the_start_page_agrees_with_itself_and_with_the_lessons():
    course = lesson.open_course("en")
    end, profile = course.end().panel, course.profile()
    shown = []
    course._map = type("Shown", (), {"update": lambda _, each: shown.append(each.html)})()
    view = course.exercise("try-choice")
    view.handle({"do": "check", "answer": right(view), "n": 1})
    assert "1 of 3 exercises answered" in shown[-1] and end.state["summary"].startswith("1 of 3")
    other = lesson.open_course("fr")
    other.profile().handle({"name": "Zoé", "company": "case", "own": ""})
    at = other.exercise("try-number")
    at.handle({"do": "check", "answer": right(at), "n": 1})
    look(end)
    assert "2 of 3 exercises answered" in shown[-1] and end.state["summary"].startswith("2 of 3")
    assert profile.state["name"] == "Zoé" and "Zoé" in shown[-1]
    assert "0-start-here" not in shown[-1].split("smo-map-next")[0].rpartition("<li")[2]  # never "continue" to this very page


def test_looking_reads_no_file_where_nothing_is_new(folder, monkeypatch):
    view = lesson.open_lesson("smo-basics/why-do-smo", "en").exercise("which-word")
    view.handle({"do": "hint", "n": 1})
    journal = view.attempt.journal
    monkeypatch.setattr(Journal, "reload", lambda self: pytest.fail("it was read again"))
    assert not journal.catch_up()
