"""`smo mark`: a notebook in the folder of grades, in which a person marks the texts that were handed in."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import msgspec

from ...errors import CourseError
from ...files import write_whole
from ...lab.launch import launch
from ...text import Text
from ...workspace import trust
from ..grading.grade import Grades, grades_folder
from ..key import UnreadableKey, key_path, read_key
from .texts import writings


def main(assignment: Path, folder: Path | None, anonymous: bool, lang: str, browser: bool, port: int | None) -> int:
    """Opens JupyterLab on the texts to mark, until it is stopped; 2 if there is nothing to open, with the reason."""
    key = key_path(assignment).absolute()
    folder = (folder or grades_folder(key)).absolute()
    try:
        if not writings(read_key(assignment), folder):
            print("There is nothing to mark: no text that counts was handed in.", file=sys.stderr)
            return 2
        path = lay_notebook(key, folder, lang, anonymous)
        # In a workspace of its own: no tab of another marking, with names perhaps, opens beside it.
        return launch(folder, lang, browser, port, start=f"workspaces/{path.stem}/tree/{path.name}", said=_OPENING)
    except FileNotFoundError as error:
        print(f"{error.filename} is not there: run `smo grade` first", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or folder}: {error.strerror}", file=sys.stderr)
    except msgspec.DecodeError as error:
        print(f"{Grades(folder).results} is damaged ({error}): run `smo grade` again", file=sys.stderr)
    except UnreadableKey as error:
        print(error, file=sys.stderr)
    except CourseError as error:
        print(error.text.get(lang), file=sys.stderr)
    return 2


def lay_notebook(key: Path, folder: Path, lang: str, anonymous: bool) -> Path:
    """The notebook in which to mark, laid into the folder unless it is there. Raises OSError.

    One that somebody has changed is theirs: where it would mark otherwise than asked, a new one goes beside it.
    """
    wanted = notebook(_from(folder, key), lang, anonymous)
    source = wanted["metadata"]["smo_course"]["source"]
    stem, count = f"{key.stem}-marking-{lang}", 1
    while True:
        path = folder / f"{stem}{f'-{count}' if count > 1 else ''}.ipynb"
        laid, cells = _read(path)
        if not path.exists() or cells == [laid]:
            write_whole(path, json.dumps(wanted, ensure_ascii=False, indent=1).encode() + b"\n")
            trust(path)
            break
        if source in cells:  # theirs, and it marks as asked
            break
        count += 1
    return path


def notebook(key: str, lang: str, anonymous: bool) -> dict[str, Any]:
    """The notebook; it remembers what it says, so that one can see later whether somebody has changed it."""
    options = ", anonymous=True" * anonymous
    source = f'from smo_course import open_marking\n\nopen_marking({json.dumps(key, ensure_ascii=False)}, "{lang}"{options})'
    metadata = {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
    cell = {"cell_type": "code", "id": "marking", "metadata": metadata, "execution_count": None, "outputs": [], "source": source}
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    told = {"kernelspec": kernel, "language_info": {"name": "python"}, "smo_course": {"lang": lang, "source": source}}
    return {"cells": [cell], "metadata": told, "nbformat": 4, "nbformat_minor": 5}


def _from(folder: Path, key: Path) -> str:
    """The key as the notebook names it: a folder that is moved whole still works."""
    try:
        return Path(os.path.relpath(key, folder)).as_posix()
    except ValueError:  # on another drive
        return key.as_posix()


def _read(path: Path) -> tuple[str | None, list[str]]:
    """What a notebook said when it was laid, and what its cells say now; nothing where that cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return found["metadata"]["smo_course"]["source"], ["".join(cell["source"]) for cell in found["cells"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None, []


_OPENING = Text(
    en="The texts to mark open in your browser; marks are kept in {folder}, as you give them.\n"
    "If it does not open, use the address below. To stop: Ctrl+C here, twice. Then grade again, and your marks count.",
    fr="Les textes à évaluer s’ouvrent dans votre navigateur\u00a0; les points sont gardés dans {folder}, à mesure que vous les donnez.\n"
    "S’il ne s’ouvre pas, utilisez l’adresse ci-dessous. Pour arrêter\u00a0: Ctrl+C ici, deux fois. Relancez ensuite la notation\u00a0: "
    "vos points comptent.",
)
