"""How fast grading is: beside reading the files at all, beside nbgrader, and from a thousand to a hundred thousand submissions."""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from smo_course import bank
from smo_course.assignment.submission import Given, Submission
from smo_course.trainer.assign import assign
from smo_course.trainer.grading.grade import grade
from smo_course.trainer.grading.inbox import find
from smo_course.trainer.grading.marker import Marker
from smo_course.trainer.grading.record import Record
from smo_course.trainer.key import Key, read_key

KINDS = ("choice", "number", "sort", "match", "order", "term", "scenario")


def twelve() -> list[str]:
    """Twelve exercises of the course, of every kind that a machine marks."""
    by_kind = {kind: [id for id in bank.ids() if bank.load(id).kind == kind] for kind in KINDS}
    turns = [ids[turn] for turn in range(12) for ids in by_kind.values() if turn < len(ids)]
    return turns[:12]


def assigned(folder: Path) -> tuple[Path, Key]:
    """An assignment of these twelve."""
    file = folder / "twelve.yaml"
    file.write_text("title: {en: Twelve, fr: Douze}\nexercises:\n" + "".join(f"  - {id}\n" for id in twelve()), encoding="utf-8")
    _, key = assign(file, folder)
    return file, read_key(key)


def hand_in(key: Key, box: Path, count: int) -> None:
    """Submissions of `count` learners, each answer drawn from right, wrong and partly right ones, with numbers of their own."""
    box.mkdir(parents=True)
    dice, digest = random.Random(1), key.sheet.digest()
    samples = {}
    for number in range(count):
        name, lang = f"learner{number}@example.org", dice.choice(["en", "fr"])
        answers = {}
        for item, exercise in zip(key.sheet.items, key.exercises, strict=True):
            variant = key.sheet.variant(item, name)
            if (item.id, variant) not in samples:
                each = exercise.samples(f"{key.sheet.id}/{variant}")
                samples[item.id, variant] = [
                    json.dumps(answer).encode() for answer in (each.right, each.wrong, each.partial) if answer is not None
                ]
            answers[item.id] = Given(msgspec.Raw(dice.choice(samples[item.id, variant])), lang, variant, "2026-11-24T10:00:00+00:00")
        handed = Submission("", key.sheet.id, digest, name, "2026-11-24T10:00:00+00:00", 1, answers, f"Learner {number}", lang)
        (box / f"twelve-{name}.smo").write_bytes(handed.sealed().encoded())


def floor(box: Path) -> float:
    """Seconds for reading the files and decoding their JSON, and nothing else."""
    start = time.perf_counter()
    for path in sorted(box.iterdir()):
        with path.open("rb") as file:
            json.loads(file.read())
    return time.perf_counter() - start


def marking(key: Key, box: Path) -> float:
    """Seconds for finding, reading, checking and marking them, each written to the record."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        Record(Path(folder) / "record.jsonl", key).add(Marker(key), find([box]))
        return time.perf_counter() - start


def whole(key: Key, box: Path) -> float:
    """Seconds for all that `smo grade` does: tables and a page for each learner too."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        grade(key, [box], Path(folder) / "grades")
        return time.perf_counter() - start


def nbgrader(folder: Path, box: Path, count: int = 10) -> float:
    """Seconds that nbgrader's autograde takes for one of these submissions, handed in within a course of its own."""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    from smo_course.trainer.nbgrader import assign as assign_there

    os.environ["PATH"] = sysconfig.get_path("scripts") + os.pathsep + os.environ["PATH"]  # nbgrader calls alembic by its name
    course, settings = folder / "course", Config()
    settings.CourseDirectory.root, settings.CourseDirectory.course_id = str(course), "bench"
    source, _ = assign_there(folder / "twelve.yaml", course)
    api = NbGraderAPI(config=settings)
    _done(api.generate_assignment(source.name))
    learners = []
    for path in sorted(box.iterdir())[:count]:
        learners.append(path.stem.removeprefix("twelve-"))
        submitted = course / "submitted" / learners[-1] / source.name
        shutil.copytree(course / "release" / source.name, submitted)
        shutil.copy(path, submitted)
    start = time.perf_counter()
    for each in learners:
        _done(api.autograde(source.name, each))
    return (time.perf_counter() - start) / count


def _done(result: dict) -> None:
    if not result["success"]:
        raise RuntimeError(result.get("log", "") + result.get("error", ""))


class Size(NamedTuple):
    """What all that `smo grade` does with so many submissions takes, in a fresh process: seconds, those of reading and decoding the
    files in the same process, the processor's seconds of both, and the peak of memory in MiB, of all its processes together."""

    seconds: float
    floor: float
    cpu: float
    floor_cpu: float
    peak: float


def one_size(folder: Path, count: int) -> Size:
    """Assigns, hands in and grades in a new folder. It is the caller's to delete it, once all is measured: for minutes after many
    files were deleted, ext4 makes new ones at half its speed."""
    folder.mkdir()
    _, key = assigned(folder)
    hand_in(key, folder / "box", count)
    done = subprocess.run([sys.executable, __file__, str(folder)], capture_output=True, text=True, check=True)
    return Size(*json.loads(done.stdout))


def measured(folder: Path) -> Size:
    """The same of what was handed in in a folder, in this process and those that it begins."""
    key, box = read_key(folder / "twelve.smo-key"), folder / "box"
    clocks = [_cpu()]
    read = floor(box)
    clocks.append(_cpu())
    with peak() as found:
        start = time.perf_counter()
        grade(key, [box], folder / "grades")
        seconds = time.perf_counter() - start
    clocks.append(_cpu())
    return Size(seconds, read, clocks[2] - clocks[1], clocks[1] - clocks[0], max(found))


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


@contextmanager
def peak() -> Iterator[list[float]]:
    """The memory in MiB that this process and those that it began take together, once a second; what they share counts once."""
    import psutil

    found, ended, this = [0.0], threading.Event(), psutil.Process()

    def look() -> None:
        total = 0
        for each in (this, *this.children()):
            with suppress(psutil.Error):  # it has ended
                total += each.memory_full_info().pss
        found.append(total / 2**20)

    def watch() -> None:
        look()
        while not ended.wait(1):
            look()

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        thread.join()


if __name__ == "__main__":  # one size, in a process of its own
    print(json.dumps(measured(Path(sys.argv[1]))))
