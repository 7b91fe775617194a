"""Grading: what is handed in gets the marks it deserves, whatever else lies there; and each verdict for its own reason."""

import csv
import json
import os
import pickle
import re
import shutil
import zipfile
from datetime import datetime, timedelta

import msgspec
import pytest

from assignment.conftest import ASSIGNMENT
from smo_course import bank
from smo_course.assignment.opening import open_file
from smo_course.assignment.returned import find_returned
from smo_course.assignment.sheet import Item, Sheet
from smo_course.assignment.sheet import known as known_before
from smo_course.assignment.submission import Checked, Submission, decode, write
from smo_course.assignment.work import find_work
from smo_course.cli import main
from smo_course.commands import grade as grade_command
from smo_course.errors import CourseError
from smo_course.journal import Journal
from smo_course.kinds.essay.model import Essay
from smo_course.kinds.fingerprints import fingerprint
from smo_course.lesson import OpenAssignment
from smo_course.lock import locked
from smo_course.screen.assignment import AssignmentPanel
from smo_course.text import LANGUAGES, Text
from smo_course.trainer.assign import assign
from smo_course.trainer.brief import Learner
from smo_course.trainer.grading import doubts
from smo_course.trainer.grading import grade as grading
from smo_course.trainer.grading.feedback import feedback_on
from smo_course.trainer.grading.grade import Grades, grade, withdraw
from smo_course.trainer.grading.judgements import Judgement, Judgements, answer_of
from smo_course.trainer.grading.marker import Marker
from smo_course.trainer.grading.pages import Pages
from smo_course.trainer.grading.release import release
from smo_course.trainer.grading.results import Result, encoded, read_results
from smo_course.trainer.key import Key, read_key
from smo_course.words import Words
from trainer.classroom import answer, id_in_sheet, learner

DUE = datetime.fromisoformat("2026-12-01T18:00+01:00")


@pytest.fixture
def week(tmp_path, example_text, monkeypatch):
    """week(yaml, roster) assigns; the result hands in, and grades, when all is over."""
    monkeypatch.setattr(doubts, "clock", lambda: DUE + timedelta(days=30))

    class Week:
        def __init__(self, yaml=ASSIGNMENT, roster=""):
            own = tmp_path / "trainer" / "mine" / "own"
            own.mkdir(parents=True, exist_ok=True)
            (own / "reply.yaml").write_text(example_text("essay").replace("[c]", "[be-responsive]"), encoding="utf-8")
            if roster:
                (tmp_path / "trainer" / "class.csv").write_text(roster, encoding="utf-8")
                yaml += "roster: class.csv\n"
            self.file = tmp_path / "trainer" / "week-1.yaml"
            self.file.write_text(yaml, encoding="utf-8")
            self.bundle, self.key_path = assign(self.file, tmp_path / "out")
            self.key = read_key(self.key_path)
            self.box, self.folder = tmp_path / "box", tmp_path / "grades"
            self.box.mkdir()

        def work(self, name, how="right", lang="en", called="", only=None):
            work = learner(self.bundle, tmp_path / "learners" / f"{len(list(self.box.parent.glob('learners/*')))}", name, lang, called)
            answer(work, self.key, how, only)
            return work

        def hand_in(self, name, how="right", at=None, place="", number=1, **options):
            """Answers and hands in; `at` is the moment that the learner's computer said."""
            _, handed = self.work(name, how, **options).hand_in()
            return self.put(handed, at, place, number)

        def put(self, handed: Submission, at=None, place="", number=1, **changes):
            when = (at or DUE - timedelta(hours=1)).isoformat()
            folder = self.box / place
            folder.mkdir(parents=True, exist_ok=True)
            return write(msgspec.structs.replace(handed, at=when, number=number, **changes).sealed(), folder)

        def grade(self, *paths):
            settled = grade(self.key, list(paths) or [self.box], self.folder)
            self.verdicts = {
                seen.where.removeprefix(f"{self.box}/"): settled.verdicts.get(place, seen.status)
                for place, seen in settled.record.seen(settled.present)
            }
            return {each.learner: each for each in read_results(Grades(self.folder).results)}

        def table(self, name):
            with (self.folder / name).open(encoding="utf-8-sig", newline="") as file:
                return list(csv.reader(file))

    return Week


MACHINE = 13  # points that no person has to give: 1 + 4 + 8


def test_right_and_wrong_in_both_languages(week):
    class_ = week()
    for name, how, lang in (("anna", "right", "en"), ("bob", "wrong", "fr"), ("chloé", "right", "fr"), ("dan", "wrong", "en")):
        class_.hand_in(name, how, lang=lang)
    results = class_.grade()
    assert {name: (each.status, each.total, each.pending) for name, each in results.items()} == {
        "anna": ("graded", MACHINE, 1),
        "bob": ("graded", 0, 1),
        "chloé": ("graded", MACHINE, 1),
        "dan": ("graded", 0, 1),
    }


def test_marks_are_those_of_the_exercises_themselves(week):
    class_ = week()
    work = class_.work("anna", "partial")
    class_.put(work.hand_in()[1])
    result = class_.grade()["anna"]
    for exercise, item in zip(class_.key.exercises, result.items, strict=True):
        assigned = work.exercise(id_in_sheet(class_.key, exercise.id))
        mark = exercise.mark(assigned.answer, assigned.seed, "en")
        assert (item.score, item.status) == (mark.score, mark.status)


def test_the_newest_counts_and_the_trainer_sees_both(week):
    class_ = week()
    class_.hand_in("anna", "right", at=DUE - timedelta(hours=3))
    class_.hand_in("Anna ", "wrong", at=DUE - timedelta(hours=2), number=2)
    assert [each.total for each in class_.grade().values()] == [0]
    assert sorted(class_.verdicts.values()) == ["graded", "superseded"]
    assert len(class_.table("submissions.csv")) == 3


@pytest.mark.parametrize("late, verdict, total", [
    (timedelta(0), "graded", MACHINE),
    (timedelta(seconds=1), "late", MACHINE * 0.9),  # ten per cent for each day begun
    (timedelta(hours=24), "late", MACHINE * 0.9),
    (timedelta(hours=24, seconds=1), "late", MACHINE * 0.8),
    (timedelta(hours=48), "late", MACHINE * 0.8),
    (timedelta(hours=48, seconds=1), "too late", None),
])  # fmt: skip
def test_late_work(week, late, verdict, total):
    class_ = week()
    class_.hand_in("anna", at=DUE + late)
    result = class_.grade()["anna"]
    assert (result.status, result.total) == (verdict, total if total is None else pytest.approx(total))


def test_what_comes_too_late_does_not_undo_what_came_in_time(week):
    class_ = week()
    class_.hand_in("anna", "right")
    class_.hand_in("anna", "wrong", at=DUE + timedelta(days=9))
    assert class_.grade()["anna"].total == MACHINE
    assert sorted(class_.verdicts.values()) == ["graded", "too late"]


def test_a_limit_of_hand_ins(week):
    class_ = week(ASSIGNMENT + "attempts: 2\n")
    for hour, how in enumerate(("wrong", "right", "wrong")):
        class_.hand_in("anna", how, at=DUE - timedelta(hours=9 - hour))
    again = next(path for path in class_.box.iterdir())
    shutil.copy(again, class_.box / "copied.smo")  # the same file twice is one hand-in
    assert class_.grade()["anna"].total == MACHINE
    assert sorted(class_.verdicts.values()) == ["beyond attempts", "copy", "graded", "superseded"]


def test_feedback_at_once_counts_the_best_of_the_tries_allowed(week):
    yaml = ASSIGNMENT.replace("  - own/reply\n", "") + "feedback: at-once\nattempts: 2\n"
    class_ = week(yaml)
    exercise = next(each for each in class_.key.exercises if each.id == "smo-basics/delete-or-not")
    samples = exercise.samples("")
    for name, tries, points in (("anna", [samples.right, samples.wrong], 1), ("bob", [samples.wrong, samples.wrong, samples.right], 0)):
        work = class_.work(name, only=set())
        raw = [Checked(msgspec.Raw(msgspec.json.encode(each)), "en") for each in tries]
        work.exercise(id_in_sheet(class_.key, exercise.id)).draft(tries[-1])
        handed = work.hand_in()[1]
        id = id_in_sheet(class_.key, exercise.id)
        class_.put(handed, answers={id: msgspec.structs.replace(handed.answers[id], tries=raw)})
        assert class_.grade()[name].total == points


def test_broken_files_are_rows_and_the_others_are_graded(week):
    class_ = week()
    whole = class_.hand_in("anna").read_bytes()
    for name, data in {
        "cut.smo": whole[: len(whole) // 2],
        "edited.smo": whole.replace(b'"learner":"anna"', b'"learner":"otto"'),
        "empty.smo": b"",
        "binary.smo": bytes(range(256)),
        "nan.smo": whole.replace(b'"number":1', b'"number":NaN'),
        "deep.smo": b'{"checksum":"","answers":' + b"[" * 100_000,
        "large.smo": b"[" + b" " * 50_000_000 + b"]",
    }.items():
        (class_.box / name).write_bytes(data)
    assert class_.grade()["anna"].total == MACHINE
    assert class_.verdicts == {
        "week-1-anna.smo": "graded",
        "cut.smo": "truncated",
        "edited.smo": "edited",
        "empty.smo": "unreadable",
        "binary.smo": "unreadable",
        "nan.smo": "unreadable",
        "deep.smo": "unreadable",
        "large.smo": "refused",
    }
    assert all(row[-1] for row in class_.table("submissions.csv") if row[-2] not in ("status", "graded"))


def test_stale_foreign_and_other(week, tmp_path):
    class_ = week()
    class_.hand_in("anna")
    other = msgspec.structs.replace(decode(class_.hand_in("bob").read_bytes()), assignment="week-2")
    class_.put(other, place="other")
    class_.put(msgspec.structs.replace(other, assignment="week-1", sheet="0" * 64), place="foreign")
    class_.file.write_text(
        "\n".join(line for line in ASSIGNMENT.splitlines() if line[:3] != "  -" or "own/reply" in line), encoding="utf-8"
    )
    reply = class_.file.parent / "mine" / "own" / "reply.yaml"
    reply.write_text(reply.read_text(encoding="utf-8").replace("prompt: {en: ", "prompt: {en: Otherwise. "), encoding="utf-8")
    assign(class_.file, tmp_path / "out", again=True)  # and now no question is as it was
    class_.key = read_key(class_.key_path)
    class_.grade()
    assert class_.verdicts == {
        "week-1-anna.smo": "stale",
        "week-1-bob.smo": "stale",
        "other/week-2-bob.smo": "other assignment",
        "foreign/week-1-bob.smo": "foreign sheet",
    }


def test_one_name_claimed_for_two_people_counts_for_nobody(week):
    class_ = week()
    class_.hand_in("anna", place="Anna A_1_assignsubmission_file_")
    class_.hand_in("anna", "wrong", place="Bob B_2_assignsubmission_file_")
    class_.hand_in("anna", place="Anna A_1_assignsubmission_file_", at=DUE - timedelta(minutes=1))
    result = class_.grade()["anna"]
    assert (result.status, result.total) == ("contested", None)
    assert set(class_.verdicts.values()) == {"contested"}


def test_the_roster_tells_who_is_missing_unknown_or_somebody_else(week):
    class_ = week(roster="learner,name\nanna,Anna Smith\nbob,Bob Jones\nzoé,Zoé Ferrand\n")
    class_.hand_in("ANNA", place="Smith Anna_1_assignsubmission_file_")
    class_.hand_in("bob", place="ferrandzoe_LATE_4711_99821_x")  # the folder of nobody: Canvas names files, not folders
    class_.hand_in("mallory")
    class_.hand_in("anna", "wrong", place="Bob Jones_2_assignsubmission_file_")
    results = class_.grade()
    assert {name: each.status for name, each in results.items()} == {"anna": "graded", "bob": "graded", "zoé": "missing"}
    assert results["anna"].total == MACHINE and results["anna"].name == "Anna Smith"
    assert sorted(class_.verdicts.values()) == ["graded", "graded", "other learner", "unknown learner"]


def test_a_forged_variant_is_marked_by_the_learners_own(week):
    class_ = week()
    work = class_.work("anna", only={"smo-basics/snowball-doubling"})
    handed = work.hand_in()[1]
    exercise = next(each for each in class_.key.exercises if each.id == "smo-basics/snowball-doubling")
    id = id_in_sheet(class_.key, exercise.id)
    mine = handed.answers[id].variant
    other = next(v for v in range(24) if exercise.values(f"week-1/{v}")["answer"] != exercise.values(f"week-1/{mine}")["answer"])
    mine = handed.answers[id]
    answers = exercise.samples(f"week-1/{other}").right
    forged = msgspec.structs.replace(mine, variant=other, raw=msgspec.Raw(msgspec.json.encode(answers)))
    class_.put(handed, answers={id: forged})
    assert class_.grade()["anna"].total == 0
    assert "claims other numbers" in class_.table("submissions.csv")[1][-1]
    # A false claim alone costs nothing: the answer is right by the numbers that are theirs.
    class_.put(handed, at=DUE - timedelta(minutes=1), answers={id: msgspec.structs.replace(mine, variant=-5)})
    assert class_.grade()["anna"].total == 4


def test_a_persons_marks_are_merged_for_the_text_they_were_given_for(week):
    class_ = week()
    class_.hand_in("anna")
    result = class_.grade()["anna"]
    place = next(place for place, each in enumerate(class_.key.exercises) if isinstance(each, Essay))
    raw = bytes(result.items[place].raw)
    judgements = Judgements(Grades(class_.folder).judgements)
    judgements.add(Judgement("Anna", "own/reply", answer_of(raw), {"honest": 3}))
    assert class_.grade()["anna"].pending == 1  # half a rubric is no mark
    judgements.add(Judgement("Anna", "own/reply", answer_of(raw), {"honest": 3, "next": 1}, "Say when."))
    graded = class_.grade()["anna"]
    assert (graded.total, graded.pending, graded.items[place].comment) == (MACHINE + 4, 0, "Say when.")
    marker = Marker(class_.key)
    told = feedback_on(class_.key.exercises[place], graded.items[place], 0, marker)
    signs = {each.about: each.right for each in told.remarks}
    assert (signs["honest"], signs["next"]) == (True, None)  # ✗ is for nothing earned, and here was one point of two
    nothing = msgspec.structs.replace(graded.items[place], points={"honest": 3, "next": 0})
    assert [each.right for each in feedback_on(class_.key.exercises[place], nothing, 0, marker).remarks] == [True, False]
    work = class_.work("anna")
    work.exercise(id_in_sheet(class_.key, "own/reply")).draft("quite another text here")
    class_.put(work.hand_in()[1], at=DUE - timedelta(minutes=1))
    assert class_.grade()["anna"].pending == 1  # another text waits for its own mark


def test_hand_marks_beyond_the_rubric_are_cut_to_it(week):
    class_ = week()
    class_.hand_in("anna")
    raw = bytes(class_.grade()["anna"].items[-1].raw)
    Judgements(Grades(class_.folder).judgements).add(Judgement("anna", "own/reply", answer_of(raw), {"honest": 300, "next": -5}))
    assert class_.grade()["anna"].items[-1].score == 3


def test_an_interrupted_run_goes_on(week, monkeypatch):
    class_ = week()
    for place in range(6):
        class_.hand_in(f"learner {place}")

    class Stop(Exception):
        pass

    ticks = []

    def stop(doing):
        ticks.append(doing)
        if len(ticks) == 4:
            raise Stop

    with pytest.raises(Stop):
        grade(class_.key, [class_.box], class_.folder, stop)
    hand_ins, record = Grades(class_.folder).hand_ins, Grades(class_.folder).record
    assert ticks == ["taking"] * 4
    assert len(hand_ins.read_bytes().splitlines()) == 4 and len(record.read_bytes().splitlines()) == 1 + 4
    record.unlink()  # it can be made again
    with pytest.raises(Stop):
        ticks.clear()
        grade(class_.key, [class_.box], class_.folder, stop)
    assert ticks == ["marking"] * 4
    assert len(hand_ins.read_bytes().splitlines()) == 4 and len(record.read_bytes().splitlines()) == 1 + 4
    with record.open("ab") as file, hand_ins.open("ab") as log:
        log.write(b'{"type":"arri')
        file.write(b'{"where":"torn')  # what a power cut leaves
    marked = []
    see = grading.Record.add.__globals__["see"]
    monkeypatch.setitem(grading.Record.add.__globals__, "see", lambda found, marker: marked.append(found.where) or see(found, marker))
    assert len(class_.grade()) == 6
    assert len(marked) == 2
    next(class_.box.glob("*learner_0*")).unlink()  # what came in once is kept
    assert len(class_.grade()) == 6 and len(marked) == 2


def test_a_record_by_another_key_is_not_trusted(week):
    class_ = week()
    class_.hand_in("anna")
    class_.grade()
    class_.key.exercises[0].points = 5
    class_.key.sheet.items[0] = msgspec.structs.replace(class_.key.sheet.items[0])
    assert class_.grade()["anna"].items[0].score == 5


HOSTILE = "<script>alert(1)</script>\"'&"


def test_what_learners_wrote_is_escaped_on_pages_and_neutral_in_tables(week):
    class_ = week()
    for place, name in enumerate(("=1+1", "+1", "-1", "@sum", "\tx", "＝1", HOSTILE, " =2+2")):
        work = class_.work(f"{name}{place}", "wrong", called=f"={HOSTILE}")
        work.exercise(id_in_sheet(class_.key, "own/reply")).draft(f"{HOSTILE} \u202e three words")
        class_.put(work.hand_in()[1])
    results = class_.grade()
    assert len(results) == 8
    for name in ("grades.csv", "grades-canvas.csv", "submissions.csv", "to-mark.csv"):
        cells = [each for row in class_.table(name) for each in row]
        assert not [each for each in cells if each.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r", "＝")], name
    pages = list((class_.folder / "feedback").glob("*.html"))
    assert len(pages) == 8
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text.lower() and "&lt;script&gt;" in text and "\u202e" not in text


def test_the_tables_are_laid_out_as_platforms_import_them(week):
    class_ = week()
    class_.hand_in("anna@example.org", called="Anna, “A”")
    class_.grade()
    head, row = class_.table("grades.csv")
    assert dict(zip(head, row, strict=True)) | {"feedback": ""} == {
        "learner": "anna@example.org", "name": "Anna, “A”", "status": "to mark", "total": "13", "of": "18", "lost_by_lateness": "0",
        "to_mark": "1", "smo-basics/delete-or-not": "1", "smo-basics/snowball-doubling": "4", "smo-basics/weekend-crisis": "8",
        "own/reply": "0", "feedback": "",
    }  # fmt: skip
    assert (
        row[-1].startswith("1 answer still waits for a person")
        and "The snowball in figures: 4 of 4. The weekend crisis: 8 of 8. A reply: to be marked." in row[-1]
    )
    canvas = class_.table("grades-canvas.csv")
    assert canvas[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Week 1"]
    assert canvas[1] == ["    Points Possible", "", "", "", "", "18"]
    assert canvas[2] == ["Anna, “A”", "", "", "anna@example.org", "", "13"]


def test_what_is_released_is_seen_where_it_was_answered(week):
    class_ = week()
    works = {}
    for name, how, lang in (("anna", "right", "en"), ("bob", "wrong", "fr")):
        works[name] = class_.work(name, how, lang)
        class_.put(works[name].hand_in()[1], place=f"{name.title()} X_{len(name)}_assignsubmission_file_")
    class_.grade()
    archive, count, pending = release(class_.key, class_.folder, early=True)
    assert (count, pending) == (2, 2)
    for name, work in works.items():
        for file in archive.parent.glob("*.smo-feedback"):
            shutil.copy(file, work.folder)  # both files: each learner finds their own
        top = AssignmentPanel(OpenAssignment(work), "top")
        later = {"en": "Marks and feedback come later", "fr": "Notes et commentaires viennent plus tard"}[work.lang]
        assert later in top.state["facts"] and not top.state["returned"]
        work.look()
        top.refresh()
        assert work.returned.learner == name
        assert top.state["returned"] and later not in top.state["facts"]  # not both at once
        for exercise in class_.key.exercises:
            state = work.exercise(id_in_sheet(class_.key, exercise.id)).state()
            if isinstance(exercise, Essay):
                assert state.status == "pending"
            else:
                assert state.status == {"anna": "right", "bob": "wrong"}[name]
                assert bool(state.solution) == (name == "bob") and state.feedback
    with zipfile.ZipFile(archive) as packed:
        assert "Anna X_4_assignsubmission_file_/week-1.smo-feedback" in packed.namelist()


def test_the_newest_release_counts_and_a_damaged_one_is_named(week):
    class_ = week()
    work = class_.work("anna")
    class_.put(work.hand_in()[1])
    class_.grade()
    archive, *_ = release(class_.key, class_.folder, early=True)
    (file,) = archive.parent.glob("*.smo-feedback")
    told = json.loads(file.read_bytes())
    (work.folder / "new.smo-feedback").write_text(json.dumps(told | {"at": "2099-01-01T00:00:00+00:00", "total": 17}))
    (work.folder / "old.smo-feedback").write_bytes(file.read_bytes())
    (work.folder / "torn.smo-feedback").write_bytes(file.read_bytes()[:200])
    returned, damaged = find_returned(work.folder, "week-1", "ANNA")
    assert returned.total == 17 and damaged == ["torn.smo-feedback"]


def test_a_run_cut_short_leaves_the_last_whole_results(week, monkeypatch):
    class_ = week()
    for place in range(3):
        class_.hand_in(f"learner {place}")
    class_.grade()
    before = {path.name: path.read_bytes() for path in class_.folder.iterdir() if path.suffix in (".csv", ".jsonl")}
    class_.hand_in("learner 9")

    def stop(doing):
        if doing == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(class_.key, [class_.box], class_.folder, stop)
    after = {path.name: path.read_bytes() for path in class_.folder.iterdir() if path.suffix in (".csv", ".jsonl")}
    assert {name for name in before if before[name] != after[name]} == {"hand-ins.jsonl", "record.jsonl"}
    assert len(class_.grade()) == 4


def test_pages_of_who_is_withdrawn_go_and_the_trainers_own_stay(week):
    class_ = week()
    class_.hand_in("anna").unlink()
    class_.hand_in("anna")
    class_.hand_in("bob")
    class_.grade()
    own = class_.folder / "feedback" / "my notes.html"
    own.write_text("mine")
    withdraw(class_.key, ["Anna"], class_.folder)
    assert [path.name[:4] for path in sorted((class_.folder / "feedback").iterdir())] == ["bob-", "my n"]
    assert [row[-2] for row in class_.table("submissions.csv")[1:]] == ["withdrawn", "graded"]
    withdraw(class_.key, ["Anna"], class_.folder, back=True)
    assert set(class_.grade()) == {"anna", "bob"}
    with pytest.raises(CourseError, match="carl: nothing that came in"):
        withdraw(class_.key, ["carl"], class_.folder)


def test_the_commands_say_what_is_missing_and_what_to_do(week, tmp_path, capsys):
    class_ = week()
    shutil.copy(class_.key_path, tmp_path / "trainer")

    def said(*command) -> tuple[int, str]:
        code = main([str(each) for each in command])
        out = capsys.readouterr()
        return code, out.out + out.err

    assert said("release", class_.file, "--early")[1].endswith("run `smo grade` first\n")
    assert said("grade", class_.file, tmp_path / "no")[0] == 2
    code, told = said("grade", class_.file, class_.box)
    assert code == 1 and "nobody’s work is graded." in told  # an empty folder grades nobody
    class_.hand_in("anna")
    code, told = said("grade", class_.file, class_.box)
    assert code == 0 and "1 learner graded, so far with 13 out of 18." in told
    code, told = said("release", class_.file, "--early")
    assert code == 1 and "1 answer still waits for a person" in told
    (tmp_path / "trainer" / "week-1.smo-key").write_bytes(b"{}")
    assert said("grade", class_.file, class_.box)[0] == 2
    (tmp_path / "trainer" / "week-1.smo-key").unlink()
    code, told = said("grade", class_.file, class_.box)
    assert code == 2 and "run `smo assign` first" in told


@pytest.mark.slow
def test_where_somebody_grades_already_nothing_is_changed(week, tmp_path, capsys):
    class_ = week()
    class_.hand_in("anna")
    class_.grade()
    before = {path: path.read_bytes() for path in class_.folder.rglob("*.*") if path.is_file() and path.name != ".smo-lock"}
    class_.hand_in("bob")
    with locked(class_.folder):
        for command in (["grade", class_.key_path, class_.box], ["release", class_.key_path, "--early"]):
            assert main([*map(str, command), "--grades", str(class_.folder)]) == 2
            assert f"Somebody works in {class_.folder} already: process {os.getpid()} on" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in class_.folder.rglob("*.*") if path.is_file() and path.name != ".smo-lock"}
    assert len(class_.grade()) == 2


# Whose a hand-in is

ROSTER = "learner,name\nanna,Anna Smith\nbob,Bob Jones\n"
ANNAS, BOBS, OTHERS = (f"{name}_{n}_assignsubmission_file_" for n, name in enumerate(("Anna Smith", "Bob Jones", "Mallory X"), 1))


def code_of(class_, name):
    return next(each.code for each in class_.key.roster if each.learner == name)


def known(class_):
    """{file: by what it is known whose it is, what does not fit}"""
    head, *rows = class_.table("submissions.csv")
    rows = [dict(zip(head, row, strict=True)) for row in rows]
    return {row["file"].removeprefix(f"{class_.box}/"): (row["known_by"], row["doubts"]) for row in rows}


def test_a_loose_forgery_replaces_nothing_that_a_platform_filed_or_a_code_proves(week):
    class_ = week(roster=ROSTER)
    class_.hand_in("anna", place=ANNAS)
    handed = class_.work("bob").hand_in()[1]
    class_.put(handed, code=code_of(class_, "bob"))
    for name in ("anna", "bob"):
        class_.hand_in(name, "wrong", at=DUE - timedelta(minutes=1), place="forged", number=2)
    results = class_.grade()
    assert {name: each.total for name, each in results.items()} == {"anna": MACHINE, "bob": MACHINE}
    assert class_.verdicts["forged/week-1-anna.smo"] == class_.verdicts["forged/week-1-bob.smo"] == "claim"
    assert [known(class_)[name][0] for name in (f"{ANNAS}/week-1-anna.smo", "week-1-bob.smo", "forged/week-1-bob.smo")] == [
        "the platform", "the learner’s code", "a mere claim",
    ]  # fmt: skip


def test_a_newer_hand_in_with_the_code_counts_though_an_older_one_was_filed(week):
    class_ = week(roster=ROSTER)
    class_.hand_in("anna", "wrong", place=ANNAS)
    class_.put(class_.work("anna").hand_in()[1], at=DUE - timedelta(minutes=1), code=code_of(class_, "anna").upper().replace("-", ""))
    class_.put(class_.work("anna", "wrong").hand_in()[1], at=DUE - timedelta(seconds=1), code=code_of(class_, "bob"))
    assert class_.grade()["anna"].total == MACHINE
    assert sorted(class_.verdicts.values()) == ["claim", "graded", "superseded"]


def test_a_name_contested_by_somebody_who_is_not_on_the_roster_stays_its_owners(week):
    class_ = week(roster=ROSTER)
    class_.hand_in("anna", place=ANNAS)
    class_.hand_in("anna", "wrong", place=OTHERS, at=DUE - timedelta(minutes=1))
    assert class_.grade()["anna"].total == MACHINE
    assert sorted(class_.verdicts.values()) == ["graded", "other learner"]


def test_without_a_roster_a_mere_claim_is_called_one(week):
    class_ = week()
    class_.hand_in("anna")
    class_.hand_in("bob", place=BOBS)
    class_.hand_in("bob", "wrong", at=DUE - timedelta(minutes=1), place="loose")
    results = class_.grade()
    assert {name: each.total for name, each in results.items()} == {"anna": MACHINE, "bob": MACHINE}
    assert known(class_)["week-1-anna.smo"][0] == "a mere claim" and class_.verdicts["loose/week-1-bob.smo"] == "claim"


def test_a_hand_in_without_the_code_counts_where_nothing_better_is_known(week):
    class_ = week(roster=ROSTER)
    class_.hand_in("anna")
    assert class_.grade()["anna"].total == MACHINE and known(class_)["week-1-anna.smo"][0] == "a mere claim"


# When it was made


def test_moments_are_compared_as_moments(week):
    class_ = week()
    class_.hand_in("anna", "right", at=datetime.fromisoformat("2026-12-01T10:00:00+00:00"))
    class_.hand_in("anna", "wrong", at=datetime.fromisoformat("2026-12-01T10:30:00+01:00"), number=2)  # half an hour before
    assert class_.grade()["anna"].total == MACHINE
    class_.hand_in("bob", at=datetime.fromisoformat("0001-01-01T00:00:00+14:00"))  # no calendar goes back further
    assert class_.grade()["anna"].total == MACHINE and "no time" in class_.verdicts.values()


@pytest.mark.parametrize("place, at, doubt", [
    ("smithanna_LATE_4711_99821_week-1.smo", DUE - timedelta(hours=1), "late for the platform"),
    ("smithanna_LATE_4711_99821_week-1.smo", DUE + timedelta(hours=1), ""),
    ("smithanna_4711_99821_week-1.smo", DUE - timedelta(hours=1), ""),
    ("Week 1_asmith_attempt_2026-12-01-23-10-00_week-1.smo", DUE - timedelta(hours=1), "took it in on 1 December 2026, 23:10, after the"),
    ("Week 1_asmith_attempt_2026-12-01-16-50-00_week-1.smo", DUE - timedelta(hours=1), ""),
    ("Week 1_asmith_attempt_2026-11-29-16-50-00_week-1.smo", DUE - timedelta(hours=1), "filed before that, on 29 November"),
    ("Week 1_asmith_attempt_2026-13-77-99-50-00_week-1.smo", DUE - timedelta(hours=1), ""),
    ("1-2 - Anna Smith - Dec 1, 2026 1110 PM/week-1.smo", DUE - timedelta(hours=1), "took it in on 1 December 2026, 23:10, after the"),
    ("week-1.smo", DUE - timedelta(days=30), "before the assignment opened"),
    ("week-1.smo", DUE + timedelta(days=2) - timedelta(minutes=1), ""),
])  # fmt: skip
def test_what_does_not_fit_in_the_times_is_noted_and_the_work_counts(week, place, at, doubt):
    class_ = week(ASSIGNMENT.replace("due:", "opens: 2026-11-10 08:00 Europe/Paris\ndue:"))
    file = class_.box / place
    file.parent.mkdir(parents=True, exist_ok=True)
    class_.hand_in("anna", at=at).rename(file)
    assert class_.grade()["anna"].total is not None
    assert doubt in known(class_)[place][1] if doubt else known(class_)[place][1] == ""


def test_a_hand_in_from_the_future_is_noted(week, monkeypatch):
    class_ = week()
    monkeypatch.setattr(doubts, "clock", lambda: DUE - timedelta(hours=2))
    class_.hand_in("anna")
    class_.grade()
    assert "in the future (1 December 2026, 17:00 (UTC+0100))" in known(class_)["week-1-anna.smo"][1]


def test_an_archives_date_before_the_hand_in_is_noted(week, tmp_path):
    class_ = week()
    file = class_.hand_in("anna")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name, date in (
            ("early.smo", (2026, 11, 20, 10, 0, 0)),
            ("late.smo", (2026, 12, 24, 10, 0, 0)),
            ("none.smo", (1980, 1, 1, 0, 0, 0)),
        ):
            archive.writestr(zipfile.ZipInfo(name, date), file.read_bytes())
    class_.grade(tmp_path / "all.zip")
    assert ["filed before that" in noted for _, noted in known(class_).values()] == [True, False, False]


def test_more_hand_ins_than_are_allowed_by_its_own_count(week):
    class_ = week(ASSIGNMENT + "attempts: 2\n")
    class_.hand_in("anna", number=5)
    class_.grade()
    assert "hand-in number 5 by its own count, where 2 are allowed" in known(class_)["week-1-anna.smo"][1]


def test_answers_of_the_same_microsecond_are_noted_with_both(week):
    class_ = week()
    handed = class_.work("anna").hand_in()[1]
    class_.put(handed)
    class_.put(handed, learner="bob", answers=dict(list(handed.answers.items())[:2]))  # some of Anna's, under another name
    class_.hand_in("carl")
    class_.grade()
    found = known(class_)
    assert "same microsecond as bob" in found["week-1-anna.smo"][1] and "same microsecond as anna" in found["week-1-bob.smo"][1]
    assert found["week-1-carl.smo"][1] == ""


def test_messages_call_columns_as_the_table_does_in_their_language():
    for lang in LANGUAGES:
        told = json.dumps(Words(grade_command.__file__).every(lang, "grade"), ensure_ascii=False)
        named = re.findall(r"(?:column|colonne) [“«]\s?(\w+)\s?[”»]", told)
        assert len(named) >= 4 and {*named} <= {*Words(grading.__file__).every(lang, "table").values()}


# Giving back


def test_nothing_is_given_back_before_the_last_hand_in_unless_told_to(week, capsys):
    class_ = week(ASSIGNMENT.replace("2026-12-0", "2099-12-0"))
    class_.hand_in("anna")
    class_.grade()
    with pytest.raises(CourseError, match=r"(?s)2099.*solutions of 4 exercises.*--early"):
        release(class_.key, class_.folder)
    assert not (class_.folder / "release").exists()
    assert main(["release", str(class_.key_path), "--grades", str(class_.folder), "--lang", "fr"]) == 2
    assert "de main en main" in capsys.readouterr().err
    assert release(class_.key, class_.folder, early=True)[1] == 1


def test_what_comes_after_a_release_is_noted_whatever_it_says_of_its_time(week):
    class_ = week()
    class_.hand_in("anna")
    class_.grade()
    release(class_.key, class_.folder, early=True)
    class_.hand_in("bob", at=DUE - timedelta(days=9))
    class_.grade()
    release(class_.key, class_.folder, early=True)  # the first one counts
    class_.grade()
    found = known(class_)
    assert "came after marks were first released" in found["week-1-bob.smo"][1] and found["week-1-anna.smo"][1] == ""


def test_marks_of_who_is_no_longer_there_leave_the_folder(week):
    class_ = week()
    class_.hand_in("anna")
    class_.hand_in("bob")
    class_.grade()
    archive, *_ = release(class_.key, class_.folder, early=True)
    own = archive.parent / "week-1-mine.smo-feedback"
    own.write_text("mine")
    cut = archive.parent / "week-1-anna-0123abcd.smo-feedback.4711.smo-part"
    cut.write_text("{")  # a release was killed while it wrote
    withdraw(class_.key, ["anna"], class_.folder)
    release(class_.key, class_.folder, early=True)
    assert not cut.exists()
    assert [path.name[:10] for path in sorted(archive.parent.glob("*.smo-feedback"))] == ["week-1-bob", "week-1-min"]


def test_old_sheets_are_still_read_and_marked(week, tmp_path):
    """Those of the former format, whose parts have the ids of the exercises' files and whose rosters hold digests of names."""
    class_ = week()
    exercise = bank.load("smo-basics/delete-or-not")
    item = Item(exercise.sealed("week-1"), fingerprint(exercise))
    sheet = Sheet("week-1", Text("W", "S"), [item], roster=[known_before("week-1", "anna")], format="smo-sheet/2")
    key = Key(sheet, [exercise], roster=[Learner("anna")], format="smo-key/1")
    held = msgspec.json.encode(sheet)
    assert msgspec.json.encode(msgspec.json.decode(held, type=Sheet)) == held and sheet.knows("Anna", "") and not sheet.knows("bob", "")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "week-1.smo-sheet").write_bytes(held)
    place = open_file(tmp_path / "old" / "week-1.smo-sheet", tmp_path / "course")
    work = find_work("week-1", place, Journal(tmp_path / "course"), "en")
    work.identify("anna", "")
    work.exercise(exercise.id).draft(exercise.samples("").right)
    class_.key = key
    class_.put(msgspec.structs.replace(work.hand_in()[1], format="smo-submission/2"), number=1)
    assert class_.grade()["anna"].total == 1


def test_a_wrong_folder_keeps_the_tables_and_says_so(week, tmp_path, capsys):
    class_ = week(roster=ROSTER)
    class_.hand_in("anna")
    class_.grade()
    before = {path: path.read_bytes() for path in class_.folder.rglob("*.*") if path.suffix in (".csv", ".html") or path.stem == "results"}
    wrong = tmp_path / "wrong"
    wrong.mkdir()

    def said(lang="en") -> str:
        assert main(["grade", str(class_.key_path), str(wrong), "--grades", str(class_.folder), "--lang", lang]) == 1
        assert before == {path: path.read_bytes() for path in before}
        assert {path.name for path in class_.folder.rglob("*.html")} == {path.name for path in before if path.suffix == ".html"}
        return capsys.readouterr().out

    told = said()
    assert f"Nothing was found in {wrong}." in told and f"the grades in {class_.folder} stay as they are" in told
    (wrong / "essay.docx").write_bytes(b"x")
    other = msgspec.structs.replace(class_.work("bob").hand_in()[1], assignment="week-2").sealed()
    write(other, wrong)
    told = said("fr")
    assert "1 × répond au devoir week-2" in told and "1 × n’est pas une remise (.docx)" in told and "restent telles quelles" in told


def test_every_reason_is_said_or_that_there_are_more(week, capsys):
    class_ = week()
    for place in range(12):
        (class_.box / f"essay.x{place}").write_bytes(b"x")
    assert main(["grade", str(class_.key_path), str(class_.box), "--grades", str(class_.folder)]) == 1
    told = capsys.readouterr().out
    assert told.count("1 × is no submission") == 10 and "… and 2 more reasons:" in told
    main(["grade", str(class_.key_path), str(class_.box), "--grades", str(class_.folder)])  # nothing is written now that tells them
    assert capsys.readouterr().out.count("1 × is no submission") == 12


@pytest.mark.parametrize("status", ["unclear", "too late", "contested", "failed"])
def test_whoever_has_nothing_that_counts_is_told_why(week, status):
    """Whatever a result can be but missing, its page can be made: in the learner's language."""
    class_ = week()
    pages = Pages(class_.folder, Marker(class_.key))
    told = [
        re.sub("<.*?>", "", pages.page(Result("anna", "Anna", status, lang=lang)).decode().partition("<body>")[2]) for lang in LANGUAGES
    ]
    assert "counts so far" in told[0] and "ne compte pour l’instant" in told[1]


def test_what_marks_and_writes_can_be_sent_to_another_process(week):
    """Elsewhere than on Linux, a process begins with nothing of ours."""
    class_ = week()
    class_.hand_in("anna")
    (result,) = class_.grade().values()
    page = next((class_.folder / "feedback").glob("anna-*.html"))
    before = page.read_bytes()
    page.unlink()
    writer = pickle.loads(pickle.dumps(grading._Writer(class_.key, page.parent, "en")))
    rows, failures = writer.write([encoded(result)])
    assert page.read_bytes() == before and not failures and rows[0].startswith("anna,")
    marker = pickle.loads(pickle.dumps(Marker(class_.key)))
    handed = decode(next(class_.box.glob("*.smo")).read_bytes())
    assert marker.mark(handed) == Marker(class_.key).mark(handed)
