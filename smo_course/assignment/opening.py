"""Opening what a trainer sent: a bundle becomes a folder of the learner's course, marks go beside the answers they mark."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec

from ..errors import CourseError
from ..files import write_whole
from ..text import LANGUAGES
from ..words import Words
from .notebook import as_file, notebook
from .returned import SUFFIX as RETURNED
from .returned import read_returned
from .sheet import SUFFIX, Sheet, UnreadableSheet, read_sheet

say = Words(__file__)

LARGEST = 50_000_000  # bytes of a sheet


class CannotOpen(CourseError):
    """Something that is not opened; the text says what it is and what to do."""


def open_file(path: Path, folder: Path) -> Path:
    """Puts a bundle (.zip), its sheet or marks (.smo-feedback) where they belong in a learner's folder, and returns where.

    Of a bundle nothing is taken but the sheet, which is data: the notebooks are made here. Nothing of the learner's is
    written over. Raises CannotOpen and OSError.
    """
    if path.name.endswith(RETURNED):
        return _open_marks(path, folder)
    return _open_bundle(path, folder)


def _open_bundle(path: Path, folder: Path) -> Path:
    data = path.read_bytes() if path.name.endswith(SUFFIX) else _sheet_in(path)
    sheet = _decoded(data) if data else None
    if not data or not sheet:
        raise CannotOpen(say.text("open.no_assignment", file=path.name))
    stem = sheet.id if sheet.edition == 1 else f"{sheet.id}-edition-{sheet.edition}"
    target = folder / "assignments" / stem
    place = target / f"{sheet.id}{SUFFIX}"
    before = read_sheet(place) if place.exists() else sheet
    if before.questions() != sheet.questions():
        raise CannotOpen(say.text("open.another", folder=target))
    if before.digest() != sheet.digest():  # the same questions, and other dates or points: answers stay as they are
        write_whole(place, data)
    files = {f"{sheet.id}-{lang}.ipynb": as_file(notebook(sheet, lang)) for lang in LANGUAGES}
    for name, held in {place.name: data, **files}.items():
        if not (target / name).exists():
            write_whole(target / name, held)
    return target


def _sheet_in(path: Path) -> bytes | None:
    """The first sheet of an archive that is not too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            for info in archive.infolist():
                if info.filename.endswith(SUFFIX) and info.file_size <= LARGEST:
                    with archive.open(info) as member:
                        return member.read(LARGEST)
            return None
    except OSError:
        raise
    except Exception as error:  # what an archive can be damaged by has no end
        raise CannotOpen(say.text("open.no_archive", file=path.name)) from error


def _decoded(data: bytes) -> Sheet | None:
    try:
        return msgspec.json.decode(data, type=Sheet)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _edition(path: Path) -> int | None:
    """Which edition a sheet is; None for one that is damaged, beside which others may lie."""
    try:
        return read_sheet(path).edition
    except UnreadableSheet:
        return None


def _open_marks(path: Path, folder: Path) -> Path:
    try:
        returned = read_returned(path)
    except ValueError as error:
        raise CannotOpen(say.text("open.damaged", file=path.name)) from error
    editions = {path: edition for path in folder.rglob(f"{returned.assignment}{SUFFIX}") if (edition := _edition(path)) is not None}
    # Who handed in a former edition never fetched a newer one, whose marks these may be: those of the questions that stayed.
    sheets = sorted(editions, key=lambda path: (editions[path] != returned.edition, -editions[path]))
    if not sheets:
        raise CannotOpen(say.text("open.nowhere", id=returned.assignment, folder=folder))
    data, stem, count = path.read_bytes(), path.name.removesuffix(RETURNED), 1
    target = sheets[0].parent / path.name
    while target.exists() and target.read_bytes() != data:
        count += 1
        target = sheets[0].parent / f"{stem}-{count}{RETURNED}"
    write_whole(target, data)
    return target
