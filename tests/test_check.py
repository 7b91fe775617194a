"""`smo check` passes on the course, and sees what it is there to see."""

import copy

import pytest

from smo_course import check
from smo_course.course import concepts, syllabus


def test_the_course_holds_together():
    assert [str(each) for each in check.course()] == []


def test_every_concept_of_chapter_one_is_counted():
    here = {each.id for each in concepts().values() if each.lesson.startswith("smo-basics/")}
    assert here and here == {each for each, lesson in check._taught_here().items() if lesson.chapter == "smo-basics"}


def test_a_trainers_folder_in_order(tmp_path, example_text, capsys):
    (tmp_path / "mine.yaml").write_text(example_text("choice"), encoding="utf-8")
    assert check.main(tmp_path) == 0
    assert "in order" in capsys.readouterr().out


def test_a_trainers_folder_with_faults_names_each(tmp_path, example_text, capsys):
    (tmp_path / "good.yaml").write_text(example_text("choice"), encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(example_text("choice").replace("answer: [paris, rome]", "answer: [oslo]"), encoding="utf-8")
    (tmp_path / "worse.yaml").write_text(example_text("term").replace("concepts: []", "concepts: [no-such-concept]"), encoding="utf-8")
    assert check.main(tmp_path) == 1
    said = capsys.readouterr().out
    assert "bad.yaml: answer: 'oslo' is no option" in said
    assert "worse.yaml" in said and "no-such-concept" in said
    assert "good.yaml" not in said


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_no_folder_or_nothing_in_it(tmp_path, folder):
    (tmp_path / "empty").mkdir()
    assert check.main(tmp_path / folder) == 1


def _notebook():
    def cell(id, kind, source, **metadata):
        return {"id": id, "cell_type": kind, "source": source, "metadata": metadata}

    return {
        "cells": [cell("a", "markdown", "text"), cell("p", "code", "lang = 'en'", tags=["parameters"]), cell("c", "code", "lesson.end()")]
    }


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda notebook: notebook["cells"].pop(), "the cells differ"),
        (lambda notebook: notebook["cells"].reverse(), "the cells differ"),
        (lambda notebook: notebook["cells"][2].update(source="lesson.end(1)"), "cell c has other code"),
        (lambda notebook: notebook["cells"][0].update(cell_type="code"), "cell a is markdown"),
        (lambda notebook: notebook["cells"][0]["metadata"].update(smo_course={"teaches": ["x"]}), "cell a has other metadata"),
    ],
)
def test_languages_that_part_are_seen(change, said):
    other = copy.deepcopy(_notebook())
    change(other)
    assert any(said in each for each in check.differences(_notebook(), other))


def test_texts_and_parameters_may_differ():
    other = copy.deepcopy(_notebook())
    other["cells"][0]["source"], other["cells"][1]["source"] = "texte", "lang = 'fr'"
    assert list(check.differences(_notebook(), other)) == []


def test_calls_are_read_from_code_without_running_it():
    cell = {"cell_type": "code", "source": "x = 1\nlesson.facts('a', 'b')\ncourse.exercise(\"c\")\nother.exercise('d')"}
    assert list(check.calls(cell)) == [("facts", "a"), ("facts", "b"), ("exercise", "c")]


def test_every_lesson_opens_with_its_questions_and_minutes():
    for lesson in syllabus().lessons():
        assert 2 <= len(lesson.questions) <= 5 and lesson.objectives and 5 <= lesson.minutes <= 60, lesson.key
