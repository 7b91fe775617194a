"""Marking by a person, called as the screen would call it; what the screen draws is in tests/browser."""

from __future__ import annotations

import json
import os

import msgspec
import pytest

from smo_course import open_marking
from smo_course.assignment.submission import write
from smo_course.assignment.work import find_work
from smo_course.cli import main
from smo_course.commands import mark
from smo_course.journal import Journal
from smo_course.lab import launch as launching
from smo_course.text import LANGUAGES
from smo_course.trainer.essays.notebook import lay
from smo_course.trainer.grading.judgements import Judgement, Judgements, answer_of
from smo_course.trainer.key import read_key
from trainer import classroom, marked_class

HOSTILE = "</script><img src=x onerror='window.hacked = 1'>\n\n\u202eright to left \u0000 {n} **bold** \U0001f600"


@pytest.fixture
def class_(tmp_path, example_text):
    """Three learners, one of them hostile; Anna answered both essays."""
    made = marked_class.make(tmp_path, example_text("essay"))
    made.hand_in("anna", {"reply": "We are sorry, Anna writes.", "plan": "A photo each Monday."}, called="Anna Smith")
    made.hand_in("bruno", {"reply": HOSTILE}, "fr", called="\u202eonurB <b>")
    made.hand_in("chloé", {"reply": "Two words"})  # too short: what is there is marked all the same
    made.grade()
    return made


def opened(class_, lang="en", **options):
    return open_marking(str(class_.key), lang, str(class_.grades), **options)


def written(class_) -> list[dict]:
    path = class_.grades / "marked-by-hand.jsonl"
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def give(view, points: dict, at: int = 0):
    for criterion, value in points.items():
        view.handle({"do": "points", "text": view.content["texts"][at]["id"], "criterion": criterion, "points": value, "n": 1})


def go(view, at: int):
    view.handle({"do": "go", "to": view.content["texts"][at]["id"]})


def test_every_text_that_counts_is_there_and_no_other(class_):
    view = opened(class_)
    assert [(each["who"], each["exercise"]) for each in view.content["texts"]] == [
        ("Anna Smith (anna)", "own/reply"),
        ("onurB <b> (bruno)", "own/reply"),
        ("chloé", "own/reply"),
        ("Anna Smith (anna)", "own/plan"),
    ]
    assert view.state["at"]["text"] == "We are sorry, Anna writes." and view.state["at"]["words"] == 5
    assert view.content["exercises"]["own/reply"]["explain"].startswith("Name what went wrong")
    assert view.text == "<Marking: Week 1>"  # a saved notebook holds no text and no name


def test_a_marking_opened_again_closes_the_one_before(class_):
    first, again = opened(class_), opened(class_)
    assert again.comm and not first.comm


def test_marks_are_on_the_disk_at_once_and_count_when_graded_again(class_):
    view = opened(class_)
    give(view, {"honest": 2.5})
    assert written(class_)[-1]["points"] == {"honest": 2.5}
    assert (view.state["marked"], view.state["standing"][0], view.state["at"]["score"]) == (0, "begun", None)
    assert class_.grade()["anna"].pending == 2  # a rubric half filled in is a draft
    give(view, {"next": 0})
    view.handle({"do": "comment", "text": view.state["at"]["id"], "comment": "Say when.\nAnd who."})
    assert (view.state["marked"], view.state["at"]["score"], view.state["failed"]) == (1, 2.5, "")
    item = class_.grade()["anna"].items[0]
    assert (item.score, item.status, item.comment, item.points) == (2.5, "partial", "Say when.\nAnd who.", {"honest": 2.5, "next": 0})
    again = opened(class_)
    assert again.state["standing"] == ["marked", "", "", ""]
    assert again.state["at"]["id"] == again.content["texts"][1]["id"]  # it opens on the first that waits


@pytest.mark.parametrize("points", [-1, 4, 0.3, float("nan"), float("inf"), "2", [], {}, 10**400])
def test_points_that_there_are_not_change_nothing(class_, points):
    view = opened(class_)
    give(view, {"honest": points, "no such": 1})
    assert not written(class_) and view.state["at"]["points"] == {}


@pytest.mark.parametrize("message", [None, 3, "undo", {}, {"do": "go", "to": "elsewhere"}, {"do": "points", "text": []}, {"do": "undo"}])
def test_messages_that_make_no_sense_change_nothing(class_, message):
    view = opened(class_)
    before = view.state
    view.handle(message)
    assert view.state == before and not written(class_)


def test_a_hostile_text_arrives_as_it_is(class_):
    view = opened(class_)
    go(view, 1)
    assert view.state["at"]["text"] == HOSTILE and view.state["at"]["lang"] == "fr"
    json.dumps(view.state)


def test_a_text_stands_there_in_the_language_in_which_it_was_written(class_):
    """However it was handed in: a screen reader speaks it in that language."""
    folder = class_.inbox.parent / "learners" / "dina"
    french = classroom.learner(class_.bundle, folder, "dina", "fr")
    french.exercise(classroom.id_in_sheet(read_key(class_.key), "own/reply")).draft("Nous sommes désolés.")
    write(find_work(french.sheet.id, french.folder, Journal(folder), "en").hand_in()[1], class_.inbox)
    assert class_.grade()["dina"].lang == "en"
    view = opened(class_)
    go(view, next(at for at, each in enumerate(view.content["texts"]) if each["who"] == "dina"))
    assert (view.state["at"]["text"], view.state["at"]["lang"]) == ("Nous sommes désolés.", "fr")


def test_undo_takes_back_one_change_after_the_other_and_leads_to_it(class_):
    view = opened(class_)
    first = view.state["at"]["id"]
    give(view, {"honest": 3})
    give(view, {"honest": 1})
    view.handle({"do": "comment", "text": first, "comment": "Hm."})
    go(view, 2)
    view.handle({"do": "undo"})
    assert (view.state["at"]["id"], view.state["at"]["comment"], view.state["told"]) == (first, "", "The last change is undone.")
    view.handle({"do": "undo"})
    assert view.state["at"]["points"] == {"honest": 3}
    view.handle({"do": "undo"})
    assert view.state["at"]["points"] == {} and not view.state["can_undo"]
    assert len(written(class_)) == 6  # nothing was ever taken out of the file
    assert view.state["standing"][0] == ""


def test_two_windows_lose_nothing_and_the_newest_wins(class_):
    one, other = opened(class_), opened(class_)
    give(one, {"honest": 3})
    give(other, {"next": 2})  # on the same text, which it has not looked at since
    assert other.state["at"]["points"] == {"honest": 3, "next": 2} and other.state["marked"] == 1
    one.handle({"do": "unmarked"})
    assert one.state["marked"] == 1 and one.state["at"]["id"] == one.content["texts"][1]["id"]
    give(other, {"honest": 1})
    one.handle({"do": "undo"})  # what it would undo is no longer there
    assert "another window" in one.state["told"] and one.state["at"]["points"] == {"honest": 1, "next": 2}


def test_a_disk_that_takes_nothing_is_told_and_nothing_is_lost(class_, monkeypatch):
    view = opened(class_)
    real = os.fsync

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    give(view, {"honest": 3})
    assert "No space left on device" in view.state["failed"] and view.state["at"]["points"] == {"honest": 3}
    go(view, 2)
    give(view, {"next": 1}, at=2)
    go(view, 0)
    assert view.state["failed"] and view.state["at"]["points"] == {"honest": 3}  # still on the screen
    monkeypatch.setattr(os, "fsync", real)
    view.handle({"do": "save"})
    assert not view.state["failed"]
    assert opened(class_).state["standing"] == ["begun", "", "begun", ""]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(class_):
    view = opened(class_)
    class_.grades.chmod(0o500)
    try:
        give(view, {"honest": 3})
        assert "Permission denied" in view.state["failed"]
    finally:
        class_.grades.chmod(0o700)


def test_torn_and_unreadable_lines_are_told_and_the_rest_is_kept(class_):
    view = opened(class_)
    give(view, {"honest": 3, "next": 2})
    path = class_.grades / "marked-by-hand.jsonl"
    path.write_bytes(path.read_bytes() + b'\xff{"nothing"}\n{"learner": "bru')
    again = opened(class_)
    assert again.state["warnings"] == [
        "Lines of marked-by-hand.jsonl that cannot be read: 2. They are left where they are; everything else is here."
    ]
    assert again.state["marked"] == 1
    give(again, {"honest": 1}, at=1)  # begins a line of its own
    view.handle({"do": "look"})
    assert view.state["standing"] == ["marked", "begun", "", ""]
    assert b'{"learner": "bru\n{"learner":"bruno"' in path.read_bytes()
    path.unlink()  # by whom?
    view.handle({"do": "look"})
    assert view.state["standing"] == [""] * 4 and not view.state["warnings"]


def test_a_text_handed_in_anew_shows_what_the_former_was_given_and_does_not_count_it(class_):
    give(opened(class_), {"honest": 3, "next": 1})
    class_.hand_in("anna", {"reply": "A better text than before."}, called="Anna Smith")
    view = opened(class_)
    assert view.state["marked"] == 1 and not view.state["warnings"]
    class_.grade()
    view.handle({"do": "look"})
    assert view.state["warnings"][0].startswith("It was graded anew")
    view = opened(class_, "fr")
    assert (view.state["marked"], view.state["at"]["points"]) == (0, {})
    assert view.state["at"]["text"] == "A better text than before."
    assert view.state["at"]["earlier"]["given"] == ["Dit ce qui est vrai\u00a0: 3", "Dit ce qui suit\u00a0: 1"]
    go(view, 1)
    assert view.state["at"]["earlier"] is None


@pytest.mark.parametrize("by_key", [True, False])
def test_without_names_nothing_tells_who_wrote(tmp_path, example_text, by_key):
    made = marked_class.make(tmp_path, example_text("essay"), anonymous=by_key)
    names = [f"learner-{n}" for n in range(12)]
    for name in names:
        made.hand_in(name, {"reply": f"Text by hand {name[-1]} {hash(name)}", "plan": "The very same plan"}, called=f"Called {name}")
    receipts = [each.receipt for each in made.grade().values()]
    view = opened(made, anonymous=not by_key)
    assert [each["who"] for each in view.content["texts"]] == 2 * [f"Text {n}" for n in range(1, 13)]
    orders = {"own/reply": [], "own/plan": []}
    for at, each in enumerate(view.content["texts"]):
        go(view, at)
        said = json.dumps([view.content, view.state])
        assert not [name for name in [*names, *receipts, "Called"] if name in said]
        orders[each["exercise"]].append(view.marking.texts[each["id"]].learner)
    assert sorted(orders["own/reply"]) == sorted(orders["own/plan"]) == sorted(names)
    assert len({tuple(each) for each in (*orders.values(), sorted(names))}) == 3  # each its own, neither that of the names
    assert opened(made, anonymous=True).content["texts"] == view.content["texts"]  # and the same tomorrow


def test_a_file_of_many_judgements_is_looked_at_only_where_it_grew(tmp_path):
    path = tmp_path / "marks.jsonl"
    line = msgspec.json.encode(Judgement("anna", "own/x", answer_of(b'"a"'), {"c": 1.0})) + b"\n"
    path.write_bytes(line * 1000)
    judgements = Judgements(path)
    newer = line.replace(b"1.0", b"2.0")
    with path.open("ab") as file:
        file.write(newer[:-10])
    judgements.look()
    assert judgements.of("Anna", "own/x", b'"a"').points == {"c": 1} and judgements.unreadable == 1
    with path.open("ab") as file:  # the other window finishes its line
        file.write(newer[-10:])
    judgements.look()
    assert judgements.of("Anna", "own/x", b'"a"').points == {"c": 2} and not judgements.unreadable


def test_the_notebook_is_laid_once_and_a_changed_one_is_left_alone(class_):
    path = lay(class_.key, class_.grades, "fr", False)
    assert path.name == "week-1-marking-fr.ipynb"
    held = json.loads(path.read_text(encoding="utf-8"))
    assert held["cells"][0]["source"].endswith('open_marking("../week-1.smo-key", "fr")')
    assert lay(class_.key, class_.grades, "fr", True) == path and "anonymous" in path.read_text()  # untouched: as asked now
    assert lay(class_.key, class_.grades, "fr", False) == path
    held["cells"].append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": ["My ", "notes"]})
    path.write_text(json.dumps(held), encoding="utf-8")
    changed = path.read_bytes()
    assert lay(class_.key, class_.grades, "fr", False) == path  # it marks as asked
    assert lay(class_.key, class_.grades, "fr", True).name == "week-1-marking-fr-2.ipynb"  # it would show names
    assert path.read_bytes() == changed


def test_the_command_says_what_is_not_there(class_, tmp_path, monkeypatch, capsys):
    launched = []
    monkeypatch.setattr(launching, "launch", lambda *args, **options: launched.append((args, options)) or 0)
    assert main(["mark", str(class_.key), "--lang", "fr", "--no-browser", "--port", "9999"]) == 0
    start = "workspaces/week-1-marking-fr/tree/week-1-marking-fr.ipynb"
    assert launched == [((class_.grades, "fr", False, 9999), {"start": start, "said": mark.say.text("mark.opening")})]
    assert main(["mark", str(class_.key), "--grades", str(tmp_path / "nowhere")]) == 2
    assert "run `smo grade` first" in capsys.readouterr().err
    assert main(["mark", str(tmp_path / "no.yaml")]) == 2
    results = class_.grades / "results.jsonl"
    results.write_bytes(results.read_bytes()[:-40])
    assert main(["mark", str(class_.key)]) == 2
    assert "is damaged" in capsys.readouterr().err
    results.write_bytes(b"")
    assert main(["mark", str(class_.key)]) == 2
    assert "nothing to mark" in capsys.readouterr().err
    assert len(launched) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_class_without_texts_opens_on_a_word(class_, lang):
    (class_.grades / "results.jsonl").write_bytes(b"")
    view = opened(class_, lang)
    assert view.state["at"] is None and view.content["texts"] == []
    for do in ("unmarked", "undo", "save", "look"):
        view.handle({"do": do})
