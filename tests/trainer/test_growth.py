"""Small files make no long work: what is done grows as what was handed in does, and no faster."""

import contextlib
import io
import json
import os
import time
import zipfile

import pytest

import bench_grading
from conftest import KINDS
from smo_course.assignment.sheet import Sheet
from smo_course.kinds import kind_of
from smo_course.text import Text
from smo_course.trainer.brief import Learner
from smo_course.trainer.grading import identity, inbox
from smo_course.trainer.grading.doubts import Doubts, SameMoments
from smo_course.trainer.grading.inbox import Refused, find
from smo_course.trainer.grading.record import Seen
from trainer.test_inbox import archive

pytestmark = pytest.mark.slow  # what is timed wants long files

SHORT, TIMES = 30_000, 8  # bytes of an answer, and how many times as long the long one is


def long_answers(exercise, size):
    """Answers of that many bytes, of the kind's shape and of none: its own ids again and again, its own words, and depths."""
    right = exercise.samples("s").right or "word"
    if isinstance(right, list):
        yield right * (size // len(json.dumps(right)))
    elif isinstance(right, dict):
        yield {f"{name}{place}": value for place in range(size // len(json.dumps(right))) for name, value in right.items()}
    else:
        yield from (right * (size // len(right)), "a " * (size // 2), "9" * size, "1," * (size // 2), "é" * (size // 2))
    yield [[]] * (size // 4)


def seconds(exercise, given):
    """What it takes to mark an answer and to say it: the least of several times, on a machine that does other things too."""
    raw, taken = json.dumps(given).encode(), []
    for _ in range(5):
        start = time.process_time()
        exercise.mark(given, "s", "en")
        kind_of(exercise).said(exercise, raw, "en")
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_marked_and_said_in_a_time_that_grows_as_it_does(example, kind):
    exercise = example(kind)
    for short, long in zip(long_answers(exercise, SHORT), long_answers(exercise, SHORT * TIMES), strict=True):
        # Eight times as long takes eight times as long; a check of each part against all, 64 times.
        assert seconds(exercise, long) < 3 * TIMES * seconds(exercise, short) + 0.002, str(short)[:40]


def bomb(levels: int, each: int) -> bytes:
    """Archives within archives, `each` in every one, of submissions that are all zeros: small, and endless when unpacked."""
    made = archive(*((f"{place}.smo", b"\0" * 1_900_000) for place in range(each)))
    for _ in range(levels):
        made = archive(*((f"{place}.zip", made) for place in range(each)))
    return made


def unpacked(path, monkeypatch) -> int:
    """The bytes that are unpacked of an archive when all that is in it is read."""
    count, read = [0], zipfile.ZipExtFile.read

    def counting(self, n=-1):
        data = read(self, n)
        count[0] += len(data)
        return data

    with monkeypatch.context() as patched:
        patched.setattr(zipfile.ZipExtFile, "read", counting)
        for each in find([path]):
            with contextlib.suppress(Refused):
                each.read()
    return count[0]


def test_what_is_unpacked_is_bounded_by_what_was_packed(tmp_path, monkeypatch):
    sizes = []
    for each in (2, 4, 8, 16):
        path = tmp_path / f"{each}.zip"
        path.write_bytes(bomb(2, each))
        sizes.append((path.stat().st_size, unpacked(path, monkeypatch), each))
    for size, read, each in sizes:
        assert read <= inbox.TIMES * size + each * (inbox.FREE + 1), sizes
    assert sizes[-1][1] < 20_000_000 < 16**3 * 1_900_000  # of eight gigabytes


def test_a_bomb_costs_no_other_learner_theirs(tmp_path):
    path = archive(
        ("Bob B_1_assignsubmission_file_/bomb.zip", bomb(1, 20)),
        ("Zoe Z_2_assignsubmission_file_/zoe.smo", b"zoe's"),
        ("Max M_3_assignsubmission_file_/max.zip", archive(("max.smo", b"word " * 50_000))),
        path=tmp_path / "class.zip",
    )
    read = {}
    for each in find([path]):
        try:
            read[each.owner.id] = each.read()
        except Refused as reason:
            read.setdefault(each.owner.id, str(reason))
    assert read == {"1": "holds far more than its size allows: no submissions do, and the rest of it is not read",
                    "2": b"zoe's", "3": b"word " * 50_000}  # fmt: skip


def test_an_archive_is_opened_whatever_one_name_in_it_is(tmp_path):
    """Names that are called UTF-8 and are not, an empty one, and a packing that no platform uses: each costs its own member."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, packing in (("QQQQ.smo", 0), ("fine.smo", 0), ("lzma.smo", zipfile.ZIP_LZMA), ("EEEE.smo", 0)):
            packed.writestr(name, name.encode().lower() * 9, packing)
    data = bytearray(made.getvalue())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(sign) + offset + 1] |= 8  # "its name is UTF-8"
    data = data.replace(b"QQQQ.smo", b"\xff\xfeQQ.smo")
    (tmp_path / "odd.zip").write_bytes(data)
    found = {}
    for each in find([tmp_path / "odd.zip"]):
        try:
            found[each.where.rpartition("!")[2]] = each.read()
        except Refused as reason:
            found[each.where.rpartition("!")[2]] = str(reason)
    assert sorted(map(str, found.values())) == sorted(map(str, [b"qqqq.smo" * 9, b"fine.smo" * 9, b"eeee.smo" * 9,
        "is packed in a way that is not opened here: pack it as an ordinary zip"]))  # fmt: skip
    assert inbox.count([tmp_path / "odd.zip"]) == 4


def test_a_class_that_copied_from_one_is_told_of_with_a_few_names():
    """Each with the names of all others: 100 million names for 10,000 forged files."""
    same = SameMoments()
    for n in range(10_000):
        same.add(f"learner{n}", ["first", f"own {n}", "last"])
    assert same.others("learner0", ["first", "last"]) == [f"learner{n}" for n in range(1, 7)]
    assert sum(len(same.others(f"learner{n}", ["first", "last"])) for n in range(10_000)) == 6 * 10_000
    seen = Seen("x.smo", "i", "marked", at="2026-11-24T10:00:00+00:00")
    (told,) = Doubts(Sheet("x", Text(en="", fr=""), []), None).of(seen, same.others("learner9999", ["last"]))
    assert "as learner0, learner1, learner2, learner3, learner4 and others" in told.en


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="what is measured is a process and its children, as POSIX tells it")
def test_grading_takes_few_times_what_reading_the_files_does(tmp_path):
    """In processor time, which a busy machine tells too; `make bench` has 100,000 of them, and their time on a quiet one."""
    taken = bench_grading.one_size(tmp_path / "class", 1_500)
    assert taken.cpu < 30 * taken.floor_cpu and 20 < taken.peak < 150, taken  # most of it is what is done once


def test_strangers_by_the_thousand_are_not_each_held_against_the_whole_roster(monkeypatch):
    """A guess whose a file is costs some 10 ms in a class of 1,000: 100,000 forged names would take a quarter of an hour, twice."""
    asked = []
    monkeypatch.setattr(identity, "get_close_matches", lambda name, *_, **__: asked.append(name) or [])
    known = identity.Identity([Learner(f"learner{n}@example.org", "") for n in range(1_000)])
    for _ in range(2):
        for n in range(5_000):
            assert known.seems(Seen("x.smo", "i", "marked", learner=f"stranger{n}@example.net")) == ""
    assert len(asked) == len(set(asked)) <= 300
