"""A piece of the workbook, from the learner's sheet to their marks: put in, frozen, handed in, marked by a person, given back."""

from __future__ import annotations

import json

import pytest

from smo_course import bank, open_marking
from smo_course.assignment.opening import open_file
from smo_course.assignment.submission import write
from smo_course.assignment.work import find_work
from smo_course.check.exercises import exercises_in
from smo_course.journal import Journal
from smo_course.screen.exercise import ExerciseView
from smo_course.trainer.assign import assign
from smo_course.trainer.brief import Unassignable
from smo_course.trainer.grading.grade import grade
from smo_course.trainer.grading.release import release
from smo_course.trainer.grading.results import read_results
from smo_course.trainer.key import read_key
from smo_course.workbook import shelf
from smo_course.workbook.worksheet import Worksheet
from trainer import classroom

HOSTILE = "<img src=x onerror='window.hacked = 1'>"


@pytest.fixture
def assigned(tmp_path, example_text):
    own = tmp_path / "trainer" / "mine" / "own"
    own.mkdir(parents=True)
    (own / "charter.yaml").write_text(example_text("piece").replace("[c]", "[write-guidelines]"), encoding="utf-8")
    file = tmp_path / "trainer" / "week-1.yaml"
    file.write_text("title: {en: Week 1, fr: Semaine 1}\nexercises: [own/charter]\nbank: mine\n", encoding="utf-8")
    return assign(file, tmp_path / "out")


@pytest.fixture
def learner(assigned, tmp_path):
    """Anna, who has unpacked the assignment and filled in the charter of her workbook."""
    work = classroom.learner(assigned[0], tmp_path / "anna", "anna", called="Anna Smith")
    sheet = Worksheet(shelf.load("smo-basics/charter"), work.journal, "en")
    answer = sheet.piece.example.answer
    sheet.edit({part.id: part.example(answer[part.id], "en") for part in sheet.piece.parts if part.id in answer})
    return work, sheet


def view_of(work) -> ExerciseView:
    (item,) = work.sheet.items
    return ExerciseView(work.exercise(item.id))


def test_from_the_sheet_to_the_marks(assigned, learner, tmp_path):
    _, key = assigned
    work, sheet = learner
    view = view_of(work)
    offer = view.state["offer"]
    assert offer["answer"]["company"] == "Maison Tilleul" and offer["missing"] == [] and view.state["status"] == "unattempted"
    view.handle({"do": "draft", "answer": offer["answer"], "n": 1})
    assert view.state["status"] == "answered" and view.state["answer"] == offer["answer"]

    sheet.edit({"rules": {"tone": {"rule": HOSTILE}}})  # afterwards: it is offered anew, and what was put in stays
    view.follow()
    assert view.state["answer"] == offer["answer"] != view.state["offer"]["answer"]
    assert HOSTILE in json.dumps(view.state["offer"]["answer"])
    view.handle({"do": "draft", "answer": view.state["offer"]["answer"], "n": 2})

    _, handed = work.hand_in()
    (tmp_path / "inbox").mkdir()
    write(handed, tmp_path / "inbox")
    grades = tmp_path / "out" / "week-1-grades"
    grade(read_key(key), [tmp_path / "inbox"], grades)
    desk = open_marking(str(key), "fr", str(grades))
    company, *blocks = desk.state["at"]["blocks"]
    assert (
        company["runs"][0]["text"] == "Maison Tilleul" and blocks == view.state["answer"]["blocks"] and HOSTILE in desk.state["at"]["text"]
    )
    assert desk.content["exercises"]["own/charter"].get("most") is None
    for criterion, points in (("names", 3), ("limits", 1.5)):
        desk.handle({"do": "points", "text": desk.content["texts"][0]["id"], "criterion": criterion, "points": points, "n": 1})
    grade(read_key(key), [tmp_path / "inbox"], grades)
    (result,) = read_results(grades / "results.jsonl")
    assert result.total == 4.5
    page = next((grades / "feedback").glob("*.html")).read_text(encoding="utf-8")
    assert HOSTILE not in page and "&lt;img" in page and "Maison Tilleul" in page

    release(read_key(key), grades, early=True)
    given_back = next(path for path in (grades / "release").iterdir() if path.suffix != ".zip" and path.is_file())
    open_file(given_back, tmp_path / "anna")
    back = view_of(find_work(work.sheet.id, work.folder, Journal(tmp_path / "anna"), "en"))
    assert back.state["score"] == 4.5 and back.state["answer"]["blocks"] == view.state["answer"]["blocks"]


def test_an_empty_sheet_offers_nothing_and_says_in_which_lesson_it_is_made(assigned, tmp_path):
    view = view_of(classroom.learner(assigned[0], tmp_path / "bruno", "bruno", "fr"))
    assert view.state["offer"]["answer"] is None and view.state["offer"]["lesson"] == "Écouter et dire vrai"
    view.handle({"do": "draft", "answer": {"company": "X", "blocks": []}, "n": 1})
    assert view.state["status"] == "invalid"  # nothing was put in, and it says so


@pytest.mark.parametrize(
    "raw",
    [
        "a text",
        {"company": "X"},
        {"company": "X", "blocks": [{"block": "script", "text": "x"}]},
        {"company": "X", "blocks": [{"block": "heading", "text": "x", "more": 1}], "more": 1},
        {"company": "X", "blocks": [{"block": "grid", "head": "no list", "rows": []}]},
        {"company": "X", "blocks": [{"block": "heading", "text": "x" * 300_000}]},
    ],
)
def test_what_no_workbook_gives_is_no_answer(example_text, raw):
    exercise = bank.check(example_text("piece"), "x")
    assert exercise.mark(raw, "", "en").status == "invalid"


def test_a_piece_that_there_is_not_is_told_by_smo_check_and_refused_in_an_assignment(tmp_path, example_text):
    (tmp_path / "charter.yaml").write_text(
        example_text("piece").replace("[c]", "[write-guidelines]").replace("smo-basics/charter", "smo-basics/chart"), encoding="utf-8"
    )
    (found,) = exercises_in(tmp_path)
    assert "piece" in found.where and "smo-basics/charter" in found.reason.en
    file = tmp_path / "week-1.yml"
    file.write_text("title: {en: Week 1, fr: Semaine 1}\nexercises: [charter]\nbank: .\n", encoding="utf-8")
    with pytest.raises(Unassignable, match="smo-basics/charter"):
        assign(file, tmp_path / "out")
