"""Files that nothing spoils: written whole or not at all, and logs that only grow.

A crash, a kill, a full disk and a second program that writes at the same moment are all taken as ordinary.
"""

from __future__ import annotations

import errno
import os
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

Thing = TypeVar("Thing")

_LEFT = 3600  # seconds
_BLOCK = 1 << 20  # bytes, of many lines that are written at once


@contextmanager
def whole(path: Path, mode: str = "wb", **options: Any) -> Iterator[IO]:
    """The file, open to be written; it takes its place, and that of a former one, once all of it is on the disk."""
    with _part(path) as part:
        with part.open(mode.replace("w", "x"), **options) as file:
            yield file
            _flush(file)
        os.replace(part, path)


def write_whole(path: Path, data: bytes) -> None:
    """Writes the whole file, or leaves the old one. Makes the folder where it is missing. Raises OSError."""
    make_folder(path.parent)
    with whole(path) as file:
        file.write(data)


def write_again(path: Path, data: bytes) -> None:
    """Writes a file that can be made again, whole or not at all, and nothing where it is there already. It need not outlive a power
    cut, so that many are written in the time in which one is flushed. Raises OSError."""
    with suppress(OSError), open(path, "rb", buffering=0) as file:
        if file.read(len(data) + 1) == data:
            return
    part = f"{path}.{os.getpid()}.smo-part"
    with _named(path, Path(part)):
        try:
            with open(part, "wb", buffering=0) as file:
                rest = memoryview(data)
                while rest:
                    rest = rest[file.write(rest) :]
            os.replace(part, path)
        except OSError:
            with suppress(OSError):
                os.unlink(part)
            raise


def make_folder(path: Path) -> None:
    """Makes a folder, and those above it, where they are missing. Raises OSError: NotADirectoryError where a file has its name."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:  # which tells nobody that a folder was wanted
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), error.filename) from error


def write_new(path: Path, data: bytes) -> Path:
    """Writes a file that was not there and returns its path: where the name is taken, `name-2`, `name-3` … Raises OSError.

    It has its name only when all of it is on the disk, and is never written over another, whoever writes at the same moment.
    """
    with _part(path) as part:
        with part.open("xb") as file:
            file.write(data)
            _flush(file)
        target, count = path, 1
        while True:
            try:
                _name_new(part, target)
                return target
            except FileExistsError:
                count += 1
                target = path.with_name(f"{path.stem}-{count}{path.suffix}")


def _name_new(part: Path, target: Path) -> None:
    """Gives a file its name. Raises FileExistsError where that is taken."""
    if os.name == "nt":
        part.rename(target)  # which there fails where the name is taken
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # the file system has no links: the name is taken first, by a file that stays empty only if we are killed now
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        os.replace(part, target)


@contextmanager
def _part(path: Path) -> Iterator[Path]:
    """A name for what is not whole yet; nothing is left of it."""
    part = path.with_name(f".smo-{uuid.uuid4().hex}")
    try:
        with _named(path, part):
            yield part
    finally:
        with suppress(OSError):
            part.unlink()


def sweep(folder: Path) -> None:
    """Takes away what a kill has left half written in a folder: files by nobody's name, in which nobody has written for an hour."""
    for path in folder.glob(".smo-*"):
        with suppress(OSError):
            if re.fullmatch(r"\.smo-[0-9a-f]{32}", path.name) and time.time() - path.stat().st_mtime > _LEFT:
                path.unlink()


@contextmanager
def _named(path: Path, part: Path | None = None) -> Iterator[None]:
    """What the system refuses names the file that was wanted: it names none where the disk is full, or the temporary one."""
    try:
        yield
    except OSError as error:
        if error.filename in (None, str(part)):
            error.filename = str(path)
        raise


def _flush(file: IO) -> None:
    file.flush()
    os.fsync(file.fileno())


class Log:
    """Lines in a file that only grows. What was written is never changed, and a line cut short spoils no other.

    `shared`: other programs may write to the file too. Only where none does is a line that failed halfway taken back; else it
    stays, and the next line begins on one of its own. `unreadable` holds the numbers of the lines that could not be read so
    far, which stay in the file; `torn` says whether the last line has no end and cannot be read: it is still being written, or
    was cut short before anybody was told that it is saved.
    """

    def __init__(self, path: Path, shared: bool = False, mode: int = 0o666):
        self.path, self._shared, self._mode = path, shared, mode
        self.unreadable: list[int] = []
        self.torn = False
        self._read, self.lines = 0, 0  # bytes and line ends read so far
        self._inode: int | None = None

    def append(self, line: bytes) -> None:
        """Writes a line, which is on the disk when this returns. Raises OSError."""
        new = not self.path.exists()
        with _named(self.path):
            descriptor = self._open()
            try:
                before = os.fstat(descriptor).st_size
                rest = self._begin(descriptor) + line + b"\n"
                try:
                    while rest:
                        rest = rest[os.write(descriptor, rest) :]
                    os.fsync(descriptor)
                except OSError:
                    if not self._shared:
                        with suppress(OSError):
                            os.ftruncate(descriptor, before)
                    raise
            finally:
                os.close(descriptor)
            if new:
                _flush_folder(self.path.parent)

    @contextmanager
    def many(self) -> Iterator[Callable[[bytes], object]]:
        """A function that writes lines in a row, many times as fast as `append`, for what could be worked out again: they are
        on the disk when the block ends, and a crash within it may cost the last of them. Raises OSError."""
        with _named(self.path), os.fdopen(self._open(), "ab", _BLOCK) as file:
            file.write(self._begin(file.fileno()))
            yield lambda line: file.write(line + b"\n")
            _flush(file)

    def _open(self) -> int:
        return os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), self._mode)

    @staticmethod
    def _begin(descriptor: int) -> bytes:
        """What a new line has to begin with: the end of the one before, where that has none."""
        size = os.fstat(descriptor).st_size
        if size:
            os.lseek(descriptor, size - 1, os.SEEK_SET)
        return b"\n" if size and os.read(descriptor, 1) != b"\n" else b""

    def replaced(self) -> bool:
        """Whether what was read is no longer there: the file is gone, or another stands in its place. Raises OSError."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return True
        return state.st_size < self._read or self._inode not in (None, state.st_ino)

    def read(self, decode: Callable[[bytes], Thing]) -> Iterator[tuple[int, Thing]]:
        """What the lines hold that were written since the last reading, each with its place: the byte at which it begins.

        `decode` makes of a line what it holds, and raises ValueError or msgspec.DecodeError where it cannot. Raises OSError.
        """
        self.torn = False
        with self.path.open("rb") as file:
            self._inode = os.fstat(file.fileno()).st_ino
            file.seek(self._read)
            for line in file:
                ended = line.endswith(b"\n")
                try:
                    thing = decode(line) if line.strip() else None
                except (ValueError, msgspec.DecodeError, RecursionError):
                    if not ended:  # it is looked at again
                        self.torn = True
                        return
                    self.unreadable.append(self.lines + 1)
                    thing = None
                place = self._read
                self._read += len(line)
                self.lines += ended
                if thing is not None:
                    yield place, thing


def _flush_folder(folder: Path) -> None:
    """Makes a new file's name survive a power cut, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
