"""Work on several cores gives what it gives on one, whatever becomes of a process."""

import os
import signal
import subprocess
import sys
import time

import pytest

from smo_course.lock import locked
from smo_course.trainer.grading import cores
from smo_course.trainer.grading.cores import spread

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process takes half a second to begin")


class Worker:
    def __init__(self):
        self.home = os.getpid()

    def squares(self, numbers):
        return os.getpid() != self.home, [each**2 for each in numbers]

    def dies(self, numbers):
        if 41_000 in numbers and os.getpid() != self.home:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.squares(numbers)

    def fails(self, numbers):
        if 1_500 in numbers:
            raise OSError(28, "No space left on device", "grades.csv")
        return numbers


@pytest.fixture(autouse=True)
def two_cores(monkeypatch):
    monkeypatch.setattr(cores, "_cores", lambda: 2)


@pytest.mark.parametrize("how", ["squares", "dies"])
def test_everything_is_done_once_and_in_order(how):
    outcomes = list(spread(getattr(Worker(), how), range(50_000)))
    assert [each for _, batch in outcomes for each in batch] == [each**2 for each in range(50_000)]
    elsewhere = [away for away, _ in outcomes]
    assert not any(elsewhere[: cores.ALONE]) and any(elsewhere)  # the first thousand here, the rest not
    assert all(elsewhere[cores.ALONE :]) == (how == "squares")  # where a process was killed, its rest was done here


def test_few_things_begin_no_process():
    assert not any(away for away, _ in spread(Worker().squares, range(cores.ALONE)))


def test_a_class_of_long_texts_is_not_held_in_memory():
    """A hundred hand-ins of two megabytes in each of nine batches were almost two gigabytes."""
    taken, done, most = 0, 0, 0

    def things():
        nonlocal taken, most
        for each in range(cores.ALONE + 200):
            taken, most = taken + 1, max(most, taken - done)
            yield each

    for outcome in spread(Worker().squares, things(), lambda each: 1_900_000):
        done += len(outcome[1])
    assert done == taken and most < 25


def test_what_fails_is_told_here():
    with pytest.raises(OSError) as failed:
        list(spread(Worker().fails, range(3_000)))
    assert failed.value.filename == "grades.csv"


ENDLESS = """
import os, time, sys
from pathlib import Path
from smo_course.lock import locked
from smo_course.trainer.grading import cores
cores._cores = lambda: 2
def slow(batch):
    os.write(1, b"1\\n")  # in one piece, whatever else is written
    time.sleep(60)
cores.ALONE = 0
with locked(Path(sys.argv[1])):
    list(cores.spread(slow, range(10_000)))
"""


def test_processes_end_with_the_one_that_began_them_and_hold_no_lock(tmp_path):
    """Killed in the middle, `smo grade` can be started again at once."""
    running = subprocess.Popen([sys.executable, "-c", ENDLESS, str(tmp_path)], stdout=subprocess.PIPE)
    assert running.stdout.readline() == b"1\n" and running.stdout.readline() == b"1\n"  # both processes work
    running.kill()
    running.wait()
    with locked(tmp_path):
        pass
    until = time.monotonic() + 10
    os.set_blocking(running.stdout.fileno(), False)
    while running.stdout.read() != b"" and time.monotonic() < until:  # it ends when nobody can write to it any longer
        time.sleep(0.05)
    assert time.monotonic() < until
