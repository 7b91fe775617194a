"""A folder for one process at a time, and who has it."""

from __future__ import annotations

import errno
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from .errors import CourseError
from .text import LANGUAGES, Text, moment_text
from .words import Words

if sys.platform == "win32":
    import msvcrt
else:
    with suppress(ImportError):  # in a browser there is one process, and no lock
        import fcntl

say = Words(__file__)

NAME = ".smo-lock"


_held: set[int] = set()  # descriptors of locks: a process that is forked meanwhile holds none of them


def _let_go() -> None:
    for descriptor in _held:
        os.close(descriptor)  # the lock itself stays with the process that took it
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


class Holder(msgspec.Struct):
    """Who has a folder: a process, on a computer, since a moment (UTC, ISO 8601)."""

    host: str = "?"
    pid: int = 0
    since: str = "?"

    def when(self) -> Text:
        """Since when, by the clock of this computer."""
        try:
            here = datetime.fromisoformat(self.since).astimezone().isoformat()
        except ValueError:
            return Text(en="?", fr="?")
        return Text(**{lang: moment_text(here, lang) for lang in LANGUAGES})


class Held(CourseError):
    """A folder in which another process works; the text says which, where and since when."""

    def __init__(self, folder: Path, holder: Holder):
        super().__init__(say.text("lock.held", folder=folder, host=holder.host, pid=str(holder.pid), since=holder.when()))


@contextmanager
def locked(folder: Path, wait: float = 1) -> Iterator[None]:
    """Keeps a folder for this process while the block runs. Raises Held, after `wait` seconds, and OSError.

    The system takes the lock back when a process ends, however it ends: what a crash leaves is a file that names somebody
    who holds nothing. Only one that was being forked just then holds it a moment longer. (filelock does the same, in many thousand lines that each learner would install, and says not who
    holds it.)
    """
    until = time.monotonic() + wait
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    _held.add(descriptor)
    try:
        while not _taken(descriptor):
            if time.monotonic() >= until:
                raise Held(folder, _holder(descriptor))
            time.sleep(0.02)
        _write(descriptor, msgspec.json.encode(Holder(socket.gethostname(), os.getpid(), _now())))
        yield
        _write(descriptor, b"")
    finally:
        _held.discard(descriptor)
        os.close(descriptor)  # which gives the lock back


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _taken(descriptor: int) -> bool:
    """Whether the lock is ours now. Where the file system knows no locks, it is: there is nobody to ask."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # beyond what is written there, which others have to read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except NameError:
        return True
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


def _write(descriptor: int, data: bytes) -> None:
    with suppress(OSError):  # on a full disk the lock holds, and names nobody
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, data)


def _holder(descriptor: int) -> Holder:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        return msgspec.json.decode(os.read(descriptor, 1000), type=Holder)
    except msgspec.DecodeError:  # it was taken this very moment
        return Holder()
