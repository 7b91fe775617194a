"""What a lesson asks for is read from its notebook, without running it."""

import json

from smo_course.course import content_root, syllabus
from smo_course.notebooks import calls, exercises_of, outline
from smo_course.text import LANGUAGES


def code(source: str) -> dict:
    return {"cell_type": "code", "source": source, "metadata": {}}


def test_calls_are_read_from_code_without_running_it():
    cell = code("x = 1\nlesson.facts('a', 'b')\ncourse.exercise(\"c\")\nother.exercise('d')")
    assert list(calls(cell)) == [("facts", "a"), ("facts", "b"), ("exercise", "c")]


def test_text_and_code_that_is_no_python_ask_for_nothing():
    assert list(calls({**code("lesson.exercise('a')"), "cell_type": "markdown"})) == []
    assert list(calls(code("%matplotlib inline\nlesson.exercise('a')"))) == []


def test_exercises_come_in_their_order(tmp_path):
    notebook = {"cells": [code("lesson.exercise('b')"), code("lesson"), code(["lesson.chart('c')\n", "lesson.exercise('a')"])]}
    assert exercises_of(notebook) == ["b", "a"]
    (tmp_path / "lesson.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert outline(tmp_path / "lesson.ipynb").asked("exercise") == ["b", "a"]
    assert outline(tmp_path / "to-come.ipynb").asked("exercise") == []


def test_a_lesson_has_the_exercises_of_its_notebook_in_every_language():
    for lesson in syllabus().lessons():
        for lang in LANGUAGES:
            text = (content_root() / "notebooks" / lesson.notebook(lang)).read_text(encoding="utf-8")
            assert lesson.exercises and all(f'exercise(\\"{name}\\")' in text for name in lesson.exercises)
            assert text.count(".exercise(") == len(lesson.exercises)


def test_a_lesson_to_come_has_a_key_and_is_no_lesson_yet():
    keys = {lesson.key for lesson in syllabus().lessons()}
    assert keys < syllabus().lesson_keys()
    assert "strategy/the-season" in syllabus().lesson_keys() - keys


def test_a_lesson_that_was_replaced_is_opened_by_its_old_key_too():
    assert syllabus().lesson("smo-basics/managing-well") is syllabus().lesson("smo-basics/listening-and-honesty")
