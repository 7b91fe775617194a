"""The journal loses nothing that it said is saved."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_course.files import Log
from smo_course.journal import PRACTICE, Journal, Scope, find_folder


def files(folder: Path) -> list[Path]:
    return sorted((folder / ".smo" / "journal").glob("*.jsonl"))


def answers(folder: Path) -> list:
    return [entry.answer for entry in Journal(folder).entries]


def test_what_is_saved_is_read_back(tmp_path):
    journal = Journal(tmp_path)
    assert journal.write("answer", exercise="a/b", answer={"x": ["é", 1.5]}, score=2).ok is True
    found = Journal(tmp_path).of(PRACTICE, "a/b")
    assert [(each.answer, each.score) for each in found] == [({"x": ["é", 1.5]}, 2)]


@settings(max_examples=30)
@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_text_survives(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("learner")
    journal = Journal(folder)
    for text in texts:
        journal.write("draft", answer=text)
    assert answers(folder) == texts


def test_two_kernels_at_once_lose_nothing(tmp_path):
    code = (
        "import sys; from pathlib import Path; from smo_course.journal import PRACTICE, Journal\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "for n in range(200): assert journal.write('answer', exercise=sys.argv[2], answer=n).ok"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, tmp_path, name]) for name in ("one", "two")]
    assert [each.wait() for each in both] == [0, 0]
    journal = Journal(tmp_path)
    for name in ("one", "two"):
        assert [entry.answer for entry in journal.of(PRACTICE, name)] == list(range(200))
    assert not journal.unreadable


def test_a_kill_loses_nothing_that_was_said_to_be_saved(tmp_path):
    code = (
        "import sys; from pathlib import Path; from smo_course.journal import PRACTICE, Journal\n"
        "journal = Journal(Path(sys.argv[1])); n = 0\n"
        "while True:\n"
        "    if journal.write('answer', answer=n).ok: print(n, flush=True)\n"
        "    n += 1"
    )
    process = subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, text=True)
    said = [int(process.stdout.readline()) for _ in range(50)]
    process.send_signal(signal.SIGKILL)
    said += [int(line) for line in process.stdout.read().split()]
    kept = answers(tmp_path)
    assert kept[: len(said)] == said


def test_a_torn_last_line_is_left_out_quietly(tmp_path):
    Journal(tmp_path).write("answer", answer="kept")
    with files(tmp_path)[0].open("ab") as file:
        file.write(b'{"at":"2026-01-01T00:00:00.000000+00:00","event":"ans')
    journal = Journal(tmp_path)
    assert [entry.answer for entry in journal.entries] == ["kept"]
    assert not journal.unreadable
    assert journal.write("answer", answer="next").ok
    assert answers(tmp_path) == ["kept", "next"]


def test_garbage_in_the_middle_is_named_and_the_rest_is_read(tmp_path):
    journal = Journal(tmp_path)
    journal.write("answer", answer=1)
    with files(tmp_path)[0].open("ab") as file:
        file.write(b'\xff\xfe garbage\n{"event": "dance", "at": "2026-01-01T00:00:00+00:00"}\n[1, 2]\n{"at": "soon", "event": "draft"}\n')
    journal.write("answer", answer=2)
    found = Journal(tmp_path)
    assert [entry.answer for entry in found.entries] == [1, 2]
    name = files(tmp_path)[0].name
    assert found.unreadable == [(name, 2), (name, 3), (name, 4), (name, 5)]
    assert name in found.warnings()[0].en and "4 lines" in found.warnings()[0].en


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_and_nothing_saved_is_lost(tmp_path):
    journal = Journal(tmp_path)
    journal.write("answer", answer="before")
    here, journal._log = journal._log, Log(Path("/dev/full"))  # the system's own full disk
    saved = journal.write("answer", answer="during")
    assert saved.ok is False and "No space left" in saved.text.en
    assert journal.entries[-1].answer == "during"  # still on the screen
    journal._log = here
    assert journal.write("answer", answer="after").ok is True
    assert answers(tmp_path) == ["before", "after"]


def test_half_a_line_on_a_full_disk_is_taken_back(tmp_path, monkeypatch):
    journal = Journal(tmp_path)
    journal.write("answer", answer="before")
    write, calls = os.write, []

    def half_then_full(descriptor, data):
        calls.append(len(data))
        if len(calls) == 1:
            return write(descriptor, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", half_then_full)
    assert journal.write("answer", answer="during").ok is False
    monkeypatch.undo()
    journal.write("answer", answer="after")
    assert answers(tmp_path) == ["before", "after"] and not Journal(tmp_path).unreadable


def test_a_folder_that_takes_nothing_is_told(tmp_path):
    (tmp_path / ".smo").write_text("in the way")
    journal = Journal(tmp_path)
    saved = journal.write("answer", answer=1)
    assert saved.ok is False and str(tmp_path) in saved.text.en and str(tmp_path) in saved.text.fr
    assert journal.warnings() == [saved.text]


def test_without_a_folder_nothing_is_kept_and_that_is_said():
    saved = Journal(None).write("answer", answer=1)
    assert saved.ok is None and "smo lab" in saved.text.en


def test_a_clock_that_goes_back_keeps_the_order(tmp_path):
    folder = tmp_path / ".smo" / "journal"
    folder.mkdir(parents=True)
    later = (datetime.now().astimezone() + timedelta(days=2)).astimezone(tz=__import__("datetime").UTC).isoformat(timespec="microseconds")
    (folder / "a.jsonl").write_text(json.dumps({"at": later, "event": "answer", "answer": "from the future"}) + "\n")
    journal = Journal(tmp_path)
    journal.write("answer", answer="now")
    journal.write("answer", answer="and now")
    assert answers(tmp_path) == ["from the future", "now", "and now"]


def test_one_learner_one_name(tmp_path):
    name = Journal(tmp_path).learner()
    assert name and Journal(tmp_path).learner() == name


def test_the_folder_is_found_from_below_and_by_name(tmp_path, monkeypatch):
    monkeypatch.delenv("SMO_FOLDER", raising=False)
    below = tmp_path / "en" / "1-smo-basics"
    below.mkdir(parents=True)
    (tmp_path / ".smo").mkdir()
    monkeypatch.chdir(below)
    assert find_folder() == tmp_path
    monkeypatch.setenv("SMO_FOLDER", str(below))
    assert find_folder() == below


def test_entries_from_before_there_were_scopes_are_found_in_theirs(tmp_path):
    folder = tmp_path / ".smo" / "journal"
    folder.mkdir(parents=True)
    old = '{"at":"2026-11-20T10:00:00.000000+00:00","event":"draft","exercise":"@week-1/smo-basics/a","answer":"12","lang":"fr","seed":"3"}'
    (folder / "old.jsonl").write_text(old + "\n", encoding="utf-8")
    journal = Journal(tmp_path)
    assert not journal.of(PRACTICE, "smo-basics/a")
    (found,) = journal.of(Scope("assignment", "week-1"), "smo-basics/a")
    assert (found.answer, found.lang, found.seed) == ("12", "fr", "week-1/3")
