"""The inbox: finds submissions in folders and in zip archives, an LMS's usual nesting included. Nothing is unpacked or run.

A learning platform's archive comes from strangers. Members are read into memory, each up to the size of a submission,
under no name of theirs; what is no submission is named in the report and never opened. Each file and each member is looked at
for itself: whatever is wrong with one, even what nobody thought of, is a reason not to open that one. What is unpacked is at
most so many times what was packed, archives within archives included, so that small files make no long work.
"""

from __future__ import annotations

import io
import os
import re
import stat
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

from ...assignment.submission import LARGEST, SUFFIX
from ...errors import CourseError
from ...text import Text
from ...words import Words
from .filing import Filed, filed

say = Words(__file__)

MOST_IN_ARCHIVE = 2_000_000_000  # bytes read from one archive, all members together
TIMES = 200  # as many bytes as were packed may be read from a member, archives in it included: texts pack to a fifth or a tenth
FREE = 256_000  # … and these, whatever its size: a few short texts, typed again and again
ROW = 1_000  # what naming a member costs, in bytes
_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others unpack a chunk without bound, and no platform writes them
LARGEST_NESTED = 5_000_000  # an archive within an archive: one learner's files
DEEPEST = 3  # archives within archives

_ALSO = (f"{SUFFIX}.txt", f"{SUFFIX}.json")  # what platforms and browsers make of a suffix that they do not know
_NOISE = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._|\.ipynb_checkpoints/)")


class Refused(CourseError):
    """Something that is not opened; the text says why."""


class Owner(NamedTuple):
    """For whom a platform filed a submission: its own number for them, and the name it wrote."""

    id: str
    name: str


class Found(NamedTuple):
    """One file. `read` gives its bytes or raises Refused, until the next file is asked for; `identity` changes when the file does;
    `held` is how many bytes of it are in memory meanwhile."""

    where: str
    identity: str
    read: Callable[[], bytes]
    owner: Owner | None = None
    filed: Filed | None = None
    held: int = 0


def find(paths: list[Path]) -> Iterator[Found]:
    """Every file that lies in these folders, archives and files, in the order of their names."""
    for path in paths:
        if path.is_symlink() or not path.exists():
            yield _refused(str(path), say.text("inbox.link") if path.is_symlink() else say.text("inbox.missing"))
        elif path.is_dir():
            yield from _in_folder(str(path))
        else:
            yield from _alone(str(path), _file(str(path), path.name))


def count(paths: list[Path]) -> int:
    """About how many files there are to look at: archives within archives count as one."""
    total = 0
    for path in paths:
        for folder, _, names in os.walk(path) if path.is_dir() else [(str(path.parent), [], [path.name])]:
            total += len(names)
            for name in names:
                if name.lower().endswith(".zip"):
                    with suppress(Refused), _opened(os.path.join(folder, name)) as archive:
                        total += len(archive.infolist()) - 1
    return total


def _found(where: str, identity: str, read: Callable[[], bytes], name: str = "", packed: tuple[int, ...] | None = None) -> Found:
    """A file whose path on a platform is `name`, and `packed` its date in an archive. Names of files need not be text, and all
    that is told of them has to be."""
    return Found(_text(where), _text(identity), read, owner(_text(name)), filed(_text(name), packed))


def _refused(where: str, reason: Text, name: str = "") -> Found:
    """A file that is not opened; by its path on a platform, `name`, one knows whose it is all the same."""

    def read() -> bytes:
        raise Refused(reason)

    return _found(where, f"{where}|{reason.en}", read, name)


def _text(name: str) -> str:
    """A name of a file, in which bytes that are no text are written out."""
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode()


def _alone(where: str, found: Iterator[Found]) -> Iterator[Found]:
    """What is found in one file or member. What fails there stays there, and is told of it."""
    try:
        yield from found
    except Exception as error:
        yield _refused(where, failure(error))


def failure(error: Exception) -> Text:
    """Why something could not be looked at that nobody thought of: what a developer needs to find the place."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{PurePath(last.filename).name}:{last.lineno}"
    return say.text("inbox.failed", reason=f"{type(error).__name__}: {str(error)[:200]} ({place})")


def _in_folder(root: str) -> Iterator[Found]:
    shut: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=shut.append):
        folders.sort()
        for name in list(folders):
            if os.path.islink(os.path.join(folder, name)):
                folders.remove(name)
                yield _refused(os.path.join(folder, name), say.text("inbox.link"))
        for name in sorted(names):
            path = os.path.join(folder, name)
            yield from _alone(path, _file(path, path[len(root) + 1 :].replace(os.sep, "/")))
    for error in shut:
        yield _refused(error.filename, say.text("inbox.refused", reason=error))


def _file(path: str, name: str) -> Iterator[Found]:
    """What a file holds; `name` is its path below the folder that was given, by which platforms tell whose it is."""
    if _NOISE.search(name):
        return
    try:
        state = os.lstat(path)
    except OSError as error:
        yield _refused(path, say.text("inbox.refused", reason=error))
        return
    if not stat.S_ISREG(state.st_mode):
        yield _refused(path, say.text("inbox.link") if stat.S_ISLNK(state.st_mode) else say.text("inbox.no_file"))
    elif name.lower().endswith(".zip"):
        yield from _archive(path, path, 1, f"{state.st_size}-{state.st_mtime_ns}", _Allowance(MOST_IN_ARCHIVE))
    else:
        reason = _unwanted(name, state.st_size)
        if reason:
            yield _refused(path, reason, name)
        else:
            yield _found(path, f"{path}|{state.st_size}|{state.st_mtime_ns}", lambda: _bytes_of(path, state.st_size), name)


def _bytes_of(path: str, size: int) -> bytes:
    """The bytes of a file that is so large; one that is growing is another, and looked at again the next time."""
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read(size + 1)
    except OSError as error:
        raise Refused(say.text("inbox.refused", reason=error)) from error


def _unwanted(name: str, size: int) -> Text | None:
    lower = name.lower()
    if not lower.endswith((SUFFIX, *_ALSO)):
        suffix = PurePosixPath(lower).suffix
        return say.text("inbox.suffix", suffix=suffix) if suffix else say.text("inbox.no_suffix")
    if size > LARGEST:
        return say.text("inbox.says_large", size=size, most=LARGEST)
    return None


class _Allowance:
    """How many bytes may still be read of an archive or, `within` one, of a member of it with all that is in it."""

    def __init__(self, most: int, within: _Allowance | None = None):
        self._left, self._within = most, within

    @property
    def left(self) -> int:
        return min(self._left, self._within.left) if self._within else self._left

    def take(self, count: int) -> None:
        self._left -= count
        if self._within:
            self._within.take(count)


def _opened(source: str | io.BytesIO) -> zipfile.ZipFile:
    """An archive. Raises Refused."""
    try:
        try:
            return zipfile.ZipFile(source)
        except UnicodeDecodeError:  # of one name, for which the whole archive would be lost
            return zipfile.ZipFile(_renamed(source))
    except Exception as error:
        raise Refused(say.text("inbox.archive")) from error


def _renamed(source: str | io.BytesIO) -> io.BytesIO:
    """An archive in which names that are called UTF-8 and are not are called so no longer."""
    data = bytearray(Path(source).read_bytes() if isinstance(source, str) else source.getvalue())
    for entry in re.finditer(rb"PK\x01\x02.{42}", data, flags=re.DOTALL):
        at = entry.start()
        flags, length, local = (int.from_bytes(data[at + start : at + stop], "little") for start, stop in ((8, 10), (28, 30), (42, 46)))
        try:
            data[at + 46 : at + 46 + length].decode()
        except UnicodeDecodeError:
            for place in (at + 8, local + 6 if data[local : local + 4] == b"PK\x03\x04" else at + 8):
                data[place : place + 2] = (flags & ~_UTF8).to_bytes(2, "little")
    return io.BytesIO(data)


_UTF8 = 0x800  # the flag that says so


def _archive(source: str | io.BytesIO, where: str, depth: int, identity: str, allowance: _Allowance) -> Iterator[Found]:
    try:
        archive = _opened(source)
    except Refused as error:
        yield _refused(where, error.text)
        return
    with archive:
        for info in archive.infolist():
            name = f"{where}!{info.filename}"
            if depth > 1:
                allowance.take(ROW)
                if allowance.left <= 0:
                    yield _refused(where, say.text("inbox.swells"))
                    return
            yield from _alone(name, _member(archive, info, name, depth, identity, allowance))


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, depth: int, identity: str, allowance: _Allowance
) -> Iterator[Found]:
    name = info.filename.replace("\\", "/")  # the former is what some programs for Windows write
    if name.endswith("/") or _NOISE.search(name):
        return
    reason = _dangerous(info)
    # A member, which is one learner's, has an allowance of its own: none of theirs is used up by another's.
    own = _Allowance(FREE + TIMES * info.compress_size, within=allowance) if depth == 1 else allowance
    if reason:
        yield _refused(where, reason, name)
    elif name.lower().endswith(".zip"):
        if depth >= DEEPEST or info.file_size > LARGEST_NESTED:
            yield _refused(where, say.text("inbox.deep"))
            return
        try:
            data = _read(archive, info, LARGEST_NESTED, own)
        except Refused as error:
            yield _refused(where, error.text)
            return
        for each in _archive(io.BytesIO(data), where, depth + 1, f"{identity}|{info.header_offset}|{info.CRC}", own):
            yield each if each.owner else each._replace(owner=owner(_text(name)), filed=filed(_text(name), info.date_time))
    else:
        reason = _unwanted(name, info.file_size)
        if reason:
            yield _refused(where, reason, name)
        else:
            place = f"{where}|{identity}|{info.header_offset}|{info.CRC}"
            yield _found(where, place, lambda: _read(archive, info, LARGEST, own), name, info.date_time)


def _dangerous(info: zipfile.ZipInfo) -> Text | None:
    name = getattr(info, "orig_filename", info.filename)
    parts = re.split(r"[/\\]", name)
    if name[:1] in ("/", "\\") or re.match(r"[A-Za-z]:", name) or ".." in parts or "\0" in name:
        return say.text("inbox.leads_out")
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return say.text("inbox.special")
    if info.flag_bits & 1:
        return say.text("inbox.encrypted")
    if info.compress_type not in _KINDS:
        return say.text("inbox.packed")
    return None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, allowance: _Allowance) -> bytes:
    """The bytes of a member, whatever its header claims: no more than `most`, and than the allowance leaves."""
    enough = min(most, allowance.left)
    if enough <= 0:
        raise Refused(say.text("inbox.behind", most=MOST_IN_ARCHIVE))
    try:
        with archive.open(info) as member:
            data = member.read(enough + 1)
            if len(data) <= enough:
                member.read(1)  # at its end the checksum is compared
    except Exception as error:  # what an archive can be damaged by has no end
        raise Refused(say.text("inbox.damaged")) from error
    allowance.take(len(data))
    if len(data) > enough:
        raise Refused(say.text("inbox.large", most=most) if enough == most else say.text("inbox.swells"))
    return data


# What platforms make of the name of a file that they hand over to a trainer.
_OWNERS = (
    # Moodle: "Anna Smith_12345_assignsubmission_file_/week-1-anna.smo", or the same in one name
    re.compile(r"(?:^|/)(?P<name>[^/]+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?[^/]*"),
    # Canvas: "smithanna_LATE_4711_99821_week-1-anna.smo"
    re.compile(r"(?:^|/)(?P<name>[^/_]+)_(?:LATE_)?(?P<id>\d+)_\d+_[^/]+$"),
    # Blackboard: "Week 1_asmith_attempt_2026-11-24-10-00-00_week-1-anna.smo"
    re.compile(r"(?:^|/)[^/]*?_(?P<id>[^/_]+)_attempt_\d{4}-[\d-]+(?P<name>)[^/]*$"),
    # Brightspace: "12345-678 - Anna Smith - Nov 24, 2026 1005 AM/week-1-anna.smo"
    re.compile(r"(?:^|/)(?P<id>\d+-\d+) - (?P<name>[^/]+?) - [^/]*\d{4}[^/]*/"),
)


def owner(name: str) -> Owner | None:
    """For whom a platform filed the file of this name, where the name says so."""
    for pattern in _OWNERS:
        found = pattern.search(name)
        if found:
            return Owner(found["id"], found["name"].strip())
    return None
