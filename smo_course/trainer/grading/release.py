"""Giving back: a file of marks and feedback for each learner, and all of them in one archive for a learning platform."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import msgspec

from ...assignment.returned import SUFFIX
from ...assignment.sheet import moment
from ...errors import CourseError
from ...files import make_folder, whole, write_again
from ...lock import locked
from ...text import LANGUAGES, Text, moment_text
from ...words import Words
from ..key import Key
from .feedback import feedback
from .grade import Grades
from .inbox import owner
from .marker import Marker
from .pages import Pages, page_name
from .record import Record
from .released import Released, note_released
from .results import COUNTS, Result, read_results

say = Words(__file__)


class TooEarly(CourseError):
    """Marks that would be given back while others may still hand in; the text says what that gives away."""


def release(key: Key, folder: Path, tick: Callable[[], object] = lambda: None, early: bool = False) -> tuple[Path, int, int]:
    """Writes what learners get back into `folder`/release and returns the archive, how many learners it is for, and how
    many answers still wait for a person. What a former release wrote for learners who are no longer there goes, and what a kill left half written.

    Raises TooEarly while hand-ins are still accepted, unless it is to be `early`; NoResults, Held and OSError.
    """
    if not early:
        _refuse_early(key)
    target = folder / "release"
    make_folder(target)
    with locked(folder):
        return _release(key, folder, target, tick)


def _release(key: Key, folder: Path, target: Path, tick: Callable[[], object]) -> tuple[Path, int, int]:
    marker = Marker(key)
    archive_path = target / f"{key.sheet.id}-feedback.zip"
    pages, at, pending = Pages(target, marker), datetime.now(UTC).isoformat(timespec="seconds"), 0
    written, count = set(), 0
    with whole(archive_path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for result in read_results(Grades(folder).results):
            if result.status in COUNTS:
                returned = feedback(result, marker)
                returned.at = at
                data = msgspec.json.encode(returned)
                name = page_name(result.learner).removesuffix(".html")
                written.add(f"{key.sheet.id}-{name}{SUFFIX}")
                write_again(target / f"{key.sheet.id}-{name}{SUFFIX}", data)
                place = _place(result)
                archive.writestr(f"{place}/{key.sheet.id}{SUFFIX}", data)
                archive.writestr(f"{place}/{key.sheet.id}.html", pages.page(result))
                count, pending = count + 1, pending + result.pending
            tick()
    for path in target.glob(f"{key.sheet.id}-*{SUFFIX}*"):
        if path.name not in written and re.search(rf"-[0-9a-f]{{8}}{SUFFIX}(\.\d+\.smo-part)?$", path.name) and not path.is_symlink():
            path.unlink()
    if count:
        grades = Grades(folder)
        receipts = Record(grades.record, key).receipts() if grades.record.exists() else set()
        note_released(grades.released, Released(at, key.sheet.digest(), receipts))
    return archive_path, count, pending


def _refuse_early(key: Key) -> None:
    until = (key.sheet.late.until if key.sheet.late else "") or key.sheet.due
    if until and datetime.now(UTC) < moment(until):
        when = Text(**{lang: moment_text(until, lang) for lang in LANGUAGES})
        raise TooEarly(say.text("release.early", until=when, n=len(key.exercises)))


def _place(result: Result) -> str:
    """The folder of a learner in the archive: the one in which a platform filed their work, if it did, as Moodle wants it
    back; else one with their name."""
    filed = PurePosixPath(result.where.replace("\\", "/").rpartition("!")[2])
    if owner(f"{filed.parent.name}/x"):
        return re.sub(r"[^\w @.+,'’()-]", "_", filed.parent.name)
    return page_name(result.learner).removesuffix(".html")
