"""The start page says where each assignment stands, and leads to it."""

import json
import re
from pathlib import Path

import pytest

from assignment.conftest import ASSIGNMENT, assigned  # noqa: F401
from smo_course import lesson
from smo_course.assignment.opening import open_file
from smo_course.assignment.work import find_work
from smo_course.journal import Journal
from smo_course.trainer.key import read_key
from trainer.classroom import answer


@pytest.fixture
def course(assigned, tmp_path, monkeypatch):  # noqa: F811
    """A learner's folder into which an assignment was opened; course() shows the start page."""
    folder = tmp_path / "course"
    (folder / ".smo").mkdir(parents=True)
    bundle, key = assigned(ASSIGNMENT)
    open_file(bundle, folder)
    monkeypatch.setenv("SMO_FOLDER", str(folder))

    def shown(lang="en") -> str:
        return lesson.open_course(lang)._repr_mimebundle_()["text/html"]

    shown.folder, shown.key = folder, read_key(key)
    return shown


def state(html: str) -> str:
    """What stands under the title of the first assignment."""
    return re.search(r'href="\.\./assignments[^>]*>[^<]*</a><small>([^<]*)', html)[1]


def test_it_follows_the_work_from_the_first_answer_to_the_marks(course):
    assert state(course()).startswith("0 of 4 answered · due 1 December 2026, 18:00 (UTC+0100)")
    place = course.folder / "assignments" / "week-1"
    work = find_work("week-1", place, Journal(course.folder), "fr")
    work.identify("anna", "")
    answer(work, course.key, "right")
    assert state(course("fr")).startswith("4 répondus sur 4 · à remettre avant le 1er décembre 2026")
    _, handed = work.hand_in()
    assert state(course()).startswith("handed in on ")
    marks = {"assignment": "week-1", "edition": 1, "learner": "anna", "receipt": handed.receipt(), "total": 12.5, "max": 18, "items": {}}
    (place / "x.smo-feedback").write_text(json.dumps(marks), encoding="utf-8")
    assert state(course("fr")) == "notes\u00a0: 12,5 sur 18"


def test_its_link_leads_from_the_start_page_to_the_notebook(course):
    for lang in ("en", "fr"):
        link = re.search(r'href="(\.\./assignments[^"]*)"', course(lang))[1]
        assert (course.folder / lang / link).resolve() == Path(course.folder / "assignments" / "week-1" / f"week-1-{lang}.ipynb").resolve()


def test_a_spoilt_sheet_is_named_and_the_course_is_still_shown(course):
    sheet = course.folder / "assignments" / "week-1" / "week-1.smo-sheet"
    sheet.write_bytes(sheet.read_bytes()[:90])
    html = course()
    assert "week-1.smo-sheet is damaged" in html and "What social media are" in html


def test_without_assignments_there_is_nothing_of_them(course):
    for path in (course.folder / "assignments").rglob("*"):
        if path.is_file():
            path.unlink()
    assert "From your trainer" not in course()
