"""The second week: what was wrong is put right in the trainer's files, and what was handed in before is marked by it."""

import csv
import io

import msgspec
import openpyxl
import pytest

from smo_course.assignment.opening import open_file
from smo_course.assignment.submission import decode, write
from smo_course.assignment.work import find_work
from smo_course.cli import main
from smo_course.data.tables import read_grids
from smo_course.journal import Journal
from smo_course.lesson import OpenAssignment
from smo_course.screen.assignment import AssignmentPanel
from smo_course.trainer.grading.grade import Grades
from smo_course.trainer.grading.results import encoded, read_results
from smo_course.trainer.grading.workbook import write_workbook
from smo_course.trainer.key import read_key
from trainer.classroom import id_in_sheet, learner

CHOICE = """kind: choice
title: {{en: The emblem, fr: L’emblème}}
concepts: [be-responsive]
prompt: {{en: "{prompt}", fr: "Quelle couleur ?"}}
options:
  - {{id: blue, text: {{en: Blue, fr: Bleu}}, feedback: {{en: Yes., fr: Oui.}}}}
  - {{id: red, text: {{en: Red, fr: Rouge}}, feedback: {{en: No., fr: Non.}}}}
  - {{id: green, text: {{en: Green, fr: Vert}}, feedback: {{en: No., fr: Non.}}}}
answer: {answer}
hints: [{{en: Look., fr: Regardez.}}]
explain: {{en: So it is., fr: C’est ainsi.}}
points: 2
"""
WEEK = """title: {{en: Week 1, fr: Semaine 1}}
exercises:
{exercises}
bank: mine
due: 2026-12-01 18:00 Europe/Paris
late: {{until: 2026-12-03 18:00 Europe/Paris, penalty: 10}}
{more}"""
ONE, TWO = "  - own/first", "  - {exercise: own/second, points: 4}"
ROSTER = "learner,name\nanna@example.org,Anna Smith\nbob@example.org,Bob Jones\ncarl@example.org,Carl Weiss\n"
ON_TIME, LATE = "2026-12-01T10:00:00+00:00", "2026-12-02T10:00:00+00:00"


class Course:
    """A trainer's folder, and learners who answer blue or red to both questions."""

    def __init__(self, folder, capsys):
        self.root, self._capsys = folder, capsys
        self.folder, self.box = folder / "trainer", folder / "box"
        (self.folder / "mine" / "own").mkdir(parents=True)
        self.box.mkdir()
        self.question("first", "blue")
        self.question("second", "blue")
        self.roster(ROSTER)
        self.week(ONE, TWO)
        self.smo("assign", self.file, "--past")
        self.key = read_key(self.file)

    @property
    def file(self):
        return self.folder / "week-1.yaml"

    def question(self, name, answer, prompt="Which colour?"):
        (self.folder / "mine" / "own" / f"{name}.yaml").write_text(CHOICE.format(answer=answer, prompt=prompt), encoding="utf-8")

    def week(self, *exercises, more="roster: class.csv\n"):
        self.file.write_text(WEEK.format(exercises="\n".join(exercises), more=more), encoding="utf-8")

    def roster(self, text):
        (self.folder / "class.csv").write_text(text, encoding="utf-8")

    def hand_in(self, name, colour="blue", at=ON_TIME, place=""):
        work = learner(self.folder / "week-1.zip", self.root / f"learner-{name}-{colour}", name)
        for exercise in self.key.exercises:
            part = dict(zip(("blue", "red", "green"), (each.id for each in exercise.options), strict=True))
            work.exercise(id_in_sheet(self.key, exercise.id)).draft([part[colour]])
        handed = msgspec.structs.replace(work.hand_in()[1], at=at, code="").sealed()
        (self.box / place).mkdir(parents=True, exist_ok=True)
        return write(handed, self.box / place)

    def smo(self, *command):
        code = main([*map(str, command)])
        out = self._capsys.readouterr()
        return code, out.out + out.err

    def grade(self, *more):
        """The totals by learner, after `smo grade` of the file, and what it said; the status where nothing counts."""
        _, self.said = self.smo("grade", self.file, *more)
        return self.marks()

    def marks(self):
        found = read_results(Grades(self.folder / "week-1-grades").results)
        return {each.learner.partition("@")[0]: each.status if each.total is None else each.total for each in found}

    def table(self, name, delimiter=","):
        text = (self.folder / "week-1-grades" / name).read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


@pytest.fixture
def course(tmp_path, capsys):
    return Course(tmp_path, capsys)


def test_what_came_in_once_is_kept_and_one_file_adds_one_learner(course):
    course.hand_in("anna@example.org")
    assert course.grade(course.box) == {"anna": 6, "bob": "missing", "carl": "missing"}
    for path in course.box.iterdir():
        path.unlink()
    file = course.hand_in("bob@example.org", "red")
    assert course.grade(file) == {"anna": 6, "bob": 0, "carl": "missing"}
    file.unlink()
    assert course.grade() == {"anna": 6, "bob": 0, "carl": "missing"}
    assert len(list((course.folder / "week-1-grades" / "feedback").glob("*.html"))) == 2
    assert len(course.table("submissions.csv")) == 2


def test_corrections_mark_everybody_again_and_say_whose_mark_changed_and_why(course):
    course.hand_in("anna@example.org", "blue")
    course.hand_in("bob@example.org", "red", at=LATE)
    assert course.grade(course.box) == {"anna": 6, "bob": 0, "carl": "missing"}
    course.question("first", "red")  # the key was wrong
    assert course.grade() == {"anna": 4, "bob": 1.8, "carl": "missing"}
    assert "2 marks are others than before" in course.said
    assert "Anna Smith: 6 → 4 (“The emblem” marked again: 2 → 0)" in course.said
    assert "Bob Jones: 0 → 1.8 (“The emblem” marked again: 0 → 2 and lateness costs 0.2 instead of 0)" in course.said
    course.week(ONE, TWO.replace("4", "10"), more="roster: class.csv\nextensions: {bob@example.org: 2026-12-02 12:00 Europe/Paris}\n")
    assert course.grade() == {"anna": 10, "bob": 2, "carl": "missing"}  # other points, and more time for one
    assert "is worth 10 instead of 4: 4 → 10" in course.said and "lateness costs 0 instead of 0.2" in course.said
    course.week(ONE)  # a question left out
    assert course.grade() == {"anna": 0, "bob": 1.8, "carl": "missing"} and "“The emblem” is left out" in course.said
    assert [row["now"] for row in course.table("changes.csv")] == ["0", "1.8"]
    course.file.write_text(course.file.read_text().replace("12-03", "12-04").replace("12-01", "12-03"))  # the date moved
    assert course.grade()["bob"] == 2
    assert course.grade() and "before" not in course.said  # nothing has changed since


def test_a_corrected_or_longer_roster(course):
    course.roster(ROSTER.replace("anna@example.org,Anna Smith", "ana@example.org,Anna Smith"))
    course.hand_in("anna@example.org")
    assert course.grade(course.box)["ana"] == "unclear"
    assert course.table("submissions.csv")[0]["seems"] == "ana@example.org"
    course.roster(ROSTER + "dora@example.org,Dora Lee\n")
    assert course.grade() == {"anna": 6, "bob": "missing", "carl": "missing", "dora": "missing"}
    assert "1 learner of the roster has no personal code yet. To make it: smo assign week-1.yaml" in course.said
    assert course.smo("assign", course.file, "--past")[0] == 0  # no new edition
    assert course.grade()["anna"] == 6 and "no personal code" not in course.said


def test_only_another_question_needs_another_edition_and_answers_to_the_others_still_count(course):
    course.hand_in("anna@example.org")
    course.grade(course.box)
    course.question("first", "blue", prompt="Which colour is not in it?")
    assert course.grade()["anna"] == 6 and "own/first asks something else than was given out" in course.said
    assert course.smo("assign", course.file, "--past")[0] == 2
    code, told = course.smo("assign", course.file, "--past", "--again")
    assert code == 0 and "edition 2" in told
    assert (
        course.grade()["anna"] == 4
        and "own/first asks something else now, and earns nothing" in course.table("submissions.csv")[0]["doubts"]
    )
    course.key = read_key(course.file)
    course.hand_in("bob@example.org")
    assert course.grade(course.box) == {"anna": 4, "bob": 6, "carl": "missing"}
    # and who never fetched the new one can still open their marks
    assert course.smo("release", course.file, "--early")[0] == 0
    release = course.folder / "week-1-grades" / "release"
    home = course.root / "learner-anna@example.org-blue"
    assert open_file(next(release.glob("*anna*.smo-feedback")), home).parent == home / "week-1"


def test_every_run_can_be_undone(course):
    course.hand_in("anna@example.org")
    first = course.grade(course.box)
    course.hand_in("bob@example.org")
    second = course.grade(course.box)
    course.question("second", "red")
    third = course.grade()
    assert course.grade() == third == {"anna": 2, "bob": 2, "carl": "missing"}  # a run that changes nothing is none to undo
    assert course.smo("undo", course.file)[0] == 0 and course.marks() == second == {"anna": 6, "bob": 6, "carl": "missing"}
    code, told = course.smo("undo", course.file, "--lang", "fr")
    assert code == 0 and "Retour aux notes de la correction précédente." in told and course.marks() == first
    assert len(course.table("submissions.csv", ";")) == 1 and len(list((course.folder / "week-1-grades" / "feedback").glob("*"))) == 1
    code, told = course.smo("undo", course.file)
    assert code == 2 and "nothing to undo" in told and course.marks() == first
    course.question("second", "blue")
    assert course.grade(course.box) == second


def test_whose_a_file_is_can_be_said_in_the_table_as_excel_saves_it(course):
    course.roster(ROSTER + "zoe@example.org,Zoé Le Goff\n")
    course.hand_in("Anna Smith")  # a name instead of the address
    course.hand_in("x@y.org", place="Bob Jones_2_assignsubmission_file_")
    (course.box / "Le Goff Zoe_9_assignsubmission_file_").mkdir()
    (course.box / "Le Goff Zoe_9_assignsubmission_file_" / "devoir.docx").write_bytes(b"x")
    (course.box / "weiss devoir.pdf").write_bytes(b"x")
    assert course.grade(course.box, "--lang", "fr") == dict.fromkeys(("anna", "bob", "carl", "zoe"), "unclear")
    rows = course.table("submissions.csv", ";")
    assert sorted(row["semble_de"].partition("@")[0] for row in rows) == ["anna", "bob", "carl", "zoe"]
    for row in [row for row in rows if row["fichier"].endswith(".smo")]:
        row["est_de"] = row["semble_de"].upper()
    told = io.StringIO(newline="")
    writer = csv.DictWriter(told, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path = course.folder / "week-1-grades" / "submissions.csv"
    path.write_bytes(told.getvalue().encode("cp1252"))
    marks = course.grade()
    assert marks == {"anna": 6, "bob": 6, "carl": "unclear", "zoe": "unclear"}
    assert "you, in the column belongs_to" in {row["known_by"] for row in course.table("submissions.csv")}
    rows = course.table("submissions.csv")
    rows[0]["belongs_to"] = "carl@exmple.org"
    told = io.StringIO(newline="")
    writer = csv.DictWriter(told, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(told.getvalue(), encoding="utf-8")
    code, told = course.smo("grade", course.file)
    assert code == 2 and "line 2" in told and "Did you mean carl@example.org?" in told and course.marks() == marks


def test_a_sheet_with_other_dates_replaces_the_one_that_a_learner_has(course):
    bundle, home = course.folder / "week-1.zip", course.root / "home"
    place = open_file(bundle, home)
    (home / ".smo").mkdir()
    work = find_work("week-1", place, Journal(home), "en")
    work.identify("anna@example.org", "")
    first = course.key.sheet.items[0]
    work.exercise(first.id).draft([first.exercise.options[0].id])
    course.file.write_text(course.file.read_text().replace("12-01", "12-02"))
    course.smo("assign", course.file, "--past")
    assert open_file(bundle, home) == place
    work = find_work("week-1", place, Journal(home), "en")
    assert work.sheet.due.startswith("2026-12-02") and work.exercise(first.id).answer
    handed = decode(work.hand_in()[0].read_bytes())
    assert handed.sheet == read_key(course.file).sheet.digest() != course.key.sheet.digest()


def test_the_workbook_opens_in_any_language_with_comments_and_a_sheet_for_each_exercise(course):
    course.hand_in("anna@example.org")
    course.hand_in("bob@example.org", "red", at=LATE)
    path = course.folder / "week-1-grades" / "grades.xlsx"
    code, told = course.smo("grade", course.file, course.box, "--lang", "fr")
    assert code == 0 and f"à ouvrir dans Excel\u00a0: {path}" in told
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Classe", "1. L’emblème", "2. L’emblème"]
    head, anna, bob, carl = book["Classe"].iter_rows(values_only=True)
    assert head == ("nom", "apprenant", "état", "total", "sur", "perdus par retard", "à évaluer", "L’emblème (2)", "L’emblème (4)")
    assert anna[:5] == ("Anna Smith", "anna@example.org", "corrigé", 6, 6) and anna[7:] == (2, 4)
    assert bob[2:4] == ("en retard", 0) and carl[2:4] == ("rien reçu", None)
    assert list(book["2. L’emblème"].iter_rows(values_only=True))[1] == ("Anna Smith", "anna@example.org", "Juste", 4, "Bleu", None)
    sheet = [row.cells for row in read_grids(path)[0].rows]  # and for another reader than the library that wrote it
    assert sheet[1][:2] == ["Anna Smith", "anna@example.org"] and sheet[1][3] == "6"
    results = list(read_results(Grades(course.folder / "week-1-grades").results))
    results[0].name, results[0].items[0].comment = "=1+1\x07", "=HYPERLINK(1)"
    Grades(course.folder / "week-1-grades").results.write_bytes(b"".join(map(encoded, results)))
    write_workbook(course.folder / "week-1-grades", course.key, "en")
    sheet = openpyxl.load_workbook(path).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s") and sheet["H2"].comment.text == "=HYPERLINK(1)"


def test_the_learner_is_asked_for_what_the_roster_has_and_before_numbers_are_drawn_anew(course, tmp_path):
    course.question("drawn", "blue")
    number = course.folder / "mine" / "own" / "drawn.yaml"
    number.write_text(
        "kind: number\ntitle: Sum\nprompt: 1 + {a}?\nunit: euros\nanswer: 1 + a\ntolerance: 0\notherwise: No.\ndraw: {a: {from: 1, to: 900}}\n"
    )
    course.week("  - own/drawn")
    course.smo("assign", course.file, "--past", "--again")
    home = tmp_path / "home"
    (home / ".smo").mkdir(parents=True)
    open_file(course.folder / "week-1.zip", home)
    assignment = OpenAssignment(find_work("week-1", home / "assignments" / "week-1-edition-2", Journal(home), "fr"))
    panel = AssignmentPanel(assignment, "top")
    assert panel.content["asks_for"] == "Votre adresse e-mail"
    identify = {"do": "identify", "learner": "Anna", "name": "Anna", "code": ""}
    panel.handle(identify)
    assert "n’est pas celui de «\u00a0Anna\u00a0»" in panel.state["warnings"][0]
    item = assignment.work.sheet.items[0]
    assignment.work.exercise(item.id).draft("12")
    panel.handle(identify | {"learner": "anna@example.org "})
    assert panel.state["asks_sure"] == "anna@example.org" and assignment.work.learner == "Anna"
    assert "1 exercice auquel vous avez répondu a d’autres nombres" in panel.state["said"]["text"]
    panel.handle(identify | {"learner": "anna@example.org", "sure": True})
    assert assignment.work.learner == "anna@example.org" and assignment.work.exercise(item.id).answer is None
    panel.handle(identify | {"sure": True})
    assert assignment.work.exercise(item.id).answer == "12"


def test_a_slip_put_right_leaves_the_question_the_same_and_its_key_can_be_corrected_too(course):
    course.hand_in("anna@example.org", "blue")
    course.hand_in("bob@example.org", "red")
    assert course.grade(course.box) == {"anna": 6, "bob": 0, "carl": "missing"}
    course.question("first", "red", prompt="Which color?")  # a wording and a key
    assert course.grade() == {"anna": 6, "bob": 0, "carl": "missing"} and "same_question: true" in course.said
    same = "  - {exercise: own/first, same_question: true}"
    course.week(same, TWO)
    assert course.grade() == {"anna": 4, "bob": 2, "carl": "missing"} and "something else" not in course.said
    code, said = course.smo("assign", course.file, "--past", "--again")  # for those who have not fetched it
    assert code == 0 and "edition 2" in said
    course.key = read_key(course.file)
    course.hand_in("carl@example.org", "red")
    course.week(ONE, TWO)  # said once, it is known
    assert course.grade(course.box) == {"anna": 4, "bob": 2, "carl": 2}
    course.week(same, TWO)
    file = course.folder / "mine" / "own" / "first.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("id: green", "id: grey"), encoding="utf-8"
    )  # another option is another question
    code, said = course.smo("assign", course.file, "--past", "--again")
    assert code == 2 and "exercises[0].same_question: has other parts" in said
    assert course.grade() == {"anna": 4, "bob": 2, "carl": 2} and "asks something else" in course.said


def test_a_second_right_answer_counts_for_who_gave_it(course):
    course.hand_in("anna@example.org", "blue")
    course.hand_in("bob@example.org", "red")
    assert course.grade(course.box) == {"anna": 6, "bob": 0, "carl": "missing"}
    file = course.folder / "mine" / "own" / "first.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("answer: blue", "answer: blue\naccepted: [red]"), encoding="utf-8")
    assert course.grade() == {"anna": 6, "bob": 2, "carl": "missing"} and "Bob Jones: 0 → 2" in course.said
