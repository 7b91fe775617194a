"""What a trainer sent, taken into the course from within the lab, as `smo open` does outside: see lab/extension, inbox.js."""

from __future__ import annotations

import base64
import binascii
from os.path import relpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..assignment.opening import CannotOpen, open_file
from ..assignment.returned import SUFFIX as RETURNED
from ..assignment.sheet import SUFFIX, read_sheet
from ..errors import CourseError
from ..journal import find_folder
from ..words import Words, language

say = Words(__file__)

_LARGEST = 50_000_000  # bytes that are kept until the last piece has come


class Received(dict[str, Any]):
    """Data for the page, in the shape {said, link, wrong}: what came of it in words, and the notebook to show, from the one that runs."""

    def _repr_mimebundle_(self, **options):
        return {"application/json": dict(self), "text/plain": "<Received>"}


_pieces: dict[str, list[bytes]] = {}  # of files that are on their way, by what the page calls each


def receive(upload: str, name: str, data: str, is_last: bool, lang: str) -> Received:
    """Takes a piece of a file, in base64 and in order, and with the last one the file. Raises UnknownLanguage."""
    lang, name = language(lang), Path(name.replace("\\", "/")).name or "file"
    try:
        pieces = _pieces.setdefault(upload, [])
        pieces.append(base64.b64decode(data, validate=True))
        if sum(map(len, pieces)) > _LARGEST:
            raise CannotOpen(say.text("received.large", file=name))
    except (CourseError, binascii.Error, ValueError) as error:
        _pieces.pop(upload, None)
        return _refused(error if isinstance(error, CourseError) else CannotOpen(say.text("received.lost", file=name)), lang)
    if not is_last:
        return Received(said="", link="", wrong=False)
    content = b"".join(_pieces.pop(upload))
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        try:
            path.write_bytes(content)
        except (OSError, ValueError):  # a name that no file can have here
            return _refused(CannotOpen(say.text("received.name", file=name)), lang)
        return _opened(path, lang)


def receive_file(path: str, lang: str) -> Received:
    """Takes a file that lies in the learner's folder already; `path` starts from the folder of the notebook that runs. An archive that is
    no assignment is somebody's own affair, and nothing is said of it. Raises UnknownLanguage."""
    told = _opened(Path(path), language(lang))
    return Received(said="", link="", wrong=False) if told["wrong"] and not path.endswith((RETURNED, SUFFIX)) else told


def _opened(path: Path, lang: str) -> Received:
    try:
        place = open_file(path, find_folder() or Path.cwd())
        folder = place if place.is_dir() else place.parent
        sheet = read_sheet(next(folder.glob(f"*{SUFFIX}")))
    except (CourseError, OSError) as error:
        return _refused(error, lang)
    link = relpath(folder / f"{sheet.id}-{lang}.ipynb", Path.cwd()).replace("\\", "/")
    said = say("received.marks" if place.is_file() else "received.assignment", lang, title=sheet.title)
    return Received(said=said, link=link, wrong=False)


def _refused(error: CourseError | OSError, lang: str) -> Received:
    said = error.text.get(lang) if isinstance(error, CourseError) else say("received.refused", lang, reason=error)
    return Received(said=said, link="", wrong=True)
