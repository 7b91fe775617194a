"""Whole files and logs, where the disk fills, the program is killed, or two write at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from smo_course.files import Log, sweep, whole, write_new, write_whole

try:
    import resource
except ImportError:  # Windows
    resource = None

full_disks = pytest.mark.skipif(resource is None, reason="needs a limit on the size of files")


@contextmanager
def room(size: int):
    """No file can grow beyond this many bytes: the system writes what fits, then fails, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def unflushed(monkeypatch):
    """unflushed() makes the system refuse to bring anything to the disk; unflushed.undo() lets it again."""

    def fail(descriptor):
        raise OSError(28, "No space left on device")

    def begin():
        monkeypatch.setattr(os, "fsync", fail)

    begin.undo = monkeypatch.undo
    return begin


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read(path: Path, **options) -> list:
    return [thing for _, thing in Log(path, **options).read(json.loads)]


# Whole files


def test_a_file_is_written_whole_and_its_folder_made(tmp_path):
    path = tmp_path / "not" / "yet" / "there.txt"
    for data in (b"one", b"another"):
        write_whole(path, data)
        assert path.read_bytes() == data and names(path.parent) == ["there.txt"]


@full_disks
def test_a_file_where_the_folder_should_be_is_told_as_what_it_is(tmp_path):
    (tmp_path / "file").write_bytes(b"mine")
    for path in (tmp_path / "file" / "out", tmp_path / "file" / "deeper" / "out"):
        with pytest.raises(NotADirectoryError) as caught:
            write_whole(path, b"x")
        assert Path(caught.value.filename) in (tmp_path / "file", tmp_path / "file" / "deeper")
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_a_full_disk_leaves_the_former_file(tmp_path):
    path = tmp_path / "file"
    write_whole(path, b"former")
    with room(1000), pytest.raises(OSError) as caught:
        write_whole(path, b"x" * 5000)
    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"former" and names(tmp_path) == ["file"]


def test_what_does_not_reach_the_disk_leaves_the_former_file(tmp_path, unflushed):
    path = tmp_path / "file"
    write_whole(path, b"former")
    unflushed()
    with pytest.raises(OSError):
        write_whole(path, b"new")
    with pytest.raises(OSError):
        write_new(path, b"new")
    assert path.read_bytes() == b"former" and names(tmp_path) == ["file"]


def test_a_folder_that_takes_nothing_is_told_by_the_name_of_the_file_that_was_wanted(tmp_path):
    (tmp_path / "file").write_text("in the way")
    for write in (write_new, lambda path, data: Log(path).append(data)):
        with pytest.raises(OSError) as caught:
            write(tmp_path / "file" / "below", b"")
        assert caught.value.filename == str(tmp_path / "file" / "below")


def test_what_is_broken_off_leaves_the_former_file(tmp_path):
    path = tmp_path / "file"
    path.write_text("former")
    with pytest.raises(KeyboardInterrupt), whole(path, "w", encoding="utf-8") as file:
        file.write("half")
        raise KeyboardInterrupt
    assert path.read_text() == "former" and names(tmp_path) == ["file"]


def test_a_kill_leaves_one_whole_file_or_the_other(tmp_path):
    code = (
        "import sys; from pathlib import Path; from smo_course.files import write_whole\n"
        "for n in range(10**9):\n"
        "    write_whole(Path(sys.argv[1]), bytes([65 + n % 26]) * 500_000); print(flush=True)"
    )
    path = tmp_path / "file"
    process = subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE)
    for _ in range(5):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    data = path.read_bytes()
    assert len(data) == 500_000 and len(set(data)) == 1


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_who_may_read_a_file_is_for_the_user_to_say(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "file", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_takes_a_name_that_nobody_has(tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr(os, "link", lambda *paths: (_ for _ in ()).throw(OSError(1, "Operation not permitted")))
    (tmp_path / "a.b-2.smo").symlink_to("nowhere")
    made = [write_new(tmp_path / "a.b.smo", data) for data in (b"1", b"2", b"3")]
    assert [path.name for path in made] == ["a.b.smo", "a.b-3.smo", "a.b-4.smo"]
    assert [path.read_bytes() for path in made] == [b"1", b"2", b"3"] and len(names(tmp_path)) == 4


# Logs


def test_a_log_is_read_on_from_where_one_stopped(tmp_path):
    path = tmp_path / "log"
    mine, other = Log(path), Log(path, shared=True)
    places = []
    for lines in ([{"n": 1}, {"n": 2}], [], [{"n": "é"}]):
        for each in lines:
            other.append(json.dumps(each, ensure_ascii=False).encode())
        found = list(mine.read(json.loads))
        assert [thing for _, thing in found] == lines
        places += found
    data = path.read_bytes()
    assert [json.loads(data[place:].split(b"\n")[0]) for place, _ in places] == [thing for _, thing in places]
    assert not mine.unreadable and not mine.torn and not mine.replaced()


def test_lines_that_cannot_be_read_are_numbered_and_stay(tmp_path):
    path = tmp_path / "log"
    log = Log(path)
    log.append(b"1")
    with path.open("ab") as file:
        file.write(b"\xff\xfe\n\n{\n" + b"[" * 100_000 + b"\n2\n")
    before = path.read_bytes()
    assert [thing for _, thing in log.read(json.loads)] == [1, 2] and log.unreadable == [2, 4, 5]
    log.append(b"3")
    assert path.read_bytes() == before + b"3\n"
    assert [thing for _, thing in log.read(json.loads)] == [3] and log.unreadable == [2, 4, 5]


@pytest.mark.parametrize("shared", [True, False])
def test_a_torn_last_line_spoils_no_other(tmp_path, shared):
    path = tmp_path / "log"
    path.write_bytes(b'1\n{"torn": tr')
    log = Log(path, shared)
    assert [thing for _, thing in log.read(json.loads)] == [1] and log.torn and not log.unreadable
    log.append(b"2")
    assert [thing for _, thing in log.read(json.loads)] == [2] and not log.torn and log.unreadable == [2]
    assert path.read_bytes() == b'1\n{"torn": tr\n2\n'


def test_a_line_that_another_is_still_writing_is_read_when_it_is_whole(tmp_path):
    path = tmp_path / "log"
    log = Log(path, shared=True)
    path.write_bytes(b'1\n{"half"')
    assert [thing for _, thing in log.read(json.loads)] == [1] and log.torn
    with path.open("ab") as file:
        file.write(b": 2}")
    assert [thing for _, thing in log.read(json.loads)] == [{"half": 2}] and not log.torn
    with path.open("ab") as file:
        file.write(b"\nx\n")
    assert not list(log.read(json.loads)) and log.unreadable == [3]


def test_another_file_in_its_place_is_noticed(tmp_path):
    path = tmp_path / "log"
    log = Log(path)
    assert log.replaced()
    log.append(b"1")
    assert not log.replaced() and list(log.read(json.loads))
    path.write_bytes(b"")
    assert log.replaced()  # cut short
    log = Log(path)
    log.append(b"1")
    list(log.read(json.loads))
    write_whole(path, b"1\n2\n")
    assert log.replaced()
    path.unlink()
    assert log.replaced()


@full_disks
def test_a_full_disk_takes_a_line_back_where_nobody_else_writes(tmp_path):
    path = tmp_path / "log"
    log = Log(path)
    log.append(b"1")
    with room(100), pytest.raises(OSError) as caught:
        log.append(b"2" * 500)
    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"1\n"
    log.append(b"3")
    assert read(path) == [1, 3]


@full_disks
def test_a_full_disk_cuts_nothing_of_what_others_may_have_written(tmp_path):
    path = tmp_path / "log"
    log = Log(path, shared=True)
    log.append(b"1")
    with room(100), pytest.raises(OSError):
        log.append(b'"' + b"2" * 500 + b'"')
    assert path.stat().st_size == 100
    log.append(b"3")
    found = Log(path)
    assert [thing for _, thing in found.read(json.loads)] == [1, 3] and found.unreadable == [2]


def test_what_does_not_reach_the_disk_is_told(tmp_path, unflushed):
    log = Log(tmp_path / "log")
    log.append(b"1")
    unflushed()
    with pytest.raises(OSError):
        log.append(b"2")
    with pytest.raises(OSError), log.many() as write:
        write(b"3")
    unflushed.undo()
    assert read(tmp_path / "log") == [1, 3]  # "2" was taken back; what is written in a row can be had again


def test_many_lines_in_a_row(tmp_path):
    path = tmp_path / "log"
    path.write_bytes(b'0\n{"torn')
    with pytest.raises(KeyboardInterrupt), Log(path).many() as write:
        for n in range(1, 1001):
            write(b"%d" % n)
        raise KeyboardInterrupt
    assert read(path) == list(range(1001))


def test_programs_that_write_to_one_log_at_once_lose_nothing(tmp_path):
    code = (
        "import sys; from pathlib import Path; from smo_course.files import Log\n"
        "log = Log(Path(sys.argv[1]), shared=True)\n"
        "for n in range(300): log.append(b'[\"%s\", %d]' % (sys.argv[2].encode() * 50, n))"
    )
    path = tmp_path / "log"
    both = [subprocess.Popen([sys.executable, "-c", code, path, name]) for name in "ab"]
    assert [each.wait() for each in both] == [0, 0]
    found = read(path)
    for name in "ab":
        assert [n for who, n in found if who == name * 50] == list(range(300))


def test_a_kill_loses_no_line_that_was_said_to_be_written(tmp_path):
    code = (
        "import sys; from pathlib import Path; from smo_course.files import Log\n"
        "log = Log(Path(sys.argv[1]))\n"
        "for n in range(10**9): log.append(b'%d' % n); print(n, flush=True)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, tmp_path / "log"], stdout=subprocess.PIPE, text=True)
    said = [int(process.stdout.readline()) for _ in range(50)]
    process.send_signal(signal.SIGKILL)
    said += [int(line) for line in process.communicate()[0].split()]
    assert read(tmp_path / "log")[: len(said)] == said


def test_what_a_kill_left_is_swept_away_and_nothing_else(tmp_path):
    old, new, own = (tmp_path / name for name in (f".smo-{'a' * 32}", f".smo-{'b' * 32}", ".smo-lock"))
    for path in (old, new, own):
        path.write_bytes(b"half")
    for path in (old, own):
        os.utime(path, (0, 0))
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([new, own])
