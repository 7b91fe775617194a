"""The inbox: finds submissions in folders and in zip archives, an LMS's usual nesting included. Nothing is unpacked or run.

A learning platform's archive comes from strangers. Members are read into memory, each up to the size of a submission,
under no name of theirs; what is no submission is named in the report and never opened.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ...assignment.submission import LARGEST, SUFFIX
from ...errors import CourseError
from ...text import Text
from ...words import Words
from .filing import Filed, filed

say = Words(__file__)

MOST_IN_ARCHIVE = 2_000_000_000  # bytes read from one archive, all members together
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
    """One file. `read` gives its bytes or raises Refused, until the next file is asked for; `identity` changes when the file does."""

    where: str
    identity: str
    read: Callable[[], bytes]
    owner: Owner | None = None
    filed: Filed | None = None


def find(paths: list[Path]) -> Iterator[Found]:
    """Every file that lies in these folders, archives and files, in the order of their names."""
    for path in paths:
        if path.is_symlink() or not path.exists():
            yield _refused(str(path), say.text("inbox.link") if path.is_symlink() else say.text("inbox.missing"))
        elif path.is_dir():
            yield from _in_folder(str(path))
        else:
            yield from _file(str(path), path.name)


def count(paths: list[Path]) -> int:
    """About how many files there are to look at: archives within archives count as one."""
    total = 0
    for path in paths:
        for folder, _, names in os.walk(path) if path.is_dir() else [(str(path.parent), [], [path.name])]:
            total += len(names)
            for name in names:
                if name.lower().endswith(".zip"):
                    try:
                        with zipfile.ZipFile(os.path.join(folder, name)) as archive:
                            total += len(archive.infolist()) - 1
                    except (OSError, zipfile.BadZipFile, NotImplementedError):
                        continue
    return total


def _refused(where: str, reason: Text) -> Found:
    def read() -> bytes:
        raise Refused(reason)

    return Found(where, f"{where}|{reason.en}", read)


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
            yield from _file(path, path[len(root) + 1 :].replace(os.sep, "/"))
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
        yield from _archive(path, path, 1, f"{state.st_size}-{state.st_mtime_ns}")
    else:
        reason = _unwanted(name, state.st_size)
        if reason:
            yield _refused(path, reason)
        else:
            yield Found(path, f"{path}|{state.st_size}|{state.st_mtime_ns}", lambda: _bytes_of(path), owner(name), filed(name))


def _bytes_of(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read(LARGEST + 1)
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


def _archive(source: str | io.BytesIO, where: str, depth: int, identity: str) -> Iterator[Found]:
    try:
        archive = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        yield _refused(where, say.text("inbox.archive"))
        return
    with archive:
        left = [MOST_IN_ARCHIVE]
        for info in archive.infolist():
            if not info.is_dir() and not _NOISE.search(info.filename):
                yield from _member(archive, info, f"{where}!{info.filename}", depth, identity, left)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, depth: int, identity: str, left: list[int]) -> Iterator[Found]:
    name = info.filename
    reason = _dangerous(info)
    if reason:
        yield _refused(where, reason)
    elif name.lower().endswith(".zip"):
        if depth >= DEEPEST or info.file_size > LARGEST_NESTED:
            yield _refused(where, say.text("inbox.deep"))
            return
        try:
            data = _read(archive, info, LARGEST_NESTED, left)
        except Refused as error:
            yield _refused(where, error.text)
            return
        for each in _archive(io.BytesIO(data), where, depth + 1, f"{identity}|{info.header_offset}|{info.CRC}"):
            yield each if each.owner else each._replace(owner=owner(name), filed=filed(name, info.date_time))
    else:
        reason = _unwanted(name, info.file_size)
        if reason:
            yield _refused(where, reason)
        else:
            place = f"{where}|{identity}|{info.header_offset}|{info.CRC}"
            yield Found(where, place, lambda: _read(archive, info, LARGEST, left), owner(name), filed(name, info.date_time))


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
    return None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, left: list[int]) -> bytes:
    """The bytes of a member, whatever its header claims: no more than `most`, and than is `left` for the whole archive."""
    if left[0] <= 0:
        raise Refused(say.text("inbox.behind", most=MOST_IN_ARCHIVE))
    try:
        with archive.open(info) as member:
            data = member.read(most + 1)
            if len(data) <= most:
                member.read(1)  # at its end the checksum is compared
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error) as error:
        raise Refused(say.text("inbox.damaged")) from error
    left[0] -= len(data)
    if len(data) > most:
        raise Refused(say.text("inbox.large", most=most))
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
