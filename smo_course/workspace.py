"""The learner's folder: lessons are laid out as copies, and nothing of the learner's is ever written over."""

from __future__ import annotations

import hashlib
import json
from itertools import count
from pathlib import Path
from typing import NamedTuple

from .course import PAGES, content_root, syllabus
from .errors import CourseError
from .files import make_folder, write_whole
from .notebooks import has_own, is_own, read_notebook, with_own
from .text import LANGUAGES, Text
from .version import __version__
from .words import Words, language

say = Words(__file__)

FOLDER = Path.home() / "smo-workbook"  # where a learner's course lies unless they say otherwise
_VERSION = " (version "  # in the name of a lesson that lies beside a changed one
_RECORD = Path(".smo") / "lessons.json"  # path → fingerprint of the lesson as it was laid out


class WorkspaceError(CourseError):
    """A folder that cannot hold the course."""


class LaidOut(NamedTuple):
    """What laying out did, as paths below the learner's folder.

    `new` lessons were missing (or it is the first time); `updated` ones the learner had not touched; `beside` are new
    versions laid next to lessons that the learner has changed; `gone` were no longer in the course, nor touched.
    `warnings` are for the learner to read.
    """

    new: list[Path]
    updated: list[Path]
    beside: list[Path]
    gone: list[Path]
    warnings: list[Text]


def lay_out(folder: Path) -> LaidOut:
    """Puts the course's lessons into the learner's folder, and brings untouched ones up to date.

    Raises WorkspaceError where the folder cannot hold them.
    """
    laid = LaidOut([], [], [], [], [])
    _make(folder)
    record = _read_record(folder)
    sources = content_root() / "notebooks"
    lessons = [path.relative_to(sources) for path in sorted(sources.rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts]
    try:
        for name in lessons:
            _lay_lesson(sources / name, name, folder, record, laid)
        _clear(lessons, folder, record, laid)
        write_whole(folder / _RECORD, json.dumps(record, indent=1, sort_keys=True).encode())
    except OSError as error:
        if not _complete(folder):
            raise WorkspaceError(say.text("workspace.cannot", folder=folder, reason=error)) from error
        laid.warnings.append(say.text("workspace.nothing_kept", folder=folder, reason=error))
    return laid


def _lay_lesson(source: Path, name: Path, folder: Path, record: dict[str, str | None], laid: LaidOut) -> None:
    """One lesson. The record says of each path which version was laid there last."""
    target, wanted = folder / name, fingerprint(source)
    found = fingerprint(target) if target.exists() else None
    if not target.exists():
        laid.new.append(name)
    elif found == wanted:  # this version already, and run at most
        record[name.as_posix()] = wanted
        return
    elif found is not None and found == record.get(name.as_posix()):
        laid.updated.append(name)
    elif found is not None and record.get(name.as_posix()) == wanted:
        return  # changed by the learner, and nothing newer to offer
    else:  # changed, or unreadable: theirs to keep
        target, name = _beside(folder, name)
        if record.get(name.as_posix()) == wanted or target.exists():
            return  # told before; perhaps thrown away since
        laid.beside.append(name)
    _write(source, target)
    record[name.as_posix()] = wanted


def _write(source: Path, target: Path) -> None:
    """Writes a lesson, with the learner's own cells where its file holds any."""
    content = source.read_bytes()
    if target.exists():
        here = read_notebook(target)
        if has_own(here):
            content = json.dumps(with_own(json.loads(content), here), ensure_ascii=False, indent=1).encode()
    write_whole(target, content)
    trust(target)


def put_back(name: str) -> None:
    """Puts the course's version of a lesson back into its file, a name in this folder; the learner's own cells stay.

    A version that says something else is kept beside it. Raises KeyError or CourseError for what is no lesson, and OSError.
    """
    target = Path(name)
    told = read_notebook(target)["metadata"]["smo_course"]
    lang = language(told["lang"])
    here = Path(lang) / PAGES[told["lesson"]] if told["lesson"] in PAGES else syllabus().lesson(told["lesson"]).notebook(lang)
    source = content_root() / "notebooks" / here
    if fingerprint(target) != fingerprint(source):
        kept = next(path for n in count(1) if not (path := target.with_name(f"{target.stem} (before {n}){target.suffix}")).exists())
        write_whole(kept, target.read_bytes())
    _write(source, target)


def _clear(lessons: list[Path], folder: Path, record: dict[str, str | None], laid: LaidOut) -> None:
    """Takes away what was laid out of lessons that the course no longer has, and that the learner has at most run."""
    known = {(name.parent.as_posix(), name.stem) for name in lessons}
    for name, laid_there in list(record.items()):
        path = Path(name)
        stem = path.stem.partition(_VERSION)[0]  # what lies beside a changed lesson belongs to it
        if (path.parent.as_posix(), stem) in known or not laid_there:
            continue
        if fingerprint(folder / path) == laid_there and not has_own(read_notebook(folder / path)):
            (folder / path).unlink()
            laid.gone.append(path)
        if not (folder / path).exists():
            del record[name]


def _beside(folder: Path, name: Path) -> tuple[Path, Path]:
    """Where the new version of a changed lesson goes."""
    beside = name.with_name(f"{name.stem}{_VERSION}{__version__}){name.suffix}")
    return folder / beside, beside


def fingerprint(path: Path) -> str | None:
    """What a lesson says, apart from outputs and from cells that the learner added; None where it cannot be read.

    A lesson that was merely run, or to which cells were added, keeps its fingerprint.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"] if not is_own(cell)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def _make(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise WorkspaceError(say.text("workspace.file", folder=folder))
    try:
        make_folder(folder)
    except OSError as error:
        raise WorkspaceError(say.text("workspace.cannot", folder=folder, reason=error)) from error


def _complete(folder: Path) -> bool:
    return all((folder / lang / "0-start-here.ipynb").is_file() for lang in LANGUAGES)


def _read_record(folder: Path) -> dict[str, str | None]:
    """The fingerprints at the last laying out. Without a readable record every differing lesson counts as changed."""
    try:
        record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def trust(path: Path) -> None:
    """Signs a lesson that came from the course, so that JupyterLab runs it when it is opened."""
    import nbformat
    from nbformat.sign import NotebookNotary

    NotebookNotary().sign(nbformat.read(path, as_version=4))
