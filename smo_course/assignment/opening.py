"""Opening what a trainer sent: a bundle becomes a folder of the learner's course, marks go beside the answers they mark."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

import msgspec

from ..errors import CourseError
from ..files import write_whole
from ..text import LANGUAGES
from ..words import Words
from ..workspace import trust
from .returned import SUFFIX as RETURNED
from .returned import read_returned
from .sheet import SUFFIX, Sheet, read_sheet

say = Words(__file__)

LARGEST = 50_000_000  # bytes of a file of a bundle


class CannotOpen(CourseError):
    """Something that is not opened; the text says what it is and what to do."""


def open_file(path: Path, folder: Path) -> Path:
    """Puts a bundle (.zip) or marks (.smo-feedback) where they belong in a learner's folder, and returns where.

    Nothing of the learner's is written over. Raises CannotOpen and OSError.
    """
    if path.name.endswith(RETURNED):
        return _open_marks(path, folder)
    return _open_bundle(path, folder)


def _open_bundle(path: Path, folder: Path) -> Path:
    files = _files_of(path)
    name = next((each for each in files if each.endswith(SUFFIX)), None)
    sheet = _decoded(files[name]) if name else None
    if sheet is None:
        raise CannotOpen(say.text("open.no_assignment", file=path.name))
    stem = sheet.id if sheet.edition == 1 else f"{sheet.id}-edition-{sheet.edition}"
    target = folder / "assignments" / stem
    wanted = [f"{sheet.id}{SUFFIX}", *(f"{sheet.id}-{lang}.ipynb" for lang in LANGUAGES)]
    if (target / wanted[0]).exists() and read_sheet(target / wanted[0]).digest() != sheet.digest():
        raise CannotOpen(say.text("open.another", folder=target))
    for each in wanted:
        if each in files and not (target / each).exists():
            write_whole(target / each, files[each])
            if each.endswith(".ipynb"):
                trust(target / each)
    return target


def _files_of(path: Path) -> dict[str, bytes]:
    """The files of an archive by their last names; those too large are left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            found = {}
            for info in archive.infolist():
                name = PurePosixPath(info.filename).name
                if name.endswith((SUFFIX, ".ipynb")) and info.file_size <= LARGEST:
                    with archive.open(info) as member:
                        found[name] = member.read(LARGEST)
            return found
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise CannotOpen(say.text("open.no_archive", file=path.name)) from error


def _decoded(data: bytes) -> Sheet | None:
    try:
        return msgspec.json.decode(data, type=Sheet)
    except (msgspec.DecodeError, RecursionError):
        return None


def _open_marks(path: Path, folder: Path) -> Path:
    try:
        returned = read_returned(path)
    except ValueError as error:
        raise CannotOpen(say.text("open.damaged", file=path.name)) from error
    sheets = [each for each in folder.rglob(f"{returned.assignment}{SUFFIX}") if read_sheet(each).edition == returned.edition]
    if not sheets:
        raise CannotOpen(say.text("open.nowhere", id=returned.assignment, folder=folder))
    data, stem, count = path.read_bytes(), path.name.removesuffix(RETURNED), 1
    target = sheets[0].parent / path.name
    while target.exists() and target.read_bytes() != data:
        count += 1
        target = sheets[0].parent / f"{stem}-{count}{RETURNED}"
    write_whole(target, data)
    return target
