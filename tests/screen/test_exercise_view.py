"""The view of an exercise, called as the screen would call it; what the screen draws is in tests/browser."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import KINDS
from smo_course import bank
from smo_course.attempt import practise
from smo_course.journal import Journal
from smo_course.screen import exercise, sources
from smo_course.screen.exercise import ExerciseView

PACKAGE = Path(sources.__file__).parent.parent

NUMBER = """
kind: number
title: {en: Two days, fr: Deux jours}
concepts: [c]
points: 2
prompt: {en: "{mentions} mentions a day. In two days?", fr: "{mentions} mentions par jour. En deux jours ?"}
hints: [{en: Twice., fr: Deux fois.}]
explain: {en: "It is {answer}.", fr: "C’est {answer}."}
draw: {mentions: {from: 100, to: 600, step: 2}}
unit: {en: mentions, fr: mentions}
answer: mentions * 2
tolerance: 0
mistakes: [{value: mentions, feedback: {en: One day., fr: Un jour.}}]
otherwise: {en: Count both., fr: Comptez les deux.}
"""


def open_view(folder=None, lang="en", **options) -> ExerciseView:
    return ExerciseView(practise(bank.check(NUMBER, id="test/two-days"), Journal(folder), lang), **options)


def right(view: ExerciseView) -> str:
    return view.attempt.exercise.samples(view.attempt.seed).right


def test_a_check_is_answered_with_the_mark_and_the_number_of_the_message():
    view = open_view()
    view.handle({"do": "check", "answer": right(view), "n": 7})
    assert (view.state["n"], view.state["status"], view.state["marked"]) == (7, "right", True)
    view.handle({"do": "draft", "answer": "1", "n": 8})
    assert (view.state["n"], view.state["answer"], view.state["marked"]) == (8, "1", False)


def test_hint_solution_and_other_numbers(tmp_path):
    view = open_view(tmp_path)
    view.handle({"do": "check", "answer": "1", "n": 1})
    view.handle({"do": "hint", "n": 2})
    assert view.state["hints"] == ["Twice."]
    view.handle({"do": "solution", "n": 3})
    assert view.state["solution"]
    before = view.content["prompt"]
    view.handle({"do": "again", "n": 4})
    assert view.content["prompt"] != before
    assert (view.state["status"], view.state["answer"], view.state["solution"]) == ("unattempted", None, None)


def test_a_look_shows_what_its_kind_says_of_an_answer_and_keeps_nothing(example):
    view = ExerciseView(practise(example("query"), Journal(None), "en"))
    assert view.state["seen"]["found"] == []
    view.handle({"do": "look", "answer": "robin", "n": 1})
    assert (view.state["n"], view.state["seen"]["found"], view.state["answer"]) == (1, [0, 1], None)
    assert not view.attempt.journal.entries and view.state["status"] == "unattempted"
    view.handle({"do": "look", "answer": {"no": "text"}, "n": 2})
    assert (view.state["n"], view.state["seen"]) == (2, None)
    other = open_view()
    other.handle({"do": "look", "answer": "3", "n": 1})  # most kinds have nothing to say before the check
    assert (other.state["n"], other.state["seen"]) == (1, None)


SENSELESS = [None, "check", 3, [], {}, {"do": "dance", "n": 5}, {"do": "check", "n": 5}, {"do": ["check"], "answer": ""}]


@pytest.mark.parametrize("message", SENSELESS)
def test_a_message_without_sense_changes_nothing_and_is_said(message):
    view = open_view()
    view.handle({"do": "check", "answer": right(view), "n": 1})
    entries, before = len(view.attempt.journal.entries), view.state
    view.handle(message)
    assert len(view.attempt.journal.entries) == entries
    assert view.state["saved"] == {"ok": False, "text": exercise.say("exercise.not_understood", "en")}
    assert {**view.state, "saved": 0, "n": 0} == {**before, "saved": 0, "n": 0}


@pytest.mark.parametrize("answer", [None, "", 3, [], {}, ["a"], {"a": {"b": []}}, "x" * 100_000, "<b>1</b>", "\u202e12"])
def test_any_answer_at_all_is_marked(answer):
    view = open_view()
    view.handle({"do": "check", "answer": answer, "n": 2})
    assert (view.state["n"], view.state["status"]) == (2, "invalid")
    assert view.state["feedback"][0]["text"]


def test_the_lesson_hears_of_marks_and_of_nothing_else():
    heard = []
    view = open_view(on_marked=lambda: heard.append(view.state["status"]))
    view.handle({"do": "draft", "answer": "1", "n": 1})
    view.handle({"do": "hint", "n": 2})
    assert heard == []
    view.handle({"do": "check", "answer": "1", "n": 3})
    view.handle({"do": "hint", "n": 4})
    view.handle({"do": "check", "answer": right(view), "n": 5})
    assert heard == ["wrong", "right"]


def test_as_plain_text_it_is_the_same_for_every_learner_and_at_every_moment(tmp_path):
    one, other = open_view(tmp_path / "one"), open_view(tmp_path / "other")
    other.handle({"do": "check", "answer": "12", "n": 1})
    text = one._repr_mimebundle_()[0]["text/plain"]
    assert text == other._repr_mimebundle_()[0]["text/plain"]
    assert re.match(r"<Number test/two-days>\nTwo days\n\n\d+ mentions a day", text)
    assert "application/vnd.jupyter.widget-view+json" in one._repr_mimebundle_()[0]


@pytest.mark.parametrize("kind", KINDS)
def test_plain_text_has_what_is_asked_and_never_what_is_right(kind, example):
    exercise = example(kind)
    text = practise(exercise, Journal(None), "fr").text()
    assert exercise.title.fr in text
    for part in ("options", "items", "rows"):
        for each in getattr(exercise, part, []):
            assert each.text.fr in text
            told = getattr(each, "feedback", None)  # not every part has something to be told
            assert not told or told.fr not in text
    assert exercise.explain.fr not in text


def test_the_bank_opens_without_what_only_data_lessons_need():
    code = "import sys, smo_course.screen.exercise; print(sorted({'pandas', 'matplotlib', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_no_script_writes_html():
    for path in PACKAGE.rglob("*.js"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", source), path.name
