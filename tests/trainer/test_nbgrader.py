"""A round of real nbgrader, from assigning to the exported grades: the points are those of our own marker.

nbgrader takes more than a second to be imported, so whoever leaves these tests out is spared it.
"""

import csv
import os
import shutil
import sysconfig
from contextlib import chdir
from types import SimpleNamespace

import nbformat
import pytest
from jupyter_client.provisioning import KernelProvisionerFactory
from traitlets.config import Config

from smo_course import bank, lesson
from smo_course.cli import main
from smo_course.kinds import KINDS
from smo_course.trainer.grading.marker import Marker
from smo_course.trainer.grading.results import read_results
from smo_course.trainer.key import read_key
from smo_course.trainer.nbgrader import points
from trainer.classroom import answer, id_in_sheet

pytestmark = [pytest.mark.notebooks, pytest.mark.skipif(os.name == "nt", reason="nbgrader's exchange is not for Windows")]

ASSIGNMENT = """
title: {en: Week 1, fr: Semaine 1}
exercises: [smo-basics/delete-or-not, smo-basics/snowball-doubling, smo-basics/weekend-crisis, own/reply]
bank: mine
roster: class.csv
"""
LEARNERS = {
    "anna": "does well, in English",
    "ben": "does half of it, in French",
    "carl": "hands in nothing",
    "dora": "hands in half a file",
    "eve": "hands in Anna's file",
}
TEXT = "<script>alert(1)</script> We hear you and act."


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course of nbgrader's in which a class has handed in and everything was graded, on forked kernels."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeSubmit

    root = tmp_path_factory.mktemp("nbgrader")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", sysconfig.get_path("scripts"), prepend=os.pathsep)  # nbgrader calls alembic by its name
        patch.delenv("SMO_FOLDER", raising=False)
        patch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", "warm")
        KernelProvisionerFactory.clear_instance()
        settings = Config()
        settings.CourseDirectory.root, settings.CourseDirectory.course_id = str(root / "course"), "smo"
        settings.Exchange.root, settings.Exchange.cache = str(root / "exchange"), str(root / "cache")
        (root / "exchange").mkdir()
        (root / "exchange").chmod(0o777)
        assert main(["assign", str(written(root)), "--nbgrader", str(root / "course")]) == 0
        key = read_key(root / "course" / "smo-keys" / "week-1.smo-key")
        made = SimpleNamespace(root=root, folder=root / "course", key=key, nbgrader=NbGraderAPI(config=settings), handed={})
        done(made.nbgrader.generate_assignment("week-1"))
        done(made.nbgrader.release_assignment("week-1"))
        for learner in LEARNERS:
            home = root / "homes" / learner
            home.mkdir(parents=True)
            exchange(ExchangeFetchAssignment, settings, learner, home)
            with chdir(home / "week-1"):
                work_as(learner, made)
            exchange(ExchangeSubmit, settings, learner, home)
        done(made.nbgrader.collect("week-1"))
        for learner in LEARNERS:
            done(made.nbgrader.autograde("week-1", learner))
            done(made.nbgrader.generate_feedback("week-1", learner))
        yield made
    KernelProvisionerFactory.clear_instance()


def written(folder):
    """The trainer's files; returns the assignment's."""
    (folder / "mine" / "own").mkdir(parents=True)
    essay = KINDS["essay"].example.replace("[c]", "[be-responsive]")
    (folder / "mine" / "own" / "reply.yaml").write_text(essay, encoding="utf-8")
    (folder / "class.csv").write_text("\n".join(["learner", *LEARNERS]), encoding="utf-8")
    (folder / "week-1.yaml").write_text(ASSIGNMENT, encoding="utf-8")
    return folder / "week-1.yaml"


def done(result):
    assert result["success"], result.get("log", "") + result.get("error", "")


def exchange(step, settings, learner, home):
    """What `nbgrader fetch_assignment` and `nbgrader submit` do for a learner."""
    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory

    settings.CourseDirectory.student_id, settings.CourseDirectory.assignment_id = learner, "week-1"
    settings.Exchange.assignment_dir = str(home)
    coursedir, authenticator = CourseDirectory(config=settings), Authenticator(config=settings)
    step(coursedir=coursedir, authenticator=authenticator, config=settings).start()


def work_as(learner, course):
    """What a learner does in the folder that nbgrader fetched."""
    if learner == "carl":
        return
    if learner == "eve":
        shutil.copy(course.root / "homes" / "anna" / "week-1" / "week-1-anna.smo", ".")
        return
    work = lesson.open_assignment("week-1", "fr" if learner == "ben" else "en").work
    work.identify(learner, learner.title())
    if learner == "ben":
        answer(work, course.key, "right", {"smo-basics/snowball-doubling"})
        answer(work, course.key, "partial", {"smo-basics/delete-or-not", "smo-basics/weekend-crisis"})
        improve("week-1-marks.ipynb")
    else:
        answer(work, course.key, "right")
        work.exercise(id_in_sheet(course.key, "own/reply")).draft(TEXT)
    path, course.handed[learner] = work.hand_in()
    if learner == "dora":
        path.write_bytes(path.read_bytes()[:-200])
        (path.parent / "week-1-notes.smo").mkdir()
        (path.parent / "week-1-notes.smo" / "notes.txt").touch()  # nbgrader takes no empty folder along


def improve(notebook):
    """What a learner might try: a cell that claims full points."""
    cells = nbformat.read(notebook, as_version=4)
    cells.cells[1].source = "1.0"
    nbformat.write(cells, notebook)


def grades(course, learner):
    """The grades in nbgrader's gradebook, by cell: score, and whether a person is to mark."""
    with gradebook(course) as book:
        notebook = book.find_submission_notebook("week-1-marks", "week-1", learner)
        return {grade.name: (grade.score, grade.needs_manual_grade) for grade in notebook.grades}


def gradebook(course):
    from nbgrader.api import Gradebook

    return Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}", "smo")


def exported(course):
    """What `nbgrader export` writes, by learner."""
    from nbgrader.plugins import CsvExportPlugin

    table = course.root / "grades.csv"
    with gradebook(course) as book:
        CsvExportPlugin(to=str(table)).export(book)
    with table.open(encoding="utf-8") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_every_point_is_that_of_our_own_marker(course):
    marker, table = Marker(course.key), exported(course)
    for learner in ("anna", "ben"):
        marks, _ = marker.mark(course.handed[learner])
        ours = [mark.score if mark else 0 for mark in marks]
        wanted = {f"exercise-{place}": (score, False) for place, score in enumerate(ours[:3], 1)}
        assert grades(course, learner) == wanted | {"text-4": (0, True)}
        assert float(table[learner]["score"]) == sum(ours) > 0
        assert float(table[learner]["max_score"]) == course.key.most
    assert float(table["anna"]["score"]) == course.key.most - 5 > float(table["ben"]["score"])  # the text's five are not given yet
    number = course.key.sheet.items[1]
    assert course.key.sheet.variant(number, "anna") != course.key.sheet.variant(number, "ben")


def test_smo_grade_finds_the_same_in_what_nbgrader_collected(course):
    main(
        [
            "grade",
            str(course.folder / "smo-keys" / "week-1.smo-key"),
            str(course.folder / "submitted"),
            "--grades",
            str(course.root / "ours"),
        ]
    )
    ours = {each.learner: each.total or 0 for each in read_results(course.root / "ours" / "results.jsonl")}
    assert ours == {learner: float(row["score"]) for learner, row in exported(course).items()}


@pytest.mark.parametrize("learner, reason", [
    ("carl", "No file was handed in"),
    ("dora", "week-1-dora.smo: The file ends before its end"),
    ("dora", "week-1-notes.smo: Is a directory"),
    ("eve", "another name than that of the person"),
])  # fmt: skip
def test_what_cannot_be_marked_earns_nothing_and_says_why(course, learner, reason):
    assert {score for score, _ in grades(course, learner).values()} == {0}
    notebook = nbformat.read(course.folder / "autograded" / learner / "week-1" / "week-1-marks.ipynb", as_version=4)
    outputs = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    assert len(outputs) == 4 and all(len(each) == 1 and reason in each[0].data["text/html"] for each in outputs)


def test_a_text_waits_for_a_person_who_sees_it_escaped(course):
    notebook = nbformat.read(course.folder / "autograded" / "anna" / "week-1" / "week-1-marks.ipynb", as_version=4)
    shown = notebook.cells[4].outputs[0].data["text/html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; We hear you" in shown and "<script" not in shown
    assert "(2)" in notebook.cells[5].source and notebook.cells[5].metadata.nbgrader.task  # the rubric, above nbgrader's box for points
    with gradebook(course) as book:
        book.find_grade("text-4", "week-1-marks", "week-1", "anna").manual_score = 3.5
        book.db.commit()
        before = float(exported(course)["anna"]["score"])
        book.find_grade("text-4", "week-1-marks", "week-1", "anna").manual_score = None
        book.db.commit()
    assert before == course.key.most - 5 + 3.5


def test_feedback_is_in_the_learners_language(course):
    told = (course.folder / "feedback" / "ben" / "week-1" / "week-1-marks.html").read_text(encoding="utf-8")
    assert "Juste en partie" in told and "Partly right" not in told
    told = (course.folder / "feedback" / "anna" / "week-1" / "week-1-marks.html").read_text(encoding="utf-8")
    assert "Right: 8 of 8" in told and "<script>alert" not in told


def test_no_key_leaves_the_trainer_and_no_draft_the_learner(course):
    number = bank.load("smo-basics/snowball-doubling")
    secrets = [each.encode() for each in (number.otherwise.fr, number.explain.fr, number.mistakes[0].feedback.fr, number.answer)]
    for place in ("course/source", "course/release", "exchange", "homes"):
        files = [path for path in (course.root / place).rglob("*") if path.is_file()]
        assert files and not [path for path in files if path.suffix == ".smo-key"]
        assert not [path for path in files if any(each in path.read_bytes() for each in secrets)]
    assert not list((course.root / "exchange").rglob("*.jsonl"))


def test_answers_outlive_the_kernel(course):
    with chdir(course.root / "homes" / "anna" / "week-1"):
        work = lesson.open_assignment("week-1", "en").work
    assert work.learner == "anna" and [each.standing for each in work.answers()] == ["answered"] * 4
    assert work.exercise(id_in_sheet(course.key, "own/reply")).answer == TEXT
    assert work.journal.folder == course.root / "homes" / "anna" / ".smo" / "journal"


def test_a_learner_who_validates_is_told_who_marks(course, capsys):
    from nbgrader.validator import Validator

    folder = course.root / "homes" / "anna" / "week-1"
    assert Validator().validate(str(folder / "week-1-marks.ipynb")) == {}  # which nbgrader calls a success
    with chdir(folder):
        assert points("week-1", "smo-basics/delete-or-not") is None
    assert "Marked by your trainer" in capsys.readouterr().out


def test_without_its_key_nbgrader_grades_nothing(course):
    before = grades(course, "anna")
    (course.folder / "smo-keys").rename(course.root / "elsewhere")
    try:
        assert not course.nbgrader.autograde("week-1", "anna")["success"]
    finally:
        (course.root / "elsewhere").rename(course.folder / "smo-keys")
    assert grades(course, "anna") == before


def test_what_stands_in_the_course_is_replaced_only_when_asked(tmp_path, capsys):
    file, course = written(tmp_path), tmp_path / "course"
    command = ["assign", str(file), "--nbgrader", str(course)]
    notebook, key = course / "source" / "week-1" / "week-1-en.ipynb", course / "smo-keys" / "week-1.smo-key"
    assert main(command) == main(command) == 0  # the same again is no change
    notebook.write_text("a trainer's own", encoding="utf-8")
    assert main(command) == 2 and "--again" in capsys.readouterr().err
    assert notebook.read_text(encoding="utf-8") == "a trainer's own"
    assert main([*command, "--again"]) == 0
    former = course / "smo-keys" / "week-1-former-1"
    assert (former / "week-1-en.ipynb").read_text(encoding="utf-8") == "a trainer's own"
    assert read_key(former / "week-1.smo-key").sheet == read_key(key).sheet
    file.write_text(ASSIGNMENT.replace("Week 1", "Week one"), encoding="utf-8")
    assert main(command) == 2
    assert main([*command, "--again"]) == 0
    # other words about it make no other questions: the edition stays, so that what was handed in counts
    assert (read_key(key).sheet.title.en, read_key(key).sheet.edition) == ("Week one", 1) and (
        course / "smo-keys" / "week-1-former-2"
    ).is_dir()
    assert [each.name for each in (course / "source").iterdir()] == ["week-1"]
