"""The learner's side of an assignment: answers are kept, handed in whole or not at all, and can be looked at again."""

import errno
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath

import openpyxl
import pytest

from assignment.conftest import ASSIGNMENT
from smo_course.assignment.opening import CannotOpen, open_file
from smo_course.assignment.sheet import UnreadableSheet, read_sheet
from smo_course.assignment.submission import Damaged, decode, read
from smo_course.assignment.telling import describe, receipt
from smo_course.assignment.work import find_work
from smo_course.cli import main
from smo_course.journal import Journal
from smo_course.lesson import OpenAssignment, open_assignment
from smo_course.screen.assignment import AssignmentPanel
from smo_course.screen.assignment_list import standing
from smo_course.text import number
from smo_course.trainer.grading.marker import Marker
from smo_course.trainer.key import read_key
from trainer.classroom import answer, id_in_sheet, learner

CHOICE, NUMBER, STORY, ESSAY = "smo-basics/delete-or-not", "smo-basics/snowball-doubling", "smo-basics/weekend-crisis", "own/reply"


@pytest.fixture
def work(assigned, tmp_path):
    """work("anna") is a learner with the bundle; work.key marks what they do, work.id says by which id they are given an exercise."""

    def make(name="anna", lang="en", yaml=ASSIGNMENT):
        bundle, key = assigned(yaml)
        made = learner(bundle, tmp_path / "learner", name, lang)
        make.bundle, make.key = bundle, read_key(key)
        make.id = lambda id: id_in_sheet(make.key, id)
        return made

    return make


def again(work):
    """The same learner, later: everything from the disk."""
    return find_work(work.sheet.id, work.folder, Journal(work.folder.parent), work.lang)


def test_answers_are_kept_and_restored_without_a_mark(work):
    made = work()
    answer(made, work.key, "wrong")
    for exercise in work.key.exercises:
        state = again(made).exercise(work.id(exercise.id)).state()
        assert state.answer == made.exercise(work.id(exercise.id)).answer and state.answer
        assert (state.status, state.feedback, state.solution, state.score) == ("answered", [], None, 0)


def test_numbers_wait_until_one_says_who_one_is_and_follow_the_name(work):
    made = work("")
    content = made.exercise(work.id(NUMBER)).content()
    assert content["waits"] and "say who you are" in content["prompt"]
    made.identify("anna", "")
    exercise = next(each for each in work.key.exercises if each.id == NUMBER)
    assert made.exercise(work.id(NUMBER)).content()["prompt"] == exercise.content(made.exercise(work.id(NUMBER)).seed, "en")["prompt"]
    made.exercise(work.id(NUMBER)).draft("12")
    mine, item = made.exercise(work.id(NUMBER)).seed, made.sheet.items[1]
    other = next(name for name in map(str, range(99)) if made.sheet.seed(made.sheet.variant(item, name)) != mine)
    made.identify(other, "")
    assert made.exercise(work.id(NUMBER)).answer is None  # an answer to another's numbers is not theirs
    made.identify(" ANNA ", "")
    assert made.exercise(work.id(NUMBER)).answer == "12"


@pytest.mark.parametrize("id, typed, standing, said", [
    (NUMBER, "a few", "invalid", "does not read as a number"),
    (ESSAY, "short", "unfinished", "1 word; 3 to 8 are asked for"),
    (STORY, None, "unfinished", "not over yet"),
])  # fmt: skip
def test_what_cannot_be_marked_or_is_not_finished_is_said_before_it_is_handed_in(work, id, typed, standing, said):
    made = work()
    assigned = made.exercise(work.id(id))
    assigned.draft(typed or work.key.exercises[2].samples("").right[:1])  # a story begun
    state = assigned.state()
    assert (assigned.standing, state.status) == (standing, standing)
    assert said in state.feedback[0].text


def test_handing_in_gives_a_file_a_receipt_and_a_memory(work):
    made = work("anna", "fr")
    answer(made, work.key, "right", {CHOICE, STORY})
    path, handed = made.hand_in()
    found = read(path)
    assert found == handed and found.learner == "anna" and set(found.answers) == {work.id(CHOICE), work.id(STORY)}
    facts = again(made).handed_in()[-1]
    said = receipt(facts, made.sheet, "fr")
    assert found.receipt() in said and path.name in said and "2 exercices répondus sur 4" in said
    lines = {line.title: line.answer for line in describe(found, made.sheet, "fr")}
    assert len(lines) == 4 and sum(each == "sans réponse" for each in lines.values()) == 2
    right = next(option.text.fr for option in work.key.exercises[0].options if option.id == work.key.exercises[0].answer)
    assert right in lines.values()  # in words, not ids


def test_the_receipt_says_exactly_what_will_be_marked(work):
    """One card of a sort was receipted as answered, and then marked invalid, 0. It is what it is: not finished, and worth a card."""
    made = work(yaml=ASSIGNMENT.replace("  - own/reply\n", "  - smo-basics/types-of-media\n"))
    exercise = work.key.exercises[-1]
    answer(made, work.key, "right", {CHOICE})
    first = {exercise.items[0].id: exercise.samples("").right[exercise.items[0].id]}
    made.exercise(work.id(exercise.id)).draft(first)
    made.hand_in()
    facts = again(made).handed_in()[-1]
    assert facts["answered"] == 1 and set(facts["unfinished"]) == {work.id(exercise.id)} and not facts["unmarkable"]
    for lang, said in (("en", "1 of 4 exercises answered"), ("fr", "11 éléments à ranger")):
        assert said in receipt(facts, made.sheet, lang) and exercise.title.get(lang) in receipt(
            facts, made.sheet, "fr" if lang == "fr" else "en"
        )
    marks, _ = Marker(work.key).mark(decode(next(made.folder.glob("*.smo")).read_bytes()))
    assert [each.status for each in marks if each] == ["right", "partial"]
    assert marks[-1].score == round(exercise.points / 12, 2)
    told = {line.title: line.answer for line in describe(decode(next(made.folder.glob("*.smo")).read_bytes()), made.sheet, "fr")}
    assert told[exercise.title.fr].endswith("pas terminé. Encore 11 éléments à ranger.")


def test_an_answer_changed_after_handing_in_says_that_the_change_is_not_handed_in(work):
    made = work()
    exercise = made.exercise(work.id(ESSAY))
    exercise.draft("one two three four")
    assert not exercise.changed  # nothing was handed in
    shown = OpenAssignment(made)
    view, end = shown.exercise(work.id(ESSAY)), shown._panel("end")
    end.handle({"do": "hand-in"})
    assert end.state["said"]["ok"] and not view.state["changed"]
    view.handle({"do": "draft", "answer": "one two three four five", "n": 1})
    line = next(each for each in end.state["items"] if each["id"] == work.id(ESSAY))
    assert view.state["changed"] and "changed since you handed in: hand in again" in line["more"]
    assert "changed since" in standing(again(made), "en")[1]
    view.handle({"do": "draft", "answer": "one two three four", "n": 2})  # back to what was handed in
    assert not view.state["changed"] and standing(again(made), "en")[0] == "✓"
    view.handle({"do": "draft", "answer": "", "n": 3})  # taken back
    assert view.state["changed"]
    end.handle({"do": "hand-in"})
    assert not view.state["changed"]


def test_hand_ins_and_checks_that_are_left_are_shown(work):
    made = work(yaml=ASSIGNMENT + "attempts: 2\n")
    end = OpenAssignment(made)._panel("end")
    made.exercise(work.id(ESSAY)).draft("one two three four")
    told = []
    for _ in range(2):
        told.append(end.state["left"])
        end.handle({"do": "hand-in"})
    assert told == ["2 hand-ins left", "1 hand-in left"] and "will not count" in end.state["left"]


def test_an_answer_is_marked_in_the_language_in_which_it_was_typed(work):
    """28,571 typed in a French lesson is 28.571; handed in from the command line in English it was marked as 28,571."""
    made = work("anna", "fr")
    exercise = next(each for each in work.key.exercises if each.id == NUMBER)
    typed = number(exercise.values(made.exercise(work.id(NUMBER)).seed)["answer"], "fr", 3)
    assert re.fullmatch(r"[\d\u202f]+,000", typed)  # in English, a thousand times as much
    made.exercise(work.id(NUMBER)).draft(typed)
    english = find_work(made.sheet.id, made.folder, Journal(made.folder.parent), "en")
    _, handed = english.hand_in()
    assert (handed.lang, handed.answers[work.id(NUMBER)].lang) == ("en", "fr")
    marks, _ = Marker(work.key).mark(handed)
    assert [each.status for each in marks if each] == ["right"]


def test_handing_in_twice_keeps_both_files(work):
    made = work()
    answer(made, work.key, "wrong", {CHOICE})
    first, _ = made.hand_in()
    before = first.read_bytes()
    answer(made, work.key, "right", {CHOICE})
    second, handed = again(made).hand_in()
    assert first != second and first.read_bytes() == before
    assert (decode(before).number, handed.number) == (1, 2)


def test_the_code_is_asked_for_and_told_at_once_whether_it_fits(work, tmp_path):
    (tmp_path / "trainer").mkdir()
    (tmp_path / "trainer" / "class.csv").write_text("learner,name\nanna,Anna\nbob,Bob\n", encoding="utf-8")
    made = work("", yaml=ASSIGNMENT + "roster: class.csv\n")
    anna, bob = (each.code for each in work.key.roster)
    panel = AssignmentPanel(OpenAssignment(made), "top")
    assert panel.content["asks_code"]
    for code in (bob, "", None, 5):
        panel.handle({"do": "identify", "learner": "anna", "name": "", "code": code})
        assert "The code is not that of “anna”" in panel.state["warnings"][-1] and "go together" not in panel.state["said"]["text"]
    panel.handle({"do": "identify", "learner": " ANNA", "name": "", "code": anna.upper()})
    assert not panel.state["warnings"] and "Name and code go together." in panel.state["said"]["text"]
    assert again(made).hand_in()[1].code == anna.upper()
    other = find_work(made.sheet.id, made.folder, Journal(made.folder.parent), "en")  # … and it is remembered
    assert other.known and made.journal.profile()["code"] == anna.upper()


def test_a_late_hand_in_asks_before_it_replaces_one_on_time(work, capsys):
    now = datetime.now(UTC)
    due, until = ((now + timedelta(hours=hours)).strftime("%Y-%m-%d %H:%M Z") for hours in (-1, 24))
    times = "".join(line for line in ASSIGNMENT.splitlines(True) if not line.startswith(("due", "late")))
    made = work(yaml=f"{times}due: {due}\nlate: {{until: {until}, penalty: 10}}\n")
    panel = AssignmentPanel(OpenAssignment(made), "end")
    assert any("the newest counts, a late one too" in each for each in panel.state["facts"])
    panel.handle({"do": "hand-in"})  # late, and nothing to replace
    assert len(made.handed_in()) == 1 and not panel.state["asks_late"]
    early = {**made.handed_in()[0], "at": (now - timedelta(hours=3)).isoformat()}
    made.journal.write("handin", made.scope, data=early)
    panel.handle({"do": "hand-in"})
    assert len(made.handed_in()) == 2 and panel.state["asks_late"] and "was on time" in panel.state["said"]["text"]
    assert main(["hand-in", str(made.folder / "week-1.smo-sheet")]) == 2 and "--late" in capsys.readouterr().err
    panel.handle({"do": "hand-in", "late": True})
    assert len(made.handed_in()) == 3 and panel.state["said"]["ok"] and not panel.state["asks_late"]
    assert main(["hand-in", str(made.folder / "week-1.smo-sheet"), "--late"]) == 0


def test_what_another_tab_answered_is_handed_in_too(work):
    made = work()
    other = again(made)
    answer(other, work.key, "right", {CHOICE})
    assert work.id(CHOICE) in made.hand_in()[1].answers


def test_a_full_disk_leaves_no_half_file_and_no_lie(work, monkeypatch):
    made = work()
    answer(made, work.key, "right")
    shown = OpenAssignment(made)
    panel = AssignmentPanel(shown, "end")

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    panel.handle({"do": "hand-in"})
    assert panel.state["said"] == {"ok": False, "text": panel.state["said"]["text"]}
    assert "No space left" in panel.state["said"]["text"] and "Your answers are kept" in panel.state["said"]["text"]
    monkeypatch.undo()
    assert not list(made.folder.glob("*.smo")) and not made.handed_in()
    panel.handle({"do": "hand-in"})
    assert panel.state["said"]["ok"] and len(list(made.folder.glob("*.smo"))) == 1


def test_an_assignment_in_two_tabs_shows_in_one_what_was_done_in_the_other(work, monkeypatch):
    made = work("")
    one, other = OpenAssignment(made), OpenAssignment(again(made))
    choice, numbers, end = one.exercise(work.id(CHOICE)), one.exercise(work.id(NUMBER)), one.hand_in()
    assert numbers.content["waits"]
    other.identify("anna", "Anna")
    given = [made.exercise(work.id(CHOICE)).exercise.options[0].id]
    other.exercise(work.id(CHOICE)).handle({"do": "draft", "answer": given, "n": 1})
    other.hand_in().handle({"do": "hand-in"})
    end.handle({"do": "look"})
    assert not numbers.content.get("waits") and choice.state["answer"] == given
    assert (end.state["learner"], end.state["answered"], len(end.state["handed"])) == ("anna", 1, 1)
    monkeypatch.chdir(made.folder)
    opened = [open_assignment(made.sheet.id, "en") for _ in range(2)]  # by two pages on one kernel
    assert opened[0].exercise(work.id(CHOICE)) is opened[1].exercise(work.id(CHOICE))


def test_the_panel_opens_what_was_handed_in_and_nothing_else(work):
    made = work()
    answer(made, work.key, "right", {CHOICE})
    panel = AssignmentPanel(OpenAssignment(made), "end")
    panel.handle({"do": "hand-in"})
    name = panel.state["handed"][0]["file"]
    panel.handle({"do": "open", "file": name})
    assert panel.state["opened"]["file"] == name
    panel.refresh(opened=None)
    for other in ("../../.smo/journal", "/etc/passwd", "week-1.smo-sheet"):
        panel.handle({"do": "open", "file": other})
        assert panel.state["opened"] is None
    data = bytearray((made.folder / name).read_bytes())
    (made.folder / name).write_bytes(data[:-20])
    panel.handle({"do": "open", "file": name})
    assert "was not copied whole" in panel.state["said"]["text"]


def test_nonsense_from_the_screen_changes_nothing(work):
    made = work()
    panel = AssignmentPanel(OpenAssignment(made), "end")
    before = dict(panel.state)
    for message in (None, [], "hand-in", {"do": "fly"}, {"do": "identify", "learner": 5, "name": None}, {"do": "open"}):
        panel.handle(message)
    assert panel.state == before


def test_checks_at_once_are_limited_and_use_the_courses_own_key(work):
    yaml = ASSIGNMENT.replace("  - own/reply\n", "") + "feedback: at-once\nattempts: 2\n"
    made = work(yaml=yaml)
    samples = work.key.exercises[0].samples("")
    shown = made.exercise(work.id(CHOICE))
    assert shown.checks and shown.checks_left == 2
    shown.check(samples.wrong)
    assert shown.state().status == "wrong" and shown.state().feedback
    shown.check(["no such option"])  # cannot be read: costs nothing
    assert shown.checks_left == 1
    shown.check(samples.wrong)
    shown.check(samples.right)  # one too many: kept, not marked
    state = again(made).exercise(work.id(CHOICE)).state()
    assert state.checks_left == 0 and state.answer == samples.right and not state.marked


def test_a_learner_whose_course_has_another_version_of_an_exercise_cannot_check_it(work, monkeypatch):
    made = work(yaml=ASSIGNMENT.replace("  - own/reply\n", "") + "feedback: at-once\n")
    changed = [item for item in made.sheet.items]
    import msgspec

    changed[0] = msgspec.structs.replace(changed[0], source="another")
    made.sheet = msgspec.structs.replace(made.sheet, items=changed)
    assert not made.exercise(work.id(CHOICE)).checks and made.exercise(work.id(NUMBER)).checks


@pytest.mark.parametrize("name", ["../../etc/passwd", "CON", "a/b\\c", "é" * 300, "<script>", "😀", ".", "-rf"])
def test_any_name_makes_a_file_in_the_folder(work, name):
    made = work(name[:200])
    path, _ = made.hand_in()
    assert path.parent == made.folder and re.fullmatch(r"week-1-[\w@.+-]+\.smo", path.name) and read(path).learner == name[:200]


def test_damage_is_told_apart(work):
    made = work()
    answer(made, work.key, "right", {CHOICE})
    data = made.hand_in()[0].read_bytes()

    def reason(spoilt: bytes) -> str:
        with pytest.raises(Damaged) as caught:
            decode(spoilt)
        assert caught.value.text.fr != caught.value.text.en
        return caught.value.reason

    assert reason(data[:-30]) == "truncated"
    assert reason(data.replace(b'"learner":"anna"', b'"learner":"otto"')) == "edited"
    assert reason(data.replace(b'"number"', b'"nomber"')) == "unreadable"
    assert reason(b"PK\x03\x04") == "unreadable"
    assert decode(data + b"\r\n") == decode(data)  # mail programs do that


def test_a_sheet_that_is_missing_or_spoilt_says_what_to_do(work):
    made = work()
    sheet = made.folder / "week-1.smo-sheet"
    sheet.write_bytes(sheet.read_bytes()[:-50])
    with pytest.raises(UnreadableSheet, match="Fetch the assignment again"):
        read_sheet(sheet)
    sheet.unlink()
    with pytest.raises(UnreadableSheet, match="Put it back beside the notebook"):
        again(made)


# The commands


def test_hand_in_and_show_by_command(work, capsys):
    made = work()
    answer(made, work.key, "right", {CHOICE})
    assert main(["hand-in", str(made.folder / "week-1.smo-sheet"), "--lang", "fr"]) == 0
    assert "1 exercice répondu sur 4" in capsys.readouterr().out
    (file,) = made.folder.glob("*.smo")
    assert main(["show", str(file)]) == 0
    out = capsys.readouterr().out
    assert "anna" in out and out.count("not answered") == 3
    file.write_bytes(file.read_bytes()[:40])
    assert main(["show", str(file)]) == 1
    assert "was not copied whole" in capsys.readouterr().err
    assert main(["show", str(file.parent / "no.smo")]) == 2


def test_opening_a_bundle_twice_overwrites_nothing(work, tmp_path, capsys):
    work()
    place = open_file(work.bundle, tmp_path / "course")
    notebook = place / "week-1-en.ipynb"
    notebook.write_text(notebook.read_text().replace("Week 1", "Week 1, my notes"))
    assert open_file(work.bundle, tmp_path / "course") == place and "my notes" in notebook.read_text()
    assert main(["open", str(work.bundle), "--folder", str(tmp_path / "new"), "--lang", "fr"]) == 0
    assert "C’est ici" in capsys.readouterr().out


def test_a_bundle_is_data_only(work, tmp_path):
    """The notebook was taken from the bundle, and signed: opening it ran a stranger's code."""
    from nbformat import read as read_notebook
    from nbformat.sign import NotebookNotary

    work()
    with zipfile.ZipFile(work.bundle) as archive, zipfile.ZipFile(tmp_path / "evil.zip", "w") as evil:
        assert [PurePath(each).suffix for each in archive.namelist()] == [".smo-sheet"]
        evil.writestr("week-1-en.ipynb", json.dumps({"cells": [], "metadata": {"evil": True}, "nbformat": 4, "nbformat_minor": 5}))
        evil.writestr("week-1.smo-sheet", archive.read("week-1/week-1.smo-sheet"))
    place = open_file(tmp_path / "evil.zip", tmp_path / "course")
    assert {path.name for path in place.iterdir()} == {"week-1.smo-sheet", "week-1-en.ipynb", "week-1-fr.ipynb"}
    for path in place.glob("*.ipynb"):
        assert b"evil" not in path.read_bytes() and work.id(CHOICE).encode() in path.read_bytes()
        assert not NotebookNotary().check_signature(read_notebook(path, as_version=4))


@pytest.mark.parametrize("id", ['x")\nopen("harm", "w")\n("', "a b", "../x", ""])
def test_a_sheet_cannot_write_code_into_its_notebook(work, tmp_path, id):
    work()
    with zipfile.ZipFile(work.bundle) as archive:
        sheet = json.loads(archive.read("week-1/week-1.smo-sheet"))
    (tmp_path / "fine.smo-sheet").write_text(json.dumps(sheet))
    assert open_file(tmp_path / "fine.smo-sheet", tmp_path / "another").is_dir()  # else none would be opened
    sheet["items"][0]["exercise"]["id"] = id
    (tmp_path / "evil.smo-sheet").write_text(json.dumps(sheet))
    with pytest.raises(CannotOpen):
        open_file(tmp_path / "evil.smo-sheet", tmp_path / "course")


def test_what_is_no_bundle_is_not_opened(tmp_path):
    def refused(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CannotOpen) as caught:
            open_file(tmp_path / name, tmp_path / "course")
        assert not (tmp_path / "course").exists()
        return str(caught.value)

    assert "no archive" in refused("x.zip", b"text")
    assert "damaged" in refused("x.smo-feedback", b"{")
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("../../evil.smo-sheet", json.dumps({"id": "../../evil"}))
    assert "no assignment" in refused("z.zip", (tmp_path / "y.zip").read_bytes())


def test_a_sheet_cannot_name_a_place_outside_the_folder(work, tmp_path):
    work()
    with zipfile.ZipFile(work.bundle) as archive:
        sheet = json.loads(archive.read("week-1/week-1.smo-sheet"))
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("evil.smo-sheet", json.dumps(sheet | {"id": "../../../evil"}))
    with pytest.raises(CannotOpen):
        open_file(tmp_path / "evil.zip", tmp_path / "a" / "b" / "course")
    assert not [path for path in tmp_path.rglob("*evil*") if path.name != "evil.zip"]


def test_marks_for_an_assignment_that_is_not_there(work, tmp_path):
    made = work()
    marks = {"assignment": "week-9", "edition": 1, "learner": "anna", "receipt": "x", "total": 1, "max": 2, "items": {}}
    file = tmp_path / "x.smo-feedback"
    file.write_text(json.dumps(marks))
    with pytest.raises(CannotOpen, match="open it first"):
        open_file(file, made.folder.parent)
    file.write_text(json.dumps(marks | {"assignment": "week-1"}))
    assert open_file(file, made.folder.parent).parent == made.folder
    file.write_text(json.dumps(marks | {"assignment": "week-1", "total": 2}))
    assert open_file(file, made.folder.parent).name == "x-2.smo-feedback"  # the former marks stay


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_says_so(work, capsys):
    made = work()
    made.folder.chmod(0o500)
    try:
        assert main(["hand-in", str(made.folder / "week-1.smo-sheet")]) == 2
        assert "cannot be written to" in capsys.readouterr().err
    finally:
        made.folder.chmod(0o700)


def test_the_readmes_assignment_can_be_assigned(tmp_path, example_text):
    from smo_course.trainer.assign import assign

    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (tmp_path / "week-1.yaml").write_text(
        next(each for each in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL) if "due:" in each), encoding="utf-8"
    )
    own = tmp_path / "my-exercises" / "mine"
    own.mkdir(parents=True)
    (own / "a-reply.yaml").write_text(example_text("essay").replace("[c]", "[be-responsive]"), encoding="utf-8")
    (own.parent / "colours.yaml").write_text(example_text("choice").replace("[c]", "[be-responsive]"), encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (["learner", "name"], ["anna@example.org", "Anna"]):
        book.active.append(row)
    book.save(tmp_path / "class.xlsx")
    key = read_key(assign(tmp_path / "week-1.yaml", tmp_path)[1])
    assert (key.most, len(key.roster), key.sheet.late.penalty) == (1 + 4 + 2, 1, 10)


TAB = """
import os, sys
from pathlib import Path
from smo_course.assignment.submission import read
from smo_course.assignment.work import find_work
from smo_course.journal import Journal

folder, links = Path(sys.argv[1]), sys.argv[2] == "links"
if not links:
    def no_links(*all, **more):
        raise OSError(38, "no links here")
    os.link = no_links
work = find_work("week-1", folder, Journal(folder.parent), "en")
print("ready", flush=True)
input()
for turn in range(8):
    work.exercise(sys.argv[3]).draft([sys.argv[4]] * (1 + turn % 2))
    path, handed = work.hand_in()
    facts = work.handed_in()[-1]
    assert (path.name, handed.receipt()) == (facts["file"], facts["receipt"])
    print(path.name, handed.receipt(), handed.number)
"""


@pytest.mark.slow  # starts two programs, twice
@pytest.mark.parametrize("links", ["links", "no links"])
def test_two_tabs_that_hand_in_at_once_give_files_that_agree_with_their_receipts(work, links):
    """On a file system without links, one wrote over the other's file; and both gave out the same number."""
    made = work()
    ids = [option.id for option in made.exercise(work.id(CHOICE)).exercise.options][:2]
    tabs = [
        subprocess.Popen([sys.executable, "-c", TAB, str(made.folder), links, work.id(CHOICE), id], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for id in ids
    ]  # fmt: skip
    for tab in tabs:
        assert tab.stdout.readline() == "ready\n"
    for tab in tabs:
        tab.stdin.write("\n")
        tab.stdin.flush()
    lines = [line.split() for tab in tabs for line in tab.communicate()[0].splitlines()]
    assert len(lines) == 16 and sorted(int(each[2]) for each in lines) == list(range(1, 17))
    for name, *said in lines:
        found = read(made.folder / name)
        assert [found.receipt(), str(found.number)] == said
    assert len(list(made.folder.glob("*.smo"))) == 16
