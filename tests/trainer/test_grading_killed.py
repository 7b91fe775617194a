"""`smo grade` killed at any moment and started again gives the tables and pages that it gives undisturbed.

A few kills run with the tests; `SMO_KILLS=30` says how many instead.
"""

import os
import random
import signal
import time

import pytest

from smo_course.trainer.grading import cores
from smo_course.trainer.grading.grade import grade
from smo_course.trainer.key import read_key
from trainer import marked_class

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is killed, as only POSIX can")]

KILLS = int(os.environ.get("SMO_KILLS", "4"))
LEARNERS = 12


def made(folder) -> dict[str, bytes]:
    """What a run leaves for others, by name."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".smo-") and name not in ("record.jsonl", "run.json")}


def killed(key, box, folder, seconds: float) -> bool:
    """Grades in a child that is killed after so many seconds; whether it had not ended by then."""
    child = os.fork()
    if not child:
        try:
            grade(key, [box], folder)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def test_a_run_that_was_killed_goes_on_to_the_same_tables(tmp_path, example_text, monkeypatch):
    monkeypatch.setattr(cores, "ALONE", 100)  # the others are for other processes
    monkeypatch.setattr(cores, "_cores", lambda: 2)
    class_ = marked_class.make(tmp_path, example_text("essay"))
    for number in range(LEARNERS):
        class_.hand_in(f"learner {number}", {"reply": f"words of number {number}", "plan": "one two three four"}, called=f"L {number}")
    for number in range(300):  # and what is none: it takes its time too
        (class_.inbox / f"{number}.smo").write_bytes(b"{" * number)
    key = read_key(class_.key)
    took = []
    for place in ("whole", "again", "once more"):
        start = time.perf_counter()
        grade(key, [class_.inbox], tmp_path / place)
        took.append(time.perf_counter() - start)
    expected = made(tmp_path / "whole")
    assert len([name for name in expected if name.endswith(".html")]) == LEARNERS
    dice, met = random.Random(8), 0
    for turn in range(KILLS):
        folder = tmp_path / f"killed{turn}"
        for _ in range(dice.randint(1, 2)):  # sometimes the second run too
            met += killed(key, class_.inbox, folder, dice.uniform(0, min(took)))
        grade(key, [class_.inbox], folder)
        assert made(folder) == expected, turn
    assert met > KILLS / 4  # else this would kill nobody
