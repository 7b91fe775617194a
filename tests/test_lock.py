"""One process at a time works in a folder; another is told who, and a crash leaves nothing behind that holds it."""

import os
import re
import socket
import subprocess
import sys
import threading

import pytest

from smo_course.lock import Held, locked

HOLD = "import sys, time; from pathlib import Path; from smo_course.lock import locked\nwith locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(99)"


@pytest.mark.slow
def test_who_holds_a_folder_is_said_and_a_crash_gives_it_back(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Held) as caught, locked(tmp_path, wait=0.05):
            raise AssertionError("two hold it")
        assert re.search(rf"process {holder.pid} on {socket.gethostname()}, since \d+ \w+ 20\d\d, ", caught.value.text.en)
        assert f"le processus {holder.pid} sur" in caught.value.text.fr
        holder.kill()
    with locked(tmp_path), pytest.raises(Held, match=f"process {os.getpid()} on"), locked(tmp_path):
        raise AssertionError("a second one in this process holds it")
    with locked(tmp_path):
        pass


def test_what_fails_within_gives_it_back(tmp_path):
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        1 / 0  # noqa: B018
    with locked(tmp_path):
        pass


def test_a_run_that_was_killed_while_it_forked_can_be_started_again_at_once(tmp_path):
    """Its child holds the lock until it has run its first instruction: on a busy machine, longer than it takes to try again."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        holder.stdout.readline()
        threading.Timer(0.2, holder.kill).start()
        with locked(tmp_path):
            pass
