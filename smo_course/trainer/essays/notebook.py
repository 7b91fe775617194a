"""The notebook in the folder of grades, in which a person marks the texts that were handed in."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from ...files import write_whole


def lay(key: Path, folder: Path, lang: str, anonymous: bool, name: str = "") -> Path:
    """The notebook in which to mark, laid into the folder unless it is there. `name` is the assignment's. Raises OSError.

    One that somebody has changed is theirs: where it would mark otherwise than asked, a new one goes beside it.
    """
    wanted = notebook(_from(folder, key), lang, anonymous)
    source = wanted["metadata"]["smo_course"]["source"]
    stem, count = f"{name or key.stem}-marking-{lang}", 1
    while True:
        path = folder / f"{stem}{f'-{count}' if count > 1 else ''}.ipynb"
        laid, cells = _read(path)
        if not path.exists() or cells == [laid]:
            write_whole(path, json.dumps(wanted, ensure_ascii=False, indent=1).encode() + b"\n")
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
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "marking",
        "metadata": metadata,
        "execution_count": None,
        "outputs": [],
        "source": source,
    }
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
