"""The workbook, written into the learner's folder: a new file every time, because the last one may have been worked on since."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..errors import CourseError
from ..files import make_folder, write_new
from ..journal import Journal
from ..text import bare
from ..words import Words
from .document import Document, document

say = Words(__file__)

FOLDER = "workbook"  # in the learner's folder
LONGEST = 40  # letters of a file's name that the company may take: as many whole words as fit


class Exported(NamedTuple):
    """A file that was written: where, or None where there is no folder to keep it; and what it holds."""

    path: Path | None
    name: str
    data: bytes


def _paper(document: Document) -> bytes:
    from .paper import docx_of  # a third of a second to import: only who exports waits for it

    return docx_of(document)


def _page(document: Document) -> bytes:
    from .page import html_of

    return html_of(document)


FORMATS: dict[str, Callable[[Document], bytes]] = {"docx": _paper, "html": _page}


def export(journal: Journal, lang: str, format: str, today: date | None = None) -> Exported:
    """Writes the workbook as it stands, and never over another file: where the name is taken, `name-2`, `name-3` …

    Raises CourseError for a format that there is not, and OSError.
    """
    if format not in FORMATS:
        raise CourseError(say.text("export.format", format=format, known=", ".join(FORMATS)))
    made = document(journal, lang, today or date.today())
    name = f"{_slug(made.company)}-{say('export.name', lang)}.{format}"
    data = FORMATS[format](made)
    path = write_new(_folder(journal.home) / name, data) if journal.home else None
    return Exported(path, path.name if path else name, data)


def _folder(home: Path) -> Path:
    make_folder(home / FOLDER)
    return home / FOLDER


def _slug(company: str) -> str:
    """The company in the name of a file: letters, digits and hyphens."""
    words = re.sub(r"[^a-z0-9]+", "-", bare(company)).strip("-")
    return (words if len(words) <= LONGEST else words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]) or "smo"
