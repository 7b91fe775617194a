"""What a trainer sent, taken in beside a lesson: in pieces, with links from where the lesson lies, and nothing overwritten."""

import base64
import json

import pytest

from assignment.conftest import assigned  # noqa: F401
from smo_course.assignment.opening import open_file
from smo_course.assignment.work import find_work
from smo_course.errors import CourseError
from smo_course.journal import Journal
from smo_course.screen.receiving import receive, receive_file
from smo_course.trainer.grading.grade import grade
from smo_course.trainer.grading.release import release
from smo_course.trainer.key import read_key


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A learner's folder, with the lesson that runs in it."""
    folder = tmp_path / "cours de Zoé"
    (folder / "fr").mkdir(parents=True)
    (folder / ".smo").mkdir()
    monkeypatch.setenv("SMO_FOLDER", str(folder))
    monkeypatch.chdir(folder / "fr")
    return folder


def told(received):
    return received._repr_mimebundle_()["application/json"]


def send(name, data, lang="fr", piece=1000):
    """As the page does: piece by piece."""
    starts = range(0, len(data) or 1, piece)
    for start in starts:
        part = base64.b64encode(data[start : start + piece]).decode()
        answer = told(receive(name + str(len(data)), name, part, start + piece >= len(data), lang))
        if answer["wrong"]:
            break
    return answer


def test_an_assignment_comes_in_pieces_and_its_notebook_is_named(assigned, home):  # noqa: F811
    bundle, _ = assigned()
    answer = send("../../Devoir été.zip", bundle.read_bytes())
    assert answer == {"said": "«\u00a0Semaine 1\u00a0» est arrivé.", "link": "../assignments/week-1/week-1-fr.ipynb", "wrong": False}
    assert (home / "fr" / answer["link"]).is_file() and not (home.parent / "Devoir été.zip").exists()
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert send("again.zip", bundle.read_bytes(), "en")["said"] == "“Week 1” is here."
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_what_cannot_be_opened_is_said_in_the_learners_language_and_changes_nothing(assigned, home):  # noqa: F811
    bundle, _ = assigned()
    for name, data, said in (
        ("notes.zip", b"no archive", "notes.zip n’est pas une archive lisible"),
        ("marks.smo-feedback", b"{", "marks.smo-feedback est abîmé"),
        ("empty.zip", b"", "empty.zip n’est pas une archive lisible"),
        ("half.zip", bundle.read_bytes()[:300], "half.zip n’est pas une archive lisible"),
    ):
        answer = send(name, data)
        assert answer["wrong"] and answer["said"].startswith(said) and not answer["link"]
    assert told(receive("x", "a.zip", "no base64!", True, "en")) == {
        "said": "a.zip did not arrive whole: try again.",
        "link": "",
        "wrong": True,
    }
    for name in ("..", "a\0b.zip", "x" * 300 + ".zip"):
        assert told(receive("y", name, "", True, "fr"))["said"].startswith("Aucun fichier ne peut s’appeler")
    with pytest.raises(CourseError):
        receive("x", "a.zip", "", True, "de")
    assert not (home / "assignments").exists()


def test_a_file_that_lies_there_is_taken_and_an_archive_of_ones_own_left_alone(assigned, home):  # noqa: F811
    bundle, _ = assigned()
    (home / "devoir.zip").write_bytes(bundle.read_bytes())
    (home / "photos.zip").write_bytes(b"PK")
    assert told(receive_file("../photos.zip", "fr")) == {"said": "", "link": "", "wrong": False}
    assert told(receive_file("../devoir.zip", "fr"))["link"] == "../assignments/week-1/week-1-fr.ipynb"
    (home / "x.smo-feedback").write_text("{", encoding="utf-8")
    assert told(receive_file("../x.smo-feedback", "fr"))["wrong"]


def test_marks_lead_to_the_assignment_that_they_mark(assigned, home, tmp_path):  # noqa: F811
    bundle, key = assigned()
    place = open_file(bundle, home)
    work = find_work("week-1", place, Journal(home), "fr")
    work.identify("zoe@example.org", "")
    handed, _ = work.hand_in()
    grade(read_key(key), [handed], tmp_path / "grades")
    release(read_key(key), tmp_path / "grades", early=True)
    (marks,) = (tmp_path / "grades").rglob("*.smo-feedback")
    assert json.loads(marks.read_bytes())["assignment"] == "week-1"
    answer = send(marks.name, marks.read_bytes())
    assert answer == {
        "said": "Votre correction de «\u00a0Semaine 1\u00a0» est arrivée.",
        "link": "../assignments/week-1/week-1-fr.ipynb",
        "wrong": False,
    }
    assert (place / marks.name).read_bytes() == marks.read_bytes()
