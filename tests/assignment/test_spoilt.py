"""Files that a learner or a trainer was sent, or that a disk has spoilt: each is told in a line, and the rest lives."""

import contextlib
import json
import os
import zipfile

import msgspec
import pytest

from smo_course.assignment.opening import CannotOpen, open_file
from smo_course.assignment.sheet import read_sheet
from smo_course.assignment.submission import decode, slug, write
from smo_course.cli import main
from smo_course.journal import Journal, Scope
from smo_course.screen.assignment_list import assignment_rows
from smo_course.trainer.assign import assign
from smo_course.trainer.grading.grade import Grades
from smo_course.trainer.grading.results import NoResults, read_results
from smo_course.trainer.key import read_key
from smo_course.trainer.report.overview import read_overview, read_troubles
from smo_course.trainer.report.terminal import told
from trainer import marked_class
from trainer.classroom import learner

EXERCISES = "title: {en: Week, fr: Semaine}\nexercises: [smo-basics/delete-or-not, smo-basics/weekend-crisis]\n"


@pytest.fixture(scope="module")
def bundles(tmp_path_factory):
    """Two assignments."""
    folder = tmp_path_factory.mktemp("bundles")
    made = []
    for name in ("week-1", "week-2"):
        (folder / f"{name}.yaml").write_text(EXERCISES, encoding="utf-8")
        made.append(assign(folder / f"{name}.yaml", folder)[0])
    return made


@pytest.fixture
def opened(bundles, tmp_path):
    """A learner's folder with both; gives the folder and the sheet of the first."""
    place, _ = (open_file(bundle, tmp_path / "course") for bundle in bundles)
    return tmp_path / "course", place / "week-1.smo-sheet"


def spoilt(sheet: dict, how: str) -> bytes:
    match how:
        case "due":
            sheet["due"] = "soon"
        case "start":
            sheet["items"][1]["exercise"]["start"] = "nowhere"
        case "meters":
            sheet["items"][1]["exercise"]["nodes"] = []
        case "no UTF-8":
            return json.dumps(sheet).encode().replace(b"Week", b"We\xff\xfe")
        case "deep":
            return b'{"id":' + b"[" * 5000
    return json.dumps(sheet).encode()


@pytest.mark.parametrize("how", ["due", "start", "meters", "no UTF-8", "deep"])
def test_a_bad_sheet_is_one_line_on_the_start_page(opened, how):
    folder, path = opened
    story = read_sheet(path).items[1].id
    path.write_bytes(spoilt(json.loads(path.read_bytes()), how))
    (folder / ".smo").mkdir(exist_ok=True)
    Journal(folder).write("draft", Scope("assignment", "week-1"), exercise=story, answer=["x"], seed="week-1/0")
    rows = assignment_rows(folder, folder, Journal(folder), "fr")
    assert len(rows) == 2 and "week-1.smo-sheet est abîmé" in rows[0] and "week-2-fr.ipynb" in rows[1]


@pytest.mark.parametrize("name", ["**", "/etc", "../..", "*", "[", "", "a/b", "\x1b[2J"])
def test_marks_that_name_a_place_are_damaged(opened, tmp_path, name):
    marks = {"assignment": name, "edition": 1, "learner": "a", "receipt": "x", "total": 1, "max": 2, "items": {}}
    (tmp_path / "x.smo-feedback").write_text(json.dumps(marks))
    with pytest.raises(CannotOpen, match="is damaged"):
        open_file(tmp_path / "x.smo-feedback", opened[0])


def test_marks_are_opened_beside_a_bad_sheet(opened, tmp_path):
    folder, path = opened
    (folder / "old").mkdir()
    (folder / "old" / "week-1.smo-sheet").write_bytes(b"{")
    marks = {"assignment": "week-1", "edition": 1, "learner": "a", "receipt": "x", "total": 1, "max": 2, "items": {}}
    (tmp_path / "x.smo-feedback").write_text(json.dumps(marks))
    assert open_file(tmp_path / "x.smo-feedback", folder).parent == path.parent


def test_an_archive_damaged_in_any_way_is_no_archive(bundles, tmp_path):
    data = bytearray(bundles[0].read_bytes())
    with zipfile.ZipFile(tmp_path / "lzma.zip", "w", zipfile.ZIP_LZMA) as made:
        made.writestr("week-1.smo-sheet", os.urandom(500))
    for number, place in enumerate(range(0, len(data), 211)):
        changed = bytearray(data)
        changed[place] ^= 0xFF
        (tmp_path / "bad.zip").write_bytes(changed)
        with contextlib.suppress(CannotOpen):
            open_file(tmp_path / "bad.zip", tmp_path / f"new{number}")
    lzma = bytearray((tmp_path / "lzma.zip").read_bytes())
    lzma[60:90] = b"\xff" * 30
    (tmp_path / "lzma.zip").write_bytes(lzma)
    with pytest.raises(CannotOpen):
        open_file(tmp_path / "lzma.zip", tmp_path / "new")


@pytest.mark.parametrize("line", [
    b'{"at":"2026-11-24T10:00:00+00:00","event":"draft","exercise":"x","answer":' + b"[" * 5000 + b"]" * 5000 + b"}",
    b'{"at":"2026-11-24T10:00:00+00:00","event":"draft","exercise":"x","answer":' + b"9" * 5000 + b"}",
    b'{"at":"2026-11-24T10:00:00+00:00","event":"draft","exercise":"\xff"}',
])  # fmt: skip
def test_a_line_of_the_journal_that_nobody_wrote_is_told_and_the_rest_is_there(tmp_path, line):
    journal = Journal(tmp_path)
    journal.write("draft", exercise="x", answer="mine")
    (path,) = journal.folder.glob("*.jsonl")
    path.write_bytes(line + b"\n" + path.read_bytes())
    again = Journal(tmp_path)
    assert [entry.answer for entry in again.entries] == ["mine"] and again.unreadable == [(path.name, 1)]


@pytest.mark.parametrize("answer", [[[[1]]], {"a": {"b": {}}}, 10**30, [[]] * 3])
def test_an_answer_of_no_shape_in_the_journal_is_as_if_none_was_given(bundles, tmp_path, answer):
    work = learner(bundles[0], tmp_path / "anna", "anna")
    exercise = next(iter(work.answers())).exercise
    line = {"at": "2026-11-24T10:00:00.000000+00:00", "event": "draft", "wing": "assignment", "within": "week-1"}
    work.journal.write("hint")
    (log,) = work.journal.folder.glob("*.jsonl")
    with log.open("ab") as file:
        file.write(json.dumps(line | {"exercise": exercise.id, "answer": answer, "seed": work.exercise(exercise.id).seed}).encode() + b"\n")
    work.journal.reload()
    assert work.exercise(exercise.id).answer is None
    assert work.exercise(exercise.id).state().status == "unattempted"


@pytest.mark.parametrize("name", ["con", "CON.x@y.org", "nul", "aux.smo", "com1.b", "LPT9"])
def test_no_file_has_a_name_that_windows_keeps_for_a_device(name):
    assert slug(name) == f"_{name}" and slug(f"a{name}") == f"a{name}"


def test_names_in_other_writing_fit_into_a_files_name():
    assert len(f"{slug('week' * 20)}-{slug(chr(0x20000) * 90)}.smo".encode()) < 255


@pytest.fixture
def graded(tmp_path, example_text):
    class_ = marked_class.make(tmp_path, example_text("essay"))
    class_.hand_in("anna", {"reply": "one two three four"})
    class_.grade()
    return class_


def test_a_damaged_line_of_what_people_marked_is_told_with_whose_it_was(graded, capsys):
    path = Grades(graded.grades).judgements
    good = b'{"learner":"bob","exercise":"own/reply","answer":"x","points":{}}\n'
    path.write_bytes(good + b'{"learner":"anna","exercise":"own/reply","answer":"x","points":{"honest":"3"}}\n' + good + b"\xff\xfe\n")
    assert main(["grade", str(graded.key), str(graded.inbox), "--grades", str(graded.grades)]) == 0
    said = capsys.readouterr().out
    assert "marked-by-hand.jsonl, line 2, cannot be read: points or a comment for a text of anna are not counted" in said
    assert "line 4, cannot be read: points or a comment for a text are not" in said and said.count("cannot be read") == 2


def test_a_damaged_line_of_the_results_is_told_and_nothing_is_lost(graded):
    path = Grades(graded.grades).results
    path.write_bytes(path.read_bytes() + b'{"learner":"\xff"}\n')
    with pytest.raises(NoResults, match=r"line 2, is damaged: run `smo grade` again.*nothing is lost"):
        list(read_results(path))
    assert "anna" in graded.grade()


def test_a_full_disk_is_one_message(graded, capsys, monkeypatch):
    def full(*all, **more):
        raise OSError(28, "No space left on device")

    graded.hand_in("bob", {"reply": "one two three four"})
    from smo_course.trainer.grading import pages

    monkeypatch.setattr(pages, "write_again", full)
    assert main(["grade", str(graded.key), str(graded.inbox), "--grades", str(graded.grades)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and len(err.splitlines()) == 1 and "Make room there" in err


def test_what_a_learner_is_called_never_reaches_the_terminal(graded, capsys):
    (path,) = graded.inbox.glob("*.smo")
    odd = msgspec.structs.replace(decode(path.read_bytes()), assignment="x\x1b]0;owned\x07\nAll graded", learner="\x1b[2Jbob", name="a\rb")
    write(odd.sealed(), graded.inbox)
    for path in graded.inbox.glob("*.smo"):
        main(["show", str(path)])
    main(["grade", str(graded.key), str(graded.inbox), "--grades", str(graded.grades)])
    print(told(read_overview(read_key(graded.key), graded.grades, "en"), read_troubles(graded.grades, "en")))  # as `smo report` does
    out, err = capsys.readouterr()
    assert "All graded" in out and not {"\x1b", "\x07", "\r"} & set(out + err) and "\nAll graded" not in out
